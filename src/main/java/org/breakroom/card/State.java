package org.breakroom.card;

/** How a card stands. */
public enum State {
    /** Signed, and an officer has to look before it counts. */
    SIGNED,
    COUNTED,
    CHALLENGED,
    REFUSED,
    REVOKED,
    SUPERSEDED
}
