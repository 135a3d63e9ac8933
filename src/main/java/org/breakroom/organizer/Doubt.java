package org.breakroom.organizer;

/** What a supervisor should ask about before she approves hours; none of it refuses them. */
public enum Doubt {
    /** Work that leaves facts in the ledger left none. */
    NOTHING,
    /** More than ten facts within two minutes. */
    FAST,
    /** Ten facts or more, and every answer is the same. */
    SAME,
    /** More than twelve hours on one day. */
    LONG,
    /** Logged more than two weeks after the day. */
    LATE
}
