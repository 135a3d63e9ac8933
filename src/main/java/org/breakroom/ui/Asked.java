package org.breakroom.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.kernel.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** What a request says beside its address and its form. */
public final class Asked {
    private Asked() {}

    /** Whether the answer goes into a page that is already there. False also for a page restored from history, which needs its frame. */
    public static boolean part(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request"))
                && !"true".equals(request.getHeader("HX-History-Restore-Request"))
                && !"full".equals(request.getHeader("HX-Request-Type"));
    }

    /** What a file that was sent is called; empty when none was. */
    public static String fileName(@Nullable MultipartFile file) {
        return file == null || file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
    }

    /** The key of a write: the header {@code Idempotency-Key} or the hidden field of the form; empty when it is none. */
    public static Optional<UUID> key(HttpServletRequest request) {
        var header = request.getHeader("Idempotency-Key");
        return Ids.read(header == null ? request.getParameter("_key") : header.replace("\"", ""));
    }
}
