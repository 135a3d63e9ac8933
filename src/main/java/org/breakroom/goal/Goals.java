package org.breakroom.goal;

import static org.breakroom.db.Tables.ACTIVITY_LATEST;
import static org.breakroom.db.Tables.AREA;
import static org.breakroom.db.Tables.BUILDING_REP;
import static org.breakroom.db.Tables.GOAL_MEMBER;
import static org.breakroom.db.Tables.GOAL_TALLY;
import static org.breakroom.db.Tables.GOAL_TOTAL;
import static org.breakroom.db.Tables.MEMBER;
import static org.breakroom.db.Tables.MEMBER_ON_ROSTER;
import static org.breakroom.db.Tables.WORKSITE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the boards: counts of a year by worksite, local, division and federation, and the rows under a count. */
@Component
public class Goals {
    static final UUID NO_WORKSITE = new UUID(0, 0);
    private static final int STUCK_MAX = 12;

    private final DSLContext sql;
    private final Locals locals;
    private final FederationClock clock;
    private final Definitions definitions;

    Goals(DSLContext sql, Locals locals, FederationClock clock, Definitions definitions) {
        this.definitions = definitions;
        this.sql = sql;
        this.locals = locals;
        this.clock = clock;
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

    /** @param untouched worksites with members where nobody was talked to this year */
    public record LocalLine(Local local, Count count, long untouched) {}

    public record DivisionLine(String name, Count count, List<LocalLine> locals) {}

    /** @param counted how many of the locals are counted by the definition in force; the others are on their way */
    public record Federation(
            SchoolYear year,
            Count count,
            List<DivisionLine> divisions,
            Trend trend,
            Definition definition,
            int counted,
            int locals) {}

    /** A worksite of a local; without an id, the people with no worksite on file. */
    public record WorksiteLine(@Nullable UUID id, @Nullable String name, Count count) {}

    public record OfLocal(
            SchoolYear year,
            Local local,
            Count count,
            List<WorksiteLine> worksites,
            Trend trend,
            Definition definition) {}

    private static final String BY_LOCAL = """
            select t.local_id, t.year, t.members, t.talked, t.acted, t.activists, t.recommitted,
              coalesce(u.worksites, 0) as untouched
            from goal_total t
            left join (
              select local_id, year, count(*) as worksites
              from goal_tally where year = ? and members > 0 and talked = 0 and worksite_id <> ? group by local_id, year) u
              on u.local_id = t.local_id and u.year = t.year
            where t.year in (?, ?)
            """;

    private static final String WEEKS = """
            select year, week, sum(talked), sum(acted), sum(activists), sum(recommitted)
            from goal_week where local_id %s and year in (?, ?) group by year, week
            """;

    /** The federation's board: locals by division. */
    public Federation federation() {
        var year = clock.year();
        var byLocal = new HashMap<Integer, Count>();
        var untouched = new HashMap<Integer, Long>();
        long before = 0;
        for (var r : sql.fetch(BY_LOCAL, year.start(), NO_WORKSITE, year.start(), year.start() - 1)) {
            if (r.get(1, int.class) == year.start()) {
                byLocal.put(r.get(0, int.class), counts(r, 2));
                untouched.put(r.get(0, int.class), r.get("untouched", long.class));
            } else {
                before += r.get("members", long.class);
            }
        }
        Map<Integer, List<LocalLine>> byDivision = new LinkedHashMap<>();
        var total = Count.ZERO;
        var all = locals.list();
        for (var local : all) {
            var count = byLocal.getOrDefault(local.id(), Count.ZERO);
            total = total.plus(count);
            byDivision
                    .computeIfAbsent(local.division(), d -> new ArrayList<>())
                    .add(new LocalLine(local, count, untouched.getOrDefault(local.id(), 0L)));
        }
        var divisions = locals.divisions().stream()
                .filter(d -> byDivision.containsKey(d.id()))
                .map(d -> {
                    var lines = byDivision.getOrDefault(d.id(), List.of());
                    return new DivisionLine(
                            d.name(), lines.stream().map(LocalLine::count).reduce(Count.ZERO, Count::plus), lines);
                })
                .toList();
        var by = definitions.of(year);
        return new Federation(
                year,
                total,
                divisions,
                trend(year, before, sql.fetch(WEEKS.formatted("> 0"), year.start(), year.start() - 1)),
                by,
                definitions.counted(by, year),
                all.size());
    }

    private static Count counts(Record r, int from) {
        return new Count(
                r.get(from, long.class),
                r.get(from + 1, long.class),
                r.get(from + 2, long.class),
                r.get(from + 3, long.class),
                r.get(from + 4, long.class));
    }

    private Trend trend(SchoolYear year, long membersBefore, Result<Record> weeks) {
        var trend = new Trend(year, clock.today(), membersBefore);
        for (var r : weeks) {
            int of = r.get(0, int.class);
            int week = r.get(1, int.class);
            int column = 2;
            for (var m : Measure.values()) {
                trend.add(of, week, m, r.get(column++, long.class));
            }
        }
        return trend;
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
                .fetch(r ->
                        new WorksiteLine(NO_WORKSITE.equals(r.value1()) ? null : r.value1(), r.value2(), counts(r, 2)));
        var total = lines.stream().map(WorksiteLine::count).reduce(Count.ZERO, Count::plus);
        var before = sql.select(GOAL_TOTAL.MEMBERS)
                .from(GOAL_TOTAL)
                .where(GOAL_TOTAL.LOCAL_ID.eq(local.id()), GOAL_TOTAL.YEAR.eq(year.start() - 1))
                .fetchOptional(GOAL_TOTAL.MEMBERS)
                .orElse(0);
        var weeks = sql.fetch(WEEKS.formatted("= ?"), local.id(), year.start(), year.start() - 1);
        return new OfLocal(year, local, total, lines, trend(year, before, weeks), definitions.of(local.id(), year));
    }

    /** Where a local's work is stuck: what nobody looks after, the most people first. */
    public List<Stuck> stuck(Viewer viewer, OfLocal board) {
        var local = board.local();
        var reach = viewer.reach(local.id());
        if (!reach.names()) {
            return List.of();
        }
        var looked = sql.selectDistinct(BUILDING_REP.WORKSITE_ID)
                .from(BUILDING_REP)
                .where(BUILDING_REP.LOCAL_ID.eq(local.id()), BUILDING_REP.UNTIL_ON.isNull())
                .fetchSet(BUILDING_REP.WORKSITE_ID);
        var stuck = new ArrayList<Stuck>();
        board.worksites().stream()
                .filter(w -> w.id() != null && reach.covers(w.id()) && !looked.contains(w.id()))
                .sorted(Comparator.comparing(w -> -w.count().members()))
                .limit(STUCK_MAX)
                .forEach(w -> stuck.add(new Stuck(
                        Stuck.Why.NO_REP,
                        Objects.requireNonNull(w.id()),
                        Objects.requireNonNullElse(w.name(), ""),
                        null,
                        w.count().members())));
        var m = MEMBER_ON_ROSTER;
        var people = count();
        var here = m.LOCAL_ID.eq(local.id()).and(m.IN_FORCE).and(Members.within(reach, m.WORKSITE_ID));
        sql.select(m.WORKSITE_ID, WORKSITE.NAME, AREA.NAME, people)
                .from(m)
                .join(WORKSITE)
                .on(WORKSITE.ID.eq(m.WORKSITE_ID))
                .join(AREA)
                .on(AREA.LOCAL_ID.eq(m.LOCAL_ID), AREA.ID.eq(m.AREA_ID))
                .leftJoin(ACTIVITY_LATEST)
                .on(ACTIVITY_LATEST.LOCAL_ID.eq(m.LOCAL_ID), ACTIVITY_LATEST.MEMBER_ID.eq(m.ID))
                .where(here)
                .groupBy(m.WORKSITE_ID, WORKSITE.NAME, AREA.NAME)
                .having(max(ACTIVITY_LATEST.TALKED_AT).isNull())
                .orderBy(people.desc(), WORKSITE.NAME, AREA.NAME)
                .limit(STUCK_MAX)
                .forEach(r ->
                        stuck.add(new Stuck(Stuck.Why.NEVER_TALKED, r.value1(), r.value2(), r.value3(), r.value4())));
        return stuck;
    }

    /** A place where nobody looks after the members: no rep, or an area in which nobody ever had a 1-on-1. */
    public record Stuck(
            Why why, UUID worksite, String place, @Nullable String area, long people) {
        public enum Why {
            NO_REP,
            NEVER_TALKED
        }
    }

    /** The people a count is made of, or those it lacks. */
    Paged<GoalRow> rows(Viewer viewer, Local local, Measure measure, boolean met, @Nullable UUID worksite, int page) {
        return rows(viewer, local, met ? day(measure).isNotNull() : day(measure).isNull(), worksite, page);
    }

    /** Of those a local counts this year, the ones a condition on {@code goal_member} holds for. */
    Paged<GoalRow> rows(Viewer viewer, Local local, Condition which, @Nullable UUID worksite, int page) {
        var g = GOAL_MEMBER;
        Condition where = g.LOCAL_ID
                .eq(local.id())
                .and(g.YEAR.eq(clock.year().start()))
                .and(g.IN_FORCE)
                .and(which)
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

    private static Field<LocalDate> day(Measure measure) {
        return switch (measure) {
            case TALKED -> GOAL_MEMBER.TALKED_ON;
            case ACTED -> GOAL_MEMBER.ACTED_ON;
            case ACTIVISTS -> GOAL_MEMBER.ACTIVIST_ON;
            case RECOMMITTED -> GOAL_MEMBER.RECOMMITTED_ON;
        };
    }
}
