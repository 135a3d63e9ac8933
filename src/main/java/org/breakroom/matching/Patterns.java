package org.breakroom.matching;

import java.util.Arrays;

/** The patterns that pairs make, each once with a number from 0, and how many pairs make it. */
final class Patterns {
    private long[] table = new long[1 << 10];
    private int[] numbers = new int[1 << 10];
    private long[] patterns = new long[1 << 8];
    private int[] counts = new int[1 << 8];
    private int size;

    int size() {
        return size;
    }

    long pattern(int number) {
        return patterns[number];
    }

    int count(int number) {
        return counts[number];
    }

    /** Counts pairs of a pattern; its number. */
    int count(long pattern, int pairs) {
        // a pattern of nothing at all would be taken for an empty place
        long key = ~pattern;
        int slot = slot(key);
        while (table[slot] != 0 && table[slot] != key) {
            slot = slot + 1 & table.length - 1;
        }
        if (table[slot] == 0) {
            table[slot] = key;
            numbers[slot] = add(pattern);
            if (size * 2 > table.length) {
                spread();
                counts[size - 1] += pairs;
                return size - 1;
            }
        }
        counts[numbers[slot]] += pairs;
        return numbers[slot];
    }

    private int add(long pattern) {
        if (size == patterns.length) {
            patterns = Arrays.copyOf(patterns, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        patterns[size] = pattern;
        return size++;
    }

    private void spread() {
        table = new long[table.length * 2];
        numbers = new int[table.length];
        for (int i = 0; i < size; i++) {
            int slot = slot(~patterns[i]);
            while (table[slot] != 0) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = ~patterns[i];
            numbers[slot] = i;
        }
    }

    private int slot(long key) {
        return (int) Words.mix(key) & table.length - 1;
    }

    /** All of these and those of others, in rising order, so that sums over them are the same however pairs were shared. */
    static Patterns together(Iterable<Patterns> some) {
        var all = new Patterns();
        for (var one : some) {
            for (int i = 0; i < one.size; i++) {
                all.count(one.patterns[i], one.counts[i]);
            }
        }
        var order = Arrays.copyOf(all.patterns, all.size);
        Arrays.sort(order);
        var sorted = new Patterns();
        for (long pattern : order) {
            sorted.count(pattern, all.counts[all.count(pattern, 0)]);
        }
        return sorted;
    }
}
