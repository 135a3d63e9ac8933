package org.breakroom.kernel;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Ids of things: UUID version 7 (RFC 9562), made by whoever creates the thing, so that they sort by time of making. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A new id whose first 48 bits are the given milliseconds since 1970. */
    public static UUID at(long epochMillis) {
        return of(epochMillis, RANDOM.nextLong(), RANDOM.nextLong());
    }

    /** The id of given time and random bits: for data made from a fixed seed. */
    public static UUID of(long epochMillis, long random1, long random2) {
        long high = (epochMillis << 16) | 0x7000L | (random1 & 0xFFFL);
        long low = (random2 & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** Reads the ids of a field that can be ticked many times; what is none is left out. */
    public static Set<UUID> readAll(@org.jspecify.annotations.Nullable Collection<String> texts) {
        return texts == null
                ? Set.of()
                : texts.stream().flatMap(t -> read(t).stream()).collect(Collectors.toSet());
    }

    /** Reads an id as people and programs send it; empty when it is none. */
    public static Optional<UUID> read(@org.jspecify.annotations.Nullable String text) {
        if (text == null || text.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
