package org.breakroom.phone;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.PaidSamples;
import org.breakroom.cast.TestLocals;
import org.breakroom.kernel.FederationClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Hours logged on a phone come in once, are told to be wrong while there is time, and wait where the phone was revoked. */
class PhoneHoursTest extends Home {
    @Autowired
    PaidSamples paid;

    @Autowired
    FederationClock clock;

    private int logged(TestLocals.Home home) {
        return locals.count(
                Viewer.shell(home.local().id()),
                "select count(*) from organizer_hours where local_id = ? and state = 'LOGGED'",
                home.local().id());
    }

    @Test
    void hours_without_a_signal_are_logged_once() throws Exception {
        var home = locals.open();
        var organizer = paid.organizer(paid.program(), home, home.omar(), home.organizer(), "ACTIVE");
        var phone = new Handset(mvc, home.organizer());
        assertThat(Handset.read(phone.pack()).path("hours").path("title").asString())
                .isEqualTo("Organizer program");
        assertThat(Handset.read(new Handset(mvc, home.rep()).pack())
                        .path("hours")
                        .isNull())
                .as("nobody else's")
                .isTrue();
        var yesterday = clock.today().minusDays(1).toString();
        var first = phone.hours(organizer, yesterday, "16:00", "18:00");
        assertThat(state(phone, first)).isEqualTo("SAVED");
        assertThat(state(phone, first)).as("sent again").isEqualTo("SAVED");
        assertThat(logged(home)).isEqualTo(1);
        var overlapping = phone.hours(organizer, yesterday, "17:00", "19:00");
        assertThat(phone.handIn(overlapping).get(overlapping.id()).toString()).contains("NEEDS", "at the same time");
        var future = phone.hours(organizer, clock.today().plusDays(1).toString(), "9:00", "10:00");
        assertThat(phone.handIn(future).get(future.id()).toString()).contains("NEEDS", "not been worked yet");
        var anothers = phone.hours(
                paid.organizer(paid.program(), home, home.nadia(), home.member(), "ACTIVE"),
                yesterday,
                "9:00",
                "10:00");
        assertThat(state(phone, anothers)).as("in another's name").isEqualTo("NEEDS");
        assertThat(logged(home)).isEqualTo(1);
        assertThat(page(home.officer(), home.path() + "/organizers")).contains("On the stairs", "16:00–18:00");
    }

    @Test
    void what_a_revoked_phone_hands_in_waits_for_an_officer() throws Exception {
        var home = locals.open();
        var organizer = paid.organizer(paid.program(), home, home.omar(), home.organizer(), "ACTIVE");
        var phone = new Handset(mvc, home.organizer());
        assertThat(post(home.officer(), home.path() + "/phones/" + phone.id + "/revocation"))
                .hasStatus(303);
        var noted = phone.hours(organizer, clock.today().minusDays(2).toString(), "16:00", "18:00");
        assertThat(state(phone, noted)).isEqualTo("WAITS");
        assertThat(logged(home)).isZero();
        assertThat(page(home.officer(), home.path() + "/phones")).contains("Hours", "Its phone was revoked");
        assertThat(post(home.officer(), home.path() + "/phones/entries/" + noted.id() + "/acceptance"))
                .hasStatus(303);
        assertThat(logged(home)).isEqualTo(1);
    }

    private static String state(Handset phone, Handset.Noted noted) throws Exception {
        return phone.handIn(noted).get(noted.id()).path("state").asString();
    }
}
