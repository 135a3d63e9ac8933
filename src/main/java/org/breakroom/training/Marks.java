package org.breakroom.training;

import static org.breakroom.db.Tables.TRAINING_REGISTRATION;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.Viewer;
import org.breakroom.access.Walls;
import org.breakroom.activity.Activities;
import org.breakroom.activity.Activity;
import org.breakroom.activity.ActivityKind;
import org.breakroom.activity.Outcome;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Who came: each mark is a fact in the ledger of her own local, under the name of who marked. The keeper of a federation's
 * training sees the line she keeps and nothing else of that local, so the mark is made within its walls, for a moment.
 */
@Component
class Marks {
    /** How somebody was marked. */
    enum How {
        TAP,
        CODE,
        SHEET
    }

    private final DSLContext sql;
    private final Activities activities;
    private final Walls walls;
    private final FederationClock clock;

    Marks(DSLContext sql, Activities activities, Walls walls, FederationClock clock) {
        this.sql = sql;
        this.activities = activities;
        this.walls = walls;
        this.clock = clock;
    }

    /** Marks those of a sheet who came; who is marked stays marked once. Returns how many are new. */
    int mark(Viewer viewer, Training training, Collection<Registrations.Entry> came, How how) {
        var fresh = came.stream().filter(e -> !e.came()).collect(Collectors.groupingBy(Registrations.Entry::local));
        fresh.forEach((local, entries) -> within(
                viewer,
                local,
                () -> entries.forEach(e -> mark(
                        Viewer.current().orElseThrow(), training, local, e.id(), e.member(), e.worksiteId(), how))));
        return fresh.values().stream().mapToInt(List::size).sum();
    }

    /** Works for a moment within the walls of a local whose member registered. */
    void within(Viewer viewer, int local, Runnable work) {
        walls.as(Viewer.recorder(viewer.account(), viewer.name(), local), work);
    }

    private void mark(
            Viewer hand, Training training, int local, UUID id, UUID member, @Nullable UUID worksite, How how) {
        var r = TRAINING_REGISTRATION;
        var fact = Ids.at(clock.now().toEpochMilli());
        // the row first: of two who mark at once the second finds it marked
        int marked = sql.update(r)
                .set(r.ACTIVITY_ID, fact)
                .set(r.HOW, how.name())
                .where(r.LOCAL_ID.eq(local), r.ID.eq(id), r.ACTIVITY_ID.isNull(), r.ENDED_AT.isNull())
                .execute();
        if (marked == 1) {
            var now = clock.now();
            var at = training.starts().isAfter(now) ? now : training.starts();
            activities.record(
                    hand, Activity.of(local, fact, member, ActivityKind.TRAINING, worksite, at, Outcome.TOOK_PART));
        }
    }

    /** Marks one by the code of her registration, at the door; false when she was marked before. */
    boolean byCode(Viewer hand, Training training, Line.Holder holder) {
        var r = TRAINING_REGISTRATION;
        var row = sql.select(r.MEMBER_ID, r.WORKSITE_ID, r.ACTIVITY_ID)
                .from(r)
                .where(r.LOCAL_ID.eq(holder.local()), r.ID.eq(holder.registration()), r.ENDED_AT.isNull())
                .fetchOptional();
        if (row.isEmpty() || row.get().value3() != null) {
            return false;
        }
        mark(
                hand,
                training,
                holder.local(),
                holder.registration(),
                row.get().value1(),
                row.get().value2(),
                How.CODE);
        return true;
    }

    /** Takes marks back: the viewer's own of the last day, as the ledger has it. Returns how many. */
    int unmark(Viewer viewer, Collection<Registrations.Entry> gone) {
        var r = TRAINING_REGISTRATION;
        var byLocal = gone.stream()
                .filter(Registrations.Entry::came)
                .collect(Collectors.groupingBy(Registrations.Entry::local));
        var counts = new ArrayList<Integer>();
        byLocal.forEach((local, entries) -> within(viewer, local, () -> {
            Map<UUID, UUID> facts = new HashMap<>(sql.select(r.ACTIVITY_ID, r.ID)
                    .from(r)
                    .where(r.LOCAL_ID.eq(local), r.ACTIVITY_ID.isNotNull())
                    .and(r.ID.in(entries.stream().map(Registrations.Entry::id).toList()))
                    .fetchMap(r.ACTIVITY_ID, r.ID));
            Set<UUID> free = activities.letGo(Viewer.current().orElseThrow(), local, facts.keySet());
            counts.add(sql.update(r)
                    .setNull(r.ACTIVITY_ID)
                    .setNull(r.HOW)
                    .where(r.LOCAL_ID.eq(local), r.ACTIVITY_ID.in(free))
                    .execute());
        }));
        return counts.stream().mapToInt(Integer::intValue).sum();
    }

    /** The hand of the sheet at the door, where nobody is signed in. */
    static Viewer door(int local, String name) {
        return Viewer.recorder(new UUID(0, 0), name, local);
    }

    /** The one line of a sheet that a number names. */
    static Optional<Registrations.Entry> numbered(List<Registrations.Entry> sheet, String number) {
        return sheet.stream()
                .filter(e -> String.valueOf(e.number()).equals(number))
                .findFirst();
    }
}
