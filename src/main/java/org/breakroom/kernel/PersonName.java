package org.breakroom.kernel;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A person's name as a list or the person gives it. Accents, apostrophes, hyphens, two surnames and one-word names stay
 * as they came; what is folded is only for finding and sorting.
 */
public record PersonName(String given, String middle, String family, String suffix) {
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0]+");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\s]]");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Set<String> SUFFIXES = Set.of("jr", "jr.", "sr", "sr.", "ii", "iii", "iv");
    public static final int LENGTH_MAX = 120;

    /** Stands for a comma within a part of a key; no name has it, because control characters are removed. */
    private static final char COMMA = '\u001F';

    public PersonName {
        given = tidy(given);
        middle = tidy(middle);
        family = tidy(family);
        suffix = tidy(suffix);
    }

    /** Reads one field: "Family, Given Middle" where it has a comma, otherwise "Given Middle Family". */
    public static PersonName read(String text) {
        var clean = tidy(text);
        int comma = clean.indexOf(',');
        if (comma >= 0) {
            var rest = clean.substring(comma + 1).strip().split(" ");
            var family = clean.substring(0, comma);
            var suffix = "";
            var parts = java.util.Arrays.stream(rest)
                    .filter(w -> !w.isEmpty())
                    .collect(java.util.stream.Collectors.toCollection(java.util.ArrayList::new));
            if (parts.size() > 1 && isSuffix(parts.getLast())) {
                suffix = parts.removeLast();
            }
            var given = parts.isEmpty() ? "" : parts.removeFirst();
            return new PersonName(given, String.join(" ", parts), family, suffix);
        }
        var words = new java.util.ArrayList<>(java.util.List.of(clean.split(" ")));
        var suffix = words.size() > 2 && isSuffix(words.getLast()) ? words.removeLast() : "";
        if (words.size() == 1) {
            return new PersonName("", "", words.getFirst(), suffix);
        }
        var given = words.removeFirst();
        var family = words.removeLast();
        return new PersonName(given, String.join(" ", words), family, suffix);
    }

    private static boolean isSuffix(String word) {
        return SUFFIXES.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether there is a name at all: at least one letter somewhere. */
    public boolean present() {
        return (given + family).codePoints().anyMatch(Character::isLetter);
    }

    /** As one reads it aloud: given, middle, family, suffix. */
    public String full() {
        var full = new StringBuilder();
        for (var part : List.of(given, middle, family, suffix)) {
            full.append(full.isEmpty() || part.isEmpty() ? "" : " ").append(part);
        }
        return full.toString();
    }

    /** Folded, family first: pages order by this and never by a database's collation. */
    public String sort() {
        return fold(family + " " + given + " " + middle + " " + suffix);
    }

    /** The name to the letter, as one key: what the exact matcher compares. */
    public String key() {
        return part(family) + "," + part(given) + "," + part(middle) + "," + part(suffix);
    }

    /** The name that a key was made of. */
    public static PersonName ofKey(String key) {
        var parts = key.split(",", -1);
        return new PersonName(whole(parts[1]), whole(parts[2]), whole(parts[0]), whole(parts[3]));
    }

    private static String part(String name) {
        return name.replace(',', COMMA);
    }

    private static String whole(String part) {
        return part.replace(COMMA, ',');
    }

    /** Lower case without accents and punctuation, words parted by one space: what search looks at. */
    public static String fold(String text) {
        return plain(text) ? foldPlain(text) : foldAny(text);
    }

    private static String foldAny(String text) {
        var plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        plain = plain.replace("'", "").replace("’", "");
        return NOT_WORD.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    /** Composed form, without control characters, with single spaces. */
    public static String tidy(String text) {
        if (plain(text) && !text.contains("  ")) {
            return text.strip();
        }
        var clean =
                UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFC)).replaceAll("");
        return SPACES.matcher(clean).replaceAll(" ").strip();
    }

    /** Whether it is all printable ASCII, as nearly every cell of a list is: then there is nothing to compose or remove. */
    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static String foldPlain(String text) {
        var folded = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = Character.toLowerCase(text.charAt(i));
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                if (gap && !folded.isEmpty()) {
                    folded.append(' ');
                }
                gap = false;
                folded.append(c);
            } else if (c != '\'') {
                gap = true;
            }
        }
        return folded.toString();
    }
}
