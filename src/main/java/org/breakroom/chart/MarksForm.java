package org.breakroom.chart;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.breakroom.activity.ActivityKind;
import org.breakroom.kernel.Days;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Marks from paper, as they are keyed: a line a person, her number, then 1 to 5 for where she stands and x for a tick.
 *
 * @param what what a tick means: a kind of activity
 */
public record MarksForm(
        @Nullable String lines,
        @Nullable String what,
        @Nullable String day) {
    private static final Pattern LINE = Pattern.compile("0*(\\d{1,5})[\\s,;.:-]*([1-5])?[\\s,;]*(x)?");
    private static final int TOLD_MAX = 10;
    private static final int LINES_MAX = 2_500;

    /** One person's marks. */
    record Mark(UUID member, @Nullable Integer assessment, boolean ticked) {}

    @Override
    public String lines() {
        return Objects.requireNonNullElse(lines, "");
    }

    @Override
    public String what() {
        return Objects.requireNonNullElse(what, "");
    }

    @Override
    public String day() {
        return Objects.requireNonNullElse(day, "");
    }

    @Nullable
    ActivityKind kind() {
        return RecordForm.kinds().stream()
                .filter(k -> k.name().equals(what()))
                .findFirst()
                .orElse(null);
    }

    /** The day the marks are of; null when it is none from the day of the print to today. */
    @Nullable
    LocalDate on(LocalDate printed, LocalDate today) {
        return Days.read(day)
                .filter(d -> !d.isAfter(today) && !d.isBefore(printed))
                .orElse(null);
    }

    /** The marks of all lines; what is wrong with a line is told with its place, and then nothing is taken. */
    List<Mark> read(Map<Integer, UUID> numbers, Set<UUID> here, Messages messages, Problems problems) {
        var marks = new ArrayList<Mark>();
        var wrong = new ArrayList<String>();
        var seen = new java.util.HashSet<Integer>();
        var all = lines().split("\\R", LINES_MAX + 1);
        for (int at = 1; at <= Math.min(all.length, LINES_MAX); at++) {
            var line = all[at - 1].strip().toLowerCase(Locale.ROOT);
            if (line.isEmpty()) {
                continue;
            }
            var m = LINE.matcher(line);
            if (!m.matches() || (m.group(2) == null && m.group(3) == null)) {
                wrong.add(messages.here("marks.unread", at, line.substring(0, Math.min(line.length(), 30))));
                continue;
            }
            int number = Integer.parseInt(m.group(1));
            var member = numbers.get(number);
            if (member == null) {
                wrong.add(messages.here("marks.noNumber", at, number));
            } else if (!here.contains(member)) {
                wrong.add(messages.here("marks.notHere", at, number));
            } else if (!seen.add(number)) {
                wrong.add(messages.here("marks.twice", at, number));
            } else {
                marks.add(
                        new Mark(member, m.group(2) == null ? null : Integer.valueOf(m.group(2)), m.group(3) != null));
            }
        }
        if (all.length > LINES_MAX) {
            wrong.add(messages.here("marks.tooMany", LINES_MAX));
        } else if (marks.isEmpty() && wrong.isEmpty()) {
            wrong.add(messages.here("marks.none"));
        }
        if (!wrong.isEmpty()) {
            var told = String.join(" ", wrong.subList(0, Math.min(wrong.size(), TOLD_MAX)));
            problems.add(
                    "lines",
                    wrong.size() > TOLD_MAX ? told + " " + messages.here("marks.more", wrong.size() - TOLD_MAX) : told);
        }
        return marks;
    }
}
