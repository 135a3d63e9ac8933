package org.breakroom.today;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone due or next.
 *
 * @param orientationDueOn until when a new hire must be met, while that is not past
 * @param talkedOn the day of the last talk, in any year
 */
public record TodayPerson(
        UUID id,
        String name,
        @Nullable String job,
        @Nullable String place,
        @Nullable Integer assessment,
        @Nullable LocalDate dueOn,
        @Nullable LocalDate orientationDueOn,
        @Nullable LocalDate talkedOn) {}
