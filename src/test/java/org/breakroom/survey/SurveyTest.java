package org.breakroom.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Questions are built, opened, answered once each, counted; who answered is kept apart from what. */
class SurveyTest extends Home {
    @Autowired
    Unlinking unlinking;

    @Autowired
    DSLContext sql;

    private UUID staff() {
        return locals.account(Role.STAFF, null, null, null);
    }

    private String built(UUID by, String named) {
        var made = post(by, "/surveys", "title", "What next?", "named", named);
        assertThat(made).hasStatus(303);
        var path = String.valueOf(made.getResponse().getHeader("Location"));
        assertThat(post(
                        by,
                        path + "/questions",
                        "words",
                        "Which topic?",
                        "kind",
                        "ONE",
                        "choices",
                        "Mapping\nTalking",
                        "required",
                        "on"))
                .hasStatus(303);
        assertThat(post(by, path + "/questions", "words", "How much?", "kind", "SCALE"))
                .hasStatus(303);
        assertThat(post(by, path + "/questions", "words", "Anything else?", "kind", "LONG"))
                .hasStatus(303);
        return path;
    }

    private int count(TestLocals.Home home, String query) {
        return locals.count(Viewer.shell(home.local().id()), query, home.local().id());
    }

    @Test
    void each_answers_once_and_no_row_leads_from_a_name_to_an_answer() throws Exception {
        var home = locals.open();
        var staff = staff();
        var path = built(staff, "no");
        assertThat(mvc.get().uri(path).with(in(home.member())))
                .as("not open yet")
                .hasStatus(404);
        assertThat(post(staff, path + "/opening")).hasStatus(303);
        assertThat(post(staff, path + "/questions", "words", "Late?", "kind", "SCALE"))
                .hasStatus(409);
        assertThat(page(home.member(), path)).contains("Your name is not kept");
        assertThat(said(post(home.member(), path + "/answers", "q2", "4", "q3", "kept words")))
                .contains("This needs an answer")
                .contains("kept words");
        assertThat(post(home.member(), path + "/answers", "q1", "2", "q2", "4", "q3", "More of it"))
                .hasStatus(303);
        assertThat(post(home.member(), path + "/answers", "q1", "1")).hasStatus(409);
        assertThat(page(home.member(), path)).contains("Your answers are in");
        assertThat(page(staff, path + "/results"))
                .contains("1 answered")
                .contains("More of it")
                .doesNotContain("Nadia");
        assertThat(count(
                        home,
                        "select count(*) from survey_response where local_id = ? and member_id is null and name = ''"))
                .isEqualTo(1);
        assertThat(count(
                        home,
                        "select count(*) from survey_turnout t join survey_response r on r.local_id = t.local_id and"
                                + " r.id::text = t.member_id::text where t.local_id = ?"))
                .isZero();
        assertThat(locals.as(Viewer.shell(home.local().id()), () -> (UUID) sql.fetchValue(
                                "select id from survey_response where local_id = ?",
                                home.local().id()))
                        .version())
                .as("an id without a time in it")
                .isEqualTo(4);
    }

    @Test
    void a_named_survey_says_so_and_a_locals_own_stays_in_it() throws Exception {
        var home = locals.open();
        var other = locals.open();
        var path = built(home.officer(), "yes");
        assertThat(post(home.officer(), path + "/opening")).hasStatus(303);
        assertThat(page(home.member(), path)).contains("Your name stands beside your answers");
        assertThat(post(home.member(), path + "/answers", "q1", "1", "q3", "=HYPERLINK(1)"))
                .hasStatus(303);
        assertThat(page(home.officer(), path + "/results")).contains("Nadia Rosas");
        assertThat(page(home.officer(), path + "/results.csv"))
                .contains("'=HYPERLINK(1)")
                .contains("Mapping,1")
                .contains("Mapping,,Nadia Rosas");
        for (var who : List.of(other.officer(), other.member(), staff())) {
            for (var part : List.of("", "/results", "/results.csv")) {
                assertThat(mvc.get().uri(path + part).with(in(who))).as(part).hasStatus(404);
            }
            for (var write : List.of("/answers", "/closing", "/opening", "/questions", "/questions/1/removal")) {
                assertThat(post(who, path + write)).as(write).hasStatus(404);
            }
        }
        assertThat(post(home.officer(), path + "/closing")).hasStatus(303);
        assertThat(post(home.rep(), path + "/answers", "q1", "1")).hasStatus(404);
        assertThat(page(home.member(), path)).contains("Your answers are in");
    }

    @Test
    void a_division_of_few_is_not_told_apart() throws Exception {
        var staff = staff();
        var path = built(staff, "no");
        assertThat(post(staff, path + "/opening")).hasStatus(303);
        var people = new ArrayList<UUID>();
        var home = locals.open();
        for (var member : List.of(home.nadia(), home.omar(), home.far())) {
            people.add(locals.account(Role.MEMBER, home.local().id(), null, member));
        }
        for (var who : people) {
            assertThat(post(who, path + "/answers", "q1", "1")).hasStatus(303);
        }
        assertThat(page(staff, path + "/results")).contains("3 answered").doesNotContain("division=");
    }

