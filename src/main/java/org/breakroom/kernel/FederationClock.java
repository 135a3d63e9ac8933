package org.breakroom.kernel;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
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

    public SchoolYear year() {
        return SchoolYear.of(today());
    }

    public static LocalDate dayOf(Instant instant) {
        return instant.atZone(ZONE).toLocalDate();
    }
}
