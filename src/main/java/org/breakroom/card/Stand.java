package org.breakroom.card;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a card stands today.
 *
 * @param member whose it is by the record that stands for her, null when nobody has said yet
 * @param countedBy the step by which it counts or counted last
 */
public record Stand(
        @Nullable UUID member, State state, @Nullable UUID countedBy) {}
