package org.breakroom.goal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One of the people a count is made of. */
public record GoalRow(UUID id, String name, @Nullable String worksite) {}
