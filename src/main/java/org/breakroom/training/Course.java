package org.breakroom.training;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is taught.
 *
 * @param local the local whose course it is, null for the federation's
 * @param level 101, 201 or 301, null when it stands beside the ladder
 * @param hours continuing-education hours that its certificate states
 * @param refreshMonths after so many months it has to be taken again, null for never
 * @param needs the courses that come before it
 */
public record Course(
        UUID id,
        @Nullable Integer local,
        String title,
        @Nullable Integer level,
        String about,
        List<String> topics,
        List<String> languages,
        BigDecimal hours,
        @Nullable Integer refreshMonths,
        List<UUID> needs,
        boolean retired) {
    /** The rungs of the federation's ladder. */
    public static final List<Integer> LEVELS = List.of(101, 201, 301);
}
