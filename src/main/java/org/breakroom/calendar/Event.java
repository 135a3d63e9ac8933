package org.breakroom.calendar;

import java.time.Instant;
import java.util.UUID;

/**
 * One entry of a calendar.
 *
 * @param id stays whatever becomes of it
 * @param changed when what a calendar shows of it was last changed
 * @param sequence raised with every such change (RFC 5545, 3.8.7.4)
 * @param path of its page
 * @param place where it is held, a hall or an address of the web; empty when she whose calendar it is shall not know
 */
public record Event(
        UUID id,
        Instant changed,
        int sequence,
        Instant starts,
        Instant ends,
        String title,
        String about,
        String path,
        String place,
        State state) {

    /** How sure it is. */
    public enum State {
        CERTAIN,
        /** She waits for a place. */
        TENTATIVE,
        CANCELLED
    }
}
