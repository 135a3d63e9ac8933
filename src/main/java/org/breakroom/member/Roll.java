package org.breakroom.member;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.breakroom.database.Bulk;
import org.breakroom.database.Copy;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes a whole list of people at once: by COPY and in sets, every row marked with the import that opened or closed it,
 * so that the import can be taken back whole. Nothing is overwritten: what changes is closed and opened anew.
 */
@Component
public class Roll {
    private final DSLContext sql;
    private final FederationClock clock;
    private final List<StandingListener> listeners;

    Roll(DSLContext sql, FederationClock clock, List<StandingListener> listeners) {
        this.sql = sql;
        this.clock = clock;
        this.listeners = listeners;
    }

    /** What a list says of one person, resolved to worksite and area; null where it says nothing. */
    public record Entry(
            UUID member,
            boolean fresh,
            PersonName name,
            @Nullable UUID worksite,
            @Nullable UUID area,
            @Nullable String job,
            @Nullable String shift,
            @Nullable String number,
            @Nullable LocalDate hiredOn,
            @Nullable LocalDate orientationDueOn,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String address,
            String status) {}

    /**
     * Which list it is: whose, of which employer.
     *
     * @param takesOver whether its contact facts take the place of those that the member or a rep gave
     */
    public record Source(int local, UUID employer, UUID opener, boolean takesOver) {}

    /** In how many parts a list is taken in: the file, people, standings, jobs, three kinds of contacts, the boards. */
    public static final int PARTS = 8;

    /** The tables whose rows carry the import or the merge that opened or closed them. */
    static final List<String> MARKED = List.of("employment", "membership", "contact_point");

    /** What is worked out from other tables or belongs to the roster itself, and goes with a person. */
    private static final List<String> GO_ALONG = List.of(
            "employment",
            "membership",
            "contact_point",
            "member_duplicate",
            "member_apart",
            "member_elsewhere",
            "goal_member",
            "activity_latest",
            "roster_kept",
            "roster_apart",
            "chart_poster_line");

    /** Every other column that refers to a person, of whatever room: the database knows them all. */
    private static final String REFERENCES = """
            select c.conrelid::regclass::text, a.attname::text
            from pg_constraint c cross join unnest(c.conkey) k
            join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k
            where c.contype = 'f' and c.conparentid = 0 and c.confrelid = 'member'::regclass and a.attname <> 'local_id'
              and c.conrelid::regclass::text <> all(?)
            """;

    private static final String STANDS_ON = """
            select distinct m.id from member m join %s t on t.local_id = m.local_id and t.%s = m.id
            where m.local_id = ? and m.opened_by = ?""";

    private static final String COLUMNS = """
            member_id uuid, fresh boolean, given_name text, middle_name text, family_name text, suffix text, full_name text,
            sort_name text, folded_name text, worksite_id uuid, area_id uuid, job_title text, shift text, employee_number text,
            hired_on date, orientation_due_on date, phone text, email text, address text, status text,
            employment_id uuid, membership_id uuid, phone_id uuid, email_id uuid, address_id uuid""";

    private static final String MEMBERS = """
            insert into member (local_id, id, given_name, middle_name, family_name, suffix, full_name, sort_name, folded_name,
              created_at, opened_by)
            select ?, member_id, given_name, middle_name, family_name, suffix, full_name, sort_name, folded_name, ?::timestamptz, ?
            from entry where fresh
            on conflict do nothing
            """;

    private static final String MEMBERSHIPS = """
            insert into membership (local_id, id, member_id, status, started_on, opened_by)
            select ?, e.membership_id, e.member_id, e.status, ?, ?
            from entry e
            where not exists (select from (select * from membership where local_id = ? and ended_on is null) s
              where s.member_id = e.member_id)
            on conflict do nothing
            """;

