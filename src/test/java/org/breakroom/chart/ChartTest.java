package org.breakroom.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.activity.Activities;
import org.breakroom.activity.Activity;
import org.breakroom.activity.ActivityKind;
import org.breakroom.activity.Outcome;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.breakroom.kernel.FederationClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The wall chart: what an address asks for, what is noted on it, and how large it may become. */
class ChartTest extends Home {
    private static final int KB = 1024;

    @Autowired
    Activities activities;

    private String page(TestLocals.Home home, String query) throws Exception {
        var result = mvc.get()
                .uri(home.path() + "/charts/" + home.first() + query)
                .with(in(home.officer()))
                .exchange();
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsString();
    }

    private MvcTestResult keyed(UUID by, String path, String... params) {
        var request = mvc.post().uri(path).with(in(by));
        boolean keyed = List.of(params).contains("_key");
        if (!keyed) {
            request = request.param("_key", UUID.randomUUID().toString());
        }
        for (int i = 0; i < params.length; i += 2) {
            request = request.param(params[i], params[i + 1]);
        }
        return request.exchange();
    }

    private void note(TestLocals.Home home, UUID member, ActivityKind kind, int daysAgo, Integer assessment) {
        var officer = Viewer.shell(home.local().id());
        locals.as(
                officer,
                () -> activities.record(
                        officer,
                        new Activity(
                                home.local().id(),
                                locals.id(),
                                member,
                                kind,
                                home.first(),
                                Instant.now().minus(Duration.ofDays(daysAgo)),
                                kind == ActivityKind.TALK ? Outcome.TALKED : Outcome.TOOK_PART,
                                assessment,
                                null,
                                null,
                                false)));
    }

    @Test
    void a_digit_is_noted_shown_and_taken_back() throws Exception {
        var home = locals.open();
        var key = UUID.randomUUID().toString();
        var path = home.path() + "/members/" + home.nadia() + "/assessments";
        assertThat(keyed(home.rep(), path, "assessment", "2", "_key", key))
                .hasStatus(303)
                .hasHeader(
                        "Location",
                        home.path() + "/charts/" + home.first() + "?member=" + home.nadia() + "&recorded=1&batch="
                                + key);
        assertThat(page(home, "?assessment=2"))
                .contains("Nadia Rosas", "1 of 3 people")
                .doesNotContain("Omar");
        assertThat(keyed(home.rep(), path, "assessment", "6")).hasStatus(422);
        assertThat(keyed(home.rep(), path, "assessment", "")).hasStatus(422);
        assertThat(keyed(home.officer(), home.path() + "/activities/" + key + "/withdrawal"))
                .as("someone else's note")
                .hasStatus(404);
        assertThat(keyed(home.rep(), home.path() + "/activities/" + key + "/withdrawal"))
                .hasStatus(303);
        assertThat(page(home, "?assessment=2")).contains("Nobody is like that");
    }

    @Test
    void many_are_noted_at_once_and_taken_back_at_once() throws Exception {
        var home = locals.open();
        var records = home.path() + "/charts/" + home.first() + "/records";
        var key = UUID.randomUUID().toString();
        var two = new String[] {
            "_key",
            key,
            "what",
            "BUTTON_DAY",
            "led",
            "yes",
            "member",
            home.nadia().toString(),
            "member",
            home.omar().toString()
        };
        assertThat(keyed(home.officer(), records, two)).hasStatus(303);
        assertThat(keyed(home.officer(), records, two)).as("sent again").hasStatus(303);
        assertThat(page(home, "?show=no_action")).contains("1 of 3 people").doesNotContain("Nadia");
        assertThat(rows(home)).isEqualTo(2);
        assertThat(keyed(
                        home.officer(),
                        home.path() + "/activities/" + key + "/withdrawal",
                        "worksite",
                        home.first().toString()))
                .hasStatus(303);
        assertThat(page(home, "?show=no_action")).contains("3 of 3 people");
    }

    private int rows(TestLocals.Home home) {
        return locals.count(
                Viewer.shell(home.local().id()),
                "select count(*) from activity where local_id = ?",
                home.local().id());
    }

