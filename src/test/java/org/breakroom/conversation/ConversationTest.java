package org.breakroom.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A rep logs a talk: chart, timeline, Today and every board move at once, and move back when it is taken back. */
class ConversationTest extends Home {
    @Autowired
    DSLContext sql;

    @Autowired
    Conversations conversations;

    private MvcTestResult log(TestLocals.Home home, UUID by, UUID member, String... params) {
        var request = mvc.post()
                .uri(home.path() + "/members/" + member + "/conversations")
                .param("_key", UUID.randomUUID().toString())
                .with(in(by));
        for (int i = 0; i < params.length; i += 2) {
            request = request.param(params[i], params[i + 1]);
        }
        return request.exchange();
    }

    private int tally(TestLocals.Home home, String measure) {
        return locals.count(
                Viewer.ofCounts(),
                "select coalesce(sum(" + measure + "), 0) from goal_tally where local_id = ?",
                home.local().id());
    }

    @Test
    void one_talk_moves_chart_timeline_today_and_goals() throws Exception {
        var home = locals.open();
        var chart = home.path() + "/charts/" + home.first();
        assertThat(page(home.rep(), chart)).contains("<b>0</b>").contains("of 3 had a 1-on-1");
        assertThat(page(home.rep(), "/today")).contains("Meet Pia O'Neil");

        var saved = log(
                home,
                home.rep(),
                home.nadia(),
                "outcome",
                "TALKED",
                "assessment",
                "2",
                "next",
                "TOMORROW",
                "note",
                "Call after 7.",
                "seenBy",
                "OFFICERS",
                "from",
                "chart");
        assertThat(saved).hasStatus(303);

        assertThat(page(home.rep(), chart)).contains("<b>1</b>").contains("of 3 had a 1-on-1");
        assertThat(page(home.rep(), home.path() + "/members/" + home.nadia()))
                .contains("Had a 1-on-1 · stands at 2, supports")
                .contains("Call after 7.")
                .contains("Take back");
        assertThat(page(home.rep(), "/today"))
                .contains("Come back to Nadia Rosas")
                .contains("tomorrow");
        assertThat(page(home.officer(), home.path() + "/goals")).contains("1 of 6 members");
        assertThat(tally(home, "talked")).isEqualTo(1);
        assertThat(page(home.officer(), home.path() + "/goals/talked")).contains("Nadia Rosas");
        assertThat(page(home.officer(), home.path() + "/goals/talked?met=no")).doesNotContain("Nadia Rosas");
    }

    @Test
    void taking_it_back_moves_everything_back_and_leaves_the_ledger_whole() throws Exception {
        var home = locals.open();
        var saved = log(home, home.rep(), home.nadia(), "assessment", "1");
        var id = String.valueOf(saved.getResponse().getHeader("Location")).replaceAll(".*logged=", "");
        assertThat(tally(home, "talked")).isEqualTo(1);
        var back = mvc.post()
                .uri(home.path() + "/conversations/" + id + "/withdrawal")
                .param("_key", UUID.randomUUID().toString())
                .with(in(home.officer()));
        assertThat(back).as("only her who noted it").hasStatus(404);
        assertThat(mvc.post()
                        .uri(home.path() + "/conversations/" + id + "/withdrawal")
                        .param("_key", UUID.randomUUID().toString())
                        .with(in(home.rep())))
                .hasStatus(303);
        assertThat(tally(home, "talked")).isZero();
        assertThat(page(home.rep(), home.path() + "/members/" + home.nadia())).contains("Nothing recorded yet");
        assertThat(locals.count(
                        Viewer.shell(home.local().id()),
                        "select count(*) from activity where local_id = ?",
                        home.local().id()))
                .as("the talk and its correction")
                .isEqualTo(2);
    }

    @Test
    void a_correction_takes_the_place_of_the_talk_and_after_a_day_both_are_told() throws Exception {
        var home = locals.open();
        var saved = log(home, home.rep(), home.nadia(), "assessment", "4", "note", "Said little.");
        var id = String.valueOf(saved.getResponse().getHeader("Location")).replaceAll(".*logged=", "");
        var sheet = home.path() + "/conversations/" + id + "/correction";
        assertThat(page(home.rep(), sheet)).contains("Said little.").contains("value=\"4\" checked");
        assertThat(mvc.get().uri(sheet).with(in(home.officer())))
                .as("only her who noted it")
                .hasStatus(404);
        assertThat(correct(home, sheet, "2", "Said a lot.")).hasStatus(303);
        var person = home.path() + "/members/" + home.nadia();
        assertThat(page(home.rep(), person)).contains("Said a lot.").doesNotContain("Said little.");
        assertThat(tally(home, "talked")).isEqualTo(1);
        // the address of the first talk leads to what stands now
        assertThat(page(home.rep(), sheet)).contains("Said a lot.");
        assertThat(correct(home, sheet, "1", "Said it all.")).hasStatus(303);
        assertThat(page(home.rep(), person)).contains("Said it all.").doesNotContain("Said a lot.");

        assertThat(locals.count(
                        Viewer.shell(home.local().id()),
                        "select count(*) from activity_corrected where local_id = ?",
                        home.local().id()))
                .isEqualTo(2);
        assertThat(told(home, 23)).as("for a day only the last").hasSize(1);
        assertThat(told(home, 25)).as("then what it said before, too").hasSize(3);
    }

