package org.breakroom.phone;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A phone that may keep a pack.
 *
 * @param owner the name of its account
 * @param packedAt when it last took its pack
 * @param seenAt when it last handed something in or took a pack
 */
public record Device(
        UUID id,
        UUID account,
        String owner,
        int local,
        String name,
        Instant madeAt,
        @Nullable Instant packedAt,
        @Nullable Instant seenAt,
        @Nullable Instant revokedAt) {

    boolean revoked() {
        return revokedAt != null;
    }
}
