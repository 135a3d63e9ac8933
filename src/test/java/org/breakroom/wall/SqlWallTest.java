package org.breakroom.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** SQL under the application's own role: another local's rows can be neither read nor written. */
class SqlWallTest extends Home {
    @Autowired
    DSLContext sql;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void every_tenant_table_is_empty_for_a_stranger_and_for_another_local() {
        var one = locals.open();
        var two = Viewer.shell(locals.open().local().id());
        var tables = sql.fetch("""
                select table_name from information_schema.columns c where column_name = 'local_id' and table_schema = 'public'
                and exists (select from information_schema.tables t where t.table_name = c.table_name and table_type = 'BASE TABLE')
                """).map(r -> r.get(0, String.class));
        assertThat(tables).hasSizeGreaterThan(20);
        for (var table : tables) {
            var query = "select count(*) from " + table + " where local_id = ?";
            Object unbound =
                    transaction.execute(t -> sql.fetchValue(query, one.local().id()));
            assertThat(unbound).as("unbound " + table).isEqualTo(0L);
            assertThat(locals.count(two, query, one.local().id())).as(table).isZero();
        }
        assertThat(locals.count(
                        Viewer.shell(one.local().id()),
                        "select count(*) from member where local_id = ?",
                        one.local().id()))
                .isEqualTo(6);
    }

    @Test
    void another_locals_rows_cannot_be_changed_or_added_to() {
        var one = locals.open();
        var two = Viewer.shell(locals.open().local().id());
        assertThat(locals.<Integer>as(
                        two,
                        () -> sql.execute(
                                "update member set full_name = 'x' where local_id = ?",
                                one.local().id())))
                .isZero();
        assertThat(locals.<Integer>as(
                        two,
                        () -> sql.execute(
                                "delete from member where local_id = ?",
                                one.local().id())))
                .isZero();
        assertThatThrownBy(() -> locals.as(
                        two,
                        () -> sql.execute(
                                "insert into membership (local_id, id, member_id, status, started_on) values (?, ?, ?, 'MEMBER', (now() at time zone 'America/New_York')::date)",
                                one.local().id(),
                                locals.id(),
                                one.nadia())))
                .hasStackTraceContaining("row-level security");
        assertThatThrownBy(() -> locals.as(
                        two,
                        () -> sql.execute(
                                "insert into membership (local_id, id, member_id, status, started_on) values (?, ?, ?, 'MEMBER', (now() at time zone 'America/New_York')::date)",
                                two.homeLocal(),
                                locals.id(),
                                one.nadia())))
                .as("a row of one local cannot even point at another's")
                .hasStackTraceContaining("foreign key");
        assertThatThrownBy(() -> locals.as(two, () -> sql.execute("update activity set kind = 'CARD'")))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void staff_see_counts_of_every_local_and_no_one_by_name() {
        var one = locals.open();
        var counts = Viewer.ofCounts();
        assertThat(locals.count(
                        counts,
                        "select sum(members) from goal_tally where local_id = ?",
                        one.local().id()))
                .isEqualTo(6);
        assertThat(locals.count(counts, "select count(*) from member")).isZero();
        assertThat(locals.count(counts, "select count(*) from goal_member")).isZero();
        assertThat(locals.<Integer>as(counts, () -> sql.execute("update goal_tally set talked = 0")))
                .isZero();
    }

    @Test
    void two_thousand_threads_over_a_small_pool_never_see_a_foreign_row() throws Exception {
        var one = locals.open();
        var two = locals.open();
        var a = Viewer.shell(one.local().id());
        var b = Viewer.shell(two.local().id());
        Callable<Boolean> asA = () -> locals.count(a, "select count(distinct local_id) from member") == 1;
        Callable<Boolean> asB = () -> locals.count(b, "select min(local_id) from member")
                == two.local().id();
        Callable<Boolean> asNobody =
                () -> Long.valueOf(0).equals(transaction.execute(t -> sql.fetchValue("select count(*) from member")))
                        && Long.valueOf(0).equals(sql.fetchValue("select count(*) from member"));
        try (var threads = Executors.newFixedThreadPool(40)) {
            var all = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 2000; i++) {
                all.add(threads.submit(i % 3 == 0 ? asA : i % 3 == 1 ? asB : asNobody));
            }
            for (var f : all) {
                assertThat(f.get()).isTrue();
            }
        }
    }
}
