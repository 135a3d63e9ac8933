package org.breakroom.roster;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of a preview as the page shows it; number 0 for someone who is not on the list. */
public record RosterRow(
        int number,
        String name,
        String outcome,
        @Nullable String decision,
        boolean moved,
        boolean changed,
        @Nullable String why,
        @Nullable String problems,
        @Nullable UUID member) {}
