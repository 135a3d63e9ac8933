package org.breakroom.goal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A board as it stood at a moment, frozen for a meeting.
 *
 * @param local whose board, 0 for the federation's
 * @param year the school year, by the calendar year it starts in
 * @param version of the definition it was counted by
 * @param lines the whole first, then its parts; empty in a list of snapshots
 */
public record Snapshot(
        int local, UUID id, String title, int year, int version, String author, Instant madeAt, List<Line> lines) {

    /** @param level 0 for the whole, 1 for a division or worksite, 2 for a local of a division */
    public record Line(int level, String name, Goals.Count count) {}

    public Goals.Count whole() {
        return lines.getFirst().count();
    }
}