    private static final String CHANGED_JOBS = """
            with closed as (
              update employment x set ended_on = ?, closed_by = ?
              from entry e
              where x.local_id = ? and x.member_id = e.member_id and x.employer_id = ? and x.ended_on is null
                and (e.worksite_id is not null and e.worksite_id is distinct from x.worksite_id
                  or e.area_id is not null and e.area_id is distinct from x.area_id
                  or e.job_title is not null and e.job_title is distinct from x.job_title
                  or e.shift is not null and e.shift is distinct from x.shift
                  or e.employee_number is not null and e.employee_number is distinct from x.employee_number
                  or e.hired_on is not null and e.hired_on is distinct from x.hired_on)
              returning x.*
            )
            insert into employment (local_id, id, member_id, employer_id, worksite_id, area_id, job_title, shift, employee_number,
              hired_on, orientation_due_on, started_on, main, opened_by)
            select c.local_id, e.employment_id, c.member_id, c.employer_id, coalesce(e.worksite_id, c.worksite_id),
              case when e.area_id is null and coalesce(e.worksite_id, c.worksite_id) is distinct from c.worksite_id
                then null else coalesce(e.area_id, c.area_id) end,
              coalesce(e.job_title, c.job_title), coalesce(e.shift, c.shift), coalesce(e.employee_number, c.employee_number),
              coalesce(e.hired_on, c.hired_on), c.orientation_due_on, ?, c.main, ?
            from closed c join entry e on e.member_id = c.member_id
            on conflict do nothing
            """;

    private static final String NEW_JOBS = """
            insert into employment (local_id, id, member_id, employer_id, worksite_id, area_id, job_title, shift, employee_number,
              hired_on, orientation_due_on, started_on, main, opened_by)
            select ?, e.employment_id, e.member_id, ?, e.worksite_id, e.area_id, e.job_title, e.shift, e.employee_number, e.hired_on,
              e.orientation_due_on, ?,
              not exists (select from (select * from employment where local_id = ? and ended_on is null and main) m
                where m.member_id = e.member_id),
              ?
            from entry e
            where not exists (select from (select * from employment where local_id = ? and employer_id = ? and ended_on is null) x
              where x.member_id = e.member_id)
            on conflict do nothing
            """;

    private static final String OLDER_FACTS = """
            update contact_point c set ended_on = ?, closed_by = ?
            from entry e
            where c.local_id = ? and c.member_id = e.member_id and c.kind = ? and (c.source = 'EMPLOYER' or ?) and c.ended_on is null
              and e.%1$s is not null and c.value <> e.%1$s
            """;

    private static final String NEWER_FACTS = """
            insert into contact_point (local_id, id, member_id, kind, value, source, said_on, opened_by)
            select ?, e.%1$s_id, e.member_id, ?, e.%1$s, 'EMPLOYER', ?, ?
            from entry e
            where e.%1$s is not null
              and not exists (select from (select * from contact_point where local_id = ? and kind = ? and ended_on is null) c
                where c.member_id = e.member_id and c.value = e.%1$s)
            on conflict do nothing
            """;

    private static final String LEAVERS_JOBS = """
            update employment set ended_on = ?, closed_by = ?
            where local_id = ? and member_id = any(?) and employer_id = ? and ended_on is null
            """;

    private static final String LEAVERS = """
            update membership s set ended_on = ?, closed_by = ?
            where s.local_id = ? and s.member_id = any(?) and s.ended_on is null and s.status <> 'RETIREE'
              and not exists (select from employment x where x.local_id = s.local_id and x.member_id = s.member_id
                and x.ended_on is null)
            """;

    private static final String FIRST_JOBS = """
            update employment x set main = true
            where x.local_id = ? and x.id in (
              select distinct on (o.member_id) o.id from employment o
              where o.local_id = ? and o.member_id = any(?) and o.ended_on is null
                and not exists (select from employment m where m.local_id = o.local_id and m.member_id = o.member_id
                  and m.ended_on is null and m.main)
              order by o.member_id, o.started_on, o.id)
            """;

