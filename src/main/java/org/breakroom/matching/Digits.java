package org.breakroom.matching;

/** Numbers that are known by their digits, as phones and days are: four bits a digit, so that slips are found without text. */
final class Digits {
    private static final int BITS = 4;
    private static final int MOST = 15;
    private static final long BEGIN = 0xF;
    private static final long ONES = 0x1111_1111_1111_1111L;

    private Digits() {}

    /** The digits in some letters behind four bits that are all set, the last fifteen at most; 0 when there is none. */
    static long pack(byte[] letters, int start, int stop) {
        long digits = start == stop ? 0 : BEGIN;
        for (int i = Math.max(start, stop - MOST); i < stop; i++) {
            digits = digits << BITS | letters[i] - '0';
        }
        return digits;
    }

    /** A number's last four digits, four bits each. */
    static long last(int number) {
        return number % 10 | number / 10 % 10 << 4 | number / 100 % 10 << 8 | number / 1000 % 10 << 12;
    }

    /** Whether one digit more, less, another, or two crossed make one number of the other. */
    static boolean oneSlip(long one, long other) {
        int size = (Long.SIZE + 3 - Long.numberOfLeadingZeros(one)) / BITS;
        int otherSize = (Long.SIZE + 3 - Long.numberOfLeadingZeros(other)) / BITS;
        if (size == otherSize || Math.max(size, otherSize) <= BITS) {
            long bits = one ^ other;
            long differ = (bits | bits >>> 1 | bits >>> 2 | bits >>> 3) & ONES;
            int low = Long.numberOfTrailingZeros(differ);
            return Long.bitCount(differ) == 1
                    || Long.bitCount(differ) == 2
                            && (differ >>> low + BITS & 1) == 1
                            && (one >>> low & 15) == (other >>> low + BITS & 15)
                            && (other >>> low & 15) == (one >>> low + BITS & 15);
        }
        long longer = size > otherSize ? one : other;
        long shorter = size > otherSize ? other : one;
        if (Math.abs(size - otherSize) > 1) {
            return false;
        }
        for (int at = 0; at < Long.SIZE - BITS; at += BITS) {
            long below = (1L << at) - 1;
            if ((longer >>> BITS & ~below | longer & below) == shorter) {
                return true;
            }
        }
        return false;
    }
}
