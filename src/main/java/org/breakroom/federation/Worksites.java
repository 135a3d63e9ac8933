package org.breakroom.federation;

import static org.breakroom.db.Tables.AREA;
import static org.breakroom.db.Tables.WORKSITE;
import static org.breakroom.db.Tables.WORKSITE_NAME;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Places of work. The place is the federation's; which of them a local is at, and their areas, are the local's. */
@Component
public class Worksites {
    private final DSLContext sql;

    Worksites(DSLContext sql) {
        this.sql = sql;
    }

    public record Worksite(
            UUID id,
            String name,
            @org.jspecify.annotations.Nullable String city) {}

    public record Area(UUID id, String name) {}

    /** A worksite at which this local is. */
    public Optional<Worksite> find(Local local, UUID id) {
        return sql.select(WORKSITE.ID, WORKSITE.NAME, WORKSITE.CITY)
                .from(WORKSITE)
                .where(WORKSITE.ID.eq(id))
                .and(WORKSITE.ID.in(sql.select(WORKSITE_NAME.WORKSITE_ID)
                        .from(WORKSITE_NAME)
                        .where(WORKSITE_NAME.LOCAL_ID.eq(local.id()), WORKSITE_NAME.WORKSITE_ID.eq(id))))
                .fetchOptional(r -> new Worksite(r.value1(), r.value2(), r.value3()));
    }

    /** The worksites of a local by name. */
    public List<Worksite> list(Local local) {
        return sql.select(WORKSITE.ID, WORKSITE.NAME, WORKSITE.CITY)
                .from(WORKSITE)
                .where(WORKSITE.ID.in(sql.select(WORKSITE_NAME.WORKSITE_ID)
                        .from(WORKSITE_NAME)
                        .where(WORKSITE_NAME.LOCAL_ID.eq(local.id()))))
                .orderBy(WORKSITE.NAME, WORKSITE.ID)
                .fetch(r -> new Worksite(r.value1(), r.value2(), r.value3()));
    }

    public Map<UUID, String> names(Collection<UUID> ids) {
        return sql
                .select(WORKSITE.ID, WORKSITE.NAME)
                .from(WORKSITE)
                .where(WORKSITE.ID.in(ids))
                .orderBy(WORKSITE.NAME)
                .fetch()
                .stream()
                .collect(java.util.stream.Collectors.toMap(
                        r -> r.value1(), r -> r.value2(), (a, b) -> a, LinkedHashMap::new));
    }

    public List<Area> areas(Local local, UUID worksite) {
        return sql.select(AREA.ID, AREA.NAME)
                .from(AREA)
                .where(AREA.LOCAL_ID.eq(local.id()), AREA.WORKSITE_ID.eq(worksite))
                .orderBy(AREA.POSITION, AREA.NAME)
                .fetch(r -> new Area(r.value1(), r.value2()));
    }
}
