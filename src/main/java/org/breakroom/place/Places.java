package org.breakroom.place;

import static org.breakroom.db.Tables.PLACE;
import static org.breakroom.db.Tables.PLACE_EDITION;
import static org.breakroom.db.Tables.PLACE_LIST;
import static org.jooq.impl.DSL.count;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.kernel.Paged;
import org.breakroom.kernel.PersonName;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The register of places, to be looked into. */
@Component
class Places {
    private final DSLContext sql;

    Places(DSLContext sql) {
        this.sql = sql;
    }

    /** What search looks at. */
    static String folded(String code, String name, @Nullable String city, @Nullable String organization) {
        return PersonName.fold(name + " " + (city == null ? "" : city) + " "
                + (organization == null ? "" : organization) + " " + code);
    }

    /** When the newest edition of each list came in: a place that it names is still there. */
    private static Field<Boolean> listed() {
        var later = PLACE_EDITION.as("later");
        return DSL.field(DSL.notExists(DSL.selectOne()
                .from(later)
                .where(later.LIST_ID.eq(PLACE.LIST_ID))
                .and(later.APPLIED_AT.gt(DSL.select(PLACE_EDITION.APPLIED_AT)
                        .from(PLACE_EDITION)
                        .where(PLACE_EDITION.ID.eq(PLACE.LAST_EDITION))))));
    }

    private List<Field<?>> columns() {
        return List.of(
                PLACE.ID,
                PLACE.CODE,
                PLACE.NAME,
                PLACE.KIND,
                PLACE.ORGANIZATION,
                PLACE.STREET,
                PLACE.CITY,
                PLACE.ZIP,
                PLACE.LATITUDE,
                PLACE.LONGITUDE,
                listed().as("listed"),
                count().over().as("total"));
    }

    private static Place place(Record r) {
        return new Place(
                r.get(PLACE.ID),
                r.get(PLACE.CODE),
                r.get(PLACE.NAME),
                r.get(PLACE.KIND),
                r.get(PLACE.ORGANIZATION),
                r.get(PLACE.STREET),
                r.get(PLACE.CITY),
                r.get(PLACE.ZIP),
                r.get(PLACE.LATITUDE),
                r.get(PLACE.LONGITUDE),
                r.get("listed", Boolean.class));
    }

    /** Every place of a list, by code. */
    List<Place> of(UUID list) {
        return sql.select(columns())
                .from(PLACE)
                .where(PLACE.LIST_ID.eq(list))
                .orderBy(PLACE.CODE)
                .fetch(Places::place);
    }

    List<Place> find(Collection<UUID> ids) {
        return sql.select(columns())
                .from(PLACE)
                .where(PLACE.ID.in(ids))
                .orderBy(PLACE.NAME, PLACE.ID)
                .fetch(Places::place);
    }

    /** The places that came with an edition. */
    Paged<Place> since(Edition edition, int page) {
        return page(PLACE.FIRST_EDITION.eq(edition.id()), page);
    }

    /** Places in which every word of the search stands, in their name, town, district or code. */
    Paged<Place> search(String q, @Nullable String list, boolean missing, int page) {
        Condition which = DSL.noCondition();
        for (var word : PersonName.fold(q).split(" ")) {
            which = which.and(PLACE.FOLDED.contains(word));
        }
        if (list != null) {
            which = which.and(
                    PLACE.LIST_ID.in(sql.select(PLACE_LIST.ID).from(PLACE_LIST).where(PLACE_LIST.NAME.eq(list))));
        }
        if (missing) {
            which = which.andNot(DSL.condition(listed()));
        }
        return page(which, page);
    }

    private Paged<Place> page(Condition which, int page) {
        var rows = sql.select(columns())
                .from(PLACE)
                .where(which)
                .orderBy(PLACE.FOLDED, PLACE.ID)
                .limit(Paged.SIZE)
                .offset(Paged.offset(page))
                .fetch();
        long total = rows.isEmpty() ? 0 : rows.getFirst().get("total", Long.class);
        return new Paged<>(rows.map(Places::place), Math.max(1, page), Paged.SIZE, total);
    }

    /** The places still listed whose names are spellings of these, by the key of the spelling. */
    Map<String, List<Place>> alike(Collection<String> names) {
        var keys = names.stream().map(PlaceName::key).filter(k -> !k.isEmpty()).toArray(String[]::new);
        return sql
                .select(columns())
                .from(PLACE)
                .where(PLACE.KEY.eq(DSL.any(keys)))
                .and(DSL.condition(listed()))
                .orderBy(PLACE.CODE)
                .fetch(Places::place)
                .stream()
                .collect(Collectors.groupingBy(p -> PlaceName.key(p.name())));
    }
}
