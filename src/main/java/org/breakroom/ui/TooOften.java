package org.breakroom.ui;

/** More of something than one network, address or link may ask for in an hour: the page says to come back later. */
public final class TooOften extends RuntimeException {
    private static final long serialVersionUID = 1L;
    static final String RETRY_AFTER_SECONDS = "600";

    public TooOften() {
        super("too often", null, false, false);
    }
}
