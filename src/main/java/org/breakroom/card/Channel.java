package org.breakroom.card;

/** How a card came. What a rep's phone brings is a weaker class: the signer did not hold the device. */
public enum Channel {
    /** Her own link, with a one-time code. */
    LINK,
    /** A poster's code, then a one-time code. */
    POSTER,
    /** On the rep's phone. */
    REP_PHONE,
    /** Signed in ink, keyed in. */
    PAPER,
    /** Signed in ink or on a PDF, sent in as a batch of files. */
    BATCH;

    /** Whether someone else held the device. */
    public boolean weaker() {
        return this == REP_PHONE;
    }
}
