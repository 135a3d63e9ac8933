package org.breakroom.organizer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who applied to a program, and what became of it.
 *
 * @param account under which she works: what it records while she works is the evidence of her hours
 * @param earned US dollars of approved hours
 */
public record Organizer(
        int local,
        UUID id,
        UUID program,
        UUID member,
        UUID account,
        String name,
        String worksite,
        Answers answers,
        Instant applied,
        State state,
        @Nullable String decider,
        @Nullable Instant signed,
        BigDecimal cap,
        BigDecimal earned) {

    public enum State {
        APPLIED,
        /** The panel wants her; she has not signed the agreement yet. */
        INVITED,
        DECLINED,
        WITHDRAWN,
        /** She signed and works. */
        ACTIVE,
        ENDED
    }

    /** What she said when she applied. */
    public record Answers(
            String why, String experience, String languages, int hours, String referenceOne, String referenceTwo) {}

    public boolean working() {
        return state == State.ACTIVE;
    }
}
