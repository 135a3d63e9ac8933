package org.breakroom.member;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one person, to be laid beside another.
 *
 * @param id null for someone who is only on a list
 */
public record Sheet(@Nullable UUID id, String name, Map<Line, List<Said>> lines) {
    /** What is laid beside each other, in the order of the page. */
    public enum Line {
        STANDING,
        WORKSITE,
        JOB,
        SHIFT,
        NUMBER,
        HIRED,
        EMAIL,
        PHONE,
        ADDRESS
    }

    /**
     * @param from the source of a contact fact, the employer of a job
     * @param on the day it was said
     */
    public record Said(
            String text, @Nullable String from, @Nullable LocalDate on) {}

    public static Sheet empty(@Nullable UUID id, String name) {
        return new Sheet(id, name, new EnumMap<>(Line.class));
    }

    /** Adds what is said, if anything is. */
    public void say(Line line, @Nullable Object value, @Nullable String from, @Nullable LocalDate on) {
        if (value != null && !value.toString().isEmpty()) {
            lines.computeIfAbsent(line, l -> new ArrayList<>()).add(new Said(value.toString(), from, on));
        }
    }

    public List<Said> of(Line line) {
        return lines.getOrDefault(line, List.of());
    }

    /** Whether both say something here and nothing of it is the same. */
    public boolean differs(Line line, Sheet other) {
        var mine = of(line).stream().map(s -> s.text().toLowerCase(Locale.ROOT)).toList();
        var theirs = other.of(line).stream()
                .map(s -> s.text().toLowerCase(Locale.ROOT))
                .toList();
        return !mine.isEmpty() && !theirs.isEmpty() && mine.stream().noneMatch(theirs::contains);
    }
}
