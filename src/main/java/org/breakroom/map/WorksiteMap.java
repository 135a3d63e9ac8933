package org.breakroom.map;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything a worksite's map shows: its floors, its people with their places, their groups and whom they follow. */
public record WorksiteMap(List<Floor> floors, List<Person> people, List<Group> groups, List<Connection> connections) {

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

    /** That one follows another, and since when. */
    public record Connection(UUID id, String follower, String leader, LocalDate since) {}

    /** Where a person's mark is drawn on a floor. */
    public record Mark(Person person, int x, int y) {}

    private static final int STEP = 46;
    private static final int MARGIN = 26;

    /** The marks of a room: in rows from its upper left, closer together the more there are. */
    public List<Mark> marks(Floor.Room room) {
        var here = people.stream().filter(p -> room.id().equals(p.room())).toList();
        int columns = Math.max(1, (room.wide() - MARGIN / 2) / STEP);
        int rows = Math.max(1, (here.size() + columns - 1) / columns);
        int down = Math.min(STEP, Math.max(8, (room.high() - 2 * MARGIN) / rows));
        var marks = new java.util.ArrayList<Mark>();
        for (int i = 0; i < here.size(); i++) {
            marks.add(new Mark(
                    here.get(i), room.x() + MARGIN + i % columns * STEP, room.y() + MARGIN * 2 + i / columns * down));
        }
        return marks;
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
        return people.stream().filter(p -> p.room() == null).toList();
    }
}
