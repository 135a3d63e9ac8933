package org.breakroom.chart;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.breakroom.activity.ActivityKind;
import org.breakroom.activity.Outcome;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.Ids;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;

/**
 * One fact about several people of a worksite, as it is typed or tapped.
 *
 * @param what a kind of activity, or {@code A1} to {@code A5} for an assessment
 * @param led whether they led it
 * @param day the day it happened; empty for today
 */
public record RecordForm(
        @Nullable List<String> member,
        @Nullable String what,
        @Nullable String led,
        @Nullable String day) {
    private static final int PEOPLE_MAX = 5_000;
    private static final int YEARS_BACK = 5;

    /** What the form says, once every part of it can be. */
    record Said(
            Set<UUID> members, ActivityKind kind, @Nullable Integer assessment, Outcome outcome, LocalDate day) {}

    static RecordForm empty() {
        return new RecordForm(null, null, null, null);
    }

    public boolean ticked(UUID id) {
        return member != null && member.contains(id.toString());
    }

    Optional<Said> read(LocalDate today, Messages messages, Problems problems) {
        var people = new LinkedHashSet<UUID>();
        Objects.requireNonNullElse(member, List.<String>of())
                .forEach(m -> Ids.read(m).ifPresent(people::add));
        if (people.isEmpty()) {
            problems.add("member", messages.here("record.nobody"));
        } else if (people.size() > PEOPLE_MAX) {
            problems.add("member", messages.here("record.tooMany", PEOPLE_MAX));
        }
        var assessment = what != null && what.matches("A[1-5]") ? Integer.valueOf(what.substring(1)) : null;
        var kind = assessment == null ? kind(what) : ActivityKind.ASSESSMENT;
        if (kind == null) {
            problems.add("what", messages.here("record.whatMissing"));
        }
        var on = day(today);
        if (on == null || on.isAfter(today) || on.isBefore(today.minusYears(YEARS_BACK))) {
            problems.add("day", messages.here("record.dayWrong"));
        }
        if (problems.any() || kind == null || on == null) {
            return Optional.empty();
        }
        return Optional.of(new Said(people, kind, assessment, led == null ? Outcome.TOOK_PART : Outcome.LED, on));
    }

    private @Nullable LocalDate day(LocalDate today) {
        if (day == null || day.isBlank()) {
            return today;
        }
        return Days.read(day).orElse(null);
    }

    /** What can be noted of several people at once: actions, and meetings they came to. */
    public static List<ActivityKind> kinds() {
        return Arrays.stream(ActivityKind.values())
                .filter(k -> k.action() || k == ActivityKind.MEETING)
                .toList();
    }

    private static @Nullable ActivityKind kind(@Nullable String word) {
        return kinds().stream().filter(k -> k.name().equals(word)).findFirst().orElse(null);
    }
}
