package org.breakroom.training;

import static java.util.Objects.requireNonNullElse;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;

/** A course as it was typed; topics stand one a line. */
public record CourseForm(
        String title,
        String level,
        String about,
        String topics,
        List<String> language,
        String hours,
        String refresh,
        List<String> needs) {
    private static final int TITLE_MAX = 100;
    private static final int ABOUT_MAX = 2000;
    private static final int TOPIC_MAX = 80;
    private static final int TOPICS_MAX = 20;
    private static final BigDecimal HOURS_MAX = new BigDecimal(200);
    private static final int REFRESH_MAX = 120;

    public CourseForm(
            @Nullable String title,
            @Nullable String level,
            @Nullable String about,
            @Nullable String topics,
            @Nullable List<String> language,
            @Nullable String hours,
            @Nullable String refresh,
            @Nullable List<String> needs) {
        this.title = requireNonNullElse(title, "");
        this.level = requireNonNullElse(level, "");
        this.about = requireNonNullElse(about, "");
        this.topics = requireNonNullElse(topics, "");
        this.language = language == null ? List.of() : List.copyOf(language);
        this.hours = requireNonNullElse(hours, "");
        this.refresh = requireNonNullElse(refresh, "");
        this.needs = needs == null ? List.of() : List.copyOf(needs);
    }

    static CourseForm empty() {
        return new CourseForm("", "", "", "", List.of("en"), "2", "", List.of());
    }

    static CourseForm of(Course c) {
        return new CourseForm(
                c.title(),
                c.level() == null ? "" : c.level().toString(),
                c.about(),
                String.join("\n", c.topics()),
                c.languages(),
                c.hours().stripTrailingZeros().toPlainString(),
                c.refreshMonths() == null ? "" : c.refreshMonths().toString(),
                c.needs().stream().map(UUID::toString).toList());
    }

    /** What was typed as a course; empty when something is wrong, which the problems then say. */
    Optional<Course> read(UUID id, @Nullable Integer local, Set<UUID> known, Messages messages, Problems problems) {
        var name = PersonName.tidy(title);
        problems.line("title", name, TITLE_MAX, "teach.problem.courseTitle", messages);
        var words = about.strip();
        if (words.length() > ABOUT_MAX || DangerousData.in(words)) {
            problems.add("about", messages.here("teach.problem.courseAbout", ABOUT_MAX));
        }
        var lines =
                topics.lines().map(PersonName::tidy).filter(l -> !l.isEmpty()).toList();
        if (lines.size() > TOPICS_MAX || lines.stream().anyMatch(l -> l.length() > TOPIC_MAX || DangerousData.in(l))) {
            problems.add("topics", messages.here("teach.problem.courseTopics", TOPICS_MAX, TOPIC_MAX));
        }
        var spoken = language.stream().filter(Messages.LANGUAGES::contains).toList();
        if (spoken.isEmpty()) {
            problems.add("language", messages.here("teach.problem.courseLanguage"));
        }
        var credit = hours(hours);
        if (credit.isEmpty()) {
            problems.add("hours", messages.here("teach.problem.courseHours"));
        }
        var months = refresh.isBlank() ? Optional.of(0) : whole(refresh, REFRESH_MAX);
        if (months.isEmpty()) {
            problems.add("refresh", messages.here("teach.problem.courseRefresh", REFRESH_MAX));
        }
        var before =
                needs.stream().flatMap(n -> Ids.read(n).stream()).distinct().toList();
        if (!known.containsAll(before)) {
            problems.add("needs", messages.here("teach.problem.courseNeeds"));
        }
        var rung = Arrays.asList("101", "201", "301").contains(level) ? Integer.valueOf(level) : null;
        return problems.any()
                ? Optional.empty()
                : Optional.of(new Course(
                        id,
                        local,
                        name,
                        rung,
                        words,
                        lines,
                        spoken,
                        credit.orElseThrow(),
                        months.filter(m -> m > 0).orElse(null),
                        before,
                        false));
    }

    /** Hours with at most two decimals, from 0 on. */
    static Optional<BigDecimal> hours(String said) {
        var text = said.strip().replace(',', '.');
        return text.matches("\\d{1,3}(\\.\\d{1,2})?")
                ? Optional.of(new BigDecimal(text)).filter(h -> h.compareTo(HOURS_MAX) <= 0)
                : Optional.empty();
    }

    /** A whole number from 1 to a largest one. */
    static Optional<Integer> whole(String said, int max) {
        var text = said.strip();
        return text.matches("\\d{1,6}")
                ? Optional.of(Integer.valueOf(text)).filter(n -> n >= 1 && n <= max)
                : Optional.empty();
    }
}
