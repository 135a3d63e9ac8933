package org.breakroom.structure;

import static org.breakroom.db.Tables.ACTIVITY_STANDING;
import static org.breakroom.db.Tables.MEMBER_ON_ROSTER;
import static org.breakroom.db.Tables.STRUCTURE_MARK;
import static org.breakroom.db.Tables.STRUCTURE_TEST;
import static org.breakroom.db.Tables.WORKSITE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.max;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.breakroom.access.Reach;
import org.breakroom.access.Viewer;
import org.breakroom.activity.Activities;
import org.breakroom.activity.Activity;
import org.breakroom.activity.ActivityKind;
import org.breakroom.activity.Outcome;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.member.Members;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The tests of a local, who took part, and what that says of each worksite. */
@Component
class Tests {
    private static final int SHOWN_MAX = 20;

    private final DSLContext sql;
    private final FederationClock clock;
    private final Activities activities;

    Tests(DSLContext sql, FederationClock clock, Activities activities) {
        this.sql = sql;
        this.clock = clock;
        this.activities = activities;
    }

    /** The newest tests of the series, in their order. */
    List<StructureTest> list(Local local) {
        var t = STRUCTURE_TEST;
        return sql.selectFrom(t)
                .where(t.LOCAL_ID.eq(local.id()))
                .orderBy(t.POSITION.desc())
                .limit(SHOWN_MAX)
                .fetch(r -> new StructureTest(
                        r.getId(),
                        r.getPosition(),
                        r.getName(),
                        ActivityKind.valueOf(r.getKind()),
                        r.getTarget(),
                        r.getOpensOn(),
                        r.getClosedOn()))
                .reversed();
    }

    Optional<StructureTest> find(Local local, UUID id) {
        return list(local).stream().filter(t -> t.id().equals(id)).findFirst();
    }

    void add(Viewer viewer, Local local, UUID id, String name, ActivityKind kind, int target, LocalDate opens) {
        var t = STRUCTURE_TEST;
        Integer last = sql.select(max(t.POSITION))
                .from(t)
                .where(t.LOCAL_ID.eq(local.id()))
                .fetchOne(r -> r.value1());
        sql.insertInto(t)
                .set(t.LOCAL_ID, local.id())
                .set(t.ID, id)
                .set(t.POSITION, last == null ? 1 : last + 1)
                .set(t.NAME, name)
                .set(t.KIND, kind.name())
                .set(t.TARGET, target)
                .set(t.OPENS_ON, opens)
                .set(t.AUTHOR, viewer.name())
                .execute();
    }

    /** Closes a test, or opens it again. */
    boolean close(Local local, UUID id, boolean closed) {
        var t = STRUCTURE_TEST;
        return sql.update(t)
                        .set(t.CLOSED_ON, closed ? clock.today() : null)
                        .where(t.LOCAL_ID.eq(local.id()), t.ID.eq(id))
                        .execute()
                > 0;
    }

    /** Who took part, by the record that stands for her today. */
    Set<UUID> marked(Local local, UUID test) {
        var k = STRUCTURE_MARK;
        var a = ACTIVITY_STANDING;
        return sql.select(a.MEMBER_ID)
                .from(k)
                .join(a)
                .on(a.LOCAL_ID.eq(k.LOCAL_ID), a.ID.eq(k.ACTIVITY_ID))
                .where(k.LOCAL_ID.eq(local.id()), k.TEST_ID.eq(test))
                .fetchSet(a.MEMBER_ID);
    }

    int mark(Viewer viewer, Local local, StructureTest test, UUID worksite, Collection<UUID> members) {
        lock(local, test);
        var fresh = new HashSet<>(members);
        fresh.removeAll(marked(local, test.id()));
        if (fresh.isEmpty()) {
            return 0;
        }
        var now = clock.now();
        var k = STRUCTURE_MARK;
        var facts = new ArrayList<Activity>();
        var rows = sql.insertInto(k, k.LOCAL_ID, k.TEST_ID, k.MEMBER_ID, k.ACTIVITY_ID);
        for (var member : fresh) {
            var id = Ids.at(now.toEpochMilli());
            facts.add(Activity.of(local.id(), id, member, test.kind(), worksite, now, Outcome.TOOK_PART));
            rows = rows.values(local.id(), test.id(), member, id);
        }
        activities.recordAll(viewer, local.id(), facts);
        rows.onConflict(k.LOCAL_ID, k.TEST_ID, k.MEMBER_ID)
                .doUpdate()
                .set(k.ACTIVITY_ID, DSL.excluded(k.ACTIVITY_ID))
                .execute();
        return fresh.size();
    }

