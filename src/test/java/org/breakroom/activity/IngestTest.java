package org.breakroom.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.database.Copy;
import org.breakroom.goal.Years;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Many facts at once: by COPY and in sets, every board exact when they are in. The small size is for every day;
 * {@code bench/ingest} runs it with {@code -Dingest.facts=50000 -Dingest.rounds=5}.
 */
class IngestTest extends Home {
    private static final int FACTS = Integer.getInteger("ingest.facts", 2_000);
    private static final int ROUNDS = Integer.getInteger("ingest.rounds", 2);
    private static final int FACTS_A_PERSON = 5;
    private static final ActivityKind[] KINDS = {
        ActivityKind.TALK, ActivityKind.PETITION, ActivityKind.EVENT, ActivityKind.CARD, ActivityKind.ASSESSMENT
    };

    @Autowired
    Activities activities;

    @Autowired
    Years years;

    @Autowired
    FederationClock clock;

    @Autowired
    DSLContext sql;

    private List<UUID> people(int local, int many) {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < many; i++) {
            ids.add(locals.id());
        }
        locals.as(Viewer.shell(local), () -> {
            sql.execute("""
                    insert into member (local_id, id, given_name, middle_name, family_name, suffix, full_name, sort_name, folded_name,
                      created_at)
                    select ?, id, 'A', '', 'B', '', 'A B', 'b a', 'a b', now() from unnest(?::uuid[]) id
                    """, local, ids.toArray(UUID[]::new));
            sql.execute("""
                    insert into membership (local_id, id, member_id, status, started_on)
                    select ?, id, id, 'MEMBER', (now() at time zone 'America/New_York')::date - 900 from unnest(?::uuid[]) id
                    """, local, ids.toArray(UUID[]::new));
            return null;
        });
        locals.as(Viewer.shell(local), () -> {
            years.rebuild(local);
            return null;
        });
        return ids;
    }

    private List<Activity> facts(int local, List<UUID> people, long seed) {
        var random = new Random(seed);
        var facts = new ArrayList<Activity>();
        for (int i = 0; i < FACTS; i++) {
            var kind = KINDS[random.nextInt(KINDS.length)];
            var member = people.get(random.nextInt(people.size()));
            var at = clock.now().minus(Duration.ofMinutes(random.nextInt(200 * 24 * 60)));
            facts.add(
                    kind == ActivityKind.ASSESSMENT
                            ? Activity.assessed(local, locals.id(), member, null, at, 1 + random.nextInt(5))
                            : Activity.of(
                                    local,
                                    locals.id(),
                                    member,
                                    kind,
                                    null,
                                    at,
                                    kind == ActivityKind.TALK ? Outcome.TALKED : Outcome.TOOK_PART));
        }
        return facts;
    }

    private String boards(int local) {
        return locals.as(
                Viewer.shell(local),
                () -> sql.fetch("""
                select year, talked, acted, activists, recommitted from goal_total where local_id = ? order by year
                """, local).format() + sql.fetch("""
                select year, week, talked, acted, activists, recommitted from goal_week
                where local_id = ? and (talked, acted, activists, recommitted) <> (0, 0, 0, 0) order by year, week
                """, local).format());
    }

    /** What this year's boards must say, from the ledger alone. */
    private String plain(int local) {
        var from = clock.year().begins().toString();
        return locals.as(
                Viewer.shell(local),
                () -> sql.fetch("""
                select count(talked), count(acted), count(*) filter (where days >= 3), count(carded) from (
                  select max(1) filter (where kind = 'TALK') as talked, max(1) filter (where kind in ('PETITION', 'EVENT')) as acted,
                    count(distinct (happened_at at time zone 'America/New_York')::date) filter (where kind in ('PETITION', 'EVENT')) as days,
                    max(1) filter (where kind = 'CARD') as carded
                  from activity where local_id = ? and happened_at >= ?::timestamptz group by member_id) x
                """, local, from).get(0).intoList().toString());
    }

    private String counted(int local) {
        return locals.as(
                Viewer.shell(local),
                () -> sql.fetch(
                                "select talked, acted, activists, recommitted from goal_total where local_id = ? and year = ?",
                                local,
                                clock.year().start())
                        .get(0)
                        .intoList()
                        .toString());
    }

    @Test
    void many_facts_at_once_move_every_board_exactly() {
        int local = locals.empty().id();
        var people = people(local, FACTS / FACTS_A_PERSON);
        var viewer = Viewer.shell(local);
        var rates = new double[ROUNDS];
        var copies = new double[ROUNDS];
        List<Activity> last = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            last = facts(local, people, round);
            var batch = last;
            copies[round] = copied(local, batch);
            long began = System.nanoTime();
            int fresh = locals.as(viewer, () -> activities.recordAll(viewer, local, batch));
            rates[round] = FACTS / (double) (System.nanoTime() - began) * 1_000_000_000;
            assertThat(fresh).isEqualTo(FACTS);
            assertThat(counted(local)).isEqualTo(plain(local));
        }
        var again = last;
        assertThat(locals.as(viewer, () -> activities.recordAll(viewer, local, again)))
                .as("sent twice, counted once")
                .isZero();
        var boards = boards(local);
        locals.as(viewer, () -> {
            years.rebuild(local);
            return null;
        });
        assertThat(boards(local)).isEqualTo(boards);
        Arrays.sort(rates);
        Arrays.sort(copies);
        System.out.printf(
                "ingest: %d facts of %d people a round, %d rounds, median %.0f facts/s (%.0f to %.0f), %.4f of COPY's speed, boards exact%n",
                FACTS,
                people.size(),
                ROUNDS,
                rates[ROUNDS / 2],
                rates[0],
                rates[ROUNDS - 1],
                rates[ROUNDS / 2] / copies[ROUNDS / 2]);
    }

    /** How many of the facts a second a plain COPY takes into a bare table. */
    private double copied(int local, List<Activity> facts) {
        return locals.as(Viewer.shell(local), () -> {
            long began = System.nanoTime();
            try (var bare = new Copy(
                    sql, "bare", "id uuid, member_id uuid, kind text, happened_at timestamptz, outcome text")) {
                facts.forEach(f -> bare.add(f.id(), f.member(), f.kind(), f.happenedAt(), f.outcome()));
            }
            return facts.size() / (double) (System.nanoTime() - began) * 1_000_000_000;
        });
    }
}
