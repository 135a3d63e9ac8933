package org.breakroom.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One fact for the ledger.
 *
 * @param id made by whoever noted it, the phone included: recording it again changes nothing
 * @param assessment 1 leads to 5 opposed, null when it was not assessed
 * @param dueOn when to come back to her
 * @param corrects the activity this one takes the place of
 * @param withdrawn true when it only takes the other one back
 */
public record Activity(
        int local,
        UUID id,
        UUID member,
        ActivityKind kind,
        @Nullable UUID worksite,
        Instant happenedAt,
        @Nullable Outcome outcome,
        @Nullable Integer assessment,
        @Nullable LocalDate dueOn,
        @Nullable UUID corrects,
        boolean withdrawn) {

    /** Where she stands, noted without a talk. */
    public static Activity assessed(
            int local, UUID id, UUID member, @Nullable UUID worksite, Instant at, int assessment) {
        return new Activity(
                local, id, member, ActivityKind.ASSESSMENT, worksite, at, null, assessment, null, null, false);
    }

    public static Activity of(
            int local,
            UUID id,
            UUID member,
            ActivityKind kind,
            @Nullable UUID worksite,
            Instant happenedAt,
            Outcome outcome) {
        return new Activity(local, id, member, kind, worksite, happenedAt, outcome, null, null, null, false);
    }

    /** The fact that takes this one back, under an id of its own. */
    public Activity withdrawnAs(UUID withdrawal) {
        return new Activity(local, withdrawal, member, kind, worksite, happenedAt, null, null, null, id, true);
    }
}
