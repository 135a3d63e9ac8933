package org.breakroom.meeting;

import static org.breakroom.db.Tables.ACTIVITY_STANDING;
import static org.breakroom.db.Tables.MEETING;
import static org.breakroom.db.Tables.MEETING_ATTENDANCE;
import static org.breakroom.db.Tables.MEETING_LINE;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.Viewer;
import org.breakroom.activity.Activities;
import org.breakroom.activity.Activity;
import org.breakroom.activity.ActivityKind;
import org.breakroom.activity.Outcome;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Who came: marked by tap, by the sheet's square code, by its numbers or from a phone; each mark is a fact of the ledger. */
@Component
public class Attendance {
    /** How somebody was marked. */
    public enum How {
        TAP,
        CODE,
        SHEET,
        PHONE
    }

    /** The month afresh: its worksites, those that held a meeting, and who came. */
    private static final String COUNT = """
            insert into meeting_month (local_id, month, worksites, held, came)
            select ?, ?::date, (select count(distinct worksite_id) from member_on_roster where local_id = ? and in_force),
              count(distinct m.worksite_id) filter (where m.held_at is not null),
              (select count(*) from meeting_attendance a join meeting x on x.local_id = a.local_id and x.id = a.meeting_id
               where a.local_id = ? and x.starts_at >= ?::timestamptz and x.starts_at < ?::timestamptz)
            from meeting m
            where m.local_id = ? and m.starts_at >= ?::timestamptz and m.starts_at < ?::timestamptz
            on conflict (local_id, month) do update set worksites = excluded.worksites, held = excluded.held, came = excluded.came
            """;

    private final DSLContext sql;
    private final FederationClock clock;
    private final Activities activities;

    Attendance(DSLContext sql, FederationClock clock, Activities activities) {
        this.sql = sql;
        this.clock = clock;
        this.activities = activities;
    }

    /** Who is marked, by the record that stands for her today. */
    public Set<UUID> of(Local local, UUID meeting) {
        var a = MEETING_ATTENDANCE;
        var s = ACTIVITY_STANDING;
        return sql.select(s.MEMBER_ID)
                .from(a)
                .join(s)
                .on(s.LOCAL_ID.eq(a.LOCAL_ID), s.ID.eq(a.ACTIVITY_ID))
                .where(a.LOCAL_ID.eq(local.id()), a.MEETING_ID.eq(meeting))
                .fetchSet(s.MEMBER_ID);
    }

    /** Marks those who came; who is marked stays marked once. Returns how many are new. */
    public int mark(Viewer viewer, Local local, Meeting meeting, Collection<UUID> members, How how) {
        hold(local, meeting);
        var a = MEETING_ATTENDANCE;
        var fresh = new HashSet<>(members);
        fresh.removeAll(of(local, meeting.id()));
        if (fresh.isEmpty()) {
            return 0;
        }
        var now = clock.now();
        var at = meeting.at().isAfter(now) ? now : meeting.at();
        var facts = new ArrayList<Activity>();
        var rows = sql.insertInto(a, a.LOCAL_ID, a.MEETING_ID, a.MEMBER_ID, a.ACTIVITY_ID, a.HOW);
        for (var member : fresh) {
            var id = Ids.at(now.toEpochMilli());
            facts.add(Activity.of(
                    local.id(), id, member, ActivityKind.MEETING, meeting.worksite(), at, Outcome.TOOK_PART));
            rows = rows.values(local.id(), meeting.id(), member, id, how.name());
        }
        activities.recordAll(viewer, local.id(), facts);
        rows.onConflict(a.LOCAL_ID, a.MEETING_ID, a.MEMBER_ID)
                .doUpdate()
                .set(a.ACTIVITY_ID, DSL.excluded(a.ACTIVITY_ID))
                .set(a.HOW, DSL.excluded(a.HOW))
                .execute();
        sql.update(MEETING)
                .set(MEETING.HELD_AT, now.atOffset(ZoneOffset.UTC))
                .setNull(MEETING.CANCELLED_AT)
                .where(MEETING.LOCAL_ID.eq(local.id()), MEETING.ID.eq(meeting.id()), MEETING.HELD_AT.isNull())
                .execute();
        count(local, meeting.month());
        return fresh.size();
    }

