package org.breakroom.activity;

import static org.breakroom.db.Tables.ACTIVITY;
import static org.breakroom.db.Tables.ACTIVITY_STANDING;
import static org.breakroom.db.Tables.MEMBER;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.database.Copy;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.SchoolYear;
import org.breakroom.member.Merges;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The ledger. Facts are added, never changed; taking one back is a fact too. */
@Component
public class Activities {
    /** How long its author may take a fact back; afterwards a correction stands beside it. */
    public static final Duration WITHDRAWAL_MAX = Duration.ofHours(24);

    private static final int BULK_FROM = 200;
    private static final String COLUMNS = """
            id uuid, member_id uuid, kind text, worksite_id uuid, happened_at timestamptz, outcome text, assessment smallint,
            due_on date, corrects uuid, withdrawn boolean""";
    private static final String ADD = """
            insert into activity (local_id, id, member_id, kind, worksite_id, happened_at, outcome, assessment, due_on,
              recorded_at, recorded_by, recorder, corrects, withdrawn)
            select ?, id, member_id, kind, worksite_id, happened_at, outcome, assessment, due_on, ?::timestamptz, ?, ?, corrects,
              withdrawn
            from fact
            on conflict do nothing
            """;

    /** Follows corrections to the last one; each activity is corrected at most once. */
    private static final String STANDS = """
            with recursive chain as (
              select id, withdrawn from activity where local_id = ? and id = ?
              union all
              select a.id, a.withdrawn from chain c join activity a on a.local_id = ? and a.corrects = c.id
            )
            select s.id, s.member_id, s.worksite_id, s.happened_at, s.recorded_by
            from activity_standing s
            where s.local_id = ? and s.recorded_by = ? and s.kind = 'TALK' and s.id in (select id from chain)
            """;

    private final DSLContext sql;
    private final FederationClock clock;
    private final Summaries summaries;
    private final Merges merges;
    private final List<ActivityListener> listeners;

    Activities(
            DSLContext sql,
            FederationClock clock,
            Merges merges,
            Summaries summaries,
            List<ActivityListener> listeners) {
        this.merges = merges;
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
        // what is recorded about a record that was merged since counts for the one that stands for it
        var merged = merges.standing(local, members);
        members.removeAll(merged.keySet());
        members.addAll(merged.values());
        lock(local, members);
        int fresh = activities.size() < BULK_FROM ? insert(viewer, activities) : copy(viewer, local, activities);
        if (fresh > 0) {
            summaries.refresh(local, members);
            var years = new HashSet<SchoolYear>();
            activities.forEach(a -> years.add(SchoolYear.of(a.happenedAt())));
            listeners.forEach(l -> l.recorded(local, members, years));
        }
        return fresh;
    }

    private int insert(Viewer viewer, Collection<Activity> activities) {
        var inserts = new ArrayList<Query>();
        activities.forEach(a -> inserts.add(insert(viewer, a)));
        int fresh = 0;
        for (int count : sql.batch(inserts).execute()) {
            fresh += count;
        }
        return fresh;
    }

    private int copy(Viewer viewer, int local, Collection<Activity> activities) {
        try (var facts = new Copy(sql, "fact", COLUMNS)) {
            for (var a : activities) {
                facts.add(
                        a.id(),
                        a.member(),
                        a.kind(),
                        a.worksite(),
                        a.happenedAt(),
                        a.outcome(),
                        a.assessment(),
                        a.dueOn(),
                        a.corrects(),
                        a.withdrawn());
            }
        }
        int fresh = sql.execute(ADD, local, clock.now().atOffset(ZoneOffset.UTC), viewer.account(), viewer.name());
        sql.execute("drop table fact");
        return fresh;
    }

    /** The id of one member's fact in a batch: the same whenever the batch is sent again, so it counts once. */
    public static UUID inBatch(UUID batch, UUID member) {
        long random1 = batch.getLeastSignificantBits() * 31 + member.getMostSignificantBits();
        long random2 = Long.rotateLeft(batch.getLeastSignificantBits(), 17) ^ member.getLeastSignificantBits();
        return Ids.of(batch.getMostSignificantBits() >>> 16, random1, random2);
    }

