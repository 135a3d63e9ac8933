package org.breakroom.goal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.breakroom.activity.ActivityKind;
import org.jspecify.annotations.Nullable;

/**
 * A goal of a local with days of its own: so many of those it counts take part in one of these kinds.
 *
 * @param percent the goal, of those counted
 * @param done how many took part so far
 * @param members how many are counted
 * @param ended when it was closed before its last day; null while it stands
 */
public record Campaign(
        UUID id,
        String name,
        List<ActivityKind> kinds,
        LocalDate from,
        LocalDate until,
        int percent,
        String author,
        long done,
        long members,
        @Nullable Instant ended) {}
