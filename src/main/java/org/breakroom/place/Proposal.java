package org.breakroom.place;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a place goes by another name or code now, for a person to say yes or no.
 *
 * @param alike of a new code, in what the two are alike: the word of {@link Changes.Alike}
 * @param decision null while nobody said
 */
public record Proposal(
        UUID id,
        UUID place,
        Kind kind,
        String was,
        String becomes,
        String wasCode,
        String becomesCode,
        @Nullable String city,
        @Nullable String alike,
        @Nullable String decision,
        @Nullable String decidedBy) {
    public enum Kind {
        RENAMED,
        RECODED,
        RESPELLED
    }
}
