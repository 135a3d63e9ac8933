package org.breakroom.training;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asked her local to pay for a training.
 *
 * @param asked in US dollars
 * @param granted what her local approved, in US dollars; null while it has not
 * @param why the officer's words
 * @param off when her place was given back, or the training called off: nothing is needed any more
 */
public record Aid(
        UUID id,
        UUID training,
        String title,
        Instant starts,
        UUID member,
        String name,
        Kind kind,
        BigDecimal asked,
        String words,
        State state,
        @Nullable BigDecimal granted,
        String why,
        Instant made,
        @Nullable String decider,
        @Nullable Instant decided,
        @Nullable Instant off) {
    /** Whether money was promised that is not needed any more. */
    public boolean idle() {
        return state == State.APPROVED && off != null;
    }

    /** What it is for. */
    public enum Kind {
        /** Fee, or pay that is lost. */
        SCHOLARSHIP,
        TRAVEL
    }

    /** How it stands. */
    public enum State {
        ASKED,
        APPROVED,
        DECLINED,
        WITHDRAWN
    }
}
