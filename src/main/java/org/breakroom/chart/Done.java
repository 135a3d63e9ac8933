package org.breakroom.chart;

import java.util.Map;
import java.util.UUID;
import org.breakroom.kernel.Ids;
import org.jspecify.annotations.Nullable;

/**
 * What was just done, for the toast that can undo it.
 *
 * @param talk the talk that was logged
 * @param batch the key under which facts were noted, of {@code recorded} people
 */
public record Done(@Nullable UUID talk, @Nullable UUID batch, int recorded, int withdrawn) {
    static final Done NOTHING = new Done(null, null, 0, 0);
    private static final int DIGITS_MAX = 5;

    static Done read(Map<String, String> said) {
        return new Done(
                Ids.read(said.get("logged")).orElse(null),
                Ids.read(said.get("batch")).orElse(null),
                number(said.get("recorded")),
                number(said.get("withdrawn")));
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1," + DIGITS_MAX + "}") ? Integer.parseInt(text) : 0;
    }
}
