package org.breakroom.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.breakroom.cast.TestLocals.in;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.Viewer;
import org.breakroom.activity.Activities;
import org.breakroom.activity.Activity;
import org.breakroom.activity.ActivityKind;
import org.breakroom.activity.Outcome;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.member.Merges;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Undo brings back the exact state before, whatever was done since; a choice lets a list take the place of confirmed facts. */
class UndoTest extends Home {
    private static final String FIRST = "Name,School,Position,Date of Hire,Phone\n"
            + "Ann Lee,First School,Para,2019-09-01,508-555-0121\nBo Ray,First School,Para,2020-02-03,508-555-0122\n"
            + "Cy Fox,Second School,Para,2018-01-05,508-555-0123\n";
    private static final String NEXT = "Name,School,Position,Date of Hire,Phone\n"
            + "Ann Lee,Second School,Lead para,2019-09-01,508-555-0199\nDi Wolf,Third School,Para,2026-09-01,\n"
            + "Cy Fox,Second School,Para,2018-01-05,508-555-0123\n";

    @Autowired
    RosterShell shell;

    @Autowired
    Activities activities;

    @Autowired
    Merges merges;

    @Autowired
    FederationClock clock;

    @Autowired
    DSLContext sql;

    @TempDir
    Path folder;

    private UUID run(TestLocals.Home home, String verb, String content) throws Exception {
        return run(home, verb, content, "Town Schools");
    }

    private UUID run(TestLocals.Home home, String verb, String content, String employer) throws Exception {
        var file = folder.resolve(UUID.randomUUID() + ".csv");
        Files.writeString(file, content);
        var done = shell.run(new RosterShell.Order(verb, home.local().number(), file, employer, null, false, null));
        return UUID.fromString(String.valueOf(done.get("import")));
    }

    private void undo(TestLocals.Home home, UUID list) {
        shell.run(new RosterShell.Order("undo", home.local().number(), null, null, null, false, list.toString()));
    }

    /** Everything on file about a local's people, and its boards, as text. */
    private String export(TestLocals.Home home) {
        int local = home.local().id();
        return locals.as(
                Viewer.shell(local),
                () -> List.of(
                                "select t::text from member t where local_id = ? order by id",
                                "select t::text from employment t where local_id = ? order by id",
                                "select t::text from membership t where local_id = ? order by id",
                                "select t::text from contact_point t where local_id = ? order by id",
                                "select t::text from worksite_name t where local_id = ? order by 1",
                                "select t::text from goal_member t where local_id = ? and in_force order by 1",
                                "select t::text from goal_tally t where local_id = ? and members <> 0 order by 1")
                        .stream()
                        .map(q -> sql.fetch(q, local).format())
                        .collect(Collectors.joining("\n")));
    }

    private void talk(TestLocals.Home home, String name) {
        talk(home, name, null);
    }

    private void talk(TestLocals.Home home, String name, @Nullable UUID worksite) {
        var officer = locals.viewer(home.officer());
        int local = home.local().id();
        var id = locals.id();
        locals.as(officer, () -> {
            var member =
                    (UUID) sql.fetchValue("select id from member where local_id = ? and full_name = ?", local, name);
            return activities.record(
                    officer, Activity.of(local, id, member, ActivityKind.TALK, worksite, clock.now(), Outcome.TALKED));
        });
    }

