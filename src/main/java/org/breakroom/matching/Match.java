package org.breakroom.matching;

import java.util.List;
import java.util.UUID;

/** What was found out about one row. */
public sealed interface Match {
    int row();

    /**
     * The row is this person.
     *
     * @param why a key of a message
     * @param reasons what agrees and what does not; may be empty
     */
    record Linked(int row, UUID person, String why, String reasons) implements Match {}

    /** Nobody on file is the row. */
    record New(int row) implements Match {}

    /** Someone must decide; the candidates, the likeliest first, may be none when the doubt is within the list. */
    record Doubt(int row, List<UUID> candidates, String why, String reasons) implements Match {}
}
