package org.breakroom.place;

import java.util.Map;
import org.breakroom.kernel.Paged;

/**
 * The page of an edition.
 *
 * @param counts how many of each kind there are
 * @param show which kind is looked at
 * @param doubtful whether the edition misses so much of what is on file that it may be of another list
 * @param rows how many rows would be taken in; 0 once they are
 */
public record EditionBoard(Map<Show, Integer> counts, Show show, Paged<EditionLine> lines, boolean doubtful, int rows) {
    /** What can be looked at; in lower case, the words of the address. */
    public enum Show {
        ADDED,
        CHANGED,
        RENAMED,
        RECODED,
        RESPELLED,
        MISSING,
        REFUSED
    }
}
