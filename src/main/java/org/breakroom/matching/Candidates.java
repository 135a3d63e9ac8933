package org.breakroom.matching;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Which pairs are worth comparing: those that share a key. A key that too many share tells nobody apart and is passed
 * over, so an employer's switchboard or a common name makes no explosion; others of their keys still find them.
 */
final class Candidates {
    /** From how many times as many rows on the longer side is searched instead of read through. */
    private static final int MUCH_LONGER = 64;

    /** Where the partners of each row of the left file begin, in {@link #partners}. */
    private final int[] starts;

    private final int[] partners;
    private final int passedOver;

    private Candidates(int[] starts, int[] partners, int passedOver) {
        this.starts = starts;
        this.partners = partners;
        this.passedOver = passedOver;
    }

    /** Where the partners of a row of the left file begin; those of the last end where those of the next would begin. */
    int start(int left) {
        return starts[left];
    }

    /** Rows of the right file, of each left row in rising order and once. */
    int partner(int at) {
        return partners[at];
    }

    int size() {
        return starts[starts.length - 1];
    }

    /** How many keys were shared by too many. */
    int passedOver() {
        return passedOver;
    }

    /** The entries of a kind of the right file, of those at least whose keys stand in some of the left. */
    interface Entries {
        long[] of(int kind, long[] left);
    }

    /**
     * Pairs of rows of two files, or of one when it is both.
     *
     * @param left entries of a kind of keys of the left file
     * @param right of the right file; the same in case of one file
     * @param rows of the left file
     */
    static Candidates join(int threads, IntFunction<long[]> left, Entries right, boolean within, int rows) {
        var joins = new Join[Keys.KINDS];
        Workers.share(threads, Keys.KINDS, () -> i -> {
            int kind = Keys.KINDS - 1 - i; // the costly ones come last, and are begun first
            var a = left.apply(kind);
            joins[kind] = new Join(within, Keys.pairsMax(kind), rows / 2).of(a, within ? a : right.of(kind, a));
        });
        var halves = new Candidates[2];
        Workers.share(
                threads,
                halves.length,
                () -> half -> halves[half] = (half == 0
                                ? among(joins, half, 0, rows / 2)
                                : among(joins, half, rows / 2, rows - rows / 2))
                        .once());
        return halves[0].and(
                halves[1], Arrays.stream(joins).mapToInt(j -> j.passed).sum());
    }

    /** The pairs of one half of the left file, in which each partner stands as often as they share a key. */
    private static Candidates among(Join[] joins, int half, int first, int rows) {
        var starts = new int[rows + 1];
        for (var join : joins) {
            for (int i = 0; i < join.sizes[half]; i++) {
                starts[(int) (join.pairs[half][i] >>> 32) - first + 1]++;
            }
        }
        for (int row = 0; row < rows; row++) {
            starts[row + 1] += starts[row];
        }
        var partners = new int[starts[rows]];
        var at = Arrays.copyOf(starts, rows);
        for (var join : joins) {
            for (int i = 0; i < join.sizes[half]; i++) {
                partners[at[(int) (join.pairs[half][i] >>> 32) - first]++] = (int) join.pairs[half][i];
            }
            join.pairs[half] = new long[0];
        }
        return new Candidates(starts, partners, 0);
    }

    /** Each partner of a row once, in rising order. */
    private Candidates once() {
        int kept = 0;
        for (int row = 0; row + 1 < starts.length; row++) {
            int from = starts[row];
            int to = starts[row + 1];
            sort(from, to);
            starts[row] = kept;
            int last = -1;
            for (int i = from; i < to; i++) {
                if (partners[i] != last) {
                    last = partners[i];
                    partners[kept++] = last;
                }
            }
        }
        starts[starts.length - 1] = kept;
        return this;
    }

    /** Those of these rows, and behind them those of the rows that come next. */
    private Candidates and(Candidates next, int passed) {
        int rows = starts.length - 1;
        var all = Arrays.copyOf(starts, rows + next.starts.length);
        for (int row = 0; row < next.starts.length; row++) {
            all[rows + row] = size() + next.starts[row];
        }
        var both = Arrays.copyOf(partners, size() + next.size());
        System.arraycopy(next.partners, 0, both, size(), next.size());
        return new Candidates(all, both, passed);
    }

    /** Few at a time, mostly. */
    private void sort(int from, int to) {
        if (to - from > 64) {
            Arrays.sort(partners, from, to);
            return;
        }
        for (int i = from + 1; i < to; i++) {
            int partner = partners[i];
            int j = i - 1;
            while (j >= from && partners[j] > partner) {
                partners[j + 1] = partners[j];
                j--;
            }
            partners[j + 1] = partner;
        }
    }

    /** The pairs that the keys of one kind make. */
    private static final class Join {
        private static final long ROW = (1L << Radix.ROW_BITS) - 1;
        private final boolean within;
        private final long max;
        private final int middle;
        /** Those of the rows before the middle, and of the others. */
        private final long[][] pairs = new long[2][];

        private final int[] sizes = new int[2];
        private int passed;

        Join(boolean within, long max, int middle) {
            this.max = max;
            this.within = within;
            this.middle = middle;
        }

        Join of(long[] left, long[] right) {
            Arrays.setAll(pairs, half -> new long[Math.max(1 << 8, left.length / 4)]);
            int j = 0;
            boolean search = right.length / MUCH_LONGER > left.length;
            for (int i = 0; i < left.length; ) {
                long key = left[i] >>> Radix.ROW_BITS;
                int endI = end(left, i, key);
                if (search) {
                    j = find(right, j, key);
                } else {
                    while (j < right.length && right[j] >>> Radix.ROW_BITS < key) {
                        j++;
                    }
                }
                int endJ = end(right, j, key);
                if ((long) (endI - i) * (endJ - j) > max) {
                    passed++;
                } else if (endJ > j) {
                    pair(left, i, endI, right, j, endJ);
                }
                i = endI;
            }
            return this;
        }

        private void pair(long[] left, int i, int endI, long[] right, int j, int endJ) {
            for (int a = i; a < endI; a++) {
                long row = left[a] & ROW;
                int half = row < middle ? 0 : 1;
                for (int b = j; b < endJ; b++) {
                    long other = right[b] & ROW;
                    if (!within || row < other) {
                        if (sizes[half] == pairs[half].length) {
                            pairs[half] = Arrays.copyOf(pairs[half], sizes[half] + (sizes[half] >> 1));
                        }
                        pairs[half][sizes[half]++] = row << 32 | other;
                    }
                }
            }
        }

        private static int end(long[] entries, int from, long key) {
            int to = from;
            while (to < entries.length && entries[to] >>> Radix.ROW_BITS == key) {
                to++;
            }
            return to;
        }

        /** The first entry from here on whose key is not smaller. */
        private static int find(long[] entries, int from, long key) {
            int low = from;
            int high = entries.length;
            while (low < high) {
                int middle = low + high >>> 1;
                if (entries[middle] >>> Radix.ROW_BITS < key) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
