package org.breakroom.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import biweekly.Biweekly;
import biweekly.ICalendar;
import java.io.StringReader;
import java.time.Instant;
import java.util.UUID;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStart;
import org.breakroom.access.Role;
import org.breakroom.cast.Home;
import org.breakroom.cast.PaidSamples;
import org.breakroom.cast.TeachSamples;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What calendars read of a training, by two parsers that know nothing of each other. */
class CalendarTest extends Home {
    @Autowired
    DSLContext sql;

    @Autowired
    Trainings trainings;

    @Autowired
    TeachSamples teaching;

    @Autowired
    PaidSamples paid;

    private String file(UUID by, String path) throws Exception {
        var result = mvc.get().uri(path).with(in(by)).exchange();
        assertThat(result).hasStatusOk();
        assertThat(result.getResponse().getContentType()).startsWith("text/calendar");
        return result.getResponse().getContentAsString();
    }

    private static VEvent one(String text) throws Exception {
        Calendar read = new CalendarBuilder().build(new StringReader(text));
        read.validate();
        return read.<VEvent>getComponents("VEVENT").getFirst();
    }

    private static Instant instant(java.time.temporal.Temporal t) {
        return Instant.from(t);
    }

    private static ICalendar other(String text) {
        var read = Biweekly.parse(text).first();
        assertThat(read.validate(biweekly.ICalVersion.V2_0).isEmpty())
                .as(read.validate(biweekly.ICalVersion.V2_0).toString())
                .isTrue();
        return read;
    }

