package org.breakroom.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.federation.Local;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two real lists of one employer, a year apart: who stays, comes, goes, and who is left for a person to decide. */
class BostonTest extends Home {
    private static final Path LISTS = Path.of("src/test/resources/boston");

    @Autowired
    RosterShell shell;

    @Autowired
    DSLContext sql;

    @Test
    void the_second_list_finds_the_people_of_the_first() throws IOException {
        var local = locals.empty();
        var first = shell.run(order("apply", local, "roster_2022.csv", null));
        assertThat(first)
                .containsEntry("rows", 4240)
                .containsEntry("linked", 0)
                .containsEntry("created", 4234)
                .containsEntry("in_doubt", 6)
                .containsEntry("refused", 0)
                .containsEntry("gone", 0);
        var before = state(local);

        var second = shell.run(order("apply", local, "roster_2023.csv", null));
        assertThat(second)
                .containsEntry("rows", 4686)
                .containsEntry("linked", 3773)
                .containsEntry("created", 886)
                .containsEntry("in_doubt", 27)
                .containsEntry("refused", 0)
                .containsEntry("gone", 439);
        assertThat(agreeing(local, String.valueOf(first.get("import")), String.valueOf(second.get("import"))))
                .isEqualTo(3758);

        var undone = shell.run(order("undo", local, "roster_2023.csv", null));
        assertThat(undone).containsEntry("import", second.get("import"));
        assertThat(state(local)).as("undo restores what was").isEqualTo(before);
    }

    private static RosterShell.Order order(String verb, Local local, String file, String list) {
        return new RosterShell.Order(verb, local.number(), LISTS.resolve(file), "City of Boston", null, false, list);
    }

    /** Everything that is open in the local, as one text. */
    private String state(Local local) {
        return locals.as(
                Viewer.shell(local.id()),
                () -> sql.fetchValue("""
                select md5(string_agg(x, '|' order by x)) from (
                  select 'm' || id || full_name from member where local_id = ?
                  union all select 'e' || id || coalesce(job_title, '') || coalesce(worksite_id::text, '') || main from employment
                    where local_id = ? and ended_on is null
                  union all select 's' || id || status from membership where local_id = ? and ended_on is null
                  union all select 'c' || id || value from contact_point where local_id = ? and ended_on is null
                  union all select 'w' || folded_name || worksite_id from worksite_name where local_id = ?
                  union all select 't' || worksite_id || members from goal_tally where local_id = ? and members > 0) y (x)
                """, local.id(), local.id(), local.id(), local.id(), local.id(), local.id())
                        .toString());
    }

    /** How many linked rows are the same person in both years, by the key that the publisher of the lists worked out. */
    private int agreeing(Local local, String first, String second) throws IOException {
        var keyOf = new HashMap<UUID, String>();
        var keys2022 = Files.readAllLines(LISTS.resolve("person_key_2022.txt"));
        var keys2023 = Files.readAllLines(LISTS.resolve("person_key_2023.txt"));
        rows(local, first).forEach(r -> keyOf.put(r.get(1, UUID.class), keys2022.get(r.get(0, Integer.class) - 1)));
        int agree = 0;
        for (var r : rows(local, second)) {
            var was = keyOf.get(r.get(1, UUID.class));
            var is = keys2023.get(r.get(0, Integer.class) - 1);
            if (was != null && !was.isEmpty() && !is.isEmpty()) {
                assertThat(is).isEqualTo(was);
                agree++;
            }
        }
        return agree;
    }

    private org.jooq.Result<org.jooq.Record> rows(Local local, String list) {
        return locals.as(
                Viewer.shell(local.id()),
                () -> sql.fetch(
                        "select row_number, member_id from roster_row where local_id = ? and import_id = ?::uuid and outcome in ('CREATED', 'LINKED')",
                        local.id(),
                        list));
    }
}
