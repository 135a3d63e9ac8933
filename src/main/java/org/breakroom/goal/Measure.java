package org.breakroom.goal;

import java.util.Locale;

/** What the boards count; how much of it is the goal, and what counts, is for the {@link Definition} to say. */
public enum Measure {
    TALKED,
    ACTED,
    ACTIVISTS,
    RECOMMITTED;

    /** The word of the measure in addresses, messages and files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
