package org.breakroom.goal;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
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
 * <p>The definitions, until they are data: talked to is a 1-on-1 with outcome Talked; an action is a petition, event,
 * letter, call, pledge or button day; an activist acted on three days of the year or led an action; recommitted is a
 * signed card; counted is who is a member or retiree in force today. A past year keeps whom it counted.
 */
@Component
class Tallies implements ActivityListener, StandingListener {
    private static final String ACTIONS = "('PETITION', 'EVENT', 'LETTER', 'CALL', 'PLEDGE', 'BUTTON_DAY')";
    private static final int ACTIVIST_DAYS = 3;
    private static final int BULK_FROM = 200;

    /** What stands in the ledger for members of one local in one year; the place where definitions are SQL. */
    static final String DONE = """
            select a.local_id, a.member_id,
              bool_or(a.kind = 'TALK' and a.outcome = 'TALKED') as talked,
              bool_or(a.kind in %1$s) as acted,
              count(distinct (a.happened_at at time zone '%2$s')::date) filter (where a.kind in %1$s) >= %3$d
                or bool_or(a.kind in %1$s and a.outcome = 'LED') as activist,
              bool_or(a.kind = 'CARD') as recommitted
            from activity_standing a
            where a.local_id = ? and a.happened_at >= ?::timestamptz and a.happened_at < ?::timestamptz%%s
            group by a.local_id, a.member_id
            """.formatted(ACTIONS, FederationClock.ZONE, ACTIVIST_DAYS);

    private static final String MOVE = """
            with was as (
              select g.worksite_id, count(*) as members, count(*) filter (where g.talked) as talked,
                count(*) filter (where g.acted) as acted, count(*) filter (where g.activist) as activists,
                count(*) filter (where g.recommitted) as recommitted
              from goal_member g
              where g.local_id = ? and g.year = ? and g.in_force%1$s
              group by g.worksite_id
            ), done as (%2$s), fresh as (
              insert into goal_member as g (local_id, member_id, year, worksite_id, in_force, talked, acted, activist, recommitted)
              select m.local_id, m.id, ?, coalesce(e.worksite_id, '00000000-0000-0000-0000-000000000000'::uuid),
                s.status is not null, coalesce(d.talked, false), coalesce(d.acted, false), coalesce(d.activist, false),
                coalesce(d.recommitted, false)
              from member m
              left join (select * from membership where ended_on is null and status in ('MEMBER', 'RETIREE')) s
                on s.local_id = m.local_id and s.member_id = m.id
              left join (select * from employment where ended_on is null and main) e
                on e.local_id = m.local_id and e.member_id = m.id
              left join done d on d.local_id = m.local_id and d.member_id = m.id
              where m.local_id = ?%3$s
              on conflict (local_id, member_id, year) do update set talked = excluded.talked, acted = excluded.acted,
                activist = excluded.activist, recommitted = excluded.recommitted,
                in_force = case when ? then excluded.in_force else g.in_force end,
                worksite_id = case when ? then excluded.worksite_id else g.worksite_id end
              returning worksite_id, in_force, talked, acted, activist, recommitted
            ), moved as (
              select worksite_id, -members as members, -talked as talked, -acted as acted, -activists as activists,
                -recommitted as recommitted
              from was
              union all
              select worksite_id, count(*), count(*) filter (where talked), count(*) filter (where acted),
                count(*) filter (where activist), count(*) filter (where recommitted)
              from fresh where in_force
              group by worksite_id
            )
            insert into goal_tally as t (local_id, year, worksite_id, members, talked, acted, activists, recommitted)
            select ?, ?, worksite_id, sum(members), sum(talked), sum(acted), sum(activists), sum(recommitted)
            from moved
            group by worksite_id
            order by worksite_id
            on conflict (local_id, year, worksite_id) do update set members = t.members + excluded.members,
              talked = t.talked + excluded.talked, acted = t.acted + excluded.acted,
              activists = t.activists + excluded.activists, recommitted = t.recommitted + excluded.recommitted
            """;

    private static final String OF_SOME = MOVE.formatted(
            " and g.member_id = any(?)", DONE.formatted(" and a.member_id = any(?)"), " and m.id = any(?)");
    private static final String OF_ALL = MOVE.formatted("", DONE.formatted(""), "");

    private final DSLContext sql;
    private final FederationClock clock;

    Tallies(DSLContext sql, FederationClock clock) {
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
        boolean current = year.equals(clock.year());
        var from = year.begins().atOffset(ZoneOffset.UTC);
        var to = year.ends().atOffset(ZoneOffset.UTC);
        Runnable moving = () -> sql.execute(
                OF_SOME,
                local,
                year.start(),
                ids,
                local,
                from,
                to,
                ids,
                year.start(),
                local,
                ids,
                current,
                current,
                local,
                year.start());
        if (ids.length > BULK_FROM) {
            Bulk.run(sql, moving);
        } else {
            moving.run();
        }
    }

    /** Works out one year of a whole local, for a ledger that came by COPY and for the first day of a year. */
    void moveAll(int local, SchoolYear year) {
        sql.execute("select id from member where local_id = ? order by id for no key update", local);
        var from = year.begins().atOffset(ZoneOffset.UTC);
        var to = year.ends().atOffset(ZoneOffset.UTC);
        Bulk.run(
                sql,
                () -> sql.execute(
                        OF_ALL,
                        local,
                        year.start(),
                        local,
                        from,
                        to,
                        year.start(),
                        local,
                        true,
                        true,
                        local,
                        year.start()));
    }
}
