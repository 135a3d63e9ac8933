package org.breakroom.goal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a count is heading: if each week to the end of the year goes as the last eight whole ones did. The range is what
 * comes of it when every week goes as the slower half of those eight, or as the faster half.
 *
 * @param done how many got there so far
 * @param members of how many
 * @param target how many are the goal
 * @param pace how many a week, over the last whole weeks
 * @param needed how many a week it takes from now on to reach the goal
 * @param forecast how many by the end of the year; null in the first weeks of a year, when there is nothing to go by
 * @param low with the slower half of the weeks
 * @param high with the faster half of the weeks
 */
public record Outlook(
        long done,
        long members,
        long target,
        double pace,
        double needed,
        @Nullable Long forecast,
        long low,
        long high) {
    /** How many whole weeks a forecast looks back over, and how many it takes at least. */
    static final int WEEKS = 8;

    static final int WEEKS_MIN = 4;

    /** Whether the goal is reached, will be at this pace, or will not. */
    public enum State {
        REACHED,
        AHEAD,
        BEHIND,
        UNKNOWN
    }

    public State state() {
        if (members > 0 && done >= target) {
            return State.REACHED;
        }
        if (forecast == null) {
            return State.UNKNOWN;
        }
        return forecast >= target ? State.AHEAD : State.BEHIND;
    }

    /**
     * @param weeks how many got there in each week of the year so far, the last one not yet whole
     * @param weeksLeft until the end of the year, a part of a week included
     */
    static Outlook of(int[] weeks, long members, int percent, double weeksLeft) {
        long done = Arrays.stream(weeks).asLongStream().sum();
        // rounded up: nine of ten are not all, and half of eleven is six
        long target = (members * percent + 99) / 100;
        double needed = weeksLeft <= 0 ? 0 : Math.max(0, target - done) / weeksLeft;
        int whole = Math.max(0, weeks.length - 1);
        if (whole < WEEKS_MIN || members == 0) {
            return new Outlook(done, members, target, 0, needed, null, 0, 0);
        }
        var last = Arrays.copyOfRange(weeks, Math.max(0, whole - WEEKS), whole);
        Arrays.sort(last);
        int half = last.length / 2;
        double pace = Arrays.stream(last).average().orElse(0);
        double slow = Arrays.stream(last, 0, half).average().orElse(0);
        double fast =
                Arrays.stream(last, last.length - half, last.length).average().orElse(0);
        return new Outlook(
                done,
                members,
                target,
                pace,
                needed,
                reach(done, members, pace, weeksLeft),
                reach(done, members, slow, weeksLeft),
                reach(done, members, fast, weeksLeft));
    }

    private static long reach(long done, long members, double pace, double weeksLeft) {
        return Math.min(members, done + (long) Math.floor(pace * Math.max(0, weeksLeft) + 1e-9));
    }
}
