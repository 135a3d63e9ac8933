package org.breakroom.chart;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.breakroom.federation.Worksites;
import org.jspecify.annotations.Nullable;

/** The wall of one worksite: its people by area. */
public record Chart(Worksites.Worksite worksite, List<Column> columns) {

    /**
     * One person on the wall; marks are of this school year, training is for good.
     *
     * @param counted a member or retiree in force: whom the goals count
     */
    public record Tile(
            UUID id,
            String name,
            @Nullable String job,
            @Nullable Integer assessment,
            boolean talked,
            boolean carded,
            boolean acted,
            boolean trained,
            boolean rep,
            boolean leader,
            boolean counted) {}

    /** A column of the wall. Without a name: people whose area is not on file. */
    public record Column(@Nullable String name, List<Tile> tiles) {
        public long talked() {
            return tiles.stream().filter(Tile::talked).count();
        }
    }

    public long people() {
        return columns.stream().mapToLong(c -> c.tiles().size()).sum();
    }

    /** Of the people on the wall those whom the goals count. */
    public long members() {
        return count(t -> true);
    }

    public long talked() {
        return count(Tile::talked);
    }

    public long carded() {
        return count(Tile::carded);
    }

    public long acted() {
        return count(Tile::acted);
    }

    /** Assessed 1 or 2: those one counts on. */
    public long supports() {
        return count(t -> t.assessment() != null && t.assessment() <= 2);
    }

    private long count(Predicate<Tile> mark) {
        return columns.stream()
                .flatMap(c -> c.tiles().stream())
                .filter(Tile::counted)
                .filter(mark)
                .count();
    }
}