    private java.util.List<?> told(TestLocals.Home home, int hours) {
        var then = Instant.now().plus(Duration.ofHours(hours));
        return locals.as(Viewer.shell(home.local().id()), () -> conversations.of(home.local(), home.nadia(), then));
    }

    private MvcTestResult correct(TestLocals.Home home, String sheet, String assessment, String note) {
        return mvc.post()
                .uri(sheet)
                .param("_key", UUID.randomUUID().toString())
                .param("assessment", assessment)
                .param("note", note)
                .with(in(home.rep()))
                .exchange();
    }

    @Test
    void a_talk_sent_twice_with_its_id_is_one_talk() {
        var home = locals.open();
        var id = locals.id().toString();
        log(home, home.rep(), home.nadia(), "id", id, "assessment", "2");
        log(home, home.rep(), home.nadia(), "id", id, "assessment", "2");
        assertThat(locals.count(
                        Viewer.shell(home.local().id()),
                        "select count(*) from activity where local_id = ?",
                        home.local().id()))
                .isEqualTo(1);
    }

    @Test
    void a_note_is_seen_by_whom_it_says() throws Exception {
        var home = locals.open();
        var person = home.path() + "/members/" + home.nadia();
        log(home, home.rep(), home.nadia(), "note", "for me alone", "seenBy", "AUTHOR");
        log(home, home.rep(), home.nadia(), "note", "for officers", "seenBy", "OFFICERS");
        log(home, home.rep(), home.nadia(), "note", "for reps", "seenBy", "REPS");
        var staff = locals.account(Role.STAFF, null, null, null);
        locals.grant(home.local(), staff, home.officer());
        assertThat(page(home.rep(), person)).contains("for me alone", "for officers", "for reps");
        assertThat(page(home.officer(), person)).doesNotContain("for me alone").contains("for officers", "for reps");
        assertThat(page(home.organizer(), person))
                .doesNotContain("for me alone", "for officers")
                .contains("for reps");
        assertThat(page(staff, person))
                .doesNotContain("for me alone", "for officers", "for reps")
                .contains("Had a 1-on-1");
    }

    @Test
    void bad_answers_come_back_with_a_message_beside_each_and_nothing_is_recorded() throws Exception {
        var home = locals.open();
        var refused = log(
                home,
                home.rep(),
                home.nadia(),
                "outcome",
                "SHOUTED",
                "assessment",
                "9",
                "next",
                "DAY",
                "nextOn",
                "yesterday",
                "note",
                "her number is 123-45-6789",
                "seenBy",
                "EVERYONE",
                "issue",
                UUID.randomUUID().toString());
        assertThat(refused).hasStatus(422);
        assertThat(refused.getResponse().getContentAsString())
                .contains("<title>Error:")
                .contains("Say how it went", "Choose a number from 1 to 5", "Write a date like 2026-12-01")
                .contains("social security", "Choose who sees the note", "no longer on the list")
                .contains("her number is 123-45-6789");
        assertThat(locals.count(
                        Viewer.shell(home.local().id()),
                        "select count(*) from activity where local_id = ?",
                        home.local().id()))
                .isZero();
    }

    @Test
    void who_was_not_met_said_nothing_and_nobody_says_yes_and_no() throws Exception {
        var home = locals.open();
        var ask = String.valueOf(locals.<Object>as(
                Viewer.shell(home.local().id()),
                () -> sql.fetchValue(
                        "select id from ask where local_id = ?", home.local().id())));
        assertThat(log(home, home.rep(), home.nadia(), "outcome", "NOT_THERE", "yes", ask, "assessment", "1"))
                .hasStatus(303);
        assertThat(page(home.rep(), home.path() + "/members/" + home.nadia()))
                .contains("Not there")
                .doesNotContain("said yes");
        var both = log(home, home.rep(), home.nadia(), "outcome", "TALKED", "yes", ask, "no", ask);
        assertThat(both).hasStatus(422).bodyText().contains("Say yes or no to “Sign”, not both");
        assertThat(log(home, home.rep(), home.nadia(), "outcome", "")).hasStatus(422);
    }

    @Test
    void the_id_of_another_persons_talk_is_refused() {
        var home = locals.open();
        var id = locals.id().toString();
        assertThat(log(home, home.rep(), home.nadia(), "id", id)).hasStatus(303);
        assertThat(log(home, home.rep(), home.omar(), "id", id))
                .hasStatus(422)
                .bodyText()
                .contains("recorded before, for someone else");
    }
}
