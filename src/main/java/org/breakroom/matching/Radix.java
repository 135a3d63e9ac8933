package org.breakroom.matching;

/** Sorting of many numbers in passes over their digits, without comparing. */
final class Radix {
    /** How many of an entry's lower bits carry the row; the others carry the key. */
    static final int ROW_BITS = 31;

    private static final int PASS = 11;
    private static final int BUCKETS = 1 << PASS;

    private Radix() {}

    /** Sorts keys, unsigned, and the rows that belong to them along. */
    static void sort(long[] keys, int[] rows) {
        long differing = 0;
        for (long key : keys) {
            differing |= key ^ keys[0];
        }
        var fromKeys = keys;
        var fromRows = rows;
        var toKeys = new long[keys.length];
        var toRows = new int[rows.length];
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            if ((differing >>> shift & 0xFF) == 0) {
                continue;
            }
            var at = new int[(1 << Byte.SIZE) + 1];
            for (long key : fromKeys) {
                at[(int) (key >>> shift & 0xFF) + 1]++;
            }
            for (int b = 1; b < at.length; b++) {
                at[b] += at[b - 1];
            }
            for (int i = 0; i < fromKeys.length; i++) {
                int to = at[(int) (fromKeys[i] >>> shift & 0xFF)]++;
                toKeys[to] = fromKeys[i];
                toRows[to] = fromRows[i];
            }
            var k = fromKeys;
            fromKeys = toKeys;
            toKeys = k;
            var r = fromRows;
            fromRows = toRows;
            toRows = r;
        }
        if (fromKeys != keys) {
            System.arraycopy(fromKeys, 0, keys, 0, keys.length);
            System.arraycopy(fromRows, 0, rows, 0, rows.length);
        }
    }

    /** Sorts entries by their keys; rows of one key stay in the order in which they came. */
    static long[] byKey(long[] entries, int size) {
        var from = entries;
        var to = new long[size];
        for (int shift = ROW_BITS; shift < Long.SIZE; shift += PASS) {
            var at = new int[BUCKETS];
            for (int i = 0; i < size; i++) {
                at[(int) (from[i] >>> shift) & BUCKETS - 1]++;
            }
            int sum = 0;
            for (int b = 0; b < BUCKETS; b++) {
                int count = at[b];
                at[b] = sum;
                sum += count;
            }
            for (int i = 0; i < size; i++) {
                to[at[(int) (from[i] >>> shift) & BUCKETS - 1]++] = from[i];
            }
            var swap = from;
            from = to;
            to = swap;
        }
        return from;
    }
}
