package org.breakroom.access;

/** What was asked for does not exist for this viewer: absent and forbidden look alike. */
public final class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotFound() {
        super("not found", null, false, false);
    }
}
