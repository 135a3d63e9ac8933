package org.breakroom.coverage;

import static org.breakroom.db.Tables.ACTIVITY_LATEST;
import static org.breakroom.db.Tables.ACTIVITY_STANDING;
import static org.breakroom.db.Tables.AREA;
import static org.breakroom.db.Tables.BUILDING_REP;
import static org.breakroom.db.Tables.COVERAGE_SPAN;
import static org.breakroom.db.Tables.COVERAGE_TURF;
import static org.breakroom.db.Tables.MEMBER_ON_ROSTER;
import static org.breakroom.db.Tables.WORKSITE;
import static org.jooq.impl.DSL.count;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.breakroom.access.Reach;
import org.breakroom.access.Viewer;
import org.breakroom.activity.ActivityKind;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.member.Members;
import org.breakroom.ui.Messages;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the gaps of a local, proposes how to even them out, and keeps what an officer decided. */
@Component
class Coverage {
    static final int SPAN_USUAL = 20;
    private static final int CANDIDATES_MAX = 3;
    private static final int STRONG = 2;
    private static final int MAP_WIDE = 960;
    private static final int MAP_HIGH = 520;
    private static final int MAP_MARGIN = 60;

    private final DSLContext sql;
    private final FederationClock clock;
    private final Messages messages;

    Coverage(DSLContext sql, FederationClock clock, Messages messages) {
        this.sql = sql;
        this.clock = clock;
        this.messages = messages;
    }

    int span(Local local) {
        var s = COVERAGE_SPAN;
        var set = sql.select(s.PEOPLE).from(s).where(s.LOCAL_ID.eq(local.id())).fetchOne(r -> r.value1());
        return set == null ? SPAN_USUAL : set;
    }

    void span(Viewer viewer, Local local, int people) {
        var s = COVERAGE_SPAN;
        var now = clock.now().atOffset(ZoneOffset.UTC);
        sql.insertInto(s)
                .set(s.LOCAL_ID, local.id())
                .set(s.PEOPLE, people)
                .set(s.AUTHOR, viewer.name())
                .set(s.SET_AT, now)
                .onConflict(s.LOCAL_ID)
                .doUpdate()
                .set(s.PEOPLE, people)
                .set(s.AUTHOR, viewer.name())
                .set(s.SET_AT, now)
                .execute();
    }

    /** The worksites within a reach, those with the most gaps first. */
    List<Gaps.Site> sites(Local local, Reach reach) {
        var m = MEMBER_ON_ROSTER;
        int span = span(local);
        var reps = reps(local);
        var carried = carried(local);
        var met = met(local);
        var silent = silent(local, reach);
        return sql
                .select(m.WORKSITE_ID, WORKSITE.NAME, WORKSITE.LATITUDE, WORKSITE.LONGITUDE, count())
                .from(m)
                .join(WORKSITE)
                .on(WORKSITE.ID.eq(m.WORKSITE_ID))
                .where(m.LOCAL_ID.eq(local.id()))
                .and(m.IN_FORCE)
                .and(Members.within(reach, m.WORKSITE_ID))
                .groupBy(m.WORKSITE_ID, WORKSITE.ID)
                .orderBy(WORKSITE.NAME, m.WORKSITE_ID)
                .fetch(r -> new Gaps.Site(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        carrying(reps.getOrDefault(r.value1(), Map.of()), carried, r.value5()),
                        met.contains(r.value1()),
                        silent.getOrDefault(r.value1(), List.of()),
                        span))
                .stream()
                .sorted(Comparator.comparing(Gaps.Site::gaps)
                        .reversed()
                        .thenComparing(Comparator.comparing(Gaps.Site::people).reversed()))
                .toList();
    }

    /** The reps of each worksite today. */
    private Map<UUID, Map<UUID, String>> reps(Local local) {
        var b = BUILDING_REP;
        var m = MEMBER_ON_ROSTER;
        var reps = new HashMap<UUID, Map<UUID, String>>();
        sql.select(b.WORKSITE_ID, m.ID, m.FULL_NAME)
                .from(b)
                .join(m)
                .on(m.LOCAL_ID.eq(b.LOCAL_ID), m.ID.eq(b.MEMBER_ID))
                .where(b.LOCAL_ID.eq(local.id()), b.UNTIL_ON.isNull())
                .orderBy(m.SORT_NAME, m.ID)
                .forEach(r -> reps.computeIfAbsent(r.value1(), w -> new LinkedHashMap<>())
                        .put(r.value2(), r.value3()));
        return reps;
    }

    /** How many were named for each rep. */
    private Map<UUID, Integer> carried(Local local) {
        var t = COVERAGE_TURF;
        return sql.select(t.REP_ID, count())
                .from(t)
                .where(t.LOCAL_ID.eq(local.id()))
                .groupBy(t.REP_ID)
                .fetchMap(r -> r.value1(), r -> r.value2());
    }

