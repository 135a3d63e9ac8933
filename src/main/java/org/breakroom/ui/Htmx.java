package org.breakroom.ui;

import jakarta.servlet.http.HttpServletRequest;

/** Whether an answer goes into a page that is already there. */
public final class Htmx {
    private Htmx() {}

    /** False also for a page restored from history, which needs its frame. */
    public static boolean part(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"))
                && !"true".equals(request.getHeader("HX-History-Restore-Request"))
                && !"full".equals(request.getHeader("HX-Request-Type"));
    }
}
