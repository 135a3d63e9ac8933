package org.breakroom.meeting;

import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a building rep needs for the ten minutes of a month.
 *
 * @param agenda a line for each part: its minutes, then what it is
 * @param points what to say, a line each
 * @param handout one page to hand out, paragraphs parted by empty lines
 */
public record Kit(UUID id, YearMonth month, String title, String agenda, String points, String handout, String author) {
    static final int MINUTES_MAX = 10;
    private static final Pattern PART = Pattern.compile("(\\d{1,2})\\s+(\\S.*)");

    /** One part of the agenda. */
    public record Part(int minutes, String words) {}

    public List<Part> parts() {
        return agenda.lines()
                .map(String::strip)
                .map(PART::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(m -> new Part(Integer.parseInt(m.group(1)), m.group(2)))
                .toList();
    }

    public List<String> pointLines() {
        return points.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    }

    public List<String> paragraphs() {
        return Pattern.compile("\\n\\s*\\n")
                .splitAsStream(handout.replace("\r", ""))
                .map(String::strip)
                .filter(p -> !p.isEmpty())
                .toList();
    }

    /** Whether each line has its minutes and all of them are ten at most. */
    static boolean fits(String agenda) {
        var lines = agenda.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
        return !lines.isEmpty()
                && lines.stream().allMatch(l -> PART.matcher(l).matches())
                && lines.stream()
                                .map(PART::matcher)
                                .filter(java.util.regex.Matcher::matches)
                                .mapToInt(m -> Integer.parseInt(m.group(1)))
                                .sum()
                        <= MINUTES_MAX;
    }
}
