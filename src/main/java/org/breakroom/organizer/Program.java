package org.breakroom.organizer;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program that pays members to organize.
 *
 * @param facts the fact sheet
 * @param opens the first day of applications
 * @param periodDays how long a pay period is; they follow each other from the first day on
 * @param personCap US dollars that one organizer can earn in all
 * @param agreement what an organizer signs before her first hour
 */
public record Program(
        UUID id,
        String title,
        String facts,
        LocalDate opens,
        LocalDate closes,
        LocalDate starts,
        LocalDate ends,
        int places,
        int periodDays,
        BigDecimal personCap,
        String agreement,
        String author,
        @Nullable Instant ended) {
    private static final BigDecimal RATE_MAX = BigDecimal.valueOf(1_000);

    /** Whether a rate is one that somebody may mean: a thousand dollars an hour is the most. */
    static boolean payable(BigDecimal rate) {
        return rate.compareTo(RATE_MAX) <= 0;
    }

    public enum Kind {
        NATIONAL,
        STATE,
        LOCAL
    }

    /**
     * Who pays a share of every approved hour.
     *
     * @param cap US dollars of the whole program; of each local where locals pay
     */
    public record Source(UUID id, int position, String name, Kind kind, BigDecimal percent, BigDecimal cap) {}

    /** US dollars an hour from a day on. */
    public record Rate(LocalDate from, BigDecimal rate) {}

    /** A pay period. */
    public record Period(int number, LocalDate first, LocalDate last) {}

    public String path() {
        return "/organizers/" + id;
    }

    public boolean applying(LocalDate today) {
        return ended == null && !today.isBefore(opens) && !today.isAfter(closes);
    }

    /** The period that a day of the program belongs to. */
    public Period period(LocalDate day) {
        return period((int) (Math.max(0, ChronoUnit.DAYS.between(starts, day)) / periodDays) + 1);
    }

    /** A period by its number; one after the program's end pays what was corrected later. */
    public Period period(int number) {
        var first = starts.plusDays((long) (number - 1) * periodDays);
        var last = first.plusDays(periodDays - 1L);
        return new Period(number, first, last.isAfter(ends) && !first.isAfter(ends) ? ends : last);
    }
}
