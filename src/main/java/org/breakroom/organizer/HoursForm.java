package org.breakroom.organizer;

import static java.util.Objects.requireNonNullElse;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.FederationClock;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;

/** Hours as they were typed, in the federation's time. */
public record HoursForm(String day, String from, String until, String work, String note) {
    private static final int NOTE_MAX = 500;
    private static final Duration LONGEST = Duration.ofHours(16);

    public HoursForm(
            @Nullable String day,
            @Nullable String from,
            @Nullable String until,
            @Nullable String work,
            @Nullable String note) {
        this.day = requireNonNullElse(day, "");
        this.from = requireNonNullElse(from, "");
        this.until = requireNonNullElse(until, "");
        this.work = requireNonNullElse(work, "");
        this.note = requireNonNullElse(note, "");
    }

    static HoursForm empty(LocalDate day) {
        return new HoursForm(day.toString(), "", "", Work.TALKS.name(), "");
    }

    static HoursForm of(Hours.Entry e) {
        return new HoursForm(
                e.day().toString(), time(e.from()), time(e.until()), e.work().name(), e.note());
    }

    private static String time(Instant at) {
        return at.atZone(FederationClock.ZONE).toLocalTime().toString();
    }

    /** What was typed as hours; a correction may say that nothing was worked. */
    Optional<Hours.Worked> read(UUID id, boolean correction, Messages messages, Problems problems) {
        var on = Days.read(day);
        if (on.isEmpty()) {
            problems.add("day", messages.here("organize.problem.day"));
        }
        var begins = at(on, from);
        var ends = at(on, until);
        if (begins.isEmpty()) {
            problems.add("from", messages.here("organize.problem.time"));
        }
        if (ends.isEmpty()) {
            problems.add("until", messages.here("organize.problem.time"));
        }
        if (begins.isPresent() && ends.isPresent()) {
            var length = Duration.between(begins.get(), ends.get());
            if (length.isNegative() || (length.isZero() && !correction)) {
                problems.add("until", messages.here("organize.problem.negative"));
            } else if (length.compareTo(LONGEST) > 0) {
                problems.add("until", messages.here("organize.problem.long", LONGEST.toHours()));
            }
        }
        var kind =
                Arrays.stream(Work.values()).filter(w -> w.name().equals(work)).findFirst();
        if (kind.isEmpty()) {
            problems.add("work", messages.here("organize.problem.work"));
        }
        if (note.length() > NOTE_MAX || DangerousData.in(note)) {
            problems.add("note", messages.here("organize.problem.note", NOTE_MAX));
        }
        return problems.any()
                ? Optional.empty()
                : Optional.of(new Hours.Worked(
                        id,
                        on.orElseThrow(),
                        begins.orElseThrow(),
                        ends.orElseThrow(),
                        kind.orElseThrow(),
                        note.strip()));
    }

    /** A time of a day as browsers send it, or as people type it: 9:30. */
    static Optional<Instant> at(Optional<LocalDate> day, String time) {
        var text = time.strip().matches("\\d:\\d\\d") ? "0" + time.strip() : time.strip();
        try {
            var hour = LocalTime.parse(text);
            return day.map(d -> d.atTime(hour).atZone(FederationClock.ZONE).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