    // what another list or a merge opened since stands: there is only one standing and one main job at a time, and the
    // main job from before is the main one again
    private static final String MAIN_NO_LONGER = """
            update employment x set main = false
            where x.local_id = ? and x.main and x.ended_on is null
              and x.member_id in (select c.member_id from employment c where c.local_id = ? and c.closed_by = ? and c.main)
            """;

    private static final List<String> REOPEN = List.of("""
            update employment set ended_on = null, closed_by = null where local_id = ? and closed_by = ?
            """, """
            update membership c set ended_on = null, closed_by = null
            where c.local_id = ? and c.closed_by = ?
              and not exists (select from membership o where o.local_id = c.local_id and o.member_id = c.member_id
                and o.ended_on is null)
            """, """
            update contact_point set ended_on = null, closed_by = null where local_id = ? and closed_by = ?
            """);

    /**
     * Takes a list in; the people it no longer names leave with this employer.
     *
     * @param done told after each part how many of {@link #PARTS} are done
     */
    public void apply(Source source, List<Entry> entries, Collection<UUID> gone, IntConsumer done) {
        var today = clock.today();
        var now = clock.now().atOffset(ZoneOffset.UTC);
        int local = source.local();
        copy(entries);
        lock(local);
        done.accept(1);
        Bulk.run(sql, () -> write(source, today, now, done));
        sql.execute("drop table entry");
        if (!gone.isEmpty()) {
            var ids = gone.toArray(UUID[]::new);
            hold(local, ids);
            sql.execute(LEAVERS_JOBS, today, source.opener(), local, ids, source.employer());
            mainJobs(sql, local, gone);
            sql.execute(LEAVERS, today, source.opener(), local, ids);
        }
        var affected = new HashSet<>(gone);
        entries.forEach(e -> affected.add(e.member()));
        tell(local, affected);
        done.accept(PARTS);
    }

    private void write(Source source, LocalDate today, java.time.OffsetDateTime now, IntConsumer done) {
        int local = source.local();
        int part = 1;
        sql.execute(MEMBERS, local, now, source.opener());
        done.accept(++part);
        sql.execute(MEMBERSHIPS, local, today, source.opener(), local);
        done.accept(++part);
        sql.execute(CHANGED_JOBS, today, source.opener(), local, source.employer(), today, source.opener());
        sql.execute(NEW_JOBS, local, source.employer(), today, local, source.opener(), local, source.employer());
        done.accept(++part);
        for (var kind : List.of("PHONE", "EMAIL", "ADDRESS")) {
            var column = kind.toLowerCase(java.util.Locale.ROOT);
            sql.execute(OLDER_FACTS.formatted(column), today, source.opener(), local, kind, source.takesOver());
            sql.execute(NEWER_FACTS.formatted(column), local, kind, today, source.opener(), local, kind);
            done.accept(++part);
        }
    }

    private void copy(List<Entry> entries) {
        long now = clock.now().toEpochMilli();
        try (var rows = new Copy(sql, "entry", COLUMNS)) {
            for (var e : entries) {
                var n = e.name();
                rows.add(
                        e.member(),
                        e.fresh(),
                        n.given(),
                        n.middle(),
                        n.family(),
                        n.suffix(),
                        n.full(),
                        n.sort(),
                        PersonName.fold(n.full()),
                        e.worksite(),
                        e.area(),
                        e.job(),
                        e.shift(),
                        e.number(),
                        e.hiredOn(),
                        e.orientationDueOn(),
                        e.phone(),
                        e.email(),
                        e.address(),
                        e.status(),
                        Ids.at(now),
                        Ids.at(now),
                        Ids.at(now),
                        Ids.at(now),
                        Ids.at(now));
            }
        }
        sql.execute("analyze entry");
    }

    /** Holds the people on file, so that no talk is counted against where they no longer are. */
    private void lock(int local) {
        sql.execute(
                "select id from member where local_id = ? and id = any(array(select member_id from entry)) order by id"
                        + " for no key update",
                local);
    }

