package org.breakroom.training;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/**
 * What was typed when somebody asked for aid, or answered.
 *
 * @param act APPROVED or DECLINED, where it is an answer
 */
public record AidForm(String kind, String amount, String words, String act) {
    public AidForm(@Nullable String kind, @Nullable String amount, @Nullable String words, @Nullable String act) {
        this.kind = requireNonNullElse(kind, "");
        this.amount = requireNonNullElse(amount, "");
        this.words = requireNonNullElse(words, "");
        this.act = requireNonNullElse(act, "");
    }
}
