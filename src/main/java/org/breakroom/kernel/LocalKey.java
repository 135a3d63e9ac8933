package org.breakroom.kernel;

import java.util.Optional;
import java.util.UUID;

/** Which row of which local, where people of several stand on one page; written 12.0190…: the local's id, a dot, the row's. */
public record LocalKey(int local, UUID id) {
    /** A local's id is shorter than what an int may hold. */
    private static final int LOCAL_MAX = 9;

    /** Reads one as it is written; empty for any other text. */
    public static Optional<LocalKey> read(String text) {
        int dot = text.indexOf('.');
        if (dot < 1 || dot > LOCAL_MAX || !text.substring(0, dot).matches("\\d+")) {
            return Optional.empty();
        }
        return Ids.read(text.substring(dot + 1)).map(id -> new LocalKey(Integer.parseInt(text.substring(0, dot)), id));
    }

    @Override
    public String toString() {
        return local + "." + id;
    }
}
