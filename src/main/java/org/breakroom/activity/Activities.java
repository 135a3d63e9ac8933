package org.breakroom.activity;

import static org.breakroom.db.Tables.ACTIVITY;
import static org.breakroom.db.Tables.MEMBER;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.SchoolYear;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.springframework.stereotype.Component;

/** The ledger. Facts are added, never changed; taking one back is a fact too. */
@Component
public class Activities {
    /** How long its author may take a fact back; afterwards a correction stands beside it. */
    public static final Duration WITHDRAWAL_MAX = Duration.ofHours(24);

    private final DSLContext sql;
    private final FederationClock clock;
    private final Summaries summaries;
    private final List<ActivityListener> listeners;

    Activities(DSLContext sql, FederationClock clock, Summaries summaries, List<ActivityListener> listeners) {
        this.sql = sql;
        this.clock = clock;
        this.summaries = summaries;
        this.listeners = listeners;
    }

    /** Records one fact and moves every board. False when it was recorded before: nothing changed. */
    public boolean record(Viewer viewer, Activity activity) {
        return recordAll(viewer, activity.local(), List.of(activity)) == 1;
    }

    /** Records facts of one local and moves every board once; returns how many were new. */
    public int recordAll(Viewer viewer, int local, Collection<Activity> activities) {
        var members = new TreeSet<UUID>(Comparator.naturalOrder());
        activities.forEach(a -> members.add(a.member()));
        lock(local, members);
        var inserts = new ArrayList<Query>();
        activities.forEach(a -> inserts.add(insert(viewer, a)));
        int fresh = 0;
        for (int count : sql.batch(inserts).execute()) {
            fresh += count;
        }
        if (fresh > 0) {
            summaries.refresh(local, members);
            var years = new java.util.HashSet<SchoolYear>();
            activities.forEach(a -> years.add(SchoolYear.of(a.happenedAt())));
            listeners.forEach(l -> l.recorded(local, members, years));
        }
        return fresh;
    }

    /** One writer a member at a time: counts are worked out from what stands, so nothing may be added meanwhile. */
    private void lock(int local, Set<UUID> members) {
        sql.select(MEMBER.ID)
                .from(MEMBER)
                .where(MEMBER.LOCAL_ID.eq(local), MEMBER.ID.in(members))
                .orderBy(MEMBER.ID)
                .forNoKeyUpdate()
                .fetch();
    }

    private Query insert(Viewer viewer, Activity a) {
        var t = ACTIVITY;
        return sql.insertInto(t)
                .set(t.LOCAL_ID, a.local())
                .set(t.ID, a.id())
                .set(t.MEMBER_ID, a.member())
                .set(t.KIND, a.kind().name())
                .set(t.WORKSITE_ID, a.worksite())
                .set(t.HAPPENED_AT, a.happenedAt().atOffset(ZoneOffset.UTC))
                .set(t.OUTCOME, a.outcome() == null ? null : a.outcome().name())
                .set(
                        t.ASSESSMENT,
                        a.assessment() == null ? null : a.assessment().shortValue())
                .set(t.DUE_ON, a.dueOn())
                .set(t.RECORDED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .set(t.RECORDED_BY, viewer.account())
                .set(t.RECORDER, viewer.name())
                .set(t.CORRECTS, a.corrects())
                .set(t.WITHDRAWN, a.withdrawn())
                .onConflictDoNothing();
    }

    /** Takes back a fact that the viewer noted less than {@link #WITHDRAWAL_MAX} ago; empty when there is none. */
    public Optional<Activity> withdraw(Viewer viewer, int local, UUID id) {
        var earliest = clock.now().minus(WITHDRAWAL_MAX).atOffset(ZoneOffset.UTC);
        var found = sql.selectFrom(ACTIVITY)
                .where(ACTIVITY.LOCAL_ID.eq(local), ACTIVITY.ID.eq(id))
                .and(ACTIVITY.RECORDED_BY.eq(viewer.account()))
                .and(ACTIVITY.RECORDED_AT.gt(earliest))
                .and(ACTIVITY.WITHDRAWN.isFalse())
                .fetchOptional(r -> new Activity(
                        r.getLocalId(),
                        r.getId(),
                        r.getMemberId(),
                        ActivityKind.valueOf(r.getKind()),
                        r.getWorksiteId(),
                        r.getHappenedAt().toInstant(),
                        null,
                        null,
                        null,
                        r.getId(),
                        true));
        found.ifPresent(a -> record(
                viewer,
                new Activity(
                        a.local(),
                        Ids.at(clock.now().toEpochMilli()),
                        a.member(),
                        a.kind(),
                        a.worksite(),
                        a.happenedAt(),
                        null,
                        null,
                        null,
                        id,
                        true)));
        return found;
    }
}
