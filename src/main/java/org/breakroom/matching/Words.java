package org.breakroom.matching;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Every word that the rows of some files say, once, with a number of its own: rows are compared by numbers, and letters are
 * looked at only where numbers differ. Number 0 is the word that says nothing.
 */
final class Words {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD = 0x9E3779B97F4A7C15L;
    private static final int HALF = 32;

    private byte[] pool = new byte[1 << 12];
    private int[] starts = new int[1 << 8];
    private long[] hashes = new long[1 << 8];
    private int[] bags = new int[1 << 8];
    private int[] table = new int[1 << 9];
    private int size = 1;

    /** How many words there are, with the empty one. */
    int size() {
        return size;
    }

    /** The number of a word, a new one when it was never said. */
    int number(byte[] from, int at, int length, long hash) {
        if (length == 0) {
            return 0;
        }
        int slot = slot(hash);
        for (int known = table[slot]; known != 0; known = table[slot]) {
            if (hashes[known] == hash && Arrays.equals(pool, starts[known], starts[known + 1], from, at, at + length)) {
                return known;
            }
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = size;
        return add(from, at, length, hash);
    }

    int number(String word) {
        var bytes = word.getBytes(StandardCharsets.UTF_8);
        return number(bytes, 0, bytes.length, hash(bytes, 0, bytes.length));
    }

    private int add(byte[] from, int at, int length, long hash) {
        if (size + 2 > starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
            hashes = Arrays.copyOf(hashes, hashes.length * 2);
            bags = Arrays.copyOf(bags, bags.length * 2);
        }
        int start = starts[size];
        if (start + length > pool.length) {
            pool = Arrays.copyOf(pool, Math.max(start + length, pool.length + (pool.length >> 1)));
        }
        System.arraycopy(from, at, pool, start, length);
        hashes[size] = hash;
        bags[size] = bag(from, at, length);
        starts[size + 1] = start + length;
        size++;
        if (size > table.length - (table.length >> 2)) {
            spread(table.length * 2);
        }
        return size - 1;
    }

    private void spread(int room) {
        table = new int[room];
        for (int word = 1; word < size; word++) {
            int slot = slot(hashes[word]);
            while (table[slot] != 0) {
                slot = slot + 1 & room - 1;
            }
            table[slot] = word;
        }
    }

    /** Forgets the words that came last, so that what was only asked about does not stay. */
    void forget(int keep) {
        while (size > keep) {
            size--;
            int slot = slot(hashes[size]);
            while (table[slot] != size) {
                slot = slot + 1 & table.length - 1;
            }
            // the last word said is the last of its run, so nothing behind it is cut off
            table[slot] = 0;
        }
    }

    private int slot(long hash) {
        return (int) (hash >>> HALF) & table.length - 1;
    }

    long hash(int word) {
        return hashes[word];
    }

    /** A bit for each letter that a word has. */
    int bag(int word) {
        return bags[word];
    }

    static int bag(byte[] from, int at, int length) {
        int bag = 0;
        for (int i = at; i < at + length; i++) {
            bag |= 1 << from[i];
        }
        return bag;
    }

    /** The letters of all words; those of one stand from {@link #start} on. */
    byte[] pool() {
        return pool;
    }

    int start(int word) {
        return starts[word];
    }

    int length(int word) {
        return starts[word + 1] - starts[word];
    }

    byte first(int word) {
        return pool[starts[word]];
    }

    String text(int word) {
        return new String(pool, starts[word], length(word), StandardCharsets.UTF_8);
    }

    /** A number that a word's letters make, the same in every run. */
    static long hash(byte[] from, int at, int length) {
        long hash = ODD ^ length;
        int to = at + length;
        int i = at;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            hash = mix(hash ^ (long) EIGHT.get(from, i));
        }
        long rest = 0;
        for (; i < to; i++) {
            rest = rest << Byte.SIZE | from[i] & 0xFF;
        }
        return mix(hash ^ rest);
    }

    static long mix(long value) {
        long mixed = (value ^ value >>> HALF) * ODD;
        return mixed ^ mixed >>> 29;
    }
}
