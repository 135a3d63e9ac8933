package org.breakroom.ui;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.breakroom.kernel.FederationClock;

/** How numbers, shares and days are written, on screen and on paper alike. */
public final class Figures {
    private static final String LONG = "d MMMM uuuu";
    private static final DateTimeFormatter LONG_DAY = DateTimeFormatter.ofPattern(LONG, Locale.ENGLISH);
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
        return of(LONG, language).format(day);
    }

    /** With the year and the day of the week, in a language. */
    public static String weekday(LocalDate day, String language) {
        return of("EEEE, " + LONG, language).format(day);
    }

    /** Spanish and Portuguese put a word between day, month and year. */
    private static DateTimeFormatter of(String pattern, String language) {
        boolean between = language.equals("es") || language.equals("pt");
        return DateTimeFormatter.ofPattern(
                between ? pattern.replace("d MMMM uuuu", "d 'de' MMMM 'de' uuuu") : pattern,
                Locale.forLanguageTag(language));
    }

    public static String hour(Instant instant) {
        return HOUR.format(instant.atZone(FederationClock.ZONE));
    }
}
