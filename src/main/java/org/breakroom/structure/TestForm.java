package org.breakroom.structure;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/** A test to be added, as it was typed. */
public record TestForm(String name, String kind, String target, String opens) {
    public TestForm(@Nullable String name, @Nullable String kind, @Nullable String target, @Nullable String opens) {
        this.name = requireNonNullElse(name, "");
        this.kind = requireNonNullElse(kind, "");
        this.target = requireNonNullElse(target, "");
        this.opens = requireNonNullElse(opens, "");
    }
}
