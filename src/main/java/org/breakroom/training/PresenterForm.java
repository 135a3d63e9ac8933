package org.breakroom.training;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;

/** A shift as it was typed: its times stand in the training's own zone. */
public record PresenterForm(String role, String day, String from, String until, String places) {
    private static final int ROLE_MAX = 80;
    private static final int PLACES_MAX = 200;

    static PresenterForm of(Map<String, String> sent) {
        return new PresenterForm(
                sent.getOrDefault("role", ""),
                sent.getOrDefault("day", ""),
                sent.getOrDefault("from", ""),
                sent.getOrDefault("until", ""),
                sent.getOrDefault("places", ""));
    }

    /** The whole of a training's first day, to begin with. */
    static PresenterForm of(Training training) {
        var from = training.starts().atZone(training.zone());
        var to = training.ends().atZone(training.zone());
        var until = to.toLocalDate().equals(from.toLocalDate()) ? to.toLocalTime() : LocalTime.of(17, 0);
        return new PresenterForm(
                "", from.toLocalDate().toString(), from.toLocalTime().toString(), until.toString(), "1");
    }

    /** A shift as it stands, to be changed. */
    static PresenterForm of(Training training, Presenters.Shift shift) {
        var from = shift.starts().atZone(training.zone());
        return new PresenterForm(
                shift.role(),
                from.toLocalDate().toString(),
                from.toLocalTime().toString(),
                shift.ends().atZone(training.zone()).toLocalTime().toString(),
                String.valueOf(shift.places()));
    }

    /** A shift to be held. */
    record Wanted(String role, Instant starts, Instant ends, int places) {
        /** Whether who took the shift as it was has to hear of it. */
        boolean moves(Presenters.Shift shift) {
            return !role.equals(shift.role()) || !starts.equals(shift.starts()) || !ends.equals(shift.ends());
        }
    }

    /**
     * Within the training's time; what is wrong is noted beside its field.
     *
     * @param taken how many places are taken already
     */
    Optional<Wanted> read(Training training, int taken, Messages messages, Problems problems) {
        var name = PersonName.tidy(role);
        problems.line("role", name, ROLE_MAX, "teach.problem.shiftRole", messages);
        var starts = at(training, from);
        var ends = at(training, until);
        if (starts.isEmpty()
                || ends.isEmpty()
                || !ends.get().isAfter(starts.get())
                || starts.get().isBefore(training.starts())
                || ends.get().isAfter(training.ends())) {
            problems.add(
                    "day", messages.here("teach.problem.shiftTime", training.day("en") + ", " + training.hours("en")));
        }
        var number = CourseForm.whole(places, PLACES_MAX);
        if (number.isEmpty()) {
            problems.add("places", messages.here("teach.problem.shiftPlaces"));
        } else if (number.get() < taken) {
            problems.add("places", messages.here("teach.problem.shiftTaken", taken));
        }
        return problems.any()
                ? Optional.empty()
                : Optional.of(new Wanted(name, starts.orElseThrow(), ends.orElseThrow(), number.orElseThrow()));
    }

    private Optional<Instant> at(Training training, String time) {
        return TrainingForm.at(day, time).map(t -> t.atZone(training.zone()).toInstant());
    }
}
