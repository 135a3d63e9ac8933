package org.breakroom.goal;

import static java.util.Objects.requireNonNullElse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.MonthDay;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.breakroom.activity.ActivityKind;
import org.breakroom.activity.Outcome;
import org.breakroom.kernel.PersonName;
import org.breakroom.kernel.SchoolYear;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;

/** The answers of a new definition as they were typed; {@code hiredBy} as month and day, 03-01. */
public record DefinitionForm(
        @Nullable String fromYear,
        @Nullable List<String> talkOutcomes,
        @Nullable List<String> actions,
        @Nullable String activistDays,
        @Nullable String leading,
        @Nullable List<String> counted,
        @Nullable String hiredBy,
        @Nullable String talked,
        @Nullable String acted,
        @Nullable String activists,
        @Nullable String recommitted,
        @Nullable String reason) {
    private static final int DAYS_MAX = 30;
    private static final int REASON_MIN = 10;
    private static final int REASON_MAX = 300;

    static DefinitionForm of(Definition d, SchoolYear year) {
        return new DefinitionForm(
                String.valueOf(year.start()),
                names(d.talkOutcomes()),
                names(d.actions()),
                String.valueOf(d.activistDays()),
                d.leadingCounts() ? "yes" : "",
                List.copyOf(d.counted()),
                d.hiredBy() == null ? "" : d.hiredBy().toString().substring(2),
                String.valueOf(d.goal(Measure.TALKED)),
                String.valueOf(d.goal(Measure.ACTED)),
                String.valueOf(d.goal(Measure.ACTIVISTS)),
                String.valueOf(d.goal(Measure.RECOMMITTED)),
                "");
    }

    private static List<String> names(Collection<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).collect(Collectors.toList());
    }

    @Override
    public String fromYear() {
        return requireNonNullElse(fromYear, "");
    }

    @Override
    public List<String> talkOutcomes() {
        return requireNonNullElse(talkOutcomes, List.of());
    }

    @Override
    public List<String> actions() {
        return requireNonNullElse(actions, List.of());
    }

    @Override
    public String activistDays() {
        return requireNonNullElse(activistDays, "");
    }

    @Override
    public List<String> counted() {
        return requireNonNullElse(counted, List.of());
    }

    @Override
    public String hiredBy() {
        return requireNonNullElse(hiredBy, "");
    }

    @Override
    public String reason() {
        return requireNonNullElse(reason, "");
    }

    /** The typed goal of a measure. */
    public String goal(Measure measure) {
        return requireNonNullElse(
                switch (measure) {
                    case TALKED -> talked;
                    case ACTED -> acted;
                    case ACTIVISTS -> activists;
                    case RECOMMITTED -> recommitted;
                },
                "");
    }

    private static int number(String text) {
        return text.strip().matches("[0-9]{1,4}") ? Integer.parseInt(text.strip()) : 0;
    }

    private @Nullable MonthDay hired() {
        try {
            var day = MonthDay.parse("--" + hiredBy().strip());
            return day.equals(MonthDay.of(2, 29)) ? null : day;
        } catch (DateTimeException e) {
            return null;
        }
    }

    Problems check(SchoolYear now, Messages messages) {
        var problems = Problems.none();
        int from = number(fromYear());
        if (from != now.start() && from != now.start() + 1) {
            problems.add("fromYear", messages.text("en", "problem.definitionYear"));
        }
        if (talkOutcomes().isEmpty() || !names(Definition.OUTCOMES).containsAll(talkOutcomes())) {
            problems.add("talkOutcomes", messages.text("en", "problem.definitionTalk"));
        }
        if (actions().isEmpty() || !names(Definition.KINDS).containsAll(actions())) {
            problems.add("actions", messages.text("en", "problem.definitionActions"));
        }
        if (number(activistDays()) < 1 || number(activistDays()) > DAYS_MAX) {
            problems.add("activistDays", messages.text("en", "problem.definitionDays", DAYS_MAX));
        }
        if (counted().isEmpty() || !Definition.STANDINGS.containsAll(counted())) {
            problems.add("counted", messages.text("en", "problem.definitionCounted"));
        }
        if (!hiredBy().isBlank() && hired() == null) {
            problems.add("hiredBy", messages.text("en", "problem.definitionHired"));
        }
        for (var m : Measure.values()) {
            if (number(goal(m)) < 1 || number(goal(m)) > 100) {
                problems.add(m.word(), messages.text("en", "problem.percent"));
            }
        }
        var why = PersonName.tidy(reason());
        if (why.length() < REASON_MIN || why.length() > REASON_MAX) {
            problems.add("reason", messages.text("en", "problem.definitionReason", REASON_MIN, REASON_MAX));
        }
        return problems;
    }

    /** The definition these answers make; its version, author and time are given when it is added. */
    Definition read() {
        Map<Measure, Integer> goals = new EnumMap<>(Measure.class);
        for (var m : Measure.values()) {
            goals.put(m, number(goal(m)));
        }
        return new Definition(
                0,
                number(fromYear()),
                talkOutcomes().stream().map(Outcome::valueOf).collect(Collectors.toCollection(LinkedHashSet::new)),
                actions().stream().map(ActivityKind::valueOf).collect(Collectors.toCollection(LinkedHashSet::new)),
                number(activistDays()),
                "yes".equals(leading),
                new LinkedHashSet<>(counted()),
                hired(),
                goals,
                PersonName.tidy(reason()),
                "",
                Instant.EPOCH);
    }
}
