package org.breakroom.signin;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/**
 * The answers of an invitation that an administrator sends for a local, as they were typed.
 *
 * @param of the local's number
 */
public record OfficerForm(
        @Nullable String of, @Nullable String who, @Nullable String mail) {

    @Override
    public String of() {
        return requireNonNullElse(of, "");
    }

    @Override
    public String who() {
        return requireNonNullElse(who, "");
    }

    @Override
    public String mail() {
        return requireNonNullElse(mail, "");
    }
}