    /** What was named for nobody is carried by all in equal parts. */
    static List<Gaps.Rep> carrying(Map<UUID, String> reps, Map<UUID, Integer> carried, int people) {
        int named =
                reps.keySet().stream().mapToInt(r -> carried.getOrDefault(r, 0)).sum();
        int rest = Math.max(0, people - named);
        int each = reps.isEmpty() ? 0 : (rest + reps.size() - 1) / reps.size();
        return reps.entrySet().stream()
                .map(r -> new Gaps.Rep(r.getKey(), r.getValue(), carried.getOrDefault(r.getKey(), 0) + each))
                .toList();
    }

    private Set<UUID> met(Local local) {
        var a = ACTIVITY_STANDING;
        var month = clock.today()
                .withDayOfMonth(1)
                .atTime(LocalTime.MIDNIGHT)
                .atZone(FederationClock.ZONE)
                .toOffsetDateTime();
        return sql.selectDistinct(a.WORKSITE_ID)
                .from(a)
                .where(a.LOCAL_ID.eq(local.id()), a.KIND.eq(ActivityKind.MEETING.name()))
                .and(a.HAPPENED_AT.ge(month))
                .and(a.WORKSITE_ID.isNotNull())
                .fetchSet(a.WORKSITE_ID);
    }

    private Map<UUID, List<Gaps.Area>> silent(Local local, Reach reach) {
        var m = MEMBER_ON_ROSTER;
        var l = ACTIVITY_LATEST;
        var year = clock.year().begins().atOffset(ZoneOffset.UTC);
        var silent = new HashMap<UUID, List<Gaps.Area>>();
        sql.select(m.WORKSITE_ID, AREA.NAME, count())
                .from(m)
                .join(AREA)
                .on(AREA.LOCAL_ID.eq(m.LOCAL_ID), AREA.ID.eq(m.AREA_ID))
                .leftJoin(l)
                .on(l.LOCAL_ID.eq(m.LOCAL_ID), l.MEMBER_ID.eq(m.ID))
                .where(m.LOCAL_ID.eq(local.id()))
                .and(m.IN_FORCE)
                .and(Members.within(reach, m.WORKSITE_ID))
                .groupBy(m.WORKSITE_ID, AREA.ID, AREA.NAME)
                .having(count().filterWhere(l.TALKED_AT.ge(year)).eq(0))
                .orderBy(AREA.NAME)
                .forEach(r -> silent.computeIfAbsent(r.value1(), w -> new ArrayList<>())
                        .add(new Gaps.Area(r.value2(), r.value3())));
        return silent;
    }

    /** The worksites that have a place, drawn as they lie to each other. */
    static List<Gaps.Dot> dots(List<Gaps.Site> sites) {
        var placed = sites.stream()
                .filter(s -> s.latitude() != null && s.longitude() != null)
                .toList();
        var lat = placed.stream().mapToDouble(s -> value(s.latitude())).summaryStatistics();
        // a degree of longitude is shorter than one of latitude, the more so the farther north
        double squeeze = Math.cos(Math.toRadians(placed.isEmpty() ? 0 : lat.getAverage()));
        var lon =
                placed.stream().mapToDouble(s -> value(s.longitude()) * squeeze).summaryStatistics();
        double scale = Math.min(
                (MAP_WIDE - 2.0 * MAP_MARGIN) / Math.max(1e-4, lon.getMax() - lon.getMin()),
                (MAP_HIGH - 2.0 * MAP_MARGIN) / Math.max(1e-4, lat.getMax() - lat.getMin()));
        double left = (MAP_WIDE - (lon.getMax() - lon.getMin()) * scale) / 2;
        double top = (MAP_HIGH - (lat.getMax() - lat.getMin()) * scale) / 2;
        return placed.stream()
                .map(s -> new Gaps.Dot(
                        s,
                        (int) (left + (value(s.longitude()) * squeeze - lon.getMin()) * scale),
                        (int) (top + (lat.getMax() - value(s.latitude())) * scale),
                        (int) Math.min(34, 9 + Math.sqrt(s.people()) * 1.6)))
                .toList();
    }

    private static double value(@Nullable Double number) {
        return number == null ? 0 : number;
    }

