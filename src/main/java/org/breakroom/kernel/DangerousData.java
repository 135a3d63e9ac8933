package org.breakroom.kernel;

import java.util.Set;
import java.util.regex.Pattern;

/** Finds what Breakroom never holds: social security and bank card numbers and days of birth in free text, and headings of such columns. */
public final class DangerousData {
    private static final Pattern SSN = Pattern.compile("(?<![0-9-])\\d{3}[- ]\\d{2}[- ]\\d{4}(?![0-9-])");
    /** Named for what it is, a number needs no hyphens. */
    private static final Pattern NAMED =
            Pattern.compile("(?i)\\b(?:ssn|soc(?:ial)?\\.? *sec(?:urity)?)\\b[^0-9]{0,20}\\d{3}[- ]?\\d{2}[- ]?\\d{4}");

    /** A day of birth, called one: a day alone may be any day. */
    private static final Pattern BORN = Pattern.compile(
            "(?i)\\b(?:born|dob|d\\.o\\.b|birth ?(?:date|day)?|date of birth)\\b[^0-9]{0,20}\\d{1,4}[-/. ]\\d{1,2}[-/. ]\\d{1,4}");

    private static final Pattern DIGITS = Pattern.compile("(?<!\\d)(?:\\d[ -]?){13,19}(?!\\d)");

    /** What a list may hold and Breakroom never takes in, whatever someone maps it to. */
    private static final Set<String> NEVER = Set.of(
            "ssn",
            "social security",
            "social security number",
            "ss",
            "soc sec id",
            "dob",
            "date of birth",
            "birth date",
            "birthdate",
            "birthday",
            "bank",
            "bank account",
            "account number",
            "routing number",
            "card number",
            "license",
            "licence",
            "license number",
            "driver license");

    private DangerousData() {}

    public static boolean in(String text) {
        // a sign that no keyboard has and no database keeps
        return text.indexOf('\0') >= 0
                || SSN.matcher(text).find()
                || NAMED.matcher(text).find()
                || BORN.matcher(text).find()
                || DIGITS.matcher(text).results().anyMatch(r -> isCard(r.group()));
    }

    /** Whether a heading names data that Breakroom never holds. */
    public static boolean heading(String heading) {
        return NEVER.contains(PersonName.fold(heading));
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
