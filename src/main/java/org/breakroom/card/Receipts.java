package org.breakroom.card;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/** Names that nobody guesses and everybody can read out: Crockford's base 32, which has no I, L, O and U. */
final class Receipts {
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 16;
    private static final int GROUP = 4;
    private static final int TOKEN = 26;
    private static final int SERIAL = 7;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Receipts() {}

    /** A receipt: 80 bits. */
    static String fresh() {
        return random(LENGTH);
    }

    /** What opens a card's page: 130 bits. */
    static String token() {
        return random(TOKEN);
    }

    /** A printed card's serial: 35 bits and a sign that tells a slip of the finger. */
    static String serial() {
        var digits = random(SERIAL);
        return digits + check(digits);
    }

    private static String random(int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private static char check(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (2 * i + 3) * LETTERS.indexOf(digits.charAt(i)); // odd weights tell every slip of one letter
        }
        return LETTERS.charAt(sum % LETTERS.length());
    }

    /** In groups of four, as it is printed. */
    static String shown(String text) {
        return text.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
    }

    /** What was typed or scanned, with O for zero and I or L for one forgiven. */
    static String read(String typed) {
        return typed.toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1')
                .replaceAll("[^0-9A-Z]", "");
    }

    /** A serial out of what was typed, or out of the address that a square code holds; empty when its sign is wrong. */
    static Optional<String> readSerial(String typed) {
        var last = typed.strip();
        last = last.substring(last.lastIndexOf('/') + 1);
        var text = read(last.indexOf('?') < 0 ? last : last.substring(0, last.indexOf('?')));
        boolean right = text.length() == SERIAL + 1
                && text.chars().allMatch(c -> LETTERS.indexOf(c) >= 0)
                && check(text.substring(0, SERIAL)) == text.charAt(SERIAL);
        return right ? Optional.of(text) : Optional.empty();
    }
}