    @Test
    void a_wrong_record_keeps_what_was_ticked_and_says_what_is_wrong() throws Exception {
        var home = locals.open();
        var records = home.path() + "/charts/" + home.first() + "/records";
        var future = FederationClock.dayOf(Instant.now()).plusDays(3).toString();
        var wrong = keyed(
                home.officer(),
                records,
                "what",
                "PETITION",
                "day",
                future,
                "member",
                home.nadia().toString());
        assertThat(wrong).hasStatus(422);
        var said = wrong.getResponse().getContentAsString();
        assertThat(said)
                .contains("Give a day in the last five years", "value=\"" + future + "\"")
                .contains("value=\"" + home.nadia() + "\" checked");
        assertThat(keyed(home.officer(), records, "what", "PETITION"))
                .hasStatus(422)
                .bodyText()
                .contains("Tick the people it is about");
        assertThat(keyed(
                        home.officer(),
                        records,
                        "what",
                        "NONSENSE",
                        "member",
                        home.nadia().toString()))
                .hasStatus(422);
        assertThat(keyed(
                        home.officer(),
                        records,
                        "what",
                        "PETITION",
                        "member",
                        home.far().toString()))
                .as("someone of another worksite")
                .hasStatus(422);
        assertThat(rows(home)).isZero();
    }

    @Test
    void it_shows_an_earlier_day_and_what_changed_since() throws Exception {
        var home = locals.open();
        note(home, home.nadia(), ActivityKind.ASSESSMENT, 20, 4);
        note(home, home.nadia(), ActivityKind.ASSESSMENT, 2, 2);
        note(home, home.omar(), ActivityKind.TALK, 3, 3);
        var week = FederationClock.dayOf(Instant.now()).minusDays(7);
        assertThat(page(home, "?assessment=4&as_of=" + week)).contains("Nadia Rosas", "1 of 3 people");
        assertThat(page(home, "?assessment=4")).contains("Nobody is like that");
        assertThat(page(home, "?since=" + week))
                .contains("1 stronger, 0 weaker, 1 assessed for the first time; 1 talked to")
                .contains("was 4");
        assertThat(page(home, "?show=changed&since=" + week)).contains("2 of 3 people");
        assertThat(page(home, "?show=quiet")).contains("2 of 3 people").doesNotContain("Omar Teixeira");
    }

    @Test
    void an_address_that_makes_no_sense_shows_everyone() throws Exception {
        var home = locals.open();
        var nonsense = "?group=zodiac&show=all'--&assessment=9&job=&issue=x&as_of=2099-01-01&since=yesterday&view=pie"
                + "&member=1&recorded=-4&batch=%00";
        assertThat(page(home, nonsense)).contains("Nadia Rosas", "Omar Teixeira", "Pia O'Neil");
    }

    @Test
    void filters_follow_jobs_issues_and_groups() throws Exception {
        var home = locals.open();
        assertThat(page(home, "?group=assessment")).contains("not assessed");
        assertThat(page(home, "?group=job&view=table")).contains("<table class=\"people\">", "Nadia Rosas");
        var issue = locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.fetchValue(
                        "select id from issue where local_id = ?", home.local().id()));
        assertThat(page(home, "?issue=" + issue)).contains("0 of 3 people");
    }

    @Autowired
    org.jooq.DSLContext sql;

    /** 2,000 people of one worksite: 300 KB of HTML at most, and one statement for the people. */
    @Test
    void two_thousand_people_are_one_light_page() throws Exception {
        var home = locals.open();
        locals.crowd(home, 2_000);
        var page = page(home, "");
        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(300 * KB);
        assertThat(page.split("\\?member=", -1)).hasSizeGreaterThan(2_000);
        assertThat(page(
                        home,
                        "?since="
                                + LocalDate.now(org.breakroom.kernel.FederationClock.ZONE)
                                        .minusDays(7)))
                .contains("Since");
        assertThat(page(home, "?view=table")).contains("Crowd");
    }
}
