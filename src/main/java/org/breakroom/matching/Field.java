package org.breakroom.matching;

/** What is compared of two people. The levels of each are numbered in {@link Comparison}; 0 says nothing. */
enum Field {
    GIVEN(7, Comparison.GIVEN_DIFFERENT),
    FAMILY(6, Comparison.FAMILY_DIFFERENT),
    MIDDLE(3, Comparison.MIDDLE_DIFFERENT),
    SUFFIX(4, Comparison.SUFFIX_CONFLICT),
    BORN(4, Comparison.DIFFERENT),
    ADDRESS(5, Comparison.DIFFERENT),
    PLACE(4, Comparison.DIFFERENT),
    PHONE(4, Comparison.DIFFERENT),
    EMAIL(4, Comparison.DIFFERENT),
    NUMBER(4, Comparison.DIFFERENT),
    WORKSITE(4, Comparison.DIFFERENT),
    JOB(4, Comparison.DIFFERENT),
    HIRED(4, Comparison.DIFFERENT);

    private static final int BITS = 3;
    static final Field[] ALL = values();

    /** How many levels there are, with the one that says nothing. */
    final int levels;

    /** The level that says that the two differ. */
    final int different;

    Field(int levels, int different) {
        this.levels = levels;
        this.different = different;
    }

    /** The level of this field in a pattern of all. */
    int in(long pattern) {
        return (int) (pattern >>> ordinal() * BITS) & 7;
    }

    long at(int level) {
        return (long) level << ordinal() * BITS;
    }
}
