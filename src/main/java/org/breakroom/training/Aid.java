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
        @Nullable Instant decided) {
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
