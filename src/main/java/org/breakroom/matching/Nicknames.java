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
    /** From a name to the full names it may stand for, itself among them. */
    private static final Map<String, Set<String>> FULL = read();

    private Nicknames() {}

    private static Map<String, Set<String>> read() {
        var full = new HashMap<String, Set<String>>();
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Nicknames.class.getResourceAsStream("/matching/nicknames.txt")),
                StandardCharsets.US_ASCII))) {
            lines.lines().map(l -> l.split(" ")).forEach(words -> {
                for (var word : words) {
                    full.computeIfAbsent(word, w -> new TreeSet<>(Set.of(w))).add(words[0]);
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

    static boolean alike(String a, String b) {
        var first = FULL.get(a);
        var second = FULL.get(b);
        return first != null && second != null && (first.contains(b) || second.contains(a) || meet(first, second));
    }

    private static boolean meet(Set<String> a, Set<String> b) {
        return a.stream().anyMatch(b::contains);
    }
}
