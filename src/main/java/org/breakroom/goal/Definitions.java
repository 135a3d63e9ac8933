package org.breakroom.goal;

import static org.breakroom.db.Tables.GOAL_COUNTING;
import static org.breakroom.db.Tables.GOAL_DEFINITION;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;

import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.breakroom.access.Viewer;
import org.breakroom.activity.ActivityKind;
import org.breakroom.activity.Outcome;
import org.breakroom.db.tables.records.GoalDefinitionRecord;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.SchoolYear;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** The versions of what counts, and by which of them each local's year is counted. */
@Component
class Definitions {
    private final DSLContext sql;
    private final FederationClock clock;

    /** A version never changes, so it is read once. */
    private final Map<Integer, Definition> known = new ConcurrentHashMap<>();

    Definitions(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The version a year is to be counted by. */
    Definition of(SchoolYear year) {
        var newest = sql.select(max(GOAL_DEFINITION.VERSION))
                .from(GOAL_DEFINITION)
                .where(GOAL_DEFINITION.FROM_YEAR.le(year.start()))
                .fetchSingle()
                .value1();
        return version(newest);
    }

    /** The version a local's year is counted by at this moment: the old one until the local is counted again. */
    Definition of(int local, SchoolYear year) {
        var standing = sql.select(GOAL_COUNTING.VERSION)
                .from(GOAL_COUNTING)
                .where(GOAL_COUNTING.LOCAL_ID.eq(local), GOAL_COUNTING.YEAR.eq(year.start()))
                .fetchOne(GOAL_COUNTING.VERSION);
        return standing == null ? of(year) : version(standing);
    }

    Definition version(int version) {
        return known.computeIfAbsent(
                version,
                v -> sql.selectFrom(GOAL_DEFINITION)
                        .where(GOAL_DEFINITION.VERSION.eq(v))
                        .fetchSingle(Definitions::read));
    }

    /** All versions, the newest first. */
    List<Definition> list() {
        return sql.selectFrom(GOAL_DEFINITION)
                .orderBy(GOAL_DEFINITION.VERSION.desc())
                .fetch(Definitions::read);
    }

    /** How many locals' years are counted by this version. */
    int counted(Definition by, SchoolYear year) {
        return sql.select(count(GOAL_COUNTING.LOCAL_ID))
                .from(GOAL_COUNTING)
                .where(GOAL_COUNTING.YEAR.eq(year.start()), GOAL_COUNTING.VERSION.eq(by.version()))
                .fetchSingle()
                .value1();
    }

    /** Adds a version after all others. Two written at once become two versions, the later one in force. */
    Definition add(Viewer author, Definition d) {
        sql.execute("select pg_advisory_xact_lock(hashtext('goal_definition'))");
        var r = sql.newRecord(GOAL_DEFINITION);
        r.setVersion(1
                + sql.select(max(GOAL_DEFINITION.VERSION))
                        .from(GOAL_DEFINITION)
                        .fetchSingle()
                        .value1());
        r.setFromYear(d.fromYear());
        r.setTalkOutcomes(names(d.talkOutcomes()));
        r.setActions(names(d.actions()));
        r.setActivistDays(d.activistDays());
        r.setLeadingCounts(d.leadingCounts());
        r.setCounted(d.counted().toArray(String[]::new));
        var by = d.hiredBy();
        if (by != null) {
            r.setHiredByMonth((short) by.getMonthValue());
            r.setHiredByDay((short) by.getDayOfMonth());
        }
        r.setTalkedGoal(d.goal(Measure.TALKED));
        r.setActedGoal(d.goal(Measure.ACTED));
        r.setActivistsGoal(d.goal(Measure.ACTIVISTS));
        r.setRecommittedGoal(d.goal(Measure.RECOMMITTED));
        r.setReason(d.reason());
        r.setAuthor(author.name());
        r.setMadeBy(author.account());
        r.setMadeAt(clock.now().atOffset(ZoneOffset.UTC));
        r.store();
        return read(r);
    }

    private static String[] names(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).toArray(String[]::new);
    }

    private static <T> Set<T> all(String[] names, Function<String, T> read) {
        return Arrays.stream(names).map(read).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Definition read(GoalDefinitionRecord r) {
        var goals = new EnumMap<Measure, Integer>(Measure.class);
        goals.put(Measure.TALKED, r.getTalkedGoal());
        goals.put(Measure.ACTED, r.getActedGoal());
        goals.put(Measure.ACTIVISTS, r.getActivistsGoal());
        goals.put(Measure.RECOMMITTED, r.getRecommittedGoal());
        return new Definition(
                r.getVersion(),
                r.getFromYear(),
                all(r.getTalkOutcomes(), Outcome::valueOf),
                all(r.getActions(), ActivityKind::valueOf),
                r.getActivistDays(),
                r.getLeadingCounts(),
                all(r.getCounted(), Function.identity()),
                r.getHiredByMonth() == null ? null : MonthDay.of(r.getHiredByMonth(), r.getHiredByDay()),
                goals,
                r.getReason(),
                r.getAuthor(),
                r.getMadeAt().toInstant());
    }
}
