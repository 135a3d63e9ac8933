package org.breakroom.matching;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The words of an address that mean something, by their hashes; nearly every word asked for is none of them. */
final class Streets {
    private static final byte[] NONE = {};
    private static final Set<String> UNITS =
            Set.of("apt", "apartment", "unit", "ste", "suite", "no", "fl", "floor", "rm");
    private static final Map<String, String> SHORT = Map.ofEntries(
            Map.entry("street", "st"),
            Map.entry("avenue", "ave"),
            Map.entry("av", "ave"),
            Map.entry("road", "rd"),
            Map.entry("drive", "dr"),
            Map.entry("lane", "ln"),
            Map.entry("court", "ct"),
            Map.entry("place", "pl"),
            Map.entry("boulevard", "blvd"),
            Map.entry("terrace", "ter"),
            Map.entry("circle", "cir"),
            Map.entry("square", "sq"),
            Map.entry("highway", "hwy"),
            Map.entry("parkway", "pkwy"),
            Map.entry("crescent", "cres"),
            Map.entry("north", "n"),
            Map.entry("south", "s"),
            Map.entry("east", "e"),
            Map.entry("west", "w"));
    private final long[] hashes;
    private final byte[][] shorter;
    private final boolean[] units;
    private long some;

    Streets() {
        var words = new TreeMap<Long, String>();
        UNITS.forEach(w -> words.put(hash(w), w));
        SHORT.keySet().forEach(w -> words.put(hash(w), w));
        this.hashes = words.keySet().stream().mapToLong(Long::longValue).toArray();
        this.shorter = new byte[hashes.length][];
        this.units = new boolean[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            var word = words.get(hashes[i]);
            var form = SHORT.get(word);
            this.shorter[i] = form == null ? NONE : form.getBytes(StandardCharsets.US_ASCII);
            this.units[i] = UNITS.contains(word);
            some |= 1L << hashes[i];
        }
    }

    private static long hash(String word) {
        var bytes = word.getBytes(StandardCharsets.US_ASCII);
        return Words.hash(bytes, 0, bytes.length);
    }

    private int find(long hash) {
        return (some & 1L << hash) == 0 ? -1 : Arrays.binarySearch(hashes, hash);
    }

    boolean unit(long hash) {
        int i = find(hash);
        return i >= 0 && units[i];
    }

    byte[] shorter(long hash) {
        int i = find(hash);
        return i < 0 ? NONE : shorter[i];
    }
}
