package org.breakroom.matching;

import java.util.List;
import java.util.UUID;

/** What was found out about one row. */
public sealed interface Match {
    int row();

    /** The row is this person. */
    record Linked(int row, UUID person, String why) implements Match {}

    /** Nobody on file is the row. */
    record New(int row) implements Match {}

    /** Someone must decide; the candidates may be none when the doubt is within the list. */
    record Doubt(int row, List<UUID> candidates, String why) implements Match {}
}
