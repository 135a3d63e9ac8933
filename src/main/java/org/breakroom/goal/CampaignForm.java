package org.breakroom.goal;

import static java.util.Objects.requireNonNullElse;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;

/** The answers of a campaign goal as they were typed. */
public record CampaignForm(
        @Nullable String name,
        @Nullable List<String> kinds,
        @Nullable String from,
        @Nullable String until,
        @Nullable String percent) {
    private static final int NAME_MAX = 80;
    private static final int DAYS_MAX = 731;

    @Override
    public String name() {
        return requireNonNullElse(name, "");
    }

    @Override
    public List<String> kinds() {
        return requireNonNullElse(kinds, List.of());
    }

    @Override
    public String from() {
        return requireNonNullElse(from, "");
    }

    @Override
    public String until() {
        return requireNonNullElse(until, "");
    }

    @Override
    public String percent() {
        return requireNonNullElse(percent, "");
    }

    @Nullable
    LocalDate firstDay() {
        return Days.read(from).orElse(null);
    }

    @Nullable
    LocalDate lastDay() {
        return Days.read(until).orElse(null);
    }

    int share() {
        return percent().strip().matches("[0-9]{1,3}")
                ? Integer.parseInt(percent().strip())
                : 0;
    }

    Problems check(LocalDate today, Messages messages) {
        var problems = Problems.none();
        var called = PersonName.tidy(name());
        problems.line("name", called, NAME_MAX, "problem.campaignName", messages);
        if (kinds().isEmpty()
                || !Definition.KINDS.stream().map(Enum::name).toList().containsAll(kinds())) {
            problems.add("kinds", messages.here("problem.campaignKinds"));
        }
        var first = firstDay();
        var last = lastDay();
        if (first == null || Math.abs(ChronoUnit.DAYS.between(today, first)) > DAYS_MAX) {
            problems.add("from", messages.here("problem.campaignFrom"));
        }
        if (last == null
                || (first != null && (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) > DAYS_MAX))) {
            problems.add("until", messages.here("problem.campaignUntil"));
        }
        if (share() < 1 || share() > 100) {
            problems.add("percent", messages.here("problem.percent"));
        }
        return problems;
    }
}