    /** Takes marks back: the viewer's own of the last day, as the ledger has it. Returns how many. */
    int unmark(Viewer viewer, Local local, StructureTest test, Collection<UUID> members) {
        lock(local, test);
        var k = STRUCTURE_MARK;
        var a = ACTIVITY_STANDING;
        var ids = sql.select(k.ACTIVITY_ID)
                .from(k)
                .join(a)
                .on(a.LOCAL_ID.eq(k.LOCAL_ID), a.ID.eq(k.ACTIVITY_ID))
                .where(k.LOCAL_ID.eq(local.id()), k.TEST_ID.eq(test.id()), a.MEMBER_ID.in(members))
                .fetchSet(k.ACTIVITY_ID);
        if (ids.isEmpty()) {
            return 0;
        }
        return sql.deleteFrom(k)
                .where(k.LOCAL_ID.eq(local.id()), k.TEST_ID.eq(test.id()))
                .and(k.ACTIVITY_ID.in(activities.letGo(viewer, local.id(), ids)))
                .execute();
    }

    private void lock(Local local, StructureTest test) {
        sql.select(STRUCTURE_TEST.ID)
                .from(STRUCTURE_TEST)
                .where(STRUCTURE_TEST.LOCAL_ID.eq(local.id()), STRUCTURE_TEST.ID.eq(test.id()))
                .forUpdate()
                .fetch();
    }

    /** The worksites within a reach by test. */
    HeatMap map(Local local, Reach reach) {
        var tests = list(local);
        var took = took(local, reach);
        var m = MEMBER_ON_ROSTER;
        var rows = sql.select(m.WORKSITE_ID, WORKSITE.NAME, count())
                .from(m)
                .join(WORKSITE)
                .on(WORKSITE.ID.eq(m.WORKSITE_ID))
                .where(m.LOCAL_ID.eq(local.id()))
                .and(m.IN_FORCE)
                .and(Members.within(reach, m.WORKSITE_ID))
                .groupBy(m.WORKSITE_ID, WORKSITE.NAME)
                .orderBy(WORKSITE.NAME, m.WORKSITE_ID)
                .fetch(r -> row(tests, r.value1(), r.value2(), r.value3(), took.getOrDefault(r.value1(), Map.of())));
        return new HeatMap(tests, rows);
    }

    /** How many of those in force today took part, by worksite and test. */
    private Map<UUID, Map<UUID, Integer>> took(Local local, Reach reach) {
        var m = MEMBER_ON_ROSTER;
        var k = STRUCTURE_MARK;
        var took = new HashMap<UUID, Map<UUID, Integer>>();
        var a = ACTIVITY_STANDING;
        sql.select(m.WORKSITE_ID, k.TEST_ID, countDistinct(m.ID))
                .from(k)
                .join(a)
                .on(a.LOCAL_ID.eq(k.LOCAL_ID), a.ID.eq(k.ACTIVITY_ID))
                .join(m)
                .on(m.LOCAL_ID.eq(a.LOCAL_ID), m.ID.eq(a.MEMBER_ID))
                .where(k.LOCAL_ID.eq(local.id()))
                .and(m.IN_FORCE)
                .and(Members.within(reach, m.WORKSITE_ID))
                .groupBy(m.WORKSITE_ID, k.TEST_ID)
                .forEach(r ->
                        took.computeIfAbsent(r.value1(), w -> new HashMap<>()).put(r.value2(), r.value3()));
        return took;
    }

    static HeatMap.Row row(List<StructureTest> tests, UUID worksite, String name, int people, Map<UUID, Integer> took) {
        var cells = new ArrayList<HeatMap.Cell>();
        for (var test : tests) {
            int n = took.getOrDefault(test.id(), 0);
            int percent = people == 0 ? 0 : n * 100 / people;
            cells.add(new HeatMap.Cell(
                    n,
                    percent,
                    test.reached(n, people),
                    cells.isEmpty() ? null : percent - cells.getLast().percent()));
        }
        return new HeatMap.Row(worksite, name, people, cells, next(tests, cells, people));
    }

    /** The first test that is not reached: worked on where somebody took part or it is open, run where the one before is reached. */
    private static HeatMap.Next next(List<StructureTest> tests, List<HeatMap.Cell> cells, int people) {
        for (int i = 0; i < tests.size(); i++) {
            if (!cells.get(i).reached()) {
                boolean begun = cells.get(i).took() > 0 || i == 0;
                return new HeatMap.Next(
                        begun ? HeatMap.What.WORK : HeatMap.What.RUN,
                        tests.get(i),
                        tests.get(i).needs(people) - cells.get(i).took());
            }
        }
        return new HeatMap.Next(HeatMap.What.PLAN, null, 0);
    }
}
