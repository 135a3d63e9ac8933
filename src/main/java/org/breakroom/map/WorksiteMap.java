package org.breakroom.map;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything a worksite's map shows: its floors, its people with their places, their groups and whom they follow.
 *
 * @param everyone all who work there
 * @param everFollowed who follows whom, and who did within a year
 * @param shift whose marks are shown; null for everyone's
 */
public record WorksiteMap(
        List<Floor> floors,
        List<Person> everyone,
        List<Group> groups,
        List<Connection> everFollowed,
        @Nullable String shift) {

    /**
     * One of the people of the worksite.
     *
     * @param leader whether she is an organic leader
     * @param followers how many follow her today
     */
    public record Person(
            UUID id,
            String name,
            @Nullable String job,
            @Nullable String area,
            @Nullable String shift,
            @Nullable Integer assessment,
            boolean leader,
            boolean rep,
            int followers,
            @Nullable UUID room) {}

    /** An informal group with the names of its people. */
    public record Group(UUID id, String name, List<String> people) {}

    /**
     * That one follows another, and since when.
     *
     * @param until the day it ended; null while it stands
     */
    public record Connection(
            UUID id,
            Named follower,
            Named leader,
            LocalDate since,
            @Nullable LocalDate until) {}

    /** One of the two of a connection. */
    public record Named(UUID id, String name) {}

    /** Where a person's mark is drawn on a floor. */
    public record Mark(Person person, int x, int y) {}

    /** The line from one who follows to whom she follows. */
    public record Tie(Mark follower, Mark leader) {
        /** How it is drawn: bent, so that it does not run through those who stand between. */
        public String arc() {
            int wide = leader.x() - follower.x();
            int high = leader.y() - follower.y();
            return "M%d %d q%d %d %d %d"
                    .formatted(
                            follower.x(),
                            follower.y(),
                            wide / 2 - high / 4,
                            high / 2 + Math.abs(wide) / 4 + MARGIN,
                            wide,
                            high);
        }
    }

    private static final int STEP = 46;
    private static final int MARGIN = 26;

    /** The marks of a room: in rows from its upper left, closer together the more there are. */
    public List<Mark> marks(Floor.Room room) {
        var here = people().stream().filter(p -> room.id().equals(p.room())).toList();
        int columns = Math.max(1, (room.wide() - MARGIN / 2) / STEP);
        int rows = Math.max(1, (here.size() + columns - 1) / columns);
        int down = Math.min(STEP, Math.max(8, (room.high() - 2 * MARGIN) / rows));
        var marks = new ArrayList<Mark>();
        for (int i = 0; i < here.size(); i++) {
            marks.add(new Mark(
                    here.get(i), room.x() + MARGIN + i % columns * STEP, room.y() + MARGIN * 2 + i / columns * down));
        }
        return marks;
    }

    /** Who follows whom on a floor, where both are on it. */
    public List<Tie> ties(Floor floor) {
        var marks = floor.rooms().stream()
                .flatMap(room -> marks(room).stream())
                .collect(Collectors.toMap(mark -> mark.person().id(), mark -> mark));
        var ties = new ArrayList<Tie>();
        for (var c : connections()) {
            var follower = marks.get(c.follower().id());
            var leader = marks.get(c.leader().id());
            if (follower != null && leader != null) {
                ties.add(new Tie(follower, leader));
            }
        }
        return ties;
    }

    /** Who follows whom today. */
    public List<Connection> connections() {
        return everFollowed.stream().filter(c -> c.until() == null).toList();
    }

    /** Who followed whom and does no more, the last to end first. */
    public List<Connection> past() {
        return everFollowed.stream().filter(c -> c.until() != null).toList();
    }

    /** Those whose marks are shown. */
    public List<Person> people() {
        return everyone.stream()
                .filter(p -> shift == null || shift.equals(p.shift()))
                .toList();
    }

    /** The shifts that somebody here works. */
    public List<String> shifts() {
        return everyone.stream()
                .map(Person::shift)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /** What a person's room is called; empty when she has none. */
    public String room(Person person) {
        return floors.stream()
                .flatMap(f -> f.rooms().stream())
                .filter(r -> r.id().equals(person.room()))
                .map(Floor.Room::name)
                .findFirst()
                .orElse("");
    }

    public List<Person> unplaced() {
        return people().stream().filter(p -> p.room() == null).toList();
    }
}