    /** Over the night when clocks go back and forward, in three zones: both read the instants that were meant. */
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-10-31T20:00, 2026-11-01T04:00",
        "America/New_York, 2027-03-13T22:00, 2027-03-14T06:00",
        "America/Phoenix, 2026-10-31T20:00, 2026-11-01T04:00",
        "Europe/Berlin, 2027-03-28T00:30, 2027-03-28T05:30"
    })
    void two_parsers_read_the_same_hours_across_a_clock_change(String zone, String from, String to) throws Exception {
        var staff = locals.account(Role.STAFF, null, null, null);
        var id = samples.training(null);
        var iana = java.time.ZoneId.of(zone);
        var starts = java.time.LocalDateTime.parse(from).atZone(iana).toInstant();
        var ends = java.time.LocalDateTime.parse(to).atZone(iana).toInstant();
        var at = trainings.find(id).orElseThrow();
        locals.as(locals.viewer(staff), () -> {
            trainings.change(
                    trainings.find(id).orElseThrow(),
                    new Trainings.Wanted(
                            id,
                            null,
                            at.course(),
                            null,
                            false,
                            "Night; school, with \"commas\"\nand lines",
                            "Ärger & ñ",
                            "",
                            Mode.BOTH,
                            "Hall, 2nd floor; left",
                            "https://meet.example.org/x?a=1&b=2",
                            iana,
                            starts,
                            ends,
                            at.hours(),
                            9));
            return null;
        });
        var text = file(staff, "/trainings/" + id + "/training.ics");
        assertThat(text.lines())
                .as("no line is longer than 75 octets")
                .allMatch(l -> l.getBytes(java.nio.charset.StandardCharsets.UTF_8).length <= 75);
        var first = one(text);
        assertThat(instant(first.getStartDate().map(DtStart::getDate).orElseThrow()))
                .isEqualTo(starts);
        assertThat(instant(first.getEndDate().map(DtEnd::getDate).orElseThrow()))
                .isEqualTo(ends);
        var second = other(text).getEvents().getFirst();
        assertThat(second.getDateStart().getValue().toInstant()).isEqualTo(starts);
        assertThat(second.getDateEnd().getValue().toInstant()).isEqualTo(ends);
        assertThat(second.getSummary().getValue()).isEqualTo("Night; school, with \"commas\"\nand lines");
        assertThat(second.getLocation().getValue()).isEqualTo("Hall, 2nd floor; left");
        assertThat(first.getSummary().getValue()).isEqualTo(second.getSummary().getValue());
    }

    /** Where it is held online is for those who have a place: the file says it to nobody else. */
    @Test
    void the_address_of_a_meeting_is_told_only_to_who_has_a_place() throws Exception {
        var home = locals.open();
        var staff = locals.account(Role.STAFF, null, null, null);
        var id = samples.training(null);
        var at = trainings.find(id).orElseThrow();
        locals.as(locals.viewer(staff), () -> {
            trainings.change(
                    trainings.find(id).orElseThrow(),
                    new Trainings.Wanted(
                            id,
                            null,
                            at.course(),
                            null,
                            false,
                            "Online",
                            "",
                            "",
                            Mode.ONLINE,
                            "",
                            "https://meet.example.org/secret",
                            at.zone(),
                            at.starts(),
                            at.ends(),
                            at.hours(),
                            9));
            return null;
        });
        var path = "/trainings/" + id + "/training.ics";
        assertThat(file(home.member(), path)).doesNotContain("meet.example.org");
        samples.registration(id, home, home.nadia());
        assertThat(file(home.member(), path)).contains("meet.example.org/secret");
    }

    @Test
    void a_change_and_a_cancellation_keep_the_identifier_and_raise_the_sequence() throws Exception {
        var staff = locals.account(Role.STAFF, null, null, null);
        var id = samples.training(null);
        var path = "/trainings/" + id + "/training.ics";
        var before = one(file(staff, path));
        locals.as(locals.viewer(staff), () -> {
            trainings.callOff(id);
            return null;
        });
        var text = file(staff, path);
        var after = one(text);
        assertThat(after.getUid()).isEqualTo(before.getUid());
        assertThat(after.getSequence().getSequenceNo())
                .isEqualTo(before.getSequence().getSequenceNo() + 1);
        assertThat(other(text).getEvents().getFirst().getStatus().isCancelled()).isTrue();
    }

    @Test
    void a_private_calendar_has_what_she_is_registered_for_until_its_address_is_taken_back() throws Exception {
        var home = locals.open();
        var held = samples.training(null);
        samples.registration(held, home, home.nadia());
        samples.registration(samples.training(null), home, home.omar());
        assertThat(mvc.post()
                        .uri("/me/calendar")
                        .param("_key", UUID.randomUUID().toString())
                        .with(in(home.member())))
                .hasStatus(303);
        // asked for again, it is another, and still one
        assertThat(mvc.post()
                        .uri("/me/calendar")
                        .param("_key", UUID.randomUUID().toString())
                        .with(in(home.member())))
                .hasStatus(303);
        var token = sql.fetchValue("select token from calendar_feed where account_id = ?", home.member());
        var feed = "/calendar/" + token + "/trainings.ics";
        var text = mvc.get().uri(feed).exchange().getResponse().getContentAsString();
        assertThat(other(text).getEvents()).hasSize(1);
        assertThat(one(text).getUid().orElseThrow().getValue()).startsWith(held.toString());
        assertThat(text).doesNotContain("Omar").doesNotContain("Nadia");
        assertThat(mvc.post()
                        .uri("/me/calendar")
                        .param("_key", UUID.randomUUID().toString())
                        .param("end", "on")
                        .with(in(home.member())))
                .hasStatus(303);
        assertThat(mvc.get().uri(feed)).hasStatus(404);
        assertThat(mvc.get().uri("/calendar/guessed/trainings.ics")).hasStatus(404);
    }

    @Test
    void a_private_calendar_has_the_shifts_that_she_took_and_hears_when_one_is_called_off() throws Exception {
        var home = locals.open();
        var held = samples.training(null);
        var door = teaching.shift(held, 60, 120);
        var presents = teaching.presenter(home, held, door, home.nadia());
        teaching.presenter(home, held, door, home.omar());
        var works = paid.organizer(paid.program(), home, home.nadia(), home.member(), "ACTIVE");
        var shift = paid.shift(home, works);
        var feed = "/calendar/" + samples.feed(home.member()) + "/trainings.ics";
        var text = mvc.get().uri(feed).exchange().getResponse().getContentAsString();
        assertThat(other(text).getEvents())
                .extracting(e -> e.getUid().getValue().replace("@breakroom", ""))
                .containsExactlyInAnyOrder(presents.toString(), shift.toString());
        assertThat(text)
                .contains("Welcomes at the door", "Phone bank")
                .doesNotContain("CANCELLED")
                .doesNotContain("Omar");
        assertThat(post(home.officer(), home.path() + "/organizers/shifts/" + shift + "/end"))
                .hasStatus(303);
        var after = mvc.get().uri(feed).exchange().getResponse().getContentAsString();
        assertThat(other(after).getEvents())
                .filteredOn(e -> e.getUid().getValue().startsWith(shift.toString()))
                .singleElement()
                .matches(e -> e.getStatus().isCancelled() && e.getSequence().getValue() == 1);
    }
}
