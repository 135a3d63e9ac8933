package org.breakroom.kernel;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Days as forms and addresses send them. */
public final class Days {
    private static final int YEAR_FIRST = 1900;
    private static final int YEAR_LAST = 2199;

    private Days() {}

    /** Reads 2026-11-22; empty when it is no day, or one of a year that is nobody's: nothing behind a form meets it. */
    public static Optional<LocalDate> read(@Nullable String text) {
        try {
            return text == null
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(text.strip()))
                            .filter(d -> d.getYear() >= YEAR_FIRST && d.getYear() <= YEAR_LAST);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
