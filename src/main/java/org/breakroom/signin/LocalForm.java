package org.breakroom.signin;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/** The answers for a new local as they were typed: how it is called, and who its first officer is. */
public record LocalForm(
        @Nullable String number,
        @Nullable String localName,
        @Nullable String division,
        @Nullable String officer,
        @Nullable String officerEmail) {

    static LocalForm empty() {
        return new LocalForm("", "", "", "", "");
    }

    @Override
    public String number() {
        return requireNonNullElse(number, "");
    }

    @Override
    public String localName() {
        return requireNonNullElse(localName, "");
    }

    @Override
    public String division() {
        return requireNonNullElse(division, "");
    }

    @Override
    public String officer() {
        return requireNonNullElse(officer, "");
    }

    @Override
    public String officerEmail() {
        return requireNonNullElse(officerEmail, "");
    }
}
