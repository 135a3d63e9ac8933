package org.breakroom.ui;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.breakroom.kernel.FederationClock;

/** How numbers, shares and days are written, on screen and on paper alike. */
public final class Figures {
    private static final DateTimeFormatter LONG_DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("H:mm", Locale.ENGLISH);

    private Figures() {}

    public static String number(long value) {
        return value < 1000 && value > -1000
                ? Long.toString(value)
                : NumberFormat.getIntegerInstance(Locale.US).format(value);
    }

    /** A share rounded down, so that 100 % means all; one decimal below ten percent, where a point is a tenth of the goal. */
    public static String share(long part, long whole) {
        if (whole == 0) {
            return "–";
        }
        long tenths = part * 1000 / whole;
        return tenths < 100 && tenths > 0 ? tenths(tenths) + "%" : tenths / 10 + "%";
    }

    /** A share in percent with one decimal, rounded down, for a table; empty of nobody. */
    public static String percent(long part, long whole) {
        return whole == 0 ? "" : tenths(part * 1000 / whole);
    }

    private static String tenths(long tenths) {
        return tenths / 10 + "." + tenths % 10;
    }

    /** With the year, for what is read years later. */
    public static String longDate(LocalDate day) {
        return LONG_DAY.format(day);
    }

    /** With the year, in a language. */
    public static String longDate(LocalDate day, String language) {
        return LONG_DAY.withLocale(Locale.forLanguageTag(language)).format(day);
    }

    public static String hour(Instant instant) {
        return HOUR.format(instant.atZone(FederationClock.ZONE));
    }
}
