package org.breakroom.roster;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a list writes its dates. */
public enum Dates {
    /** As each date can be read; one that could be two days is read the American way. */
    ANY(
            "uuuu-M-d",
            "M/d/uuuu",
            "M-d-uuuu",
            "M/d/uu",
            "d MMM uuuu",
            "d-MMM-uuuu",
            "d-MMM-uu",
            "MMM d, uuuu",
            "uuuuMMdd"),
    MDY("M/d/uuuu", "M-d-uuuu", "M.d.uuuu", "M/d/uu", "MMM d, uuuu", "MMdduuuu"),
    DMY("d/M/uuuu", "d-M-uuuu", "d.M.uuuu", "d/M/uu", "d MMM uuuu", "d-MMM-uuuu", "d-MMM-uu", "ddMMuuuu"),
    YMD("uuuu-M-d", "uuuu/M/d", "uuuu.M.d", "uuuuMMdd");

    private final List<DateTimeFormatter> formats;

    Dates(String... patterns) {
        formats = Stream.of(patterns)
                .map(p -> DateTimeFormatter.ofPattern(p, Locale.US).withResolverStyle(ResolverStyle.STRICT))
                .toList();
    }

    /** The day a text means; empty when it is none. */
    public Optional<LocalDate> read(String text) {
        for (var format : formats) {
            try {
                return Optional.of(LocalDate.parse(text, format));
            } catch (DateTimeException e) {
                continue; // the next format may fit
            }
        }
        return Optional.empty();
    }
}