    private void hold(int local, UUID[] members) {
        sql.execute(
                "select id from member where local_id = ? and id = any(?) order by id for no key update",
                local,
                members);
    }

    /** Who works, but not at a main job any more, has her oldest open job as the main one: she stays on a worksite's chart. */
    static void mainJobs(DSLContext sql, int local, Collection<UUID> members) {
        sql.execute(FIRST_JOBS, local, local, members.toArray(UUID[]::new));
    }

    private void tell(int local, Collection<UUID> members) {
        if (!members.isEmpty()) {
            listeners.forEach(l -> l.standingChanged(local, members));
        }
    }

    /** Whom an import brought in, and of whom it opened or closed something: the first are among the second. */
    public record Touched(Set<UUID> brought, Set<UUID> all) {}

    /** Takes hold of whom an import touched, so that nothing is recorded about them while it is taken back. */
    public Touched touched(int local, UUID opener) {
        var brought = sql.fetch("select id from member where local_id = ? and opened_by = ?", local, opener)
                .intoSet(0, UUID.class);
        var all = new HashSet<>(brought);
        for (var table : MARKED) {
            all.addAll(sql.fetch(
                            "select distinct member_id from " + table
                                    + " where local_id = ? and (opened_by = ? or closed_by = ?)",
                            local,
                            opener,
                            opener)
                    .intoSet(0, UUID.class));
        }
        hold(local, all.toArray(UUID[]::new));
        return new Touched(brought, all);
    }

    /**
     * Of the people an import brought in, those on whom anything stands by now: a talk, a seat on a map, a place in a training,
     * a merge, another list. They came with the import, so whatever refers to one of them is younger than it.
     */
    public Set<UUID> stoodOn(int local, UUID opener) {
        var others = new HashSet<UUID>();
        for (var table : MARKED) {
            others.addAll(sql.fetch(
                            STANDS_ON.formatted(table, "member_id") + " and (t.opened_by <> ? or t.closed_by <> ?)",
                            local,
                            opener,
                            opener,
                            opener)
                    .intoSet(0, UUID.class));
        }
        sql.fetch(REFERENCES, (Object) GO_ALONG.toArray(String[]::new))
                .forEach(r -> others.addAll(sql.fetch(
                                STANDS_ON.formatted(r.get(0, String.class), r.get(1, String.class)), local, opener)
                        .intoSet(0, UUID.class)));
        return others;
    }

    /** How many contact facts were said about each of these members since a moment, by herself or a rep. */
    public Map<UUID, Integer> said(int local, Set<UUID> members, Instant since) {
        // the first bits of an id are the time it was made
        return sql.fetch("""
                select member_id, count(*)::int from contact_point
                where local_id = ? and member_id = any(?) and source <> 'EMPLOYER' and id >= ?
                group by member_id
                """, local, members.toArray(UUID[]::new), Ids.of(since.toEpochMilli(), 0, 0))
                .intoMap(r -> r.get(0, UUID.class), r -> r.get(1, Integer.class));
    }

    /**
     * Takes back everything an import opened and closed. People it brought in go with it, but for those about whom
     * something was recorded since: nothing acknowledged is lost.
     *
     * @param touched whom it touched
     * @param recorded of the people it brought in, those about whom something was recorded or said since
     */
    public void undo(int local, UUID opener, Touched touched, Set<UUID> recorded) {
        var stays = recorded.toArray(UUID[]::new);
        for (var table : MARKED) {
            sql.execute(
                    "delete from " + table + " where local_id = ? and opened_by = ? and not member_id = any(?)",
                    local,
                    opener,
                    stays);
        }
        sql.execute(MAIN_NO_LONGER, local, local, opener);
        REOPEN.forEach(statement -> sql.execute(statement, local, opener));
        mainJobs(sql, local, touched.all());
        tell(local, touched.all());
        var leave = new ArrayList<>(touched.brought());
        leave.removeAll(recorded);
        sql.execute("delete from member where local_id = ? and id = any(?)", local, leave.toArray(UUID[]::new));
    }
}
