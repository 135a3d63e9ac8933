package org.breakroom.matching;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys of rows: each stands for a way in which two rows of one person may still agree when others differ. They are
 * made of the letters of words, never of their numbers, so they are the same in every run.
 */
final class Keys {
    /** How many kinds of keys there are. */
    static final int KINDS = 13;

    /** How many pairs one key may make. */
    private static final long PAIRS_MAX = 2_500;

    /** The same for a name alone: of many namesakes it tells none, and their other keys find them. */
    private static final long NAMESAKES_MAX = 36;

    private static final int NAMES = 8;

    /** How many keys of one kind a row may have. */
    private static final int MOST = 24;

    private static final int FEW_LETTERS = 3;

    private final Words words;
    private final byte[] pool;
    private final int[] packed;
    private final int[] more;
    private final int rows;
    private final Nicknames.Numbered nicknames;
    private final long[] found = new long[MOST];
    private int count;
    private int base;

    Keys(People people, Nicknames.Numbered nicknames) {
        this.words = people.words();
        this.pool = words.pool();
        this.packed = people.packed();
        this.more = people.more();
        this.rows = people.size();
        this.nicknames = nicknames;
    }

    /** How many pairs a key of a kind may make; of one that more rows share nothing is made. */
    static long pairsMax(int kind) {
        return kind == NAMES ? NAMESAKES_MAX : PAIRS_MAX;
    }

    /** The keys of one kind of all rows, each with its row below it, in the order of keys, then rows. */
    long[] entries(int kind) {
        return entries(kind, null);
    }

    /**
     * The same, of those keys that others may have too.
     *
     * @param others a bit for each of their keys, made by {@link #bits}; null for all
     */
    long[] entries(int kind, long @Nullable [] others) {
        var entries = new long[rows + (rows >> 3) + MOST];
        int size = 0;
        for (int row = 0; row < rows; row++) {
            count = 0;
            base = row * Row.SIZE;
            of(kind);
            if (size + count > entries.length) {
                entries = Arrays.copyOf(entries, entries.length + (entries.length >> 1));
            }
            for (int i = 0; i < count; i++) {
                long key = found[i] << Radix.ROW_BITS;
                if (others == null || has(others, key)) {
                    entries[size++] = key | row;
                }
            }
        }
        var sorted = Radix.byKey(entries, size);
        return sorted.length == size ? sorted : Arrays.copyOf(sorted, size);
    }

    private static boolean has(long[] bits, long key) {
        int bit = (int) (key >>> Radix.ROW_BITS) & bits.length * Long.SIZE - 1;
        return (bits[bit >>> 6] >>> bit & 1) != 0;
    }

    /** A bit for each key; keys share bits, so one that is set is a perhaps and one that is not is a no. */
    static long[] bits(long[] entries) {
        var bits = new long[Math.max(1, Integer.highestOneBit(entries.length) >> 3)];
        for (long entry : entries) {
            int bit = (int) (entry >>> Radix.ROW_BITS) & bits.length * Long.SIZE - 1;
            bits[bit >>> 6] |= 1L << bit;
        }
        return bits;
    }

    private int word(int part) {
        return packed[base + part];
    }

    private long hash(int part) {
        return words.hash(word(part));
    }

    private void of(int kind) {
        switch (kind) {
            case 0 -> {
                key(kind, number(packed, base + Row.PHONE));
                key(kind, number(more, packed[base + Row.MORE] + Row.OTHER_PHONE));
            }
            case 1 -> key(kind, number(packed, base + Row.MAIL));
            case 2 -> key(kind, words.hash(more(Row.NUMBER)));
            case 3 -> key(kind, where(), hash(Row.ZIP));
            case 4 -> key(kind, where(), start(Row.FAMILY));
            case 5 -> names(kind, hash(Row.ZIP));
            case 6 -> given(kind, both(hash(Row.HOUSE), hash(Row.ZIP)));
            case 7 -> {
                key(kind, born(), start(Row.FAMILY));
                key(kind, born(), start(Row.GIVEN));
            }
            case NAMES -> names(kind, 1);
            case 9 -> key(kind, both(sound(), start(Row.GIVEN)), hash(Row.ZIP));
            case 10 -> key(kind, both(hash(Row.STREET), hash(Row.FAMILY)), hash(Row.ZIP));
            case 11 -> {
                key(kind, hired(), start(Row.FAMILY));
                key(kind, hired(), start(Row.GIVEN));
            }
            default -> key(kind, both(sound(), start(Row.GIVEN)), words.hash(more(Row.WORKSITE)));
        }
    }

    private static long number(int[] from, int at) {
        return (long) from[at] << Integer.SIZE | from[at + 1] & 0xFFFF_FFFFL;
    }

    private int more(int part) {
        return more[packed[base + Row.MORE] + part];
    }

    private long hired() {
        int day = more(Row.HIRED);
        return day == 0 ? 0 : Words.mix(day);
    }

    private long born() {
        int day = packed[base + Row.BORN];
        return day == 0 ? 0 : Words.mix(day);
    }

    private long where() {
        return both(hash(Row.HOUSE), hash(Row.STREET));
    }

    /** Two parts as one; none when one is missing. */
    private static long both(long one, long other) {
        return one == 0 || other == 0 ? 0 : Words.mix(one ^ Words.mix(other)) | 1;
    }

    /** Two names as one, whichever is called the given one. */
    private static long either(long one, long other) {
        return Words.mix(one) + Words.mix(other) | 1;
    }

    private void key(int kind, long one) {
        if (one != 0 && count < MOST) {
            found[count++] = Words.mix(one + kind);
        }
    }

    private void key(int kind, long one, long other) {
        key(kind, both(one, other));
    }

    /** Given and family name in every full form and either order, each of several surnames too. */
    private void names(int kind, long where) {
        int given = word(Row.GIVEN);
        int family = word(Row.FAMILY);
        if (given == 0 || family == 0) {
            return;
        }
        names(kind, given, words.hash(family), where);
        int start = words.start(family);
        int from = start;
        int to = from + words.length(family);
        for (int i = from; i <= to; i++) {
            if (i == to ? from > start : pool[i] == ' ') {
                names(kind, given, Words.hash(pool, from, i - from), where);
                from = i + 1;
            }
        }
    }

    private void names(int kind, int given, long family, long where) {
        var full = nicknames.of(given);
        for (long name : full) {
            key(kind, either(family, name), where);
        }
        if (full.length == 0) {
            key(kind, either(family, words.hash(given)), where);
        }
    }

    private void given(int kind, long with) {
        var full = nicknames.of(word(Row.GIVEN));
        for (long name : full) {
            key(kind, name, with);
        }
        if (full.length == 0) {
            key(kind, hash(Row.GIVEN), with);
        }
    }

    private long start(int part) {
        int word = word(part);
        return word == 0 ? 0 : Words.hash(pool, words.start(word), Math.min(FEW_LETTERS, words.length(word)));
    }

    private long sound() {
        int word = word(Row.FAMILY);
        return word == 0 ? 0 : Texts.soundex(pool, words.start(word), words.length(word));
    }
}
