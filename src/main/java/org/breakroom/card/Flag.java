package org.breakroom.card;

/** Why a person looks at a card before it counts. */
public enum Flag {
    /** The one-time code went to an account that nobody had on file for her. */
    ACCOUNT_NEW,
    /** It went to an account that is on file for somebody else. */
    ACCOUNT_OF_ANOTHER,
    /** The name that was typed is not the name on file. */
    NAME_DIFFERS,
    /** Several people's cards came from one device within an hour. */
    SAME_DEVICE,
    /** Nobody on file is known to be the signer. */
    UNKNOWN,
    /** Signed in ink, and no picture of it yet. */
    NO_SCAN,
    /** Signed in ink, and nobody has said yet that the picture shows it. */
    UNSEEN,
    /** A phone handed it in days after the day it is dated. */
    LATE
}
