package org.breakroom.goal;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.breakroom.activity.ActivityListener;
import org.breakroom.database.Bulk;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.SchoolYear;
import org.breakroom.member.StandingListener;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Keeps the goals exact at every commit. What each member has done in a year is worked out afresh from the ledger, and
 * the difference to what stood there moves the tally of her worksite. Callers hold the member's row, so two records of
 * one member cannot pass each other.
 *
 * <p>What counts is a {@link Definition}; a local is counted by one version at a time. A past year keeps whom it counted.
 */
@Component
class Tallies implements ActivityListener, StandingListener {
    private static final int BULK_FROM = 200;

    /**
     * What members of one local did in one year, by the definition: the place where it becomes SQL. The day someone became
     * an activist is the last of the days it takes, or the first on which she led.
     */
    private static final String DONE = """
            select a.member_id,
              min(a.day) filter (where a.kind = 'TALK' and a.outcome = any (d.talk_outcomes)) as talked_on,
              min(a.day) filter (where a.kind = any (d.actions)) as acted_on,
              least((array_agg(distinct a.day order by a.day) filter (where a.kind = any (d.actions)))[d.activist_days],
                min(a.day) filter (where d.leading_counts and a.kind = any (d.actions) and a.outcome = 'LED')) as activist_on,
              min(a.day) filter (where a.kind = 'CARD') as recommitted_on
            from definition d, (
              select s.*, (s.happened_at at time zone '%1$s')::date as day
              from activity_standing s
              where s.local_id = ? and s.happened_at >= ?::timestamptz and s.happened_at < ?::timestamptz%%s) a
            group by a.member_id, d.activist_days
            """.formatted(FederationClock.ZONE);

    private static final String MOVE = """
            with definition as (select * from goal_definition where version = ?),
            was as (
              select g.worksite_id, g.talked_on, g.acted_on, g.activist_on, g.recommitted_on
              from goal_member g
              where g.local_id = ? and g.year = ? and g.in_force%1$s
            ), done as (%2$s), fresh as (
              insert into goal_member as g (local_id, member_id, year, worksite_id, in_force, talked_on, acted_on, activist_on,
                recommitted_on)
              select m.local_id, m.id, ?, coalesce(e.worksite_id, '00000000-0000-0000-0000-000000000000'::uuid),
                s.status is not null and coalesce(e.hired_on <= ?::date, true),
                d.talked_on, d.acted_on, d.activist_on, d.recommitted_on
              from member m
              left join (select * from membership where ended_on is null) s
                on s.local_id = m.local_id and s.member_id = m.id and s.status = any ((select counted from definition)::text[])
              left join (select * from employment where ended_on is null and main) e
                on e.local_id = m.local_id and e.member_id = m.id
              left join done d on d.member_id = m.id
              where m.local_id = ?%3$s
              on conflict (local_id, member_id, year) do update set talked_on = excluded.talked_on, acted_on = excluded.acted_on,
                activist_on = excluded.activist_on, recommitted_on = excluded.recommitted_on,
                in_force = case when ? then excluded.in_force else g.in_force end,
                worksite_id = case when ? then excluded.worksite_id else g.worksite_id end
              returning worksite_id, in_force, talked_on, acted_on, activist_on, recommitted_on
            ), moved as (
              select -1 as people, was.* from was
              union all
              select 1, worksite_id, talked_on, acted_on, activist_on, recommitted_on from fresh where in_force
            ), totalled as (
              insert into goal_total as t (local_id, year, members, talked, acted, activists, recommitted)
              select ?, ?, members, talked, acted, activists, recommitted
              from (
                select coalesce(sum(people), 0) as members,
                  coalesce(sum(people) filter (where talked_on is not null), 0) as talked,
                  coalesce(sum(people) filter (where acted_on is not null), 0) as acted,
                  coalesce(sum(people) filter (where activist_on is not null), 0) as activists,
                  coalesce(sum(people) filter (where recommitted_on is not null), 0) as recommitted
                from moved) x
              where (members, talked, acted, activists, recommitted) <> (0, 0, 0, 0, 0)
              on conflict (local_id, year) do update set members = t.members + excluded.members,
                talked = t.talked + excluded.talked, acted = t.acted + excluded.acted,
                activists = t.activists + excluded.activists, recommitted = t.recommitted + excluded.recommitted
            ), tallied as (
              insert into goal_tally as t (local_id, year, worksite_id, members, talked, acted, activists, recommitted)
              select ?, ?, worksite_id, members, talked, acted, activists, recommitted
              from (
                select worksite_id, sum(people) as members,
                  coalesce(sum(people) filter (where talked_on is not null), 0) as talked,
                  coalesce(sum(people) filter (where acted_on is not null), 0) as acted,
                  coalesce(sum(people) filter (where activist_on is not null), 0) as activists,
                  coalesce(sum(people) filter (where recommitted_on is not null), 0) as recommitted
                from moved group by worksite_id) x
              where (members, talked, acted, activists, recommitted) <> (0, 0, 0, 0, 0)
              order by worksite_id
              on conflict (local_id, year, worksite_id) do update set members = t.members + excluded.members,
                talked = t.talked + excluded.talked, acted = t.acted + excluded.acted,
                activists = t.activists + excluded.activists, recommitted = t.recommitted + excluded.recommitted
            )
            insert into goal_week as w (local_id, year, week, talked, acted, activists, recommitted)
            select ?, ?, week, talked, acted, activists, recommitted
            from (
              select (v.day - ?::date) / 7 as week, coalesce(sum(people) filter (where v.what = 1), 0) as talked,
                coalesce(sum(people) filter (where v.what = 2), 0) as acted,
                coalesce(sum(people) filter (where v.what = 3), 0) as activists,
                coalesce(sum(people) filter (where v.what = 4), 0) as recommitted
              from moved, lateral (values (1, talked_on), (2, acted_on), (3, activist_on), (4, recommitted_on)) v (what, day)
              where v.day is not null
              group by 1) x
            where (talked, acted, activists, recommitted) <> (0, 0, 0, 0)
            order by week
            on conflict (local_id, year, week) do update set talked = w.talked + excluded.talked,
              acted = w.acted + excluded.acted, activists = w.activists + excluded.activists,
              recommitted = w.recommitted + excluded.recommitted
            """;