    private String page(TestLocals.Home home, String path) throws Exception {
        var result = mvc.get().uri(home.path() + path).with(in(home.officer())).exchange();
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void the_state_before_comes_back_to_the_byte() throws Exception {
        var home = locals.open();
        run(home, "apply", FIRST);
        var before = export(home);
        var next = run(home, "apply", NEXT);
        assertThat(export(home)).isNotEqualTo(before).contains("Di Wolf", "Lead para");
        undo(home, next);
        assertThat(export(home)).isEqualTo(before);
    }

    @Test
    void what_was_recorded_since_stays_and_is_listed() throws Exception {
        var home = locals.open();
        run(home, "apply", FIRST);
        var next = run(home, "apply", NEXT);
        talk(home, "Di Wolf");
        talk(home, "Ann Lee");
        talk(home, "Cy Fox");
        undo(home, next);
        assertThat(page(home, "/roster-imports/" + next + "?show=kept"))
                .contains("Di Wolf", "came with this list and stays: 1 thing was recorded")
                .contains("Ann Lee", "1 thing was recorded about her since; they stay")
                .doesNotContain("Cy Fox");
        assertThat(export(home)).contains("Di Wolf").doesNotContain("Lead para");
    }

    @Test
    void whom_another_employers_list_stands_on_stays() throws Exception {
        var home = locals.open();
        var first = run(home, "apply", FIRST);
        run(home, "apply", "Name,School,Position\nCy Fox,Evening School,Tutor\n", "Evening Schools");
        undo(home, first);
        assertThat(page(home, "/roster-imports/" + first + "?show=kept")).contains("Cy Fox");
        assertThat(export(home)).contains("Cy Fox", "Tutor").doesNotContain("Bo Ray");
    }

    private static final String WITHOUT_CY =
            FIRST.lines().filter(l -> !l.startsWith("Cy")).map(l -> l + "\n").collect(Collectors.joining());
    private static final String EVENING = "Name,School,Position\nCy Fox,Evening School,Tutor\n";

    private String mainJob(TestLocals.Home home, String name) {
        int local = home.local().id();
        return locals.as(
                Viewer.shell(local),
                () -> sql.fetch("""
                select w.name from employment e join member m on m.local_id = e.local_id and m.id = e.member_id
                join worksite w on w.id = e.worksite_id
                where e.local_id = ? and m.full_name = ? and e.ended_on is null and e.main
                """, local, name).getValues(0, String.class).toString());
    }

    @Test
    void who_loses_the_main_of_two_jobs_stands_on_the_chart_of_the_other_until_the_list_is_undone() throws Exception {
        var home = locals.open();
        run(home, "apply", FIRST);
        run(home, "apply", EVENING, "Evening Schools");
        var before = export(home);
        assertThat(mainJob(home, "Cy Fox")).isEqualTo("[Second School]");
        var without = run(home, "apply", WITHOUT_CY);
        assertThat(mainJob(home, "Cy Fox")).isEqualTo("[Evening School]");
        assertThat(page(home, "/charts/" + worksite(home, "Evening School"))).contains("Cy Fox");
        undo(home, without);
        assertThat(export(home)).isEqualTo(before);
    }

    @Test
    void who_was_hired_elsewhere_since_has_one_standing_and_one_main_job_after_an_undo() throws Exception {
        var home = locals.open();
        run(home, "apply", FIRST);
        var without = run(home, "apply", WITHOUT_CY);
        assertThat(mainJob(home, "Cy Fox")).isEqualTo("[]");
        run(home, "apply", EVENING, "Evening Schools");
        undo(home, without);
        assertThat(mainJob(home, "Cy Fox")).isEqualTo("[Second School]");
        int local = home.local().id();
        assertThat(locals.count(
                        Viewer.shell(local),
                        "select count(*)::int from membership s join member m on m.local_id = s.local_id and m.id = s.member_id"
                                + " where s.local_id = ? and m.full_name = 'Cy Fox' and s.ended_on is null",
                        local))
                .isEqualTo(1);
    }

    @Test
    void a_merge_made_since_is_taken_back_first() throws Exception {
        var home = locals.open();
        run(home, "apply", FIRST);
        var before = export(home);
        int local = home.local().id();
        var ids = locals.as(
                Viewer.shell(local),
                () -> sql.fetch("select full_name, id from member where local_id = ?", local)
                        .intoMap(0, 1));
        var officer = locals.viewer(home.officer());
        var next = run(home, "apply", NEXT);
        var merge = locals.as(
                officer,
                () -> merges.merge(officer, home.local(), (UUID) ids.get("Ann Lee"), (UUID) ids.get("Cy Fox")));
        assertThatThrownBy(() -> undo(home, next))
                .hasMessageContaining("The record of Cy Fox became one with that of Ann Lee");
        locals.as(officer, () -> merges.undo(officer, home.local(), merge));
        undo(home, next);
        assertThat(export(home)).isEqualTo(before);
    }

    @Test
    void who_has_a_place_in_a_training_stays() throws Exception {
        var home = locals.open();
        var first = run(home, "apply", FIRST);
        var training = samples.training(null);
        var desk = home.path() + "/trainings/" + training + "/registrations";
        int local = home.local().id();
        var ann = locals.as(
                Viewer.shell(local),
                () -> sql.fetchValue("select id from member where local_id = ? and full_name = 'Ann Lee'", local));
        assertThat(post(
                        home.officer(),
                        desk,
                        "worksite",
                        worksite(home, "First School").toString(),
                        "member",
                        String.valueOf(ann)))
                .hasStatus(303);
        undo(home, first);
        assertThat(page(home, "/roster-imports/" + first + "?show=kept"))
                .contains("Ann Lee")
                .doesNotContain("Bo Ray");
        assertThat(locals.count(
                        Viewer.shell(local),
                        "select count(*)::int from training_registration where local_id = ? and ended_at is null",
                        local))
                .isEqualTo(1);
    }

    @Test
    void a_list_that_says_another_wing_alone_moves_her_there() throws Exception {
        var home = locals.open();
        run(home, "apply", "Name,School,Wing\nAnn Lee,First School,East\nBo Ray,First School,East\n");
        var list = run(home, "apply", "Name,School,Wing\nAnn Lee,First School,West\nBo Ray,First School,East\n");
        assertThat(page(home, "/roster-imports/" + list + "?show=changed"))
                .contains("Ann Lee", "area: East becomes West")
                .doesNotContain("Bo Ray");
        int local = home.local().id();
        assertThat(locals.as(Viewer.shell(local), () -> sql.fetchValue("""
                                select a.name from area a join employment e on e.local_id = a.local_id and e.area_id = a.id
                                join member m on m.local_id = e.local_id and m.id = e.member_id
                                where m.local_id = ? and m.full_name = 'Ann Lee' and e.ended_on is null
                                """, local)))
                .isEqualTo("West");
    }

    @Test
    void a_row_can_be_decided_whose_candidate_is_gone_since() throws Exception {
        var home = locals.open();
        var first = run(home, "apply", FIRST);
        var preview = run(
                home,
                "preview",
                "Name,School,Phone\nAnn Lee,Evening School,508-555-0188\nBo Ray,Evening School,508-555-0187\n",
                "Evening Schools");
        assertThat(page(home, "/roster-imports/" + preview)).contains("Ann Lee", "Bo Ray");
        undo(home, first);
        var here = home.path() + "/roster-imports/" + preview;
        assertThat(post(home.officer(), here + "/rows/1/decision", "decision", "NEW"))
                .hasStatus(303);
        assertThat(post(home.officer(), here + "/decisions")).hasStatus(303);
    }

    @Test
    void a_comma_within_a_name_is_filed_where_it_stood() throws Exception {
        var home = locals.open();
        run(home, "apply", "First Name,Last Name,School\nJohn,\"Smith, Jr\",First School\n");
        assertThat(export(home)).contains("John Smith, Jr");
    }

    @Test
    void a_confirmed_phone_keeps_a_person_whom_the_list_brought() throws Exception {
        var home = locals.open();
        var first = run(home, "apply", FIRST);
        confirm(home, "Ann Lee", "+15085550178");
        undo(home, first);
        assertThat(page(home, "/roster-imports/" + first + "?show=kept"))
                .contains("Ann Lee", "came with this list and stays");
        assertThat(phone(home, "Ann Lee")).contains("555-0178");
        assertThat(export(home)).doesNotContain("Bo Ray");
    }

    @Test
    void a_fact_that_someone_on_file_gave_since_is_listed() throws Exception {
        var home = locals.open();
        run(home, "apply", FIRST);
        confirm(home, "Bo Ray", "+15085550179");
        var next = run(home, "apply", NEXT);
        confirm(home, "Ann Lee", "+15085550178");
        undo(home, next);
        assertThat(page(home, "/roster-imports/" + next + "?show=kept"))
                .contains("Ann Lee", "1 thing was recorded about her since; they stay")
                .doesNotContain("Bo Ray");
    }

    @Test
    void a_worksite_where_something_was_done_since_stays_and_is_named() throws Exception {
        var home = locals.open();
        run(home, "apply", FIRST);
        var next = run(home, "apply", NEXT.replace("Cy Fox,Second School", "Cy Fox,Fourth School"));
        talk(home, "Cy Fox", (UUID) worksite(home, "Fourth School"));
        assertThat(mvc.post()
                        .uri(home.path() + "/charts/" + worksite(home, "Third School") + "/posters")
                        .param("format", "A3")
                        .param("printedFor", "Third School")
                        .param("_key", UUID.randomUUID().toString())
                        .with(in(home.officer()))
                        .exchange())
                .hasStatus(303);
        undo(home, next);
        assertThat(page(home, "/roster-imports/" + next + "?show=kept"))
                .contains("2 worksites of this list stay", "Third School", "Fourth School", "Cy Fox");
        assertThat(page(home, "/charts/" + worksite(home, "Third School"))).contains("Third School");
        assertThat(export(home)).doesNotContain("Lead para").doesNotContain("Di Wolf");
    }

    private Object worksite(TestLocals.Home home, String name) {
        int local = home.local().id();
        return locals.as(
                Viewer.shell(local),
                () -> sql.fetchValue(
                        "select id from worksite where name = ? and id in (select worksite_id from worksite_name where local_id = ?)",
                        name,
                        local));
    }

    @Test
    void after_thirty_days_a_list_is_not_undone() throws Exception {
        var home = locals.open();
        var first = run(home, "apply", FIRST);
        var before = export(home);
        locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.execute(
                        "update roster_import set applied_at = applied_at - interval '31 days' where local_id = ? and id = ?",
                        home.local().id(),
                        first));
        assertThatThrownBy(() -> undo(home, first)).hasMessageContaining("30 days");
        assertThat(export(home)).isEqualTo(before);
    }

