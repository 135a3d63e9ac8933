package org.breakroom.signin;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/** The answers for a new account of the federation's staff; what was not sent is empty. */
public record StaffForm(
        @Nullable String name,
        @Nullable String email,
        @Nullable String role) {

    @Override
    public String name() {
        return requireNonNullElse(name, "");
    }

    @Override
    public String email() {
        return requireNonNullElse(email, "");
    }

    @Override
    public String role() {
        return requireNonNullElse(role, "");
    }
}