    /** Who could be asked: leaders first, then who stands strongest and did most, nobody who is a rep already. */
    List<Gaps.Candidate> candidates(Local local, UUID worksite) {
        var m = MEMBER_ON_ROSTER;
        var l = ACTIVITY_LATEST;
        return sql.select(m.ID, m.FULL_NAME, AREA.NAME, m.LEADER_SINCE, l.ASSESSMENT, l.ACTED_AT, l.TRAINED_AT)
                .from(m)
                .join(l)
                .on(l.LOCAL_ID.eq(m.LOCAL_ID), l.MEMBER_ID.eq(m.ID))
                .leftJoin(AREA)
                .on(AREA.LOCAL_ID.eq(m.LOCAL_ID), AREA.ID.eq(m.AREA_ID))
                .where(m.LOCAL_ID.eq(local.id()), m.WORKSITE_ID.eq(worksite))
                .and(m.IN_FORCE)
                .and(l.ASSESSMENT.le((short) STRONG))
                .andNotExists(DSL.selectOne()
                        .from(BUILDING_REP)
                        .where(BUILDING_REP.LOCAL_ID.eq(local.id()), BUILDING_REP.MEMBER_ID.eq(m.ID))
                        .and(BUILDING_REP.UNTIL_ON.isNull()))
                .orderBy(
                        DSL.field(m.LEADER_SINCE.isNull()).asc(),
                        l.ASSESSMENT.asc(),
                        l.TRAINED_AT.desc().nullsLast(),
                        l.ACTED_AT.desc().nullsLast(),
                        m.SORT_NAME.asc())
                .limit(CANDIDATES_MAX)
                .fetch(r -> new Gaps.Candidate(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        why(r.value4() != null, r.value5(), r.value6() != null, r.value7() != null)));
    }

    private String why(boolean leads, Short assessment, boolean acted, boolean trained) {
        var words = new ArrayList<String>();
        if (leads) {
            words.add(messages.here("coverage.why.leads"));
        }
        words.add(messages.here("coverage.why.stands", assessment, messages.here("assessment." + assessment)));
        if (trained) {
            words.add(messages.here("coverage.why.trained"));
        }
        if (acted) {
            words.add(messages.here("coverage.why.acted"));
        }
        return String.join(", ", words);
    }

    /** Who looks after whom at a worksite, and how it would be even. */
    List<Gaps.Share> shares(Local local, UUID worksite, List<Gaps.Rep> reps) {
        var m = MEMBER_ON_ROSTER;
        var t = COVERAGE_TURF;
        var people = sql.select(m.ID, m.FULL_NAME, AREA.NAME, t.REP_ID)
                .from(m)
                .leftJoin(AREA)
                .on(AREA.LOCAL_ID.eq(m.LOCAL_ID), AREA.ID.eq(m.AREA_ID))
                .leftJoin(t)
                .on(t.LOCAL_ID.eq(m.LOCAL_ID), t.MEMBER_ID.eq(m.ID))
                .where(m.LOCAL_ID.eq(local.id()), m.WORKSITE_ID.eq(worksite))
                .and(m.IN_FORCE)
                .orderBy(AREA.POSITION.asc().nullsLast(), AREA.NAME, m.SORT_NAME, m.ID)
                .fetch(r -> new Gaps.Share(r.value1(), r.value2(), r.value3(), r.value4(), null));
        return even(people, reps.stream().map(Gaps.Rep::id).toList());
    }

    /**
     * Deals people out to reps so that no two carry numbers that differ by more than one, a rep herself to herself, and
     * areas together as far as that goes: whoever stands next in an area goes to the same rep until she is full.
     */
    static List<Gaps.Share> even(List<Gaps.Share> people, List<UUID> reps) {
        if (reps.isEmpty()) {
            return people;
        }
        int each = people.size() / reps.size();
        int more = people.size() % reps.size();
        var room = new LinkedHashMap<UUID, Integer>();
        for (int i = 0; i < reps.size(); i++) {
            room.put(reps.get(i), each + (i < more ? 1 : 0));
        }
        var proposed = new HashMap<UUID, UUID>();
        people.stream().map(Gaps.Share::id).filter(room::containsKey).forEach(own -> {
            proposed.put(own, own);
            room.merge(own, -1, Integer::sum);
        });
        for (var person : people) {
            if (!proposed.containsKey(person.id())) {
                var rep = reps.stream()
                        .filter(r -> room.getOrDefault(r, 0) > 0)
                        .findFirst()
                        .orElse(reps.getLast());
                proposed.put(person.id(), rep);
                room.merge(rep, -1, Integer::sum);
            }
        }
        return people.stream()
                .map(p -> new Gaps.Share(p.id(), p.name(), p.area(), p.rep(), proposed.get(p.id())))
                .toList();
    }

    /** Keeps who looks after whom; who is said to be nobody's is looked after by all. */
    void share(Local local, Map<UUID, UUID> turf, Collection<UUID> people) {
        var t = COVERAGE_TURF;
        sql.deleteFrom(t)
                .where(t.LOCAL_ID.eq(local.id()), t.MEMBER_ID.in(people))
                .execute();
        sql.batch(turf.entrySet().stream()
                        .map(named -> sql.insertInto(t)
                                .set(t.LOCAL_ID, local.id())
                                .set(t.MEMBER_ID, named.getKey())
                                .set(t.REP_ID, named.getValue()))
                        .toList())
                .execute();
    }
}
