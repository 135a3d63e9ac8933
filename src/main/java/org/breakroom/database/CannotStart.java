package org.breakroom.database;

import org.jspecify.annotations.Nullable;

/** Breakroom cannot start here; the message is one sentence that says what to do. */
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
