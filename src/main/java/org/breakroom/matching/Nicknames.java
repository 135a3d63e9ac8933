package org.breakroom.matching;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Which given names go for one another: Bill and William. Not every two short forms of one name do. */
final class Nicknames {
    /** From a name to the full names it may stand for; a full name stands for itself. */
    private static final Map<String, Set<String>> FULL = read();

    private Nicknames() {}

    private static Map<String, Set<String>> read() {
        var full = new HashMap<String, Set<String>>();
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Nicknames.class.getResourceAsStream("/matching/nicknames.txt")),
                StandardCharsets.US_ASCII))) {
            lines.lines().map(l -> l.split(" ")).forEach(words -> {
                for (var word : words) {
                    full.computeIfAbsent(word, w -> new TreeSet<>()).add(words[0]);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return full;
    }

    /** The full names that a given name may stand for; only itself when none is known. */
    static Set<String> of(String given) {
        return FULL.getOrDefault(given, Set.of(given));
    }

    /** The same for the words of some files, by their numbers. */
    static Numbered numbered(Words words) {
        var of = new HashMap<Integer, long[]>();
        FULL.forEach((name, full) -> of.put(
                words.number(name),
                full.stream().mapToLong(f -> words.hash(words.number(f))).toArray()));
        return new Numbered(of);
    }

    /** Nicknames by the numbers of words. */
    static final class Numbered {
        private static final long[] NONE = {};
        private static final int ROOM = 1 << 13;
        private final int[] names = new int[ROOM];
        private final long[][] full = new long[ROOM][];

        private Numbered(Map<Integer, long[]> of) {
            of.forEach((name, hashes) -> {
                int slot = slot(name);
                while (names[slot] != 0) {
                    slot = slot + 1 & ROOM - 1;
                }
                names[slot] = name;
                full[slot] = hashes;
            });
        }

        private static int slot(int name) {
            return name * 0x9E3779B1 >>> 19;
        }

        /** The hashes of the full names that a name may stand for, its own among them; none when it is not known. */
        long[] of(int name) {
            for (int slot = slot(name); names[slot] != 0; slot = slot + 1 & ROOM - 1) {
                if (names[slot] == name) {
                    return full[slot];
                }
            }
            return NONE;
        }

        boolean alike(int a, int b) {
            for (long one : of(a)) {
                for (long other : of(b)) {
                    if (one == other) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
