package org.breakroom.kernel;

import java.util.List;

/** One page of a list: its rows, its number counted from 1, how many rows a page has and how many there are in all. */
public record Paged<T>(List<T> rows, int number, int size, long total) {
    public static final int SIZE = 50;

    /** The offset of the first row of a page; a number below 1 is page 1. */
    public static int offset(int number) {
        return (Math.clamp(number, 1, 100_000) - 1) * SIZE;
    }

    /** A page of a list that is at hand whole. */
    public static <T> Paged<T> of(List<T> all, int number) {
        int from = Math.min(all.size(), offset(number));
        return new Paged<>(all.subList(from, Math.min(all.size(), from + SIZE)), Math.max(1, number), SIZE, all.size());
    }

    public int pages() {
        return (int) Math.max(1, (total + size - 1) / size);
    }

    public boolean hasNext() {
        return number < pages();
    }

    public boolean hasPrevious() {
        return number > 1;
    }

    public long first() {
        return total == 0 ? 0 : (long) (number - 1) * size + 1;
    }

    public long last() {
        return Math.min(total, (long) number * size);
    }
}