    /** One writer a member at a time: counts are worked out from what stands, so nothing may be added meanwhile. */
    private void lock(int local, Set<UUID> members) {
        sql.select(MEMBER.ID)
                .from(MEMBER)
                .where(MEMBER.LOCAL_ID.eq(local), MEMBER.ID.eq(DSL.any(members.toArray(UUID[]::new))))
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
        return withdrawAll(viewer, local, List.of(id)).stream().findFirst();
    }

    /** Takes back those of the facts that the viewer noted less than {@link #WITHDRAWAL_MAX} ago; returns the withdrawals. */
    public List<Activity> withdrawAll(Viewer viewer, int local, Collection<UUID> ids) {
        var now = clock.now();
        var found = sql.selectFrom(ACTIVITY)
                .where(ACTIVITY.LOCAL_ID.eq(local), ACTIVITY.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                .and(ACTIVITY.RECORDED_BY.eq(viewer.account()))
                .and(ACTIVITY.RECORDED_AT.gt(now.minus(WITHDRAWAL_MAX).atOffset(ZoneOffset.UTC)))
                .and(ACTIVITY.WITHDRAWN.isFalse())
                .fetch(r -> new Activity(
                        r.getLocalId(),
                        Ids.at(now.toEpochMilli()),
                        r.getMemberId(),
                        ActivityKind.valueOf(r.getKind()),
                        r.getWorksiteId(),
                        r.getHappenedAt().toInstant(),
                        null,
                        null,
                        null,
                        r.getId(),
                        true));
        if (!found.isEmpty()) {
            recordAll(viewer, local, found);
        }
        return found;
    }

    /** Takes back what the viewer may of these facts; returns those that stand no more, whoever took them back. */
    public Set<UUID> letGo(Viewer viewer, int local, Collection<UUID> ids) {
        withdrawAll(viewer, local, ids);
        var gone = new HashSet<>(ids);
        gone.removeAll(sql.select(ACTIVITY_STANDING.ID)
                .from(ACTIVITY_STANDING)
                .where(ACTIVITY_STANDING.LOCAL_ID.eq(local), ACTIVITY_STANDING.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                .fetchSet(ACTIVITY_STANDING.ID));
        return gone;
    }

    /**
     * The talk that stands where this one was noted: itself, or what corrected it last. Empty when it was taken back,
     * when somebody else noted it, or when there is none.
     */
    public Optional<Told> standing(Viewer viewer, int local, UUID id) {
        return sql.resultQuery(STANDS, local, id, local, local, viewer.account())
                .fetchOptional(r -> new Told(
                        r.get(0, UUID.class),
                        r.get(1, UUID.class),
                        r.get(2, UUID.class),
                        r.get(3, Instant.class),
                        r.get(4, UUID.class)));
    }

    /** A fact that stands, whoever noted it and however long ago; empty when it was corrected or taken back. */
    public Optional<Activity> fact(int local, UUID id) {
        var a = ACTIVITY_STANDING;
        return sql.select(a.MEMBER_ID, a.KIND, a.WORKSITE_ID, a.HAPPENED_AT)
                .from(a)
                .where(a.LOCAL_ID.eq(local), a.ID.eq(id))
                .fetchOptional(r -> new Activity(
                        local,
                        id,
                        r.value1(),
                        ActivityKind.valueOf(r.value2()),
                        r.value3(),
                        r.value4().toInstant(),
                        null,
                        null,
                        null,
                        null,
                        false));
    }

    /** Whether an activity was ever recorded under this id. */
    public boolean known(int local, UUID id) {
        return sql.fetchExists(ACTIVITY, ACTIVITY.LOCAL_ID.eq(local), ACTIVITY.ID.eq(id));
    }

    /** What is known of an activity that may be corrected. */
    public record Told(UUID id, UUID member, @Nullable UUID worksite, Instant happenedAt, UUID recordedBy) {}

    /** The standing of members at a moment, by what is on file today; who had done nothing by then is left out. */
    public Map<UUID, Standing> asOf(int local, Collection<UUID> members, Instant moment) {
        return summaries.asOf(local, members, moment);
    }
}