    private static final String OF_SOME = MOVE.formatted(
            " and g.member_id = any(?)", DONE.formatted(" and s.member_id = any(?)"), " and m.id = any(?)");
    private static final String OF_ALL = MOVE.formatted("", DONE.formatted(""), "");

    private static final String COUNTED = """
            insert into goal_counting as c (local_id, year, version, counted_at) values (?, ?, ?, ?::timestamptz)
            on conflict (local_id, year) do update set version = excluded.version, counted_at = excluded.counted_at
            """;

    private final DSLContext sql;
    private final FederationClock clock;

    private final Definitions definitions;

    Tallies(DSLContext sql, FederationClock clock, Definitions definitions) {
        this.definitions = definitions;
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public void recorded(int local, Collection<UUID> members, Set<SchoolYear> years) {
        var starts = new TreeSet<Integer>();
        years.forEach(y -> starts.add(y.start()));
        starts.add(clock.year().start());
        starts.forEach(start -> move(local, new SchoolYear(start), members));
    }

    @Override
    public void standingChanged(int local, Collection<UUID> members) {
        move(local, clock.year(), members);
    }

    private void move(int local, SchoolYear year, Collection<UUID> members) {
        var ids = members.toArray(UUID[]::new);
        var by = definitions.of(local, year);
        Runnable moving =
                () -> sql.execute(OF_SOME, values(local, year, by, year.equals(clock.year()), List.of((Object) ids)));
        if (ids.length > BULK_FROM) {
            Bulk.run(sql, moving);
        } else {
            moving.run();
        }
    }

    /**
     * Works out one year of a whole local by the definition that stands for it now: on the first day of a year, after a new
     * definition, for a ledger that came by COPY.
     */
    void moveAll(int local, SchoolYear year) {
        sql.execute("select id from member where local_id = ? order by id for no key update", local);
        var by = definitions.of(year);
        Bulk.run(sql, () -> sql.execute(OF_ALL, values(local, year, by, true, List.of())));
        sql.execute(COUNTED, local, year.start(), by.version(), clock.now().atOffset(ZoneOffset.UTC));
    }

    /** The values of a move in the order of its marks; some are its members, empty for a move of all. */
    private static Object[] values(int local, SchoolYear year, Definition by, boolean current, List<Object> some) {
        var from = year.begins().atOffset(ZoneOffset.UTC);
        var to = year.ends().atOffset(ZoneOffset.UTC);
        int start = year.start();
        return Stream.of(
                        List.of(by.version(), local, start),
                        some,
                        List.of(local, from, to),
                        some,
                        Arrays.asList(start, by.hiredBy(year), local),
                        some,
                        List.of(current, current, local, start, local, start, local, start, year.firstDay()))
                .flatMap(List::stream)
                .toArray();
    }
}
