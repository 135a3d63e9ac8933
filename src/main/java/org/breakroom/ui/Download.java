package org.breakroom.ui;

import jakarta.servlet.http.HttpServletResponse;

/** What every file that leaves the system says of itself before its first byte. */
public final class Download {
    private Download() {}

    public static void csv(HttpServletResponse response, String name) {
        head(response, "text/csv;charset=UTF-8", name);
    }

    public static void pdf(HttpServletResponse response, String name) {
        head(response, "application/pdf", name);
    }

    private static void head(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }
}
