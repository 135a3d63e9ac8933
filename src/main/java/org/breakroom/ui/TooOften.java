package org.breakroom.ui;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** More of something than one network, address or link may ask for in an hour: the page says to come back later. */
public final class TooOften extends RuntimeException {
    private static final long serialVersionUID = 1L;
    static final String RETRY_AFTER_SECONDS = "600";

    /** Marks a page that keeps what was typed as the answer to one who asked too often. */
    public static void mark(HttpServletResponse response) {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    public TooOften() {
        super("too often", null, false, false);
    }
}
