package org.breakroom.mail;

/** Hands one letter to whoever delivers it, and tells what is known of it afterwards. */
interface Carrier {
    Outcome carry(Letters.Letter letter);

    /** How an attempt ended. Only {@link Again} may be followed by another attempt. */
    sealed interface Outcome {}

    /** It was accepted. */
    record Taken() implements Outcome {}

    /** It will never be accepted; the answer says why. */
    record Refused(String answer) implements Outcome {}

    /** It was surely not accepted, and may be later. The reason names nobody, for it goes into the log. */
    record Again(String why) implements Outcome {}

    /** It was sent and no answer was read: whether it was accepted, nobody here knows. */
    record Unsure(String why) implements Outcome {}
}
