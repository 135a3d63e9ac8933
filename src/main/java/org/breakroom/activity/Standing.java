package org.breakroom.activity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a member's activities come to at some moment: the last of each kind before it. */
public record Standing(
        @Nullable Integer assessment,
        @Nullable Instant talkedAt,
        @Nullable Instant cardedAt,
        @Nullable Instant actedAt,
        @Nullable Instant trainedAt) {
    public static final Standing NONE = new Standing(null, null, null, null, null);
}
