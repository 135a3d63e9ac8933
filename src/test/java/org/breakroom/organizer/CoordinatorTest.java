package org.breakroom.organizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.PaidSamples;
import org.breakroom.cast.TestLocals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.mail.Letters;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** What an organizer cannot log herself any more her coordinator does; two others approve it, and it is paid. */
class CoordinatorTest extends Home {
    @Autowired
    DSLContext sql;

    @Autowired
    PaidSamples paid;

    @Autowired
    FederationClock clock;

    @Autowired
    Letters letters;

    private UUID staff() {
        return locals.account(Role.STAFF, null, null, null);
    }

    private String newest(TestLocals.Home home) {
        return locals.as(
                Viewer.shell(home.local().id()),
                () -> String.valueOf(sql.fetchValue(
                        "select id from organizer_hours where local_id = ? order by logged_at desc, id desc limit 1",
                        home.local().id())));
    }

    private MvcTestResult type(UUID who, String path, int ago, String from, String until) {
        var day = clock.today().minusDays(ago).toString();
        return post(who, path, "day", day, "from", from, "until", until, "work", "MEETING");
    }

    @Test
    void when_the_work_is_over_the_coordinator_corrects_and_the_next_period_pays() throws Exception {
        var home = locals.open();
        var first = staff();
        var second = staff();
        var id = paid.program(-15);
        var organizer = paid.organizer(id, home, home.nadia(), home.member(), "ACTIVE");
        var program = "/organizers/" + id;
        var her = program + "/people/" + organizer;
        var office = home.path() + "/organizers/hours";
        var entry = paid.hours(id, home, organizer, "LOGGED", 20);
        assertThat(post(home.officer(), office, "act", "approve", "entry", entry.toString()))
                .hasStatus(303);
        assertThat(post(first, program + "/hours", "act", "approve", "entry", ref(home, entry.toString())))
                .hasStatus(303);
        assertThat(post(first, program + "/end")).hasStatus(303);
        for (int period = 1; period <= 6; period++) {
            assertThat(post(first, program + "/periods", "number", String.valueOf(period)))
                    .hasStatus(303);
        }
        assertThat(letters.newest(50).stream().filter(l -> l.body().contains("$80.00, ")))
                .as("she is told what she is paid")
                .hasSize(1);
        assertThat(post(first, program + "/periods", "number", "7"))
                .as("nothing is owed after the end")
                .hasStatus(409);
        assertThat(type(
                        home.member(),
                        "/me/organizing/" + organizer + "/hours/" + entry + "/correction",
                        20,
                        "13:00",
                        "18:00"))
                .as("she does not log any more")
                .hasStatus(422);

        assertThat(page(second, her)).contains("Nadia Rosas", "$80.00", "Correct the hours of");
        assertThat(said(type(second, her + "/hours/" + entry + "/correction", 19, "13:00", "18:00")))
                .contains("stays on its day");
        assertThat(said(type(second, her + "/hours", 20, "9:00", "10:00"))).contains("is closed");
        assertThat(type(second, her + "/hours/" + entry + "/correction", 20, "13:00", "18:00"))
                .hasStatus(303);
        var better = newest(home);
        assertThat(post(home.officer(), office, "act", "approve", "entry", better))
                .hasStatus(303);
        assertThat(post(second, program + "/hours", "act", "approve", "entry", ref(home, better)))
                .as("nobody approves what she logged")
                .hasStatus(409);
        assertThat(post(first, program + "/hours", "act", "approve", "entry", ref(home, better)))
                .hasStatus(303);
        assertThat(page(first, program + "/money")).contains("Close period 7");
        assertThat(post(first, program + "/periods", "number", "7")).hasStatus(303);
        assertThat(letters.newest(50).stream().filter(l -> l.body().contains("$20.00, ")))
                .hasSize(1);
        assertThat(post(first, program + "/periods", "number", "8")).hasStatus(409);
        assertThat(page(home.member(), "/me/organizing")).contains("Paid", "−$20.00");
    }

    @Test
    void hours_that_she_could_not_log_are_logged_for_her_while_the_period_is_open() throws Exception {
        var home = locals.open();
        var id = paid.program();
        var organizer = paid.organizer(id, home, home.nadia(), home.member(), "ACTIVE");
        var her = "/organizers/" + id + "/people/" + organizer;
        var staff = staff();
        assertThat(post(staff, "/organizers/" + id + "/applicants/" + organizer + "/decision", "act", "end"))
                .hasStatus(303);
        assertThat(said(type(staff, her + "/hours", 2, "18:00", "9:00"))).contains("The end comes after", "18:00");
        assertThat(type(staff, her + "/hours", 2, "9:00", "11:00")).hasStatus(303);
        assertThat(said(type(staff, her + "/hours", 2, "10:00", "12:00"))).contains("at the same time");
        assertThat(page(staff, her)).contains("2 h", "logged by");
        assertThat(page(home.officer(), home.path() + "/organizers"))
                .as("who approves sees whose word it is")
                .contains("logged by");
        var applied = paid.organizer(id, home, home.omar(), home.member(), "APPLIED");
        assertThat(mvc.get()
                        .uri("/organizers/" + id + "/people/" + applied)
                        .with(TestLocals.in(staff))
                        .exchange())
                .as("who has not signed has no hours")
                .hasStatus(404);
    }

    private static String ref(TestLocals.Home home, String entry) {
        return home.local().id() + "." + entry;
    }
}
