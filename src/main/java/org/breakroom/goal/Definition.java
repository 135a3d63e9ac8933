package org.breakroom.goal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakroom.activity.ActivityKind;
import org.breakroom.activity.Outcome;
import org.breakroom.kernel.SchoolYear;
import org.jspecify.annotations.Nullable;

/**
 * One version of what counts. It is never changed: a new one is added, for a school year and those after it.
 *
 * @param fromYear the first school year it counts, by the calendar year that one starts in
 * @param talkOutcomes how a 1-on-1 must have gone to count
 * @param actions the kinds of activity that are an action
 * @param activistDays on how many days of the year an activist took action
 * @param leadingCounts whether leading one action makes an activist
 * @param counted whose goals these are: the standings of those in the denominator
 * @param hiredBy who is hired after this day of the school year is counted from the next one; null counts everyone at once
 * @param goals the goal of each measure in percent of those counted
 */
public record Definition(
        int version,
        int fromYear,
        Set<Outcome> talkOutcomes,
        Set<ActivityKind> actions,
        int activistDays,
        boolean leadingCounts,
        Set<String> counted,
        @Nullable MonthDay hiredBy,
        Map<Measure, Integer> goals,
        String reason,
        String author,
        Instant madeAt) {
    /** How a 1-on-1 can have gone to count, for those who write a definition. */
    public static final List<Outcome> OUTCOMES = List.of(Outcome.TALKED, Outcome.REFUSED, Outcome.MOVED);

    /** What can be an action. */
    public static final List<ActivityKind> KINDS = List.of(
            ActivityKind.PETITION,
            ActivityKind.EVENT,
            ActivityKind.LETTER,
            ActivityKind.CALL,
            ActivityKind.PLEDGE,
            ActivityKind.BUTTON_DAY,
            ActivityKind.PHOTO,
            ActivityKind.MEETING,
            ActivityKind.TRAINING);

    /** Who can be counted. */
    public static final List<String> STANDINGS = List.of("MEMBER", "LEAVE", "RETIREE", "POTENTIAL", "NON_MEMBER");

    public int goal(Measure measure) {
        return goals.getOrDefault(measure, 100);
    }

    /** The last day on which someone counted in this year was hired; null when that does not matter. */
    @Nullable
    LocalDate hiredBy(SchoolYear year) {
        if (hiredBy == null) {
            return null;
        }
        var day = hiredBy.atYear(year.start());
        return day.isBefore(year.firstDay()) ? hiredBy.atYear(year.start() + 1) : day;
    }
}
