package org.breakroom.training;

import static java.util.Objects.requireNonNullElse;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;

/** A training as it was typed: its times stand in its own zone. */
public record TrainingForm(
        String course,
        String institute,
        String wide,
        String title,
        String about,
        String track,
        String mode,
        String place,
        String link,
        String zone,
        String day,
        String from,
        String lastDay,
        String until,
        String hours,
        String capacity) {
    /** The zones that are offered; any other of the IANA list is taken too. */
    public static final List<String> ZONES = List.of(
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Phoenix",
            "America/Los_Angeles",
            "America/Anchorage",
            "Pacific/Honolulu",
            "America/Puerto_Rico");

    private static final int LINE_MAX = 200;
    private static final int TRACK_MAX = 60;
    private static final int ABOUT_MAX = 2000;
    private static final int CAPACITY_MAX = 100_000;
    private static final Duration LONGEST_TRAINING = Duration.ofHours(16);
    private static final Duration LONGEST_INSTITUTE = Duration.ofDays(120);
    private static final int YEARS = 2;

    public TrainingForm(
            @Nullable String course,
            @Nullable String institute,
            @Nullable String wide,
            @Nullable String title,
            @Nullable String about,
            @Nullable String track,
            @Nullable String mode,
            @Nullable String place,
            @Nullable String link,
            @Nullable String zone,
            @Nullable String day,
            @Nullable String from,
            @Nullable String lastDay,
            @Nullable String until,
            @Nullable String hours,
            @Nullable String capacity) {
        this.course = requireNonNullElse(course, "");
        this.institute = requireNonNullElse(institute, "");
        this.wide = requireNonNullElse(wide, "");
        this.title = requireNonNullElse(title, "");
        this.about = requireNonNullElse(about, "");
        this.track = requireNonNullElse(track, "");
        this.mode = requireNonNullElse(mode, Mode.PERSON.name());
        this.place = requireNonNullElse(place, "");
        this.link = requireNonNullElse(link, "");
        this.zone = requireNonNullElse(zone, FederationClock.ZONE.getId());
        this.day = requireNonNullElse(day, "");
        this.from = requireNonNullElse(from, "");
        this.lastDay = requireNonNullElse(lastDay, "");
        this.until = requireNonNullElse(until, "");
        this.hours = requireNonNullElse(hours, "");
        this.capacity = requireNonNullElse(capacity, "");
    }

    static TrainingForm empty(String course, String institute, boolean wide, LocalDate day) {
        return new TrainingForm(
                course,
                institute,
                wide ? "on" : "",
                "",
                "",
                "",
                Mode.PERSON.name(),
                "",
                "",
                FederationClock.ZONE.getId(),
                day.toString(),
                "9:00",
                wide ? day.plusDays(1).toString() : "",
                "12:00",
                "",
                "25");
    }

    static TrainingForm of(Training t) {
        var from = t.starts().atZone(t.zone());
        var to = t.ends().atZone(t.zone());
        return new TrainingForm(
                t.course() == null ? "" : t.course().toString(),
                t.institute() == null ? "" : t.institute().toString(),
                t.wide() ? "on" : "",
                t.title(),
                t.about(),
                t.track(),
                t.mode().name(),
                t.place(),
                t.link(),
                t.zone().getId(),
                from.toLocalDate().toString(),
                from.toLocalTime().toString(),
                from.toLocalDate().equals(to.toLocalDate())
                        ? ""
                        : to.toLocalDate().toString(),
                to.toLocalTime().toString(),
                t.credit(),
                String.valueOf(t.capacity()));
    }

    /** What another form says, but for what it is a training of. */
    TrainingForm with(TrainingForm said) {
        return new TrainingForm(
                course,
                institute,
                wide,
                said.title,
                said.about,
                said.track,
                said.mode,
                said.place,
                said.link,
                said.zone,
                said.day,
                said.from,
                said.lastDay,
                said.until,
                said.hours,
                said.capacity);
    }

    public boolean isWide() {
        return wide.equals("on");
    }

    /** What was typed as a training; empty when something is wrong, which the problems then say. */
    Optional<Trainings.Wanted> read(
            UUID id,
            @Nullable Integer local,
            @Nullable Course of,
            @Nullable Training within,
            LocalDate today,
            Messages messages,
            Problems problems) {
        var name = PersonName.tidy(title.isBlank() && of != null ? of.title() : title);
        problems.line("title", name, LINE_MAX, "teach.problem.trainingTitle", messages);
        if (!isWide() && of == null) {
            problems.add("course", messages.here("teach.problem.trainingCourse"));
        }
        if (about.strip().length() > ABOUT_MAX || DangerousData.in(about)) {
            problems.add("about", messages.here("teach.problem.courseAbout", ABOUT_MAX));
        }
        var belongs = PersonName.tidy(track);
        if (!belongs.isEmpty()) {
            problems.line("track", belongs, TRACK_MAX, "teach.problem.courseTitle", messages);
        }
        var how = how();
        var where = PersonName.tidy(place);
        var online = link.strip();
        if (how.hasPlace()) {
            problems.line("place", where, LINE_MAX, "teach.problem.trainingPlace", messages);
        }
        if (how.hasLink() && !address(online)) {
            problems.add("link", messages.here("teach.problem.trainingLink"));
        }
        var iana = iana();
        if (iana.isEmpty()) {
            problems.add("zone", messages.here("teach.problem.trainingZone"));
        }
        var starts = at(day, from);
        var ends = at(lastDay.isBlank() ? day : lastDay, until);
        if (starts.isEmpty()
                || starts.get().toLocalDate().isAfter(today.plusYears(YEARS))
                || starts.get().toLocalDate().isBefore(today.minusYears(YEARS))) {
            problems.add("day", messages.here("teach.problem.trainingDay"));
        }
        if (ends.isEmpty()
                || (starts.isPresent()
                        && (!ends.get().isAfter(starts.get())
                                || ends.get()
                                        .isAfter(
                                                starts.get().plus(isWide() ? LONGEST_INSTITUTE : LONGEST_TRAINING))))) {
            problems.add("until", messages.here("teach.problem.trainingEnd"));
        }
        var credit =
                CourseForm.hours(hours.isBlank() ? of == null ? "0" : of.hours().toPlainString() : hours);
        if (credit.isEmpty()) {
            problems.add("hours", messages.here("teach.problem.courseHours"));
        }
        var places = CourseForm.whole(capacity, CAPACITY_MAX);
        if (places.isEmpty()) {
            problems.add("capacity", messages.here("teach.problem.trainingCapacity"));
        }
        if (problems.any()) {
            return Optional.empty();
        }
        var begin = starts.orElseThrow().atZone(iana.orElseThrow()).toInstant();
        var end = ends.orElseThrow().atZone(iana.orElseThrow()).toInstant();
        if (within != null && (begin.isBefore(within.starts()) || end.isAfter(within.ends()))) {
            problems.add("day", messages.here("teach.problem.workshopTime", within.title()));
            return Optional.empty();
        }
        return Optional.of(new Trainings.Wanted(
                id,
                local,
                of == null ? null : of.id(),
                within == null ? null : within.id(),
                isWide(),
                name,
                about.strip(),
                belongs,
                how,
                how.hasPlace() ? where : "",
                how.hasLink() ? online : "",
                iana.orElseThrow(),
                begin,
                end,
                credit.orElseThrow(),
                places.orElseThrow()));
    }

    Mode how() {
        try {
            return Mode.valueOf(mode);
        } catch (IllegalArgumentException e) {
            return Mode.PERSON;
        }
    }

    private Optional<ZoneId> iana() {
        return ZoneId.getAvailableZoneIds().contains(zone.strip()) && zone.contains("/")
                ? Optional.of(ZoneId.of(zone.strip()))
                : Optional.empty();
    }

    /** Whether a text is a web address that a browser may be sent to. */
    static boolean address(String link) {
        if (!link.matches("https://[^\\s\"<>\\\\]{4,400}")) {
            return false;
        }
        try {
            return java.net.URI.create(link).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Day and hour as typed: 9:00 and 09:00; empty when they are none. */
    static Optional<LocalDateTime> at(String day, String time) {
        var text = time.strip().matches("\\d:\\d\\d") ? "0" + time.strip() : time.strip();
        try {
            var hour = LocalTime.parse(text);
            return Days.read(day).map(d -> d.atTime(hour));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
