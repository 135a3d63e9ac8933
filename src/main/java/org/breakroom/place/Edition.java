package org.breakroom.place;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One edition of a public list, as it was sent in.
 *
 * @param list which list it is an edition of
 * @param label what its publisher calls it: a year, a month
 * @param appliedAt null while it is only looked at
 * @param faults how many of its rows were left out, or taken in part
 * @param open how many of its proposals nobody has decided
 * @param newest whether no later edition of the list is in the register
 */
public record Edition(
        UUID id,
        UUID listId,
        String list,
        String label,
        String fileName,
        String author,
        Instant uploadedAt,
        @Nullable Instant appliedAt,
        int added,
        int changed,
        int missing,
        int faults,
        int open,
        boolean newest) {}
