package org.breakroom.matching;

/** How close two words are. */
final class Texts {
    private static final double PREFIX_WEIGHT = 0.1;
    private static final int PREFIX_MAX = 4;

    private Texts() {}

    /** Jaro's similarity with Winkler's weight for a common beginning (Winkler 1990), from 0 to 1. */
    static double jaroWinkler(String a, String b) {
        int n = a.length();
        int m = b.length();
        if (n == 0 || m == 0) {
            return n == m ? 1 : 0;
        }
        int window = Math.max(0, Math.max(n, m) / 2 - 1);
        var usedA = new boolean[n];
        var usedB = new boolean[m];
        int common = 0;
        for (int i = 0; i < n; i++) {
            for (int j = Math.max(0, i - window); j < Math.min(m, i + window + 1); j++) {
                if (!usedB[j] && a.charAt(i) == b.charAt(j)) {
                    usedA[i] = true;
                    usedB[j] = true;
                    common++;
                    break;
                }
            }
        }
        if (common == 0) {
            return 0;
        }
        int crossed = 0;
        int j = 0;
        for (int i = 0; i < n; i++) {
            if (usedA[i]) {
                while (!usedB[j]) {
                    j++;
                }
                crossed += a.charAt(i) == b.charAt(j) ? 0 : 1;
                j++;
            }
        }
        double c = common;
        double jaro = (c / n + c / m + (c - crossed / 2.0) / c) / 3;
        int prefix = 0;
        while (prefix < Math.min(PREFIX_MAX, Math.min(n, m)) && a.charAt(prefix) == b.charAt(prefix)) {
            prefix++;
        }
        return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
    }

    /** Whether one slip of the finger makes one of the other: a letter more, less, another, or two crossed (Damerau 1964). */
    static boolean oneSlip(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 1) {
            return false;
        }
        int from = 0;
        int endA = a.length();
        int endB = b.length();
        while (from < endA && from < endB && a.charAt(from) == b.charAt(from)) {
            from++;
        }
        while (endA > from && endB > from && a.charAt(endA - 1) == b.charAt(endB - 1)) {
            endA--;
            endB--;
        }
        int left = endA - from;
        int right = endB - from;
        return left <= 1 && right <= 1
                || left == 2
                        && right == 2
                        && a.charAt(from) == b.charAt(from + 1)
                        && a.charAt(from + 1) == b.charAt(from);
    }

    /** American Soundex: the first letter and three digits of how the rest sounds. */
    static String soundex(String word) {
        if (word.isEmpty()) {
            return "";
        }
        var out = new StringBuilder().append(word.charAt(0));
        char last = sound(word.charAt(0));
        for (int i = 1; i < word.length() && out.length() < 4; i++) {
            char c = word.charAt(i);
            char s = sound(c);
            if (s != '0' && s != last) {
                out.append(s);
            }
            if (c != 'h' && c != 'w') {
                last = s;
            }
        }
        while (out.length() < 4) {
            out.append('0');
        }
        return out.toString();
    }

    private static char sound(char c) {
        return switch (c) {
            case 'b', 'f', 'p', 'v' -> '1';
            case 'c', 'g', 'j', 'k', 'q', 's', 'x', 'z' -> '2';
            case 'd', 't' -> '3';
            case 'l' -> '4';
            case 'm', 'n' -> '5';
            case 'r' -> '6';
            default -> '0';
        };
    }
}