    /** Takes marks back: the viewer's own of the last day, as the ledger has it. Returns how many. */
    public int unmark(Viewer viewer, Local local, Meeting meeting, Collection<UUID> members) {
        hold(local, meeting);
        var a = MEETING_ATTENDANCE;
        var s = ACTIVITY_STANDING;
        var ids = sql.select(a.ACTIVITY_ID)
                .from(a)
                .join(s)
                .on(s.LOCAL_ID.eq(a.LOCAL_ID), s.ID.eq(a.ACTIVITY_ID))
                .where(a.LOCAL_ID.eq(local.id()), a.MEETING_ID.eq(meeting.id()), s.MEMBER_ID.in(members))
                .fetchSet(a.ACTIVITY_ID);
        if (ids.isEmpty()) {
            return 0;
        }
        int gone = sql.deleteFrom(a)
                .where(a.LOCAL_ID.eq(local.id()), a.MEETING_ID.eq(meeting.id()))
                .and(a.ACTIVITY_ID.in(activities.letGo(viewer, local.id(), ids)))
                .execute();
        if (of(local, meeting.id()).isEmpty()) {
            sql.update(MEETING)
                    .setNull(MEETING.HELD_AT)
                    .where(MEETING.LOCAL_ID.eq(local.id()), MEETING.ID.eq(meeting.id()))
                    .execute();
        }
        count(local, meeting.month());
        return gone;
    }

    /** One hand at a time marks a meeting, until its transaction ends: two that mark the same person mark her once. */
    public void hold(Local local, Meeting meeting) {
        sql.select(MEETING.ID)
                .from(MEETING)
                .where(MEETING.LOCAL_ID.eq(local.id()), MEETING.ID.eq(meeting.id()))
                .forUpdate()
                .fetch();
    }

    private void count(Local local, YearMonth month) {
        var from = Meetings.begin(month);
        var to = Meetings.begin(month.plusMonths(1));
        int l = local.id();
        // counted one after another: a count that began before another's marks were kept would overwrite it
        sql.fetch("select pg_advisory_xact_lock(hashtext('meeting_month'), ?)", l);
        sql.execute(COUNT, l, month.atDay(1), l, l, from, to, l, from, to);
    }

    /** A month of a local, without a person. */
    public record Month(int local, int worksites, int held, int came) {}

    /** The months of all locals the viewer sees counts of. */
    Map<Integer, Month> months(YearMonth month) {
        var m = org.breakroom.db.Tables.MEETING_MONTH;
        return sql
                .select(m.LOCAL_ID, m.WORKSITES, m.HELD, m.CAME)
                .from(m)
                .where(m.MONTH.eq(month.atDay(1)), m.LOCAL_ID.isNotNull())
                .fetch(r -> new Month(r.value1(), r.value2(), r.value3(), r.value4()))
                .stream()
                .collect(Collectors.toMap(Month::local, x -> x));
    }

    /** The numbers of the printed sheet: whoever has one keeps it, new people get the next. */
    Map<Integer, UUID> numbers(Local local, Meeting meeting, List<UUID> people) {
        hold(local, meeting);
        var l = MEETING_LINE;
        var numbers = new LinkedHashMap<Integer, UUID>();
        sql.select(l.NUMBER, l.MEMBER_ID)
                .from(l)
                .where(l.LOCAL_ID.eq(local.id()), l.MEETING_ID.eq(meeting.id()))
                .orderBy(l.NUMBER)
                .forEach(r -> numbers.put(r.value1(), r.value2()));
        var known = new HashSet<>(numbers.values());
        int next = numbers.size();
        for (var person : people) {
            if (known.add(person)) {
                next++;
                numbers.put(next, person);
                sql.insertInto(l)
                        .set(l.LOCAL_ID, local.id())
                        .set(l.MEETING_ID, meeting.id())
                        .set(l.NUMBER, next)
                        .set(l.MEMBER_ID, person)
                        .execute();
            }
        }
        return numbers;
    }
}
