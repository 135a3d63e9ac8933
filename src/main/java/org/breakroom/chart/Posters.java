package org.breakroom.chart;

import static org.breakroom.db.Tables.CHART_POSTER;
import static org.breakroom.db.Tables.CHART_POSTER_LINE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.selectCount;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.paper.Format;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.springframework.stereotype.Component;

/** Charts on paper, and which number on a sheet is whom. */
@Component
class Posters {
    private static final int SHOWN_MAX = 50;

    private final DSLContext sql;
    private final FederationClock clock;

    Posters(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Gives everyone on a wall a number, column by column, and keeps it. */
    UUID print(Viewer viewer, Local local, Chart chart, Format format, String printedFor) {
        var id = Ids.at(clock.now().toEpochMilli());
        var p = CHART_POSTER;
        sql.insertInto(p)
                .set(p.LOCAL_ID, local.id())
                .set(p.ID, id)
                .set(p.WORKSITE_ID, chart.worksite().id())
                .set(p.FORMAT, format.name())
                .set(p.PRINTED_FOR, printedFor)
                .set(p.MADE_BY, viewer.account())
                .set(p.AUTHOR, viewer.name())
                .set(p.MADE_AT, clock.now().atOffset(ZoneOffset.UTC))
                .execute();
        var l = CHART_POSTER_LINE;
        var lines = new ArrayList<Query>();
        for (var column : chart.columns()) {
            for (var tile : column.tiles()) {
                lines.add(sql.insertInto(l)
                        .set(l.LOCAL_ID, local.id())
                        .set(l.POSTER_ID, id)
                        .set(l.NUMBER, lines.size() + 1)
                        .set(l.MEMBER_ID, tile.id())
                        .set(l.AREA, column.name()));
            }
        }
        sql.batch(lines).execute();
        return id;
    }

    List<Poster> list(Local local, UUID worksite) {
        return read(local, CHART_POSTER.WORKSITE_ID.eq(worksite));
    }

    Optional<Poster> find(Local local, UUID worksite, UUID id) {
        return read(local, CHART_POSTER.WORKSITE_ID.eq(worksite).and(CHART_POSTER.ID.eq(id))).stream()
                .findFirst();
    }

    private List<Poster> read(Local local, Condition which) {
        var p = CHART_POSTER;
        var l = CHART_POSTER_LINE;
        Field<Integer> people = field(selectCount().from(l).where(l.LOCAL_ID.eq(p.LOCAL_ID), l.POSTER_ID.eq(p.ID)));
        return sql.select(p.ID, p.WORKSITE_ID, p.FORMAT, p.PRINTED_FOR, p.AUTHOR, p.MADE_AT, people)
                .from(p)
                .where(p.LOCAL_ID.eq(local.id()))
                .and(which)
                .orderBy(p.MADE_AT.desc(), p.ID)
                .limit(SHOWN_MAX)
                .fetch(r -> new Poster(
                        r.value1(),
                        r.value2(),
                        Format.valueOf(r.value3()),
                        r.value4(),
                        r.value5(),
                        r.value6().toInstant(),
                        r.value7()));
    }

    /** Who is which number on a poster, in its order; who left the file since has none. */
    Map<Integer, UUID> numbers(Local local, UUID poster) {
        var l = CHART_POSTER_LINE;
        var numbers = new LinkedHashMap<Integer, UUID>();
        sql.select(l.NUMBER, l.MEMBER_ID)
                .from(l)
                .where(l.LOCAL_ID.eq(local.id()), l.POSTER_ID.eq(poster))
                .orderBy(l.NUMBER)
                .forEach(r -> numbers.put(r.value1(), r.value2()));
        return numbers;
    }

    /** The columns of a poster as it was printed, of those people who are still on the wall, by their numbers. */
    Map<String, Map<Integer, Chart.Tile>> sheets(Local local, UUID poster, Chart chart) {
        var tiles = new LinkedHashMap<UUID, Chart.Tile>();
        chart.everyone().forEach(t -> tiles.put(t.id(), t));
        var l = CHART_POSTER_LINE;
        var columns = new LinkedHashMap<String, Map<Integer, Chart.Tile>>();
        sql.select(l.NUMBER, l.MEMBER_ID, l.AREA)
                .from(l)
                .where(l.LOCAL_ID.eq(local.id()), l.POSTER_ID.eq(poster))
                .orderBy(l.NUMBER)
                .forEach(r -> {
                    var tile = tiles.get(r.value2());
                    if (tile != null) {
                        columns.computeIfAbsent(
                                        java.util.Objects.requireNonNullElse(r.value3(), ""),
                                        a -> new LinkedHashMap<>())
                                .put(r.value1(), tile);
                    }
                });
        return columns;
    }
}
