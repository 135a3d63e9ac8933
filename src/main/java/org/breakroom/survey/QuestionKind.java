package org.breakroom.survey;

/** How a question is answered. */
public enum QuestionKind {
    /** One of its choices. */
    ONE,
    /** Any of its choices. */
    MANY,
    /** 1 to 5, no to yes. */
    SCALE,
    /** A line of words. */
    SHORT,
    /** Words of any length up to a page. */
    LONG;

    /** The highest value of a scale. */
    public static final int SCALE_MAX = 5;

    public boolean hasChoices() {
        return this == ONE || this == MANY;
    }

    public boolean hasWords() {
        return this == SHORT || this == LONG;
    }
}
