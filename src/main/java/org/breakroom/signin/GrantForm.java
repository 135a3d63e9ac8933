package org.breakroom.signin;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/** The answers of a grant as they were typed: to whom of the staff, and until when. */
public record GrantForm(@Nullable String staff, @Nullable String until) {

    @Override
    public String staff() {
        return requireNonNullElse(staff, "");
    }

    @Override
    public String until() {
        return requireNonNullElse(until, "");
    }
}
