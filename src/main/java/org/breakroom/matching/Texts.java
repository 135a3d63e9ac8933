package org.breakroom.matching;

import java.util.Arrays;

/** How close two words are; words are letters in an array, from a place on. Which is named first makes no difference. */
final class Texts {
    private static final double PREFIX_WEIGHT = 0.1;
    private static final int PREFIX_MAX = 4;
    private static final int SOUNDEX = 4;

    private Texts() {}

    /**
     * Jaro's similarity with Winkler's weight for a common beginning (Winkler 1990), from 0 to 1. Letters behind the 64th
     * are not looked at.
     */
    static double jaroWinkler(byte[] p, int a, int sizeA, int b, int sizeB) {
        int n = Math.min(sizeA, Long.SIZE);
        int m = Math.min(sizeB, Long.SIZE);
        if (n == 0 || m == 0) {
            return n == m ? 1 : 0;
        }
        // greedy pairing depends on who comes first, so the order is always the same
        return n < m || n == m && Arrays.compare(p, a, a + n, p, b, b + m) <= 0
                ? ordered(p, a, n, b, m)
                : ordered(p, b, m, a, n);
    }

    private static double ordered(byte[] p, int a, int n, int b, int m) {
        int window = Math.max(0, Math.max(n, m) / 2 - 1);
        long usedA = 0;
        long usedB = 0;
        int common = 0;
        for (int i = 0; i < n; i++) {
            byte c = p[a + i];
            int to = Math.min(m, i + window + 1);
            for (int j = Math.max(0, i - window); j < to; j++) {
                if (p[b + j] == c && (usedB >>> j & 1) == 0) {
                    usedA |= 1L << i;
                    usedB |= 1L << j;
                    common++;
                    break;
                }
            }
        }
        if (common == 0) {
            return 0;
        }
        int crossed = 0;
        while (usedA != 0) {
            int i = Long.numberOfTrailingZeros(usedA);
            int j = Long.numberOfTrailingZeros(usedB);
            crossed += p[a + i] == p[b + j] ? 0 : 1;
            usedA &= usedA - 1;
            usedB &= usedB - 1;
        }
        double c = common;
        double jaro = (c / n + c / m + (c - crossed / 2.0) / c) / 3;
        int prefix = 0;
        while (prefix < Math.min(PREFIX_MAX, Math.min(n, m)) && p[a + prefix] == p[b + prefix]) {
            prefix++;
        }
        return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
    }

    /** Whether one slip of the finger makes one of the other: a letter more, less, another, or two crossed (Damerau 1964). */
    static boolean oneSlip(byte[] p, int a, int sizeA, int b, int sizeB) {
        if (Math.abs(sizeA - sizeB) > 1) {
            return false;
        }
        int from = 0;
        int endA = sizeA;
        int endB = sizeB;
        while (from < endA && from < endB && p[a + from] == p[b + from]) {
            from++;
        }
        while (endA > from && endB > from && p[a + endA - 1] == p[b + endB - 1]) {
            endA--;
            endB--;
        }
        int left = endA - from;
        int right = endB - from;
        return left <= 1 && right <= 1
                || left == 2 && right == 2 && p[a + from] == p[b + from + 1] && p[a + from + 1] == p[b + from];
    }

    /** American Soundex: the first letter and three digits of how the rest sounds, as one number above 0. */
    static long soundex(byte[] p, int at, int size) {
        long code = p[at];
        int last = sound(p[at]);
        int letters = 1;
        for (int i = 1; i < size && letters < SOUNDEX; i++) {
            byte c = p[at + i];
            int s = sound(c);
            if (s != 0 && s != last) {
                code = code << 3 | s;
                letters++;
            }
            if (c != 'h' && c != 'w') {
                last = s;
            }
        }
        return code << 3 * (SOUNDEX - letters) | 1L << 40;
    }

    private static int sound(byte c) {
        return switch (c) {
            case 'b', 'f', 'p', 'v' -> 1;
            case 'c', 'g', 'j', 'k', 'q', 's', 'x', 'z' -> 2;
            case 'd', 't' -> 3;
            case 'l' -> 4;
            case 'm', 'n' -> 5;
            case 'r' -> 6;
            default -> 0;
        };
    }
}
