package org.breakroom.meeting;

import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.breakroom.kernel.FederationClock;
import org.jspecify.annotations.Nullable;

/**
 * One ten-minute meeting.
 *
 * @param leader who leads it, by name
 * @param code what a sign-in sheet's square code carries
 * @param held when the first who came was marked
 * @param came how many came
 */
public record Meeting(
        UUID id,
        UUID worksite,
        String place,
        @Nullable UUID kit,
        Instant at,
        String room,
        String leader,
        String code,
        @Nullable Instant held,
        @Nullable Instant cancelled,
        int came) {
    public YearMonth month() {
        return YearMonth.from(FederationClock.dayOf(at));
    }
}
