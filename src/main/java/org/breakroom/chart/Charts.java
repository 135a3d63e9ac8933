package org.breakroom.chart;

import static org.breakroom.db.Tables.ACTIVITY_LATEST;
import static org.breakroom.db.Tables.BUILDING_REP;
import static org.breakroom.db.Tables.MEMBER_ON_ROSTER;
import static org.breakroom.db.Tables.WORKSITE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectOne;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.breakroom.access.Viewer;
import org.breakroom.activity.Activities;
import org.breakroom.activity.Facet;
import org.breakroom.activity.Standing;
import org.breakroom.federation.Local;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.SchoolYear;
import org.breakroom.member.Members;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads wall charts: one statement a worksite, whatever its size. */
@Component
class Charts {
    private final DSLContext sql;
    private final Worksites worksites;
    private final FederationClock clock;
    private final Activities activities;
    private final List<Facet> facets;

    Charts(DSLContext sql, Worksites worksites, FederationClock clock, Activities activities, List<Facet> facets) {
        this.sql = sql;
        this.worksites = worksites;
        this.clock = clock;
        this.activities = activities;
        this.facets = facets;
    }

    /** The wall as a query asks for it: one statement for the people, one more for each earlier day it looks at. */
    Chart of(Local local, Worksites.Worksite worksite, ChartQuery query) {
        var everyone = tiles(local, worksite);
        if (query.asOf() != null) {
            everyone = asOf(local, everyone, query.asOf());
        }
        if (query.since() != null) {
            everyone = compared(local, everyone, query.since());
        }
        var at = query.asOf() == null ? clock.now() : ChartQuery.endOf(query.asOf());
        var covered = query.facet() == null ? null : covered(local, query.facet());
        var shown = everyone.stream()
                .filter(query.show().keeps(at))
                .filter(t -> query.job() == null || query.job().equals(t.job()))
                .filter(t -> query.shift() == null || query.shift().equals(t.shift()))
                .filter(t -> query.assessment() == null
                        || query.assessment() == (t.assessment() == null ? 0 : t.assessment()))
                .filter(t -> covered == null || covered.contains(t.id()))
                .toList();
        return new Chart(
                worksite,
                columns(local, worksite, query, shown),
                everyone,
                different(everyone, Chart.Tile::job),
                different(everyone, Chart.Tile::shift));
    }

