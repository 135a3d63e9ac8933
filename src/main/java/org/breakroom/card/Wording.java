package org.breakroom.card;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The words of a card in one version and language, with places for what is the signer's own.
 *
 * @param approver the person who answers for them
 */
public record Wording(int version, String language, String words, String author, String approver, Instant approvedAt) {
    /** What may stand in braces: the signer's full name, her job classification, the local. */
    static final List<String> PLACES = List.of("name", "job", "local");

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

    /** Whether the words name the signer, and no place that nobody can fill. */
    static boolean sound(String words) {
        return words.contains("{name}")
                && PLACE.matcher(words).results().allMatch(m -> PLACES.contains(m.group(1)))
                && PLACE.matcher(words).replaceAll("").indexOf('{') < 0;
    }

    /** The exact text that someone signs. */
    public String filled(String name, String job, String local) {
        return words.replace("{name}", name).replace("{job}", job).replace("{local}", local);
    }
}
