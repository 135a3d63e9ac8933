package org.breakroom.matching;

/** What is compared of two people. The levels of each are numbered in {@link Comparison}; 0 says nothing. */
enum Field {
    GIVEN(7),
    FAMILY(6),
    MIDDLE(3),
    SUFFIX(4),
    BORN(4),
    ADDRESS(5),
    PLACE(4),
    PHONE(4),
    EMAIL(4),
    NUMBER(4),
    WORKSITE(4),
    JOB(4),
    HIRED(4);

    private static final int BITS = 3;
    static final Field[] ALL = values();

    /** How many levels there are, with the one that says nothing. */
    final int levels;

    Field(int levels) {
        this.levels = levels;
    }

    /** The level of this field in a pattern of all. */
    int in(long pattern) {
        return (int) (pattern >>> ordinal() * BITS) & 7;
    }

    long at(int level) {
        return (long) level << ordinal() * BITS;
    }
}
