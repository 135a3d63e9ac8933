package org.breakroom.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.form;
import static org.breakroom.cast.TestLocals.in;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A rep plans her ten minutes, marks who came in four ways, writes down what was raised; the federation sees counts. */
class MeetingTest extends Home {
    @Autowired
    DSLContext sql;

    @Autowired
    FederationClock clock;

    private String plan(TestLocals.Home home) {
        var now = clock.now().atZone(FederationClock.ZONE);
        var planned = post(
                home.rep(),
                home.path() + "/meetings",
                "worksite",
                home.first().toString(),
                "day",
                clock.today().toString(),
                "time",
                "%02d:%02d".formatted(now.getHour(), now.getMinute()),
                "room",
                "Library");
        assertThat(planned).hasStatus(303);
        return String.valueOf(planned.getResponse().getHeader("Location")).replaceAll("\\?.*", "");
    }

    private int came(TestLocals.Home home) {
        return locals.count(
                Viewer.shell(home.local().id()),
                "select count(*) from activity_standing where local_id = ? and kind = 'MEETING'",
                home.local().id());
    }

    @Test
    void who_came_is_marked_by_tap_by_code_and_by_number_and_counted_once() throws Exception {
        var home = locals.open();
        var meeting = plan(home);
        assertThat(page(home.rep(), home.path() + "/meetings")).contains("0 of 1 worksites");
        assertThat(post(
                        home.rep(),
                        meeting + "/attendance",
                        "member",
                        home.nadia().toString()))
                .hasStatus(303);
        assertThat(came(home)).isEqualTo(1);

        // the sheet at the door: everyone with a number, and a square code
        var sheet = mvc.get().uri(meeting + "/sheet.pdf").with(in(home.rep())).exchange();
        try (var pdf = Loader.loadPDF(sheet.getResponse().getContentAsByteArray())) {
            assertThat(new PDFTextStripper().getText(pdf))
                    .contains("Nadia Rosas")
                    .contains("Omar Teixeira");
        }
        assertThat(post(home.rep(), meeting + "/sheet", "numbers", "1 99")).hasStatus(422);
        assertThat(came(home)).as("none of a wrong line").isEqualTo(1);
        assertThat(post(home.rep(), meeting + "/sheet", "numbers", "2, 3, 2")).hasStatus(303);
        assertThat(came(home)).isEqualTo(2);

        // and the code: typed names that fit are marked, the others wait
        var door = meeting + "/arrival";
        var code = locals.as(
                Viewer.shell(home.local().id()),
                () -> String.valueOf(sql.fetchValue(
                        "select code from meeting where local_id = ?",
                        home.local().id())));
        assertThat(mvc.get().uri(door + "?code=wrong")).hasStatus(404);
        assertThat(mvc.get().uri(door + "?code=" + code)).hasStatusOk();
        for (var name : new String[] {"pia o'neil", "Nadia Rosas", "Somebody Else"}) {
            assertThat(mvc.post()
                            .uri(door)
                            .param("code", code)
                            .param("name", name)
                            .with(form())
                            .exchange())
                    .hasStatusOk();
        }
        assertThat(mvc.post()
                        .uri(door)
                        .param("code", code)
                        .param("name", " ")
                        .with(form())
                        .exchange())
                .hasStatus(422);
        assertThat(came(home)).isEqualTo(3);
        assertThat(page(home.rep(), meeting)).contains("Somebody Else was typed at the door");

        // a tick taken off is taken back by whoever made it
        var ticks = new ArrayList<String>();
        for (var m : new UUID[] {home.omar()}) {
            ticks.add("member");
            ticks.add(m.toString());
        }
        assertThat(post(home.rep(), meeting + "/attendance", ticks.toArray(String[]::new)))
                .hasStatus(303);
        assertThat(came(home)).as("hers are gone, the door's mark stays").isEqualTo(2);
        var staff = locals.account(Role.STAFF, null, null, null);
        assertThat(page(staff, "/meetings")).contains(home.local().name()).doesNotContain("Nadia");
        assertThat(locals.count(
                        Viewer.ofCounts(),
                        "select came from meeting_month where local_id = ? and month = ?",
                        home.local().id(),
                        YearMonth.from(clock.today()).atDay(1)))
                .isEqualTo(2);
        assertThat(page(home.rep(), home.path() + "/meetings")).contains("1 of 1 worksites");
    }

    @Test
    void what_was_raised_is_an_issue_of_the_worksite_until_it_is_settled() throws Exception {
        var home = locals.open();
        var meeting = plan(home);
        assertThat(post(home.rep(), meeting + "/concerns", "words", "")).hasStatus(422);
        assertThat(post(home.rep(), meeting + "/concerns", "words", "No heat in room 12"))
                .hasStatus(303);
        var list = home.path() + "/meetings";
        assertThat(page(home.officer(), list)).contains("No heat in room 12");
        var id = locals.as(
                Viewer.shell(home.local().id()),
                () -> String.valueOf(sql.fetchValue(
                        "select id from concern where local_id = ?",
                        home.local().id())));
        assertThat(post(home.officer(), home.path() + "/concerns/" + id + "/settlement", "settlement", "Boiler mended"))
                .hasStatus(303);
        assertThat(page(home.rep(), list)).contains("Boiler mended");
    }

    @Test
    void a_meeting_that_cannot_be_is_told_beside_the_field() {
        var home = locals.open();
        var wrong = post(
                home.rep(),
                home.path() + "/meetings",
                "worksite",
                home.second().toString(),
                "day",
                "2026-02-30",
                "time",
                "25:00",
                "room",
                "");
        assertThat(wrong).hasStatus(422);
        assertThat(wrong)
                .bodyText()
                .contains("worksite of yours")
                .contains("within a year")
                .contains("as 7:40");
        assertThat(mvc.get().uri(home.path() + "/meetings?month=2026-13").with(in(home.rep())))
                .hasStatus(404);
    }

    @Test
    void a_kit_has_ten_minutes_and_a_handout_of_one_page() throws Exception {
        var staff = locals.account(Role.STAFF, null, null, null);
        assertThat(post(
                        staff,
                        "/kits",
                        "month",
                        "2027-01",
                        "title",
                        "Long",
                        "agenda",
                        "6 One\n5 Two",
                        "points",
                        "p",
                        "handout",
                        "h"))
                .hasStatus(422);
        var paragraph = "What we ask for and why, in words for the table in the breakroom. ".repeat(6);
        var made = post(
                staff,
                "/kits",
                "month",
                "2027-01",
                "title",
                "Wages",
                "agenda",
                "2 Welcome\n8 The ask",
                "points",
                "One\nTwo",
                "handout",
                (paragraph + "\n\n").repeat(7));
        assertThat(made).hasStatus(303);
        var kit = String.valueOf(made.getResponse().getHeader("Location"));
        assertThat(page(staff, kit)).contains("The ask");
        var handout = mvc.get().uri(kit + "/handout.pdf").with(in(staff)).exchange();
        try (var pdf = Loader.loadPDF(handout.getResponse().getContentAsByteArray())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(1);
        }
    }
}