    private void confirm(TestLocals.Home home, String name, String phone) {
        int local = home.local().id();
        locals.as(Viewer.shell(local), () -> sql.execute("""
                insert into contact_point (local_id, id, member_id, kind, value, source, said_on)
                select local_id, ?, id, 'PHONE', ?, 'MEMBER', (now() at time zone 'America/New_York')::date - 10 from member where local_id = ? and full_name = ?
                """, locals.id(), phone, local, name));
    }

    private String phone(TestLocals.Home home, String name) throws Exception {
        int local = home.local().id();
        var id = locals.as(
                Viewer.shell(local),
                () -> sql.fetchValue("select id from member where local_id = ? and full_name = ?", local, name));
        return page(home, "/members/" + id);
    }

    @Test
    void a_confirmed_phone_stays_in_use_unless_the_officer_chooses_otherwise() throws Exception {
        var home = locals.open();
        run(home, "apply", FIRST);
        confirm(home, "Ann Lee", "+15085550177");
        var list = run(home, "preview", NEXT);
        var path = "/roster-imports/" + list;
        assertThat(page(home, path)).contains("One row has another phone", "The confirmed one stays in use");
        assertThat(page(home, path + "?show=overwrites")).contains("Ann Lee").doesNotContain("Cy Fox");
        assertThat(choose(home, path, "perhaps")).isEqualTo(422);
        assertThat(choose(home, path, "replace")).isEqualTo(303);
        assertThat(page(home, path)).contains("The list’s takes its place");
        mvc.post()
                .uri(home.path() + path + "/application")
                .param("_key", UUID.randomUUID().toString())
                .with(in(home.officer()))
                .exchange();
        for (int i = 0; i < 200 && page(home, path).contains("data-hx-trigger"); i++) {
            Thread.sleep(50);
        }
        assertThat(phone(home, "Ann Lee")).contains("555-0199").doesNotContain("555-0177");
        undo(home, list);
        assertThat(phone(home, "Ann Lee")).contains("555-0177").contains("the member said");
    }

    private int choose(TestLocals.Home home, String path, String choice) {
        return mvc.post()
                .uri(home.path() + path + "/contacts")
                .param("choice", choice)
                .param("_key", UUID.randomUUID().toString())
                .with(in(home.officer()))
                .exchange()
                .getResponse()
                .getStatus();
    }

    @Test
    void dates_are_read_as_the_officer_says() {
        assertThat(Dates.ANY.read("3/4/2020")).hasValue(java.time.LocalDate.of(2020, 3, 4));
        assertThat(Dates.DMY.read("3/4/2020")).hasValue(java.time.LocalDate.of(2020, 4, 3));
        assertThat(Dates.DMY.read("13.4.2020")).hasValue(java.time.LocalDate.of(2020, 4, 13));
        assertThat(Dates.MDY.read("13/4/2020")).isEmpty();
        assertThat(Dates.MDY.read("04132020")).hasValue(java.time.LocalDate.of(2020, 4, 13));
        assertThat(Dates.YMD.read("2020/4/13")).hasValue(java.time.LocalDate.of(2020, 4, 13));
        assertThat(Dates.YMD.read("2020-02-30")).isEmpty();
    }
}
