package org.breakroom.goal;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.breakroom.kernel.SchoolYear;

/** How this year's counts came about week by week, and last year's: counted are those whom each year counts. */
public final class Trend {
    /** The most weeks a school year touches. */
    static final int WEEKS = 53;

    private static final double DAYS_OF_WEEK = 7.0;

    private final SchoolYear year;
    private final LocalDate today;
    private final long membersBefore;
    private final Map<Measure, int[]> now = new EnumMap<>(Measure.class);
    private final Map<Measure, int[]> before = new EnumMap<>(Measure.class);

    Trend(SchoolYear year, LocalDate today, long membersBefore) {
        this.year = year;
        this.today = today;
        this.membersBefore = membersBefore;
        for (var m : Measure.values()) {
            now.put(m, new int[WEEKS]);
            before.put(m, new int[WEEKS]);
        }
    }

    void add(int ofYear, int week, Measure measure, long people) {
        weeks(ofYear == year.start() ? now : before, measure)[week] += (int) people;
    }

    private static int[] weeks(Map<Measure, int[]> of, Measure measure) {
        return java.util.Objects.requireNonNull(of.get(measure));
    }

    /** The week today is in, 0 for the first. */
    public int week() {
        return (int) ChronoUnit.DAYS.between(year.firstDay(), today) / 7;
    }

    /** The first day of a week of this year. */
    public LocalDate weekBegins(int week) {
        return year.firstDay().plusWeeks(week);
    }

    public long membersBefore() {
        return membersBefore;
    }

    /** How many had got there by the end of a week of this year. */
    public long upTo(Measure measure, int week) {
        return Arrays.stream(weeks(now, measure), 0, week + 1).asLongStream().sum();
    }

    /** How many had got there by the end of the same week last year. */
    public long beforeUpTo(Measure measure, int week) {
        return Arrays.stream(weeks(before, measure), 0, week + 1).asLongStream().sum();
    }

    public Outlook outlook(Measure measure, long members, int percent) {
        double left = Math.max(0, ChronoUnit.DAYS.between(today, year.lastDay())) / DAYS_OF_WEEK;
        return Outlook.of(Arrays.copyOf(weeks(now, measure), week() + 1), members, percent, left);
    }

    /** Points of a line over the year for a drawing 530 wide and 100 high, percent upwards; the board's members are all. */
    public String line(Measure measure, long members) {
        return points(weeks(now, measure), members, week());
    }

    public String lineBefore(Measure measure) {
        return points(weeks(before, measure), membersBefore, WEEKS - 1);
    }

    private static String points(int[] weeks, long members, int until) {
        if (members == 0) {
            return "";
        }
        var out = new StringBuilder("0,100");
        long sum = 0;
        for (int w = 0; w <= until; w++) {
            sum += weeks[w];
            out.append(' ').append((w + 1) * 10).append(',').append(100 - Math.min(100, sum * 100 / members));
        }
        return out.toString();
    }

    /** The corners of what is to be expected: from today to the end of the year, between the slower and the faster. */
    public String fan(Outlook outlook) {
        if (outlook.forecast() == null || outlook.members() == 0) {
            return "";
        }
        long here = 100 - Math.min(100, outlook.done() * 100 / outlook.members());
        return (week() + 1) * 10 + "," + here + " " + WEEKS * 10 + ","
                + (100 - outlook.high() * 100 / outlook.members()) + " " + WEEKS * 10 + ","
                + (100 - outlook.low() * 100 / outlook.members());
    }
}
