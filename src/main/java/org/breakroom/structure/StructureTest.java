package org.breakroom.structure;

import java.time.LocalDate;
import java.util.UUID;
import org.breakroom.activity.ActivityKind;
import org.jspecify.annotations.Nullable;

/**
 * One test of a local's series.
 *
 * @param position its place in the order, from 1
 * @param target the share of each worksite that is to take part, in percent
 */
public record StructureTest(
        UUID id,
        int position,
        String name,
        ActivityKind kind,
        int target,
        LocalDate opens,
        @Nullable LocalDate closed) {
    /** How many of so many people reach the target. */
    public int needs(int people) {
        return (people * target + 99) / 100;
    }

    public boolean reached(int took, int people) {
        return people > 0 && took >= needs(people);
    }
}
