package org.breakroom.organizer;

import static java.util.Objects.requireNonNullElse;

import java.util.Optional;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;

/** An application as it was typed. */
public record ApplicationForm(
        String why, String experience, String languages, String hours, String referenceOne, String referenceTwo) {
    private static final int TEXT_MAX = 3000;
    private static final int LINE_MAX = 200;
    private static final int HOURS_MAX = 40;

    public ApplicationForm(
            @Nullable String why,
            @Nullable String experience,
            @Nullable String languages,
            @Nullable String hours,
            @Nullable String referenceOne,
            @Nullable String referenceTwo) {
        this.why = requireNonNullElse(why, "");
        this.experience = requireNonNullElse(experience, "");
        this.languages = requireNonNullElse(languages, "");
        this.hours = requireNonNullElse(hours, "");
        this.referenceOne = requireNonNullElse(referenceOne, "");
        this.referenceTwo = requireNonNullElse(referenceTwo, "");
    }

    static ApplicationForm empty() {
        return new ApplicationForm("", "", "", "", "", "");
    }

    /** What she said before, to be sent once more. */
    static ApplicationForm of(Organizer.Answers said) {
        return new ApplicationForm(
                said.why(),
                said.experience(),
                said.languages(),
                String.valueOf(said.hours()),
                said.referenceOne(),
                said.referenceTwo());
    }

    Optional<Organizer.Answers> read(Messages messages, Problems problems) {
        if (why.isBlank() || why.length() > TEXT_MAX || DangerousData.in(why)) {
            problems.add("why", messages.here("organize.problem.why", TEXT_MAX));
        }
        if (experience.length() > TEXT_MAX || DangerousData.in(experience)) {
            problems.add("experience", messages.here("organize.problem.text", TEXT_MAX));
        }
        int week = hours.strip().matches("\\d{1,2}") ? Integer.parseInt(hours.strip()) : 0;
        if (week < 1 || week > HOURS_MAX) {
            problems.add("hours", messages.here("organize.problem.week", HOURS_MAX));
        }
        var spoken = PersonName.tidy(languages);
        if (spoken.length() > LINE_MAX || DangerousData.in(spoken)) {
            problems.add("languages", messages.here("organize.problem.text", LINE_MAX));
        }
        var one = PersonName.tidy(referenceOne);
        var two = PersonName.tidy(referenceTwo);
        problems.line("referenceOne", one, LINE_MAX, "organize.problem.reference", messages);
        if (two.length() > LINE_MAX || DangerousData.in(two)) {
            problems.add("referenceTwo", messages.here("organize.problem.text", LINE_MAX));
        }
        return problems.any()
                ? Optional.empty()
                : Optional.of(new Organizer.Answers(why.strip(), experience.strip(), spoken, week, one, two));
    }
}
