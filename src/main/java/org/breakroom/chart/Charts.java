package org.breakroom.chart;

import static org.breakroom.db.Tables.ACTIVITY_LATEST;
import static org.breakroom.db.Tables.BUILDING_REP;
import static org.breakroom.db.Tables.MEMBER_ON_ROSTER;
import static org.breakroom.db.Tables.WORKSITE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectOne;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.FederationClock;
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

    Charts(DSLContext sql, Worksites worksites, FederationClock clock) {
        this.sql = sql;
        this.worksites = worksites;
        this.clock = clock;
    }

    Chart of(Local local, Worksites.Worksite worksite) {
        var areas = worksites.areas(local, worksite.id());
        var byArea = new LinkedHashMap<@Nullable UUID, List<Chart.Tile>>();
        areas.forEach(a -> byArea.put(a.id(), new ArrayList<>()));
        var m = MEMBER_ON_ROSTER;
        var l = ACTIVITY_LATEST;
        var year = clock.year().begins();
        sql.select(
                        m.AREA_ID,
                        m.ID,
                        m.FULL_NAME,
                        m.JOB_TITLE,
                        l.ASSESSMENT,
                        since(l.TALKED_AT, year),
                        since(l.CARDED_AT, year),
                        since(l.ACTED_AT, year),
                        field(l.TRAINED_AT.isNotNull()),
                        rep(m.ID, local),
                        m.LEADER_SINCE,
                        m.IN_FORCE)
                .from(m)
                .leftJoin(l)
                .on(l.LOCAL_ID.eq(m.LOCAL_ID), l.MEMBER_ID.eq(m.ID))
                .where(m.LOCAL_ID.eq(local.id()), m.WORKSITE_ID.eq(worksite.id()))
                .orderBy(m.SORT_NAME, m.ID)
                .forEach(r -> byArea.computeIfAbsent(r.value1(), a -> new ArrayList<>())
                        .add(new Chart.Tile(
                                r.value2(),
                                r.value3(),
                                r.value4(),
                                r.value5() == null ? null : r.value5().intValue(),
                                Boolean.TRUE.equals(r.value6()),
                                Boolean.TRUE.equals(r.value7()),
                                Boolean.TRUE.equals(r.value8()),
                                r.value9(),
                                r.value10(),
                                r.value11() != null,
                                r.value12())));
        var columns = new ArrayList<Chart.Column>();
        Map<UUID, String> names = new LinkedHashMap<>();
        areas.forEach(a -> names.put(a.id(), a.name()));
        byArea.forEach((area, tiles) -> columns.add(new Chart.Column(area == null ? null : names.get(area), tiles)));
        return new Chart(worksite, columns);
    }

    private static Field<Boolean> since(Field<OffsetDateTime> at, Instant when) {
        return field(at.ge(when.atOffset(ZoneOffset.UTC)));
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
