package org.breakroom.chart;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.breakroom.activity.Standing;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.SchoolYear;
import org.jspecify.annotations.Nullable;

/**
 * The wall of one worksite: its people by area, or by what else one asks for.
 *
 * @param everyone all people of the worksite, also those who are not on this wall
 */
public record Chart(
        Worksites.Worksite worksite,
        List<Column> columns,
        List<Tile> everyone,
        List<String> jobs,
        List<String> shifts) {
    /** From so many people on, a tile is a line with digit, name and letters, so that the wall stays light. */
    public static final int MANY = 300;

    /**
     * One person on the wall; marks are of this school year, training is for good.
     *
     * @param counted a member or retiree in force: whom the goals count
     * @param before how she stood on the day that one compares with
     */
    public record Tile(
            UUID id,
            String name,
            @Nullable String job,
            @Nullable String shift,
            @Nullable UUID area,
            @Nullable Integer assessment,
            @Nullable Instant talkedAt,
            boolean talked,
            boolean carded,
            boolean acted,
            boolean trained,
            boolean rep,
            boolean leader,
            boolean counted,
            @Nullable Before before) {

        /** The same person as her activities had come to, marks of that year. */
        Tile at(Standing s, SchoolYear year) {
            return new Tile(
                    id,
                    name,
                    job,
                    shift,
                    area,
                    s.assessment(),
                    s.talkedAt(),
                    in(year, s.talkedAt()),
                    in(year, s.cardedAt()),
                    in(year, s.actedAt()),
                    s.trainedAt() != null,
                    rep,
                    leader,
                    counted,
                    null);
        }

        /** The same tile beside how she stood then: what she has done since, in that year's marks. */
        Tile since(Standing then, SchoolYear year) {
            var earlier = new Before(
                    then.assessment(),
                    talkedAt != null && !talkedAt.equals(then.talkedAt()),
                    carded && !in(year, then.cardedAt()),
                    acted && !in(year, then.actedAt()));
            return new Tile(
                    id,
                    name,
                    job,
                    shift,
                    area,
                    assessment,
                    talkedAt,
                    talked,
                    carded,
                    acted,
                    trained,
                    rep,
                    leader,
                    counted,
                    earlier);
        }

        public boolean changed() {
            return before != null && (reassessed() || before.talked() || before.carded() || before.acted());
        }

        public boolean reassessed() {
            return before != null && !Objects.equals(before.assessment(), assessment);
        }

        /** A letter a mark, as on the printed wall: Talk, Card, Action, Schooling, Rep, Leader. */
        public String letters() {
            var letters = new StringBuilder(6);
            mark(letters, talked, 'T');
            mark(letters, carded, 'C');
            mark(letters, acted, 'A');
            mark(letters, trained, 'S');
            mark(letters, rep, 'R');
            mark(letters, leader, 'L');
            return letters.toString();
        }

        private static void mark(StringBuilder letters, boolean is, char letter) {
            if (is) {
                letters.append(letter);
            }
        }
    }

    /** How someone stood on an earlier day, and what she has done since: a talk, a card, an action. */
    public record Before(@Nullable Integer assessment, boolean talked, boolean carded, boolean acted) {}

    /** A column of the wall. Without a name: people whose area, or job, is not on file. */
    public record Column(@Nullable String name, List<Tile> tiles) {
        public long talked() {
            return tiles.stream().filter(Tile::counted).filter(Tile::talked).count();
        }

        /** Whom the goals count, of the people of this column. */
        public long members() {
            return tiles.stream().filter(Tile::counted).count();
        }
    }

    static boolean in(SchoolYear year, @Nullable Instant at) {
        return at != null && !at.isBefore(year.begins());
    }

    public long people() {
        return everyone.size();
    }

    /** How many are on this wall. */
    public long shown() {
        return columns.stream().mapToLong(c -> c.tiles().size()).sum();
    }

    public boolean many() {
        return shown() > MANY;
    }

    /** Of the people of the worksite those whom the goals count. */
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
        return everyone.stream().filter(Tile::counted).filter(mark).count();
    }

    /** What is different from an earlier day, over the whole worksite. */
    public record Changes(long stronger, long weaker, long first, long talked, long carded, long acted) {}

    public Changes changes() {
        return new Changes(
                moved((was, is) -> is < was),
                moved((was, is) -> is > was),
                compared()
                        .filter(t -> t.reassessed() && before(t).assessment() == null)
                        .count(),
                compared().filter(t -> before(t).talked()).count(),
                compared().filter(t -> before(t).carded()).count(),
                compared().filter(t -> before(t).acted()).count());
    }

    private Stream<Tile> compared() {
        return everyone.stream().filter(t -> t.before() != null);
    }

    private static Before before(Tile t) {
        return Objects.requireNonNull(t.before());
    }

    private interface Move {
        boolean test(int was, int is);
    }

    private long moved(Move move) {
        return compared()
                .filter(t -> t.assessment() != null && before(t).assessment() != null)
                .filter(t -> move.test(
                        Objects.requireNonNull(before(t).assessment()), Objects.requireNonNull(t.assessment())))
                .count();
    }
}
