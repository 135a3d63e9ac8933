package org.breakroom.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.activity.Activities;
import org.breakroom.activity.Activity;
import org.breakroom.activity.ActivityKind;
import org.breakroom.activity.Outcome;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/** A script in every text that people can write is shown on the pages and runs on none; no file hands a formula on. */
class CanaryTest extends Home {
    private static final String SCRIPT = "=<script>alert('canary')</script>";

    /** Words of the program in columns without a constraint: nobody types them. */
    private static final Set<String> WORDS = Set.of(
            "charset", "separator", "new_status", "note_seen_by", "language", "name_key", "act", "role", "state");

    @Autowired
    DSLContext sql;

    @Autowired
    Activities activities;

    @Test
    void a_script_in_every_writable_text_is_text_everywhere() throws Exception {
        var home = locals.open();
        var shell = Viewer.shell(home.local().id());
        var path = home.path();
        locals.as(
                shell,
                () -> activities.record(
                        shell,
                        Activity.of(
                                home.local().id(),
                                locals.id(),
                                home.nadia(),
                                ActivityKind.TALK,
                                home.first(),
                                java.time.Instant.now(),
                                Outcome.TALKED)));
        locals.as(shell, () -> {
            sql.execute(
                    "insert into issue (local_id, id, label, position) values (?, ?, ?, 9)",
                    home.local().id(),
                    locals.id(),
                    SCRIPT);
            sql.execute(
                    "insert into ask (local_id, id, label, position) values (?, ?, ?, 9)",
                    home.local().id(),
                    locals.id(),
                    SCRIPT);
            sql.execute(
                    "insert into area (local_id, id, worksite_id, name, position) values (?, ?, ?, ?, 1)",
                    home.local().id(),
                    locals.id(),
                    home.first(),
                    SCRIPT);
            return sql.execute(
                    "insert into worksite (id, employer_id, name) values (?, ?, ?)",
                    locals.id(),
                    home.employer(),
                    SCRIPT);
        });
        post(home, path + "/members/" + home.nadia() + "/conversations", "outcome", "TALKED", "note", SCRIPT);
        post(home, path + "/members/exports", "reason", SCRIPT);
        post(home, path + "/invitations", "name", SCRIPT, "email", "x@example.org", "role", "OFFICER");
        var list = "Name,Job,Worksite,Area,Phone\n" + SCRIPT
                + ",Para,First School,A,12\nNadia Rosas,=1+1,First School,B,\n";
        var upload = mvc.post()
                .uri(path + "/roster-imports")
                .multipart()
                .file(new org.springframework.mock.web.MockMultipartFile(
                        "file", SCRIPT + ".csv", "text/csv", list.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .param("employer", SCRIPT)
                .param("_key", UUID.randomUUID().toString())
                .with(in(home.officer()))
                .exchange();
        var columns = String.valueOf(upload.getResponse().getHeader("Location"));
        post(
                home,
                columns,
                "column0",
                "name",
                "column1",
                "job_title",
                "column2",
                "worksite",
                "column3",
                "area",
                "column4",
                "phone");
        page(home.officer(), path + "/members/" + home.nadia());
        var today = LocalDate.now(FederationClock.ZONE).toString();
        var posters = path + "/charts/" + home.first() + "/posters";
        post(home, posters, "format", "A3", "printedFor", SCRIPT);
        post(
                home,
                path + "/campaigns",
                "name",
                SCRIPT,
                "kinds",
                "EVENT",
                "from",
                today,
                "until",
                today,
                "percent",
                "50");
        post(home, path + "/snapshots", "title", SCRIPT);
        var staff = locals.account(Role.STAFF, null, null, null);
        var edition = edition(staff);

        var planted = plant(home);
        assertThat(planted)
                .as("columns with a script")
                .contains("member.full_name", "contact_point.value", "employment.job_title", "invitation.name");

        var export = locals.as(
                shell,
                () -> sql.fetchValue(
                        "select id from member_export where local_id = ?",
                        home.local().id()));
        var roster = columns.replace("/columns", "");
        var shown = 0;
        for (var at : List.of(
                "/today",
                path + "/members",
                path + "/members?q=canary",
                path + "/members/" + home.nadia(),
                path + "/members/" + home.nadia() + "/conversations/new",
                path + "/members/exports",
                path + "/charts",
                path + "/charts/" + home.first(),
                path + "/charts/" + home.first() + "?member=" + home.nadia(),
                path + "/charts/" + home.first() + "?group=job&view=table",
                path + "/goals",
                path + "/goals/talked",
                path + "/goals/talked?met=no",
                path + "/roster-imports",
                columns,
                roster,
                roster + "?show=problems",
                path + "/invitations",
                path + "/grants",
                path + "/audit",
                path + "/campaigns",
                path + "/snapshots",
                posters,
                path + "/worksites?q=canary",
                "/account")) {
            var html = page(home.officer(), at);
            assertThat(html).as(at).doesNotContain("<script>alert");
            shown += html.contains("&lt;script&gt;alert") ? 1 : 0;
        }
        for (var at :
                List.of("/places", "/places?q=canary", edition, edition + "?show=added", edition + "?show=refused")) {
            assertThat(page(staff, at)).as(at).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
        }
        assertThat(page(home.member(), "/me")).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
        assertThat(shown).as("pages that show it").isGreaterThan(12);
        for (var file : List.of(path + "/members/exports/" + export + "/people.csv", roster + "/errors.csv")) {
            noFormula(file, page(home.officer(), file));
        }
        for (var file : List.of("/places.csv", edition + "/errors.csv")) {
            noFormula(file, page(staff, file));
        }
    }

    private static void noFormula(String file, String text) {
        assertThat(text.replace("\uFEFF", "").lines())
                .as("formula cells in " + file)
                .isNotEmpty()
                .noneMatch(line -> line.matches("(?s)^[\"]?[=+@-].*") || line.matches("(?s).*,[\"]?[=+@-].*"));
    }

    /** An edition of a public list with the script in each of its texts, taken in. */
    private String edition(UUID staff) {
        var list = "Code,Name,Type,District,Street,Town,Lat,Lon\n=1+1," + SCRIPT + "," + SCRIPT + ",+1,=2," + SCRIPT
                + ",42,-71\n," + SCRIPT + ",=1,,,,,\n";
        var sent = mvc.post()
                .uri("/places/editions")
                .multipart()
                .file(new org.springframework.mock.web.MockMultipartFile(
                        "file", SCRIPT + ".csv", "text/csv", list.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .param("name", SCRIPT)
                .param("label", SCRIPT)
                .param("_key", UUID.randomUUID().toString())
                .with(in(staff))
                .exchange();
        var at = String.valueOf(sent.getResponse().getHeader("Location"));
        assertThat(mvc.post()
                        .uri(at + "/application")
                        .param("_key", UUID.randomUUID().toString())
                        .with(in(staff))
                        .exchange())
                .hasStatus(303);
        return at;
    }

    /** Writes the script into every text column of the local's rows that takes it; returns which. */
    private Set<String> plant(TestLocals.Home home) {
        var shell = Viewer.shell(home.local().id());
        var planted = new TreeSet<String>();
        var columns = sql.fetch("""
                select c.table_name, c.column_name from information_schema.columns c
                join information_schema.tables t on t.table_name = c.table_name and t.table_schema = 'public' and t.table_type = 'BASE TABLE'
                where c.table_schema = 'public' and c.data_type = 'text'
                  and exists (select from information_schema.columns l where l.table_name = c.table_name and l.column_name = 'local_id')
                order by 1, 2""");
        for (var column : columns) {
            var table = column.get(0, String.class);
            var name = column.get(1, String.class);
            if (WORDS.contains(name) || table.equals("roster_row") && name.equals("outcome")) {
                continue;
            }
            try {
                int rows = locals.as(
                        shell,
                        () -> sql.execute(
                                "update " + table + " set " + name + " = ? where local_id = ?",
                                SCRIPT,
                                home.local().id()));
                if (rows > 0) {
                    planted.add(table + "." + name);
                }
            } catch (DataAccessException e) {
                continue; // a constraint, a key, or a table nobody may update: the script cannot stand there
            }
        }
        return planted;
    }

    private void post(TestLocals.Home home, String path, String... params) {
        var request =
                mvc.post().uri(path).param("_key", UUID.randomUUID().toString()).with(in(home.officer()));
        for (int i = 0; i < params.length; i += 2) {
            request = request.param(params[i], params[i + 1]);
        }
        assertThat(request.exchange())
                .as(path + " " + new ArrayList<>(List.of(params)))
                .hasStatus(303);
    }
}
