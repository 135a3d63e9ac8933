package org.breakroom.kernel;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** The federation's time: one zone, named here once, over a clock that comes in from outside. */
@Component
public class FederationClock {
    public static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final Clock clock;

    public FederationClock(Clock clock) {
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    public LocalDate today() {
        return dayOf(now());
    }

    /** When something of a day happened, as far as a day tells: a day that is over counts at its noon, today counts now. */
    public Instant on(LocalDate day) {
        return day.equals(today())
                ? now()
                : day.atTime(LocalTime.NOON).atZone(ZONE).toInstant();
    }

    public SchoolYear year() {
        return SchoolYear.of(today());
    }

    public static LocalDate dayOf(Instant instant) {
        return instant.atZone(ZONE).toLocalDate();
    }
}