    @Test
    void those_left_out_cannot_be_told_from_the_whole() throws Exception {
        var home = locals.open();
        var staff = staff();
        var path = built(staff, "no");
        assertThat(post(staff, path + "/opening")).hasStatus(303);
        answered(home, path, "East", 6);
        answered(home, path, "West", 7);
        answered(home, path, "North", 8);
        assertThat(page(staff, path + "/results")).contains("division=East", "division=West", "division=North");
        answered(home, path, "South", 3);
        assertThat(page(staff, path + "/results"))
                .as("24 less those shown would be the three of South")
                .contains("24 answered", "division=West", "division=North")
                .doesNotContain("division=East", "division=South");
    }

    private void answered(TestLocals.Home home, String path, String division, int people) {
        locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.execute("""
                insert into survey_response (local_id, id, survey_id, federation, division, name)
                select ?, gen_random_uuid(), ?::uuid, true, ?, '' from generate_series(1, ?)
                """, home.local().id(), path.replace("/surveys/", ""), division, people));
    }

    @Test
    void at_night_the_rows_are_laid_anew_so_that_neither_order_nor_transaction_leads_to_a_name() throws Exception {
        var home = locals.open();
        var staff = staff();
        var anonymous = built(staff, "no");
        var named = built(staff, "yes");
        var said = List.of("First words", "Second words", "Third words");
        var people = List.of(home.nadia(), home.omar(), home.far());
        for (var path : List.of(anonymous, named)) {
            assertThat(post(staff, path + "/opening")).hasStatus(303);
            for (int i = 0; i < said.size(); i++) {
                var who = locals.account(Role.MEMBER, home.local().id(), null, people.get(i));
                assertThat(post(who, path + "/answers", "q1", "1", "q3", said.get(i)))
                        .hasStatus(303);
            }
        }
        assertThat(transactions(home, anonymous)).as("one of each").isEqualTo(3);
        var before = page(staff, anonymous + "/results.csv");
        locals.as(Viewer.shell(home.local().id()), () -> {
            unlinking.unlink(home.local());
            return null;
        });
        assertThat(transactions(home, anonymous)).isEqualTo(1);
        assertThat(transactions(home, named)).isEqualTo(3);
        assertThat(page(staff, anonymous + "/results.csv")).isEqualTo(before);
        assertThat(post(home.member(), anonymous + "/answers", "q1", "1"))
                .as("once, still")
                .hasStatus(409);
    }

    private int transactions(TestLocals.Home home, String path) {
        return locals.count(
                Viewer.shell(home.local().id()),
                """
                select count(distinct x)::int from (select xmin::text from survey_turnout where local_id = ? and survey_id = ?::uuid
                  union all select xmin::text from survey_response where local_id = ? and survey_id = ?::uuid
                  union all select xmin::text from survey_answer where local_id = ? and survey_id = ?::uuid) y (x)
                """,
                home.local().id(),
                path.replace("/surveys/", ""),
                home.local().id(),
                path.replace("/surveys/", ""),
                home.local().id(),
                path.replace("/surveys/", ""));
    }

    @Test
    void two_who_say_the_same_leave_no_hash_alike() throws Exception {
        var home = locals.open();
        var path = built(staff(), "no");
        sql.execute("update survey set opened_at = now() where id = ?::uuid", path.replace("/surveys/", ""));
        for (var member : List.of(home.nadia(), home.omar())) {
            var who = locals.account(Role.MEMBER, home.local().id(), null, member);
            assertThat(post(who, path + "/answers", "q1", "1")).hasStatus(303);
        }
        assertThat(sql.fetch("select body_hash from answer where location = ?", path + "?thanks=1")
                        .map(r -> java.util.HexFormat.of().formatHex(r.get(0, byte[].class))))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "q1, 9, Choose one of those",
        "q1, x, Choose one of those",
        "q3, 219-09-9999, social security",
        "q1, '', This needs an answer"
    })
    void a_wrong_answer_is_told_beside_its_question_and_nothing_is_kept(String field, String value, String sentence)
            throws Exception {
        var home = locals.open();
        var path = built(staff(), "no");
        sql.execute("update survey set opened_at = now() where id = ?::uuid", path.replace("/surveys/", ""));
        assertThat(said(post(home.member(), path + "/answers", field, value))).contains(sentence);
        assertThat(count(home, "select count(*) from survey_turnout where local_id = ?"))
                .isZero();
    }

    @Test
    void those_who_came_are_asked_how_it_was_and_nobody_else() throws Exception {
        var home = locals.open();
        var staff = staff();
        var training = samples.training(null);
        var path = "/trainings/" + training;
        var id = samples.registration(training, home, home.nadia());
        assertThat(post(staff, path + "/feedback")).hasStatus(303);
        var survey = "/surveys/" + sql.fetchValue("select id from survey where subject_id = ?", training);
        assertThat(mvc.get().uri(survey).with(in(home.member())))
                .as("she was not marked")
                .hasStatus(404);
        assertThat(post(staff, path + "/sheet", "came", id.toString())).hasStatus(303);
        assertThat(page(home.member(), "/me/learning")).contains(survey).contains("How was it?");
        assertThat(post(home.member(), survey + "/answers", "q1", "5")).hasStatus(303);
        assertThat(page(home.member(), "/me/learning")).contains("You told us how it was");
        assertThat(mvc.get()
                        .uri(survey)
                        .with(in(locals.account(Role.MEMBER, home.local().id(), null, home.omar()))))
                .hasStatus(404);
        assertThat(page(staff, "/surveys")).as("it stands with its training").doesNotContain(survey);
        assertThat(page(staff, survey + "/results")).contains("1 answered");
    }
}
