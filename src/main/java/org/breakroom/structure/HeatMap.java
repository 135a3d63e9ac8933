package org.breakroom.structure;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Worksites by test: how many took part, what moved since the test before, and what comes next. */
public record HeatMap(List<StructureTest> tests, List<Row> rows) {

    /**
     * A worksite.
     *
     * @param people in force there today
     * @param next what to do there
     */
    public record Row(UUID worksite, String name, int people, List<Cell> cells, Next next) {}

    /**
     * One test at one worksite.
     *
     * @param moved by how many percent points more took part than in the test before; null for the first
     */
    public record Cell(
            int took,
            int percent,
            boolean reached,
            @Nullable Integer moved) {}

    /**
     * What to do at a worksite: work on a test that is open and not reached, go on with the next one, or plan one.
     *
     * @param missing how many are missing
     */
    public record Next(What what, @Nullable StructureTest test, int missing) {}

    /** The three things there are to do. */
    public enum What {
        WORK,
        RUN,
        PLAN
    }
}
