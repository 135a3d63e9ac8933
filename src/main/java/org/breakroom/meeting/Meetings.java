package org.breakroom.meeting;

import static org.breakroom.db.Tables.CONCERN;
import static org.breakroom.db.Tables.MEETING;
import static org.breakroom.db.Tables.MEETING_ARRIVAL;
import static org.breakroom.db.Tables.MEETING_ATTENDANCE;
import static org.breakroom.db.Tables.WORKSITE;

import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Reach;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.FederationClock;
import org.breakroom.member.Members;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The meetings of a local: planned, held, called off; and what was raised at them. */
@Component
public class Meetings {
    private static final int SHOWN_MAX = 500;

    private final DSLContext sql;
    private final FederationClock clock;

    Meetings(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void schedule(Viewer viewer, Local local, UUID id, UUID worksite, @Nullable UUID kit, Instant at, String room) {
        var m = MEETING;
        sql.insertInto(m)
                .set(m.LOCAL_ID, local.id())
                .set(m.ID, id)
                .set(m.WORKSITE_ID, worksite)
                .set(m.KIT_ID, kit)
                .set(m.STARTS_AT, at.atOffset(ZoneOffset.UTC))
                .set(m.ROOM, room)
                .set(m.LEADER_ID, viewer.account())
                .set(m.LEADER, viewer.name())
                .set(m.CODE, Codes.fresh())
                .execute();
    }

    public Optional<Meeting> find(Local local, UUID id) {
        return fetch(local, MEETING.ID.eq(id)).stream().findFirst();
    }

    /** The meetings of a month within a reach, by time. */
    public List<Meeting> of(Local local, Reach reach, YearMonth month) {
        return fetch(
                local,
                Members.within(reach, MEETING.WORKSITE_ID)
                        .and(MEETING.STARTS_AT.ge(begin(month)))
                        .and(MEETING.STARTS_AT.lt(begin(month.plusMonths(1)))));
    }

    static OffsetDateTime begin(YearMonth month) {
        return month.atDay(1)
                .atTime(LocalTime.MIDNIGHT)
                .atZone(FederationClock.ZONE)
                .toOffsetDateTime();
    }

    private List<Meeting> fetch(Local local, Condition which) {
        var m = MEETING;
        var came = DSL.field(DSL.selectCount()
                .from(MEETING_ATTENDANCE)
                .where(MEETING_ATTENDANCE.LOCAL_ID.eq(local.id()), MEETING_ATTENDANCE.MEETING_ID.eq(m.ID)));
        return sql.select(
                        m.ID,
                        m.WORKSITE_ID,
                        WORKSITE.NAME,
                        m.KIT_ID,
                        m.STARTS_AT,
                        m.ROOM,
                        m.LEADER,
                        m.CODE,
                        m.HELD_AT,
                        m.CANCELLED_AT,
                        came)
                .from(m)
                .join(WORKSITE)
                .on(WORKSITE.ID.eq(m.WORKSITE_ID))
                .where(m.LOCAL_ID.eq(local.id()))
                .and(which)
                .orderBy(m.STARTS_AT, m.ID)
                .limit(SHOWN_MAX)
                .fetch(r -> new Meeting(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5().toInstant(),
                        r.value6(),
                        r.value7(),
                        r.value8(),
                        r.value9() == null ? null : r.value9().toInstant(),
                        r.value10() == null ? null : r.value10().toInstant(),
                        r.value11()));
    }

    /** Calls a meeting off, or on again. One at which somebody was marked stays. */
    boolean cancel(Local local, UUID id, boolean off) {
        var m = MEETING;
        return sql.update(m)
                        .set(m.CANCELLED_AT, off ? now() : null)
                        .where(m.LOCAL_ID.eq(local.id()), m.ID.eq(id), m.HELD_AT.isNull())
                        .execute()
                > 0;
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }

    /** A worksite with its meetings of a month. */
    public record Site(Worksites.Worksite worksite, List<Meeting> meetings) {
        public boolean held() {
            return meetings.stream().anyMatch(m -> m.held() != null);
        }
    }

    /** Something that was raised and what became of it. */
    public record Concern(
            UUID id,
            UUID worksite,
            String place,
            String words,
            String author,
            Instant at,
            @Nullable Instant settledAt,
            @Nullable String settlement) {}

    void raise(Viewer viewer, Local local, UUID id, Meeting meeting, String words) {
        var c = CONCERN;
        sql.insertInto(c)
                .set(c.LOCAL_ID, local.id())
                .set(c.ID, id)
                .set(c.MEETING_ID, meeting.id())
                .set(c.WORKSITE_ID, meeting.worksite())
                .set(c.WORDS, words)
                .set(c.AUTHOR, viewer.name())
                .set(c.RAISED_AT, now())
                .onConflictDoNothing()
                .execute();
    }

    boolean settle(Local local, Reach reach, UUID id, String settlement) {
        var c = CONCERN;
        return sql.update(c)
                        .set(c.SETTLED_AT, now())
                        .set(c.SETTLEMENT, settlement)
                        .where(c.LOCAL_ID.eq(local.id()), c.ID.eq(id), Members.within(reach, c.WORKSITE_ID))
                        .execute()
                > 0;
    }

    List<Concern> concerns(Local local, Reach reach, @Nullable UUID meeting) {
        var c = CONCERN;
        return sql.select(
                        c.ID, c.WORKSITE_ID, WORKSITE.NAME, c.WORDS, c.AUTHOR, c.RAISED_AT, c.SETTLED_AT, c.SETTLEMENT)
                .from(c)
                .join(WORKSITE)
                .on(WORKSITE.ID.eq(c.WORKSITE_ID))
                .where(c.LOCAL_ID.eq(local.id()), Members.within(reach, c.WORKSITE_ID))
                .and(meeting == null ? DSL.noCondition() : c.MEETING_ID.eq(meeting))
                .orderBy(c.SETTLED_AT.desc().nullsFirst(), WORKSITE.NAME, c.RAISED_AT.desc(), c.ID)
                .limit(SHOWN_MAX)
                .fetch(r -> new Concern(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6().toInstant(),
                        r.value7() == null ? null : r.value7().toInstant(),
                        r.value8()));
    }

    /** A name typed at the door that is nobody's, or several people's, of the worksite. */
    public record Arrival(UUID id, String name, Instant at) {}

    List<Arrival> arrivals(Local local, UUID meeting) {
        var a = MEETING_ARRIVAL;
        return sql.select(a.ID, a.NAME, a.CAME_AT)
                .from(a)
                .where(a.LOCAL_ID.eq(local.id()), a.MEETING_ID.eq(meeting), a.SETTLED_AT.isNull())
                .orderBy(a.CAME_AT, a.ID)
                .limit(SHOWN_MAX)
                .fetch(r -> new Arrival(r.value1(), r.value2(), r.value3().toInstant()));
    }

    void arrive(Local local, UUID id, UUID meeting, String name) {
        var a = MEETING_ARRIVAL;
        sql.insertInto(a)
                .set(a.LOCAL_ID, local.id())
                .set(a.ID, id)
                .set(a.MEETING_ID, meeting)
                .set(a.NAME, name)
                .set(a.CAME_AT, now())
                .execute();
    }

    int arrived(Local local, UUID meeting) {
        return sql.fetchCount(
                MEETING_ARRIVAL, MEETING_ARRIVAL.LOCAL_ID.eq(local.id()), MEETING_ARRIVAL.MEETING_ID.eq(meeting));
    }

    boolean settleArrival(Local local, UUID meeting, UUID id) {
        var a = MEETING_ARRIVAL;
        return sql.update(a)
                        .set(a.SETTLED_AT, now())
                        .where(a.LOCAL_ID.eq(local.id()), a.MEETING_ID.eq(meeting), a.ID.eq(id))
                        .and(a.SETTLED_AT.isNull())
                        .execute()
                > 0;
    }
}
