package org.breakroom.goal;

import static org.breakroom.db.Tables.GOAL_MEMBER;
import static org.breakroom.db.Tables.GOAL_TALLY;
import static org.breakroom.db.Tables.MEMBER;
import static org.breakroom.db.Tables.WORKSITE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Paged;
import org.breakroom.kernel.SchoolYear;
import org.breakroom.member.Members;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the boards: counts of a year by worksite, local, division and federation, and the rows under a count. */
@Component
public class Goals {
    static final UUID NO_WORKSITE = new UUID(0, 0);

    private final DSLContext sql;
    private final Locals locals;
    private final FederationClock clock;

    Goals(DSLContext sql, Locals locals, FederationClock clock) {
        this.sql = sql;
        this.locals = locals;
        this.clock = clock;
    }

    /** What is counted, each with its goal in percent of the members in force. */
    public enum Measure {
        TALKED(100),
        ACTED(50),
        ACTIVISTS(10),
        RECOMMITTED(100);

        private final int goal;

        Measure(int goal) {
            this.goal = goal;
        }

        public int goal() {
            return goal;
        }

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Counts of people, each a number of rows that can be opened. */
    public record Count(long members, long talked, long acted, long activists, long recommitted) {
        static final Count ZERO = new Count(0, 0, 0, 0, 0);

        Count plus(Count o) {
            return new Count(
                    members + o.members,
                    talked + o.talked,
                    acted + o.acted,
                    activists + o.activists,
                    recommitted + o.recommitted);
        }

        public long of(Measure measure) {
            return switch (measure) {
                case TALKED -> talked;
                case ACTED -> acted;
                case ACTIVISTS -> activists;
                case RECOMMITTED -> recommitted;
            };
        }
    }

    public record LocalLine(Local local, Count count) {}

    public record DivisionLine(String name, Count count, List<LocalLine> locals) {}

    public record Federation(SchoolYear year, Count count, List<DivisionLine> divisions) {}

    /** A worksite of a local; without an id, the people with no worksite on file. */
    public record WorksiteLine(@Nullable UUID id, @Nullable String name, Count count) {}

    public record OfLocal(SchoolYear year, Local local, Count count, List<WorksiteLine> worksites) {}

    private static Field<BigDecimal>[] sums() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Field<BigDecimal>[] all = new Field[] {
            sum(GOAL_TALLY.MEMBERS),
            sum(GOAL_TALLY.TALKED),
            sum(GOAL_TALLY.ACTED),
            sum(GOAL_TALLY.ACTIVISTS),
            sum(GOAL_TALLY.RECOMMITTED)
        };
        return all;
    }

    /** The federation's board: locals by division. */
    public Federation federation() {
        var year = clock.year();
        var byLocal = new LinkedHashMap<Integer, Count>();
        var s = sums();
        sql.select(GOAL_TALLY.LOCAL_ID, s[0], s[1], s[2], s[3], s[4])
                .from(GOAL_TALLY)
                .where(GOAL_TALLY.YEAR.eq(year.start()))
                .groupBy(GOAL_TALLY.LOCAL_ID)
                .forEach(r -> byLocal.put(
                        r.value1(),
                        new Count(
                                r.value2().longValue(),
                                r.value3().longValue(),
                                r.value4().longValue(),
                                r.value5().longValue(),
                                r.value6().longValue())));
        Map<Integer, List<LocalLine>> byDivision = new LinkedHashMap<>();
        var total = Count.ZERO;
        for (var local : locals.list()) {
            var count = byLocal.getOrDefault(local.id(), Count.ZERO);
            total = total.plus(count);
            byDivision.computeIfAbsent(local.division(), d -> new ArrayList<>()).add(new LocalLine(local, count));
        }
        var divisions = locals.divisions().stream()
                .filter(d -> byDivision.containsKey(d.id()))
                .map(d -> {
                    var lines = byDivision.getOrDefault(d.id(), List.of());
                    return new DivisionLine(
                            d.name(), lines.stream().map(LocalLine::count).reduce(Count.ZERO, Count::plus), lines);
                })
                .toList();
        return new Federation(year, total, divisions);
    }

    /** One local's board by worksite. */
    public OfLocal local(Local local) {
        var year = clock.year();
        var t = GOAL_TALLY;
        var lines = sql.select(t.WORKSITE_ID, WORKSITE.NAME, t.MEMBERS, t.TALKED, t.ACTED, t.ACTIVISTS, t.RECOMMITTED)
                .from(t)
                .leftJoin(WORKSITE)
                .on(WORKSITE.ID.eq(t.WORKSITE_ID))
                .where(t.LOCAL_ID.eq(local.id()), t.YEAR.eq(year.start()), t.MEMBERS.gt(0))
                .orderBy(WORKSITE.NAME.asc().nullsLast(), t.WORKSITE_ID)
                .fetch(r -> new WorksiteLine(
                        NO_WORKSITE.equals(r.value1()) ? null : r.value1(),
                        r.value2(),
                        new Count(r.value3(), r.value4(), r.value5(), r.value6(), r.value7())));
        var total = lines.stream().map(WorksiteLine::count).reduce(Count.ZERO, Count::plus);
        return new OfLocal(year, local, total, lines);
    }

    /** The people a count is made of, or those it lacks. */
    Paged<GoalRow> rows(Viewer viewer, Local local, Measure measure, boolean met, @Nullable UUID worksite, int page) {
        var g = GOAL_MEMBER;
        Condition where = g.LOCAL_ID
                .eq(local.id())
                .and(g.YEAR.eq(clock.year().start()))
                .and(g.IN_FORCE)
                .and(mark(measure).eq(met))
                .and(Members.within(viewer.reach(local.id()), g.WORKSITE_ID));
        if (worksite != null) {
            where = where.and(g.WORKSITE_ID.eq(worksite));
        }
        var rows = sql.select(MEMBER.ID, MEMBER.FULL_NAME, WORKSITE.NAME, count().over())
                .from(g)
                .join(MEMBER)
                .on(MEMBER.LOCAL_ID.eq(g.LOCAL_ID), MEMBER.ID.eq(g.MEMBER_ID))
                .leftJoin(WORKSITE)
                .on(WORKSITE.ID.eq(g.WORKSITE_ID))
                .where(where)
                .orderBy(MEMBER.SORT_NAME, MEMBER.ID)
                .limit(Paged.SIZE)
                .offset(Paged.offset(page))
                .fetch();
        long total = rows.isEmpty() ? 0 : rows.getFirst().value4();
        return new Paged<>(
                rows.map(r -> new GoalRow(r.value1(), r.value2(), r.value3())), Math.max(1, page), Paged.SIZE, total);
    }

    private static Field<Boolean> mark(Measure measure) {
        return switch (measure) {
            case TALKED -> GOAL_MEMBER.TALKED;
            case ACTED -> GOAL_MEMBER.ACTED;
            case ACTIVISTS -> GOAL_MEMBER.ACTIVIST;
            case RECOMMITTED -> GOAL_MEMBER.RECOMMITTED;
        };
    }
}