    private static List<String> different(List<Chart.Tile> tiles, Function<Chart.Tile, @Nullable String> fact) {
        return tiles.stream()
                .map(fact)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whom a choice of another room's question covers. */
    private Set<UUID> covered(Local local, UUID choice) {
        var all = new HashSet<UUID>();
        facets.forEach(f -> all.addAll(f.members(local, choice)));
        return all;
    }

    List<Facet.Choice> choices(Local local) {
        return facets.stream().flatMap(f -> f.choices(local).stream()).toList();
    }

    private List<Chart.Column> columns(
            Local local, Worksites.Worksite worksite, ChartQuery query, List<Chart.Tile> shown) {
        return switch (query.group()) {
            case AREA -> byArea(local, worksite, shown, query.narrow());
            case JOB -> grouped(shown, new TreeMap<>(), t -> Objects.requireNonNullElse(t.job(), ""));
            case SHIFT -> grouped(shown, new TreeMap<>(), t -> Objects.requireNonNullElse(t.shift(), ""));
            case ASSESSMENT ->
                grouped(shown, new TreeMap<>(), t -> String.valueOf(Objects.requireNonNullElse(t.assessment(), 0)));
        };
    }

    /** Areas in the local's own order, also empty ones when everyone is shown; people without one at the end. */
    private List<Chart.Column> byArea(
            Local local, Worksites.Worksite worksite, List<Chart.Tile> shown, boolean narrow) {
        var names = new LinkedHashMap<@Nullable UUID, @Nullable String>();
        worksites.areas(local, worksite.id()).forEach(a -> names.put(a.id(), a.name()));
        names.put(null, null);
        var byArea = new HashMap<@Nullable UUID, List<Chart.Tile>>();
        shown.forEach(
                t -> byArea.computeIfAbsent(t.area(), a -> new ArrayList<>()).add(t));
        var columns = new ArrayList<Chart.Column>();
        names.forEach((area, name) -> {
            var tiles = byArea.getOrDefault(area, List.of());
            if (!tiles.isEmpty() || (name != null && !narrow)) {
                columns.add(new Chart.Column(name, tiles));
            }
        });
        return columns;
    }

    private static List<Chart.Column> grouped(
            List<Chart.Tile> shown, Map<String, List<Chart.Tile>> by, Function<Chart.Tile, String> word) {
        shown.forEach(
                t -> by.computeIfAbsent(word.apply(t), w -> new ArrayList<>()).add(t));
        return by.entrySet().stream()
                .map(e -> new Chart.Column(e.getKey().isEmpty() ? null : e.getKey(), e.getValue()))
                .toList();
    }

    private List<Chart.Tile> tiles(Local local, Worksites.Worksite worksite) {
        var m = MEMBER_ON_ROSTER;
        var l = ACTIVITY_LATEST;
        var year = clock.year();
        return sql.select(
                        m.ID,
                        m.FULL_NAME,
                        m.JOB_TITLE,
                        m.AREA_ID,
                        l.ASSESSMENT,
                        l.TALKED_AT,
                        l.CARDED_AT,
                        l.ACTED_AT,
                        l.TRAINED_AT,
                        rep(m.ID, local),
                        m.LEADER_SINCE,
                        m.IN_FORCE,
                        m.SHIFT)
                .from(m)
                .leftJoin(l)
                .on(l.LOCAL_ID.eq(m.LOCAL_ID), l.MEMBER_ID.eq(m.ID))
                .where(m.LOCAL_ID.eq(local.id()), m.WORKSITE_ID.eq(worksite.id()))
                .orderBy(m.SORT_NAME, m.ID)
                .fetch(r -> new Chart.Tile(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value13(),
                        r.value4(),
                        r.value5() == null ? null : r.value5().intValue(),
                        instant(r.value6()),
                        Chart.in(year, instant(r.value6())),
                        Chart.in(year, instant(r.value7())),
                        Chart.in(year, instant(r.value8())),
                        r.value9() != null,
                        r.value10(),
                        r.value11() != null,
                        r.value12(),
                        null));
    }

    /** Today's people with what stood at the end of a day; marks are of the school year of that day. */
    private List<Chart.Tile> asOf(Local local, List<Chart.Tile> tiles, LocalDate day) {
        var standing = activities.asOf(local.id(), ids(tiles), ChartQuery.endOf(day));
        var year = SchoolYear.of(day);
        return tiles.stream()
                .map(t -> t.at(standing.getOrDefault(t.id(), Standing.NONE), year))
                .toList();
    }

    /** The same tiles, each with how it stood at the end of an earlier day. */
    private List<Chart.Tile> compared(Local local, List<Chart.Tile> tiles, LocalDate day) {
        var standing = activities.asOf(local.id(), ids(tiles), ChartQuery.endOf(day));
        var year = SchoolYear.of(day);
        return tiles.stream()
                .map(t -> t.since(standing.getOrDefault(t.id(), Standing.NONE), year))
                .toList();
    }

    private static List<UUID> ids(List<Chart.Tile> tiles) {
        return tiles.stream().map(Chart.Tile::id).toList();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static Field<Boolean> rep(Field<UUID> member, Local local) {
        Condition exists = DSL.exists(selectOne()
                .from(BUILDING_REP)
                .where(BUILDING_REP.LOCAL_ID.eq(local.id()), BUILDING_REP.MEMBER_ID.eq(member))
                .and(BUILDING_REP.UNTIL_ON.isNull()));
        return field(exists);
    }

    @Nullable
    ChartSummary summary(Local local, UUID member) {
        var l = ACTIVITY_LATEST;
        return sql.selectFrom(l)
                .where(l.LOCAL_ID.eq(local.id()), l.MEMBER_ID.eq(member))
                .fetchOne(r -> new ChartSummary(
                        r.getAssessment() == null ? null : r.getAssessment().intValue(),
                        r.getAssessedAt() == null ? null : r.getAssessedAt().toInstant(),
                        r.getTalkedAt() == null ? null : r.getTalkedAt().toInstant(),
                        r.getFollowUpOn()));
    }

    List<ChartLine> list(Viewer viewer, Local local) {
        var m = MEMBER_ON_ROSTER;
        var l = ACTIVITY_LATEST;
        var year = clock.year().begins().atOffset(ZoneOffset.UTC);
        var reps = DSL.field(DSL.select(count())
                .from(BUILDING_REP)
                .where(BUILDING_REP.LOCAL_ID.eq(local.id()), BUILDING_REP.WORKSITE_ID.eq(WORKSITE.ID))
                .and(BUILDING_REP.UNTIL_ON.isNull()));
        return sql.select(
                        WORKSITE.ID,
                        WORKSITE.NAME,
                        WORKSITE.CITY,
                        count(),
                        count().filterWhere(l.TALKED_AT.ge(year)),
                        count().filterWhere(l.CARDED_AT.ge(year)),
                        count().filterWhere(l.ACTED_AT.ge(year)),
                        reps)
                .from(m)
                .leftJoin(l)
                .on(l.LOCAL_ID.eq(m.LOCAL_ID), l.MEMBER_ID.eq(m.ID))
                .join(WORKSITE)
                .on(WORKSITE.ID.eq(m.WORKSITE_ID))
                .where(m.LOCAL_ID.eq(local.id()), m.IN_FORCE.isTrue())
                .and(Members.within(viewer.reach(local.id()), m.WORKSITE_ID))
                .groupBy(WORKSITE.ID)
                .orderBy(WORKSITE.NAME, WORKSITE.ID)
                .fetch(r -> new ChartLine(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        r.value7(),
                        r.value8()));
    }
}
