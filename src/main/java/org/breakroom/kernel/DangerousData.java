package org.breakroom.kernel;

import java.util.regex.Pattern;

/** Finds what Breakroom never holds in free text: social security numbers and bank card numbers. */
public final class DangerousData {
    private static final Pattern SSN = Pattern.compile("(?<![0-9-])\\d{3}[- ]\\d{2}[- ]\\d{4}(?![0-9-])");
    private static final Pattern DIGITS = Pattern.compile("(?<!\\d)(?:\\d[ -]?){13,19}(?!\\d)");

    private DangerousData() {}

    public static boolean in(String text) {
        return SSN.matcher(text).find() || DIGITS.matcher(text).results().anyMatch(r -> isCard(r.group()));
    }

    /** The check digit of payment cards (ISO/IEC 7812-1, annex B). */
    private static boolean isCard(String found) {
        var digits = found.replaceAll("\\D", "");
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int d = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? d : d * 2 > 9 ? d * 2 - 9 : d * 2;
        }
        return sum % 10 == 0;
    }
}
