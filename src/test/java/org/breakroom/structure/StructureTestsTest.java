package org.breakroom.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.activity.ActivityKind;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests in order: run a tap a person, read as a heat map, the next one where the share was reached. */
class StructureTestsTest extends Home {
    @Autowired
    DSLContext sql;

    private String add(TestLocals.Home home, String name, String kind, String target) {
        assertThat(post(
                        home.officer(),
                        home.path() + "/tests",
                        "name",
                        name,
                        "kind",
                        kind,
                        "target",
                        target,
                        "opens",
                        "2026-11-01"))
                .hasStatus(303);
        return locals.as(
                Viewer.shell(home.local().id()),
                () -> String.valueOf(sql.fetchValue(
                        "select id from structure_test where local_id = ? order by position desc limit 1",
                        home.local().id())));
    }

    @Test
    void a_test_is_run_and_the_next_is_proposed_where_the_share_was_reached() throws Exception {
        var home = locals.open();
        var buttons = add(home, "Red for Ed", "BUTTON_DAY", "60");
        var petition = add(home, "Wages now", "PETITION", "60");
        var map = home.path() + "/tests";
        assertThat(page(home.officer(), map)).contains("Work on Red for Ed: 2 more");
        var run = map + "/" + buttons + "/worksites/" + home.first();
        assertThat(post(
                        home.rep(),
                        run,
                        "member",
                        home.nadia().toString(),
                        "member",
                        home.omar().toString()))
                .hasStatus(303);
        assertThat(page(home.rep(), map))
                .contains("<b>66%</b>")
                .contains("Run Wages now")
                .doesNotContain("Second School");
        assertThat(page(home.officer(), map))
                .contains("Work on Red for Ed: 2 more")
                .contains("Second School");
        assertThat(locals.count(
                        Viewer.shell(home.local().id()),
                        "select count(*) from activity_standing where local_id = ? and kind = 'BUTTON_DAY'",
                        home.local().id()))
                .isEqualTo(2);
        assertThat(post(home.rep(), run, "member", home.nadia().toString())).hasStatus(303);
        assertThat(page(home.rep(), run)).contains("1 more reach the share");
        assertThat(post(home.rep(), run, "member", home.far().toString()))
                .as("not of this worksite")
                .hasStatus(303);
        assertThat(post(home.rep(), map + "/" + petition + "/worksites/" + home.second()))
                .hasStatus(404);
    }

    @Test
    void a_photo_of_coworkers_is_an_action_on_the_chart_and_on_the_board() throws Exception {
        var home = locals.open();
        var photo = add(home, "All in blue", "PHOTO", "60");
        var acted = "select coalesce(sum(acted), 0) from goal_tally where local_id = ?";
        var shell = Viewer.shell(home.local().id());
        int before = locals.count(shell, acted, home.local().id());
        assertThat(post(
                        home.rep(),
                        home.path() + "/tests/" + photo + "/worksites/" + home.first(),
                        "member",
                        home.nadia().toString()))
                .hasStatus(303);
        assertThat(locals.count(shell, acted, home.local().id())).isGreaterThan(before);
        assertThat(page(home.rep(), home.path() + "/charts/" + home.first() + "?show=no_action"))
                .contains("2 of 3 people")
                .doesNotContain("Nadia");
        assertThat(page(home.officer(), home.path() + "/goals")).contains("a group photo");
    }

    @Test
    void what_is_wrong_is_told_beside_the_field() {
        var home = locals.open();
        var wrong = post(
                home.officer(), home.path() + "/tests", "name", "", "kind", "CARD", "target", "0", "opens", "soon");
        assertThat(wrong).hasStatus(422);
        assertThat(wrong)
                .bodyText()
                .contains("Name the test")
                .contains("Say what people do")
                .contains("1 to 100 percent")
                .contains("Give the day it begins");
    }

    @Test
    void the_share_is_rounded_up_and_what_moved_is_told() {
        var first = new StructureTest(UUID.randomUUID(), 1, "A", ActivityKind.PLEDGE, 50, LocalDate.EPOCH, null);
        var second = new StructureTest(UUID.randomUUID(), 2, "B", ActivityKind.PLEDGE, 50, LocalDate.EPOCH, null);
        assertThat(first.needs(3)).isEqualTo(2);
        assertThat(first.reached(0, 0)).as("nobody reaches nothing").isFalse();
        var row = Tests.row(List.of(first, second), UUID.randomUUID(), "S", 10, Map.of(first.id(), 6, second.id(), 4));
        assertThat(row.cells().get(1).moved()).isEqualTo(-20);
        assertThat(row.next().what()).isEqualTo(HeatMap.What.WORK);
        assertThat(row.next().missing()).isEqualTo(1);
        var done = Tests.row(List.of(first), UUID.randomUUID(), "S", 10, Map.of(first.id(), 5));
        assertThat(done.next().what()).isEqualTo(HeatMap.What.PLAN);
    }
}
