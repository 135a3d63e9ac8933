package org.breakroom.coverage;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The gaps of one worksite. */
public final class Gaps {
    private Gaps() {}

    /** A building rep and how many she looks after. */
    public record Rep(UUID id, String name, int carries) {}

    /** An area nobody of which had a 1-on-1 this school year. */
    public record Area(String name, int people) {}

    /**
     * A worksite as coverage sees it.
     *
     * @param met whether it held its ten minutes this month
     * @param silent its areas where nobody was talked to
     * @param span how many a rep can carry
     */
    public record Site(
            UUID id,
            String name,
            @Nullable Double latitude,
            @Nullable Double longitude,
            int people,
            List<Rep> reps,
            boolean met,
            List<Area> silent,
            int span) {
        /** How many reps there should be. */
        public int wanted() {
            return (people + span - 1) / span;
        }

        public boolean without() {
            return reps.isEmpty();
        }

        public List<Rep> over() {
            return reps.stream().filter(r -> r.carries() > span).toList();
        }

        /** How many kinds of gaps it has. */
        public int gaps() {
            return (without() ? 1 : 0) + (over().isEmpty() ? 0 : 1) + (met ? 0 : 1) + (silent.isEmpty() ? 0 : 1);
        }
    }

    /** A dot of the map of the local: a worksite in its place. */
    public record Dot(Site site, int x, int y, int r) {}

    /** Someone who could be asked to be a rep, and why. */
    public record Candidate(UUID id, String name, @Nullable String area, String why) {}

    /**
     * One of the people of a worksite and who looks after her.
     *
     * @param rep as it is; null when nobody was named
     * @param proposed as it would be even
     */
    public record Share(
            UUID id,
            String name,
            @Nullable String area,
            @Nullable UUID rep,
            @Nullable UUID proposed) {}
}
