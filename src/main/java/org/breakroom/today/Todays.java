package org.breakroom.today;

import static org.breakroom.db.Tables.ACTIVITY_LATEST;
import static org.breakroom.db.Tables.MEMBER_ON_ROSTER;
import static org.breakroom.db.Tables.WORKSITE;
import static org.jooq.impl.DSL.count;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.member.Members;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Who is due and who is next, within the viewer's reach. */
@Component
class Todays {
    static final int DUE_AHEAD_DAYS = 7;
    static final int SHOWN = 20;

    private final DSLContext sql;
    private final FederationClock clock;

    Todays(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    TodayMeters meters(Viewer viewer, Local local) {
        var m = MEMBER_ON_ROSTER;
        var l = ACTIVITY_LATEST;
        var year = clock.year().begins().atOffset(ZoneOffset.UTC);
        return sql.select(
                        count(),
                        count().filterWhere(l.TALKED_AT.ge(year)),
                        count().filterWhere(l.CARDED_AT.ge(year)),
                        count().filterWhere(l.ACTED_AT.ge(year)),
                        count().filterWhere(l.FOLLOW_UP_ON.le(clock.today().plusDays(DUE_AHEAD_DAYS))))
                .from(m)
                .leftJoin(l)
                .on(l.LOCAL_ID.eq(m.LOCAL_ID), l.MEMBER_ID.eq(m.ID))
                .where(hers(viewer, local))
                .fetchSingle(r -> new TodayMeters(r.value1(), r.value2(), r.value3(), r.value4(), r.value5()));
    }

    private static Condition hers(Viewer viewer, Local local) {
        var m = MEMBER_ON_ROSTER;
        return m.LOCAL_ID.eq(local.id()).and(m.IN_FORCE).and(Members.within(viewer.reach(local.id()), m.WORKSITE_ID));
    }

    /** Follow-ups that were promised for a day up to a week ahead, the oldest first. */
    List<TodayPerson> due(Viewer viewer, Local local) {
        var l = ACTIVITY_LATEST;
        return people(
                viewer,
                local,
                l.FOLLOW_UP_ON.le(clock.today().plusDays(DUE_AHEAD_DAYS)),
                List.of(l.FOLLOW_UP_ON.asc()));
    }

    /** Not talked to this year: new hires whose clock runs first, then those assessed least lately. */
    List<TodayPerson> left(Viewer viewer, Local local) {
        var m = MEMBER_ON_ROSTER;
        var l = ACTIVITY_LATEST;
        var year = clock.year().begins().atOffset(ZoneOffset.UTC);
        var runs = DSL.case_()
                .when(m.ORIENTATION_DUE_ON.ge(clock.today()), m.ORIENTATION_DUE_ON)
                .otherwise((LocalDate) null);
        return people(
                viewer,
                local,
                l.TALKED_AT.isNull().or(l.TALKED_AT.lt(year)),
                List.of(runs.asc().nullsLast(), l.LAST_AT.desc().nullsLast()));
    }

    private List<TodayPerson> people(
            Viewer viewer, Local local, Condition which, List<? extends org.jooq.OrderField<?>> order) {
        var m = MEMBER_ON_ROSTER;
        var l = ACTIVITY_LATEST;
        var by = new java.util.ArrayList<org.jooq.OrderField<?>>(order);
        by.add(m.SORT_NAME);
        by.add(m.ID);
        return sql.select(
                        m.ID,
                        m.FULL_NAME,
                        m.JOB_TITLE,
                        WORKSITE.NAME,
                        l.ASSESSMENT,
                        l.FOLLOW_UP_ON,
                        m.ORIENTATION_DUE_ON,
                        l.TALKED_AT)
                .from(m)
                .leftJoin(l)
                .on(l.LOCAL_ID.eq(m.LOCAL_ID), l.MEMBER_ID.eq(m.ID))
                .leftJoin(WORKSITE)
                .on(WORKSITE.ID.eq(m.WORKSITE_ID))
                .where(hers(viewer, local))
                .and(which)
                .orderBy(by)
                .limit(SHOWN)
                .fetch(r -> new TodayPerson(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5() == null ? null : r.value5().intValue(),
                        r.value6(),
                        r.value7() != null && !r.value7().isBefore(clock.today()) ? r.value7() : null,
                        r.value8() == null
                                ? null
                                : FederationClock.dayOf(r.value8().toInstant())));
    }
}
