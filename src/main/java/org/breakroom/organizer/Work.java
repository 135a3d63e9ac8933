package org.breakroom.organizer;

/** What hours were worked on. */
public enum Work {
    TALKS(Category.REPRESENTATION, true),
    DOORS(Category.REPRESENTATION, true),
    PHONES(Category.REPRESENTATION, true),
    MEETING(Category.REPRESENTATION, false),
    TRAINING(Category.REPRESENTATION, false),
    LAWMAKERS(Category.POLITICS, false),
    DESK(Category.ADMINISTRATION, false);

    private final Category category;
    private final boolean recorded;

    Work(Category category, boolean recorded) {
        this.category = category;
        this.recorded = recorded;
    }

    /** Under which heading it is reported. */
    public Category category() {
        return category;
    }

    /** Whether it leaves facts in the ledger: an hour of talks without one is asked about. */
    public boolean recorded() {
        return recorded;
    }
}
