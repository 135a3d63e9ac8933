package org.breakroom.goal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

/** The tallies equal plain SQL over the ledger, after any sequence of records and corrections and with many at once. */
class TalliesTest extends Home {
    private static final long SEED = 9042;

    @Autowired
    Activities activities;

    @Autowired
    FederationClock clock;

    @Autowired
    DSLContext sql;

    /** Counted afresh, in other words than the tallies use. */
    private List<Object> plain(int local) {
        var year = clock.year();
        return locals.as(
                Viewer.shell(local),
                () -> sql.fetchSingle(
                                """
                with m as (select id from member_on_roster where local_id = ? and in_force),
                a as (select * from activity x where local_id = ? and not withdrawn and happened_at >= ?::timestamptz
                  and happened_at < ?::timestamptz
                  and id not in (select corrects from activity where local_id = ? and corrects is not null)
                  and member_id in (select id from m)),
                acts as (select * from a where kind in ('PETITION', 'EVENT', 'LETTER', 'CALL', 'PLEDGE', 'BUTTON_DAY', 'PHOTO'))
                select (select count(*) from m),
                  (select count(distinct member_id) from a where kind = 'TALK' and outcome = 'TALKED'),
                  (select count(distinct member_id) from acts),
                  (select count(*) from (select member_id from acts group by member_id
                    having count(distinct (happened_at at time zone 'America/New_York')::date) >= 3
                      or count(*) filter (where outcome = 'LED') > 0) x),
                  (select count(distinct member_id) from a where kind = 'CARD')
                """,
                                local,
                                local,
                                year.begins().atOffset(java.time.ZoneOffset.UTC),
                                year.ends().atOffset(java.time.ZoneOffset.UTC),
                                local)
                        .intoList());
    }

    private List<Object> tallied(int local) {
        return locals.as(
                Viewer.ofCounts(),
                () -> sql.fetchSingle("""
                select sum(members), sum(talked), sum(acted), sum(activists), sum(recommitted) from goal_tally
                where local_id = ? and year = ?
                """, local, clock.year().start()).intoList());
    }

    /** The weeks of the trend add up to the same. */
    private List<Object> weeks(int local) {
        return locals.as(
                Viewer.ofCounts(),
                () -> sql.fetchSingle("""
                select coalesce(sum(talked), 0), coalesce(sum(acted), 0), coalesce(sum(activists), 0),
                  coalesce(sum(recommitted), 0)
                from goal_week where local_id = ? and year = ?
                """, local, clock.year().start()).intoList());
    }

    /** The row the federation's board reads. */
    private List<Object> total(int local) {
        return locals.as(
                Viewer.ofCounts(),
                () -> sql.fetchSingle("""
                select members, talked, acted, activists, recommitted from goal_total where local_id = ? and year = ?
                """, local, clock.year().start()).intoList());
    }

    private void same(int local) {
        var plain = plain(local);
        assertThat(total(local).stream().map(n -> ((Number) n).longValue()).toList())
                .isEqualTo(plain);
        assertThat(tallied(local)).usingRecursiveComparison().isEqualTo(plain);
        assertThat(weeks(local)).usingRecursiveComparison().isEqualTo(plain.subList(1, plain.size()));
    }

    @Test
    void after_each_of_many_random_records_and_corrections() {
        var home = locals.open();
        int local = home.local().id();
        var random = new Random(SEED);
        var officer = locals.viewer(home.officer());
        var people = List.of(home.nadia(), home.omar(), home.far());
        var recorded = new ArrayList<UUID>();
        for (int i = 0; i < 150; i++) {
            if (random.nextInt(5) == 0 && !recorded.isEmpty()) {
                var which = recorded.remove(random.nextInt(recorded.size()));
                locals.as(officer, () -> activities.withdraw(officer, local, which));
            } else {
                recorded.add(record(home, officer, people.get(random.nextInt(3)), random));
            }
            same(local);
        }
    }

    private UUID record(TestLocals.Home home, Viewer by, UUID member, Random random) {
        var kinds = ActivityKind.values();
        var kind = kinds[random.nextInt(kinds.length)];
        var outcomes = kind == ActivityKind.TALK
                ? List.of(Outcome.TALKED, Outcome.NOT_THERE)
                : List.of(Outcome.TOOK_PART, Outcome.TOOK_PART, Outcome.LED);
        var at = clock.now().minus(Duration.ofHours(random.nextInt(24 * 300)));
        var id = locals.id();
        locals.as(
                by,
                () -> activities.record(
                        by,
                        Activity.of(
                                home.local().id(),
                                id,
                                member,
                                kind,
                                home.first(),
                                at,
                                outcomes.get(random.nextInt(outcomes.size())))));
        return id;
    }

    @Test
    void with_many_recording_at_once() throws Exception {
        var home = locals.open();
        var officer = locals.viewer(home.officer());
        var people = List.of(home.nadia(), home.omar(), home.far());
        try (var threads = Executors.newFixedThreadPool(8)) {
            var all = new ArrayList<Future<?>>();
            for (int t = 0; t < 8; t++) {
                var random = new Random(SEED + t);
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 25; i++) {
                        record(home, officer, people.get(random.nextInt(3)), random);
                    }
                }));
            }
            for (var f : all) {
                f.get();
            }
        }
        same(home.local().id());
    }

    @Test
    void the_demo_federation_was_counted_right() {
        for (int local = 12; local <= 24; local++) {
            same(local);
        }
    }
}
