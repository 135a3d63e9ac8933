package org.breakroom.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One role an account holds, with its scope: a local for all but staff and administrators, a worksite for reps and organizers. */
public record Seat(
        Role role,
        @Nullable Integer local,
        @Nullable UUID member,
        @Nullable UUID worksite) {}
