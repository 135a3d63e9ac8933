package org.breakroom.card;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a card stands today.
 *
 * @param member whose it is by the record that stands for her, null when nobody has said yet
 * @param countedBy the step by which it counts or counted last
 * @param bindsUntil when it ends, where it was taken back while it counted
 */
public record Stand(
        @Nullable UUID member,
        State state,
        @Nullable UUID countedBy,
        @Nullable LocalDate bindsUntil) {}
