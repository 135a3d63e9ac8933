package org.breakroom.kernel;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A mail address in lower case. Read strictly enough to catch typing errors; only a letter that arrives proves one. */
public record Email(String address) {
    private static final Pattern SHAPE = Pattern.compile(
            "[^\\s@<>\"(),:;\\[\\]\\\\]{1,64}@([\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,62})\\.)+\\p{L}{2,24}");
    private static final int LENGTH_MAX = 254;

    public static Optional<Email> read(String text) {
        var address = text.strip().toLowerCase(Locale.ROOT);
        var ok = address.length() <= LENGTH_MAX
                && SHAPE.matcher(address).matches()
                && !address.contains("..")
                && !address.startsWith(".")
                && !address.contains(".@");
        return ok ? Optional.of(new Email(address)) : Optional.empty();
    }
}
