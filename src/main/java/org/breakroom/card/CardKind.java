package org.breakroom.card;

import org.breakroom.activity.ActivityKind;

/**
 * What a card says. The three never stand for one another: each is counted as a kind of activity of its own.
 */
public enum CardKind {
    /** A member says yes to the union again. */
    RECOMMITMENT(ActivityKind.CARD, 0, 0),
    /** Someone asks to be represented: for a filing, good for {@link #MONTHS_GOOD} months (456 CMR 14.19). */
    AUTHORIZATION(ActivityKind.AUTHORIZATION, 0, 0),
    /** Dues may be deducted: irrevocable at most a year, sixty days' notice where the card is silent (G.L. c.180 s.17A). */
    DUES(ActivityKind.DUES, 12, 60);

    /** How long before a filing a signature may have been given. */
    public static final int MONTHS_GOOD = 12;

    /** From when on one is asked again, so that it is still good when it is needed. */
    public static final int MONTHS_OLD = 10;

    private final ActivityKind activity;
    private final int irrevocableMonths;
    private final int noticeDays;

    CardKind(ActivityKind activity, int irrevocableMonths, int noticeDays) {
        this.activity = activity;
        this.irrevocableMonths = irrevocableMonths;
        this.noticeDays = noticeDays;
    }

    public ActivityKind activity() {
        return activity;
    }

    /** For how many months a card of this kind binds where a drive says nothing else. */
    int irrevocableMonths() {
        return irrevocableMonths;
    }

    /** How many days' notice a revocation takes where a drive says nothing else. */
    int noticeDays() {
        return noticeDays;
    }
}
