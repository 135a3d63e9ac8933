package org.breakroom.kernel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;

/** The year goals are counted in: 1 July to 30 June, named by the calendar year it starts in. */
public record SchoolYear(int start) {

    public static SchoolYear of(LocalDate day) {
        return new SchoolYear(day.getMonthValue() >= Month.JULY.getValue() ? day.getYear() : day.getYear() - 1);
    }

    public static SchoolYear of(Instant instant) {
        return of(FederationClock.dayOf(instant));
    }

    public LocalDate firstDay() {
        return LocalDate.of(start, Month.JULY, 1);
    }

    public LocalDate lastDay() {
        return LocalDate.of(start + 1, Month.JUNE, 30);
    }

    /** The first instant of the year, for columns of time. */
    public Instant begins() {
        return firstDay().atStartOfDay(FederationClock.ZONE).toInstant();
    }

    /** The first instant after the year. */
    public Instant ends() {
        return lastDay().plusDays(1).atStartOfDay(FederationClock.ZONE).toInstant();
    }

    /** As people write it: 2026–27. */
    public String label() {
        int end = (start + 1) % 100;
        return start + (end < 10 ? "–0" : "–") + end;
    }
}
