package org.breakroom.training;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.breakroom.ui.Figures;
import org.jspecify.annotations.Nullable;

/**
 * A course held at a time, or an institute over many of them.
 *
 * @param local the local that holds it, null for the federation
 * @param institute the institute whose workshop it is, null for most
 * @param wide whether it is an institute itself
 * @param confirmed how many places are taken, at most the capacity
 * @param arrivals how many ever asked for a place: the last number of the line
 * @param sequence raised whenever what a calendar shows changes (RFC 5545, 3.8.7.4)
 */
public record Training(
        UUID id,
        @Nullable Integer local,
        @Nullable UUID course,
        @Nullable UUID institute,
        boolean wide,
        String title,
        String about,
        String track,
        Mode mode,
        String place,
        String link,
        ZoneId zone,
        Instant starts,
        Instant ends,
        BigDecimal hours,
        int capacity,
        int confirmed,
        long arrivals,
        int sequence,
        String code,
        Instant changed,
        @Nullable Instant cancelled) {
    private static final Duration DOOR_BEFORE = Duration.ofHours(2);
    private static final Duration DOOR_AFTER = Duration.ofHours(12);

    /** Where it is on the way of the web. */
    public String path() {
        return "/trainings/" + id;
    }

    public boolean full() {
        return confirmed >= capacity;
    }

    /** Whether a place can still be asked for. */
    public boolean open(Instant now) {
        return cancelled == null && now.isBefore(starts);
    }

    /** Whether those who come may mark themselves. */
    public boolean atDoor(Instant now) {
        return cancelled == null && now.isAfter(starts.minus(DOOR_BEFORE)) && now.isBefore(ends.plus(DOOR_AFTER));
    }

    /** Whether somebody cannot be at both. */
    public boolean overlaps(Training other) {
        return starts.isBefore(other.ends) && other.starts.isBefore(ends);
    }

    /** The day in its own zone, in a language. */
    public String day(String language) {
        return Figures.weekday(starts.atZone(zone).toLocalDate(), language);
    }

    /** From when to when, in its own zone; with the last day where it takes several. */
    public String hours(String language) {
        return span(starts, ends, language);
    }

    /** Day and hours of a part of it, in its own zone. */
    public String part(Instant from, Instant to, String language) {
        return Figures.weekday(from.atZone(zone).toLocalDate(), language) + ", " + span(from, to, language);
    }

    private String span(Instant start, Instant finish, String language) {
        var from = start.atZone(zone);
        var to = finish.atZone(zone);
        var hour = DateTimeFormatter.ofPattern("H:mm", Locale.ENGLISH);
        var end = from.toLocalDate().equals(to.toLocalDate())
                ? hour.format(to)
                : DateTimeFormatter.ofPattern("d MMM", Locale.forLanguageTag(language))
                                .format(to) + ", " + hour.format(to);
        return hour.format(from) + "–" + end + " " + zone(language);
    }

    private String zone(String language) {
        return DateTimeFormatter.ofPattern("z", Locale.forLanguageTag(language)).format(starts.atZone(zone));
    }

    /** Its hours without zeros behind. */
    public String credit() {
        return hours.stripTrailingZeros().toPlainString();
    }
}
