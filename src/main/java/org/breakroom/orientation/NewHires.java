package org.breakroom.orientation;

import static org.breakroom.db.Tables.ACTIVITY_STANDING;
import static org.breakroom.db.Tables.MEMBER_ON_ROSTER;
import static org.breakroom.db.Tables.WORKSITE;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.breakroom.access.Viewer;
import org.breakroom.activity.ActivityKind;
import org.breakroom.activity.Outcome;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.member.Members;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The new hires of a local with their layers, read from the ledger; whoever is late comes first. */
@Component
class NewHires {
    static final int DAYS_NEW = 120;
    static final int DAYS_TO_MEET = 10;
    private static final int SHOWN_MAX = 500;

    private final DSLContext sql;
    private final FederationClock clock;

    NewHires(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    List<NewHire> list(Viewer viewer, Local local) {
        var m = MEMBER_ON_ROSTER;
        var a = ACTIVITY_STANDING;
        var due = DSL.coalesce(m.ORIENTATION_DUE_ON, m.HIRED_ON.plus(DAYS_TO_MEET));
        var met = first(a.KIND.eq(ActivityKind.ORIENTATION.name()));
        return sql.select(
                        m.ID,
                        m.FULL_NAME,
                        m.JOB_TITLE,
                        WORKSITE.NAME,
                        m.HIRED_ON,
                        due,
                        first(a.KIND.eq(ActivityKind.WELCOME.name())),
                        met,
                        DSL.boolOr(a.KIND.eq(ActivityKind.ORIENTATION.name()).and(a.OUTCOME.eq(Outcome.SHORT.name()))),
                        first(a.KIND.eq(ActivityKind.TALK.name()).and(a.OUTCOME.eq(Outcome.TALKED.name()))),
                        first(a.KIND.eq(ActivityKind.MEETING.name())))
                .from(m)
                .leftJoin(a)
                .on(a.LOCAL_ID.eq(m.LOCAL_ID), a.MEMBER_ID.eq(m.ID))
                .leftJoin(WORKSITE)
                .on(WORKSITE.ID.eq(m.WORKSITE_ID))
                .where(m.LOCAL_ID.eq(local.id()), m.HIRED_ON.ge(clock.today().minusDays(DAYS_NEW)))
                .and(Members.within(viewer.reach(local.id()), m.WORKSITE_ID))
                .groupBy(m.ID, m.FULL_NAME, m.JOB_TITLE, WORKSITE.NAME, m.HIRED_ON, m.ORIENTATION_DUE_ON, m.SORT_NAME)
                .orderBy(DSL.field(met.isNotNull()).asc(), due.asc(), m.SORT_NAME.asc(), m.ID.asc())
                .limit(SHOWN_MAX)
                .fetch(r -> new NewHire(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        day(r.value7()),
                        day(r.value8()),
                        Boolean.TRUE.equals(r.value9()),
                        day(r.value10()),
                        day(r.value11())));
    }

    private static Field<OffsetDateTime> first(Condition which) {
        return DSL.min(ACTIVITY_STANDING.HAPPENED_AT).filterWhere(which);
    }

    private static @Nullable LocalDate day(@Nullable OffsetDateTime at) {
        return at == null ? null : FederationClock.dayOf(at.toInstant());
    }
}
