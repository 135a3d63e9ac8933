package org.breakroom.activity;

/** How it went: the first four for talks, the last two for everything one takes part in. */
public enum Outcome {
    TALKED,
    NOT_THERE,
    REFUSED,
    MOVED,
    TOOK_PART,
    LED,
    /** It took place without the time that the law gives for it. */
    SHORT
}
