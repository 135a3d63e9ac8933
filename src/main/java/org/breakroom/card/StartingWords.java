package org.breakroom.card;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Words of ours to begin with, in four languages. A named person approves them before anybody signs them. */
final class StartingWords {
    private static final Map<String, String> ALL = load();

    private StartingWords() {}

    static String of(CardKind kind, String language) {
        return ALL.getOrDefault(kind + " " + language, "");
    }

    private static Map<String, String> load() {
        try (var in = StartingWords.class.getResourceAsStream("/card/words.txt")) {
            var all = new HashMap<String, String>();
            var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            for (var part : text.split("\n?== ")) {
                int end = part.indexOf('\n');
                if (end > 0) {
                    all.put(
                            part.substring(0, end).strip(),
                            part.substring(end + 1).strip());
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
