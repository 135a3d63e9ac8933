package org.breakroom.federation;

import static org.breakroom.db.Tables.AREA;
import static org.breakroom.db.Tables.EMPLOYER;
import static org.breakroom.db.Tables.WORKSITE;
import static org.breakroom.db.Tables.WORKSITE_NAME;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Places of work. The place is the federation's; which of them a local is at, and their areas, are the local's. */
@Component
public class Worksites {
    private final DSLContext sql;

    Worksites(DSLContext sql) {
        this.sql = sql;
    }

    public record Worksite(UUID id, String name, @Nullable String city) {}

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

    /** A worksite about which the viewer may write; to who may not, it does not exist. */
    public Worksite writing(Viewer viewer, Local local, UUID id) {
        if (!viewer.writing(local.id()).covers(id)) {
            throw new NotFound();
        }
        return find(local, id).orElseThrow(NotFound::new);
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

    /** Which places worksites are known to be. */
    public Set<UUID> places() {
        return sql.selectDistinct(WORKSITE.PLACE_ID)
                .from(WORKSITE)
                .where(WORKSITE.PLACE_ID.isNotNull())
                .fetchSet(WORKSITE.PLACE_ID);
    }

    /**
     * A worksite of a local as its office looks after it.
     *
     * @param place what it is in the register of places, if someone said
     */
    public record Entry(
            UUID id,
            String name,
            @Nullable String street,
            @Nullable String city,
            String employer,
            int areas,
            @Nullable UUID place) {}

    /** The worksites of a local with what belongs to them, by name. */
    public List<Entry> entries(Local local) {
        return sql.select(
                        WORKSITE.ID,
                        WORKSITE.NAME,
                        WORKSITE.STREET,
                        WORKSITE.CITY,
                        EMPLOYER.NAME,
                        field(select(count())
                                .from(AREA)
                                .where(AREA.LOCAL_ID.eq(local.id()), AREA.WORKSITE_ID.eq(WORKSITE.ID))),
                        WORKSITE.PLACE_ID)
                .from(WORKSITE)
                .join(EMPLOYER)
                .on(EMPLOYER.ID.eq(WORKSITE.EMPLOYER_ID))
                .where(WORKSITE.ID.in(sql.select(WORKSITE_NAME.WORKSITE_ID)
                        .from(WORKSITE_NAME)
                        .where(WORKSITE_NAME.LOCAL_ID.eq(local.id()))))
                .orderBy(WORKSITE.NAME, WORKSITE.ID)
                .fetch(r ->
                        new Entry(r.value1(), r.value2(), r.value3(), r.value4(), r.value5(), r.value6(), r.value7()));
    }

    /** Where something is: an address and a point, as far as they are known. */
    public record Address(
            @Nullable String street,
            @Nullable String city,
            @Nullable String zip,
            @Nullable Double latitude,
            @Nullable Double longitude) {}

    /** Says which place of the register a worksite is, and takes its address from there. */
    public void link(UUID worksite, UUID place, Address address) {
        settle(worksite, address);
        sql.update(WORKSITE)
                .set(WORKSITE.PLACE_ID, place)
                .where(WORKSITE.ID.eq(worksite))
                .execute();
    }

    public void unlink(UUID worksite) {
        sql.update(WORKSITE)
                .setNull(WORKSITE.PLACE_ID)
                .where(WORKSITE.ID.eq(worksite))
                .execute();
    }

    /** Gives a worksite its address; what is not said stays. */
    public void settle(UUID worksite, Address a) {
        settle(WORKSITE.ID.eq(worksite), a);
    }

    /** Gives the worksites at a place its address. */
    public void settleAt(UUID place, Address a) {
        settle(WORKSITE.PLACE_ID.eq(place), a);
    }

    private void settle(Condition which, Address a) {
        sql.update(WORKSITE)
                .set(WORKSITE.STREET, coalesce(val(a.street()), WORKSITE.STREET))
                .set(WORKSITE.CITY, coalesce(val(a.city()), WORKSITE.CITY))
                .set(WORKSITE.ZIP, coalesce(val(a.zip()), WORKSITE.ZIP))
                .set(WORKSITE.LATITUDE, coalesce(val(a.latitude()), WORKSITE.LATITUDE))
                .set(WORKSITE.LONGITUDE, coalesce(val(a.longitude()), WORKSITE.LONGITUDE))
                .where(which)
                .execute();
    }

    /**
     * The worksites that went by the old name of their place go by the new one; lists still find them by what they print.
     *
     * @return which they are
     */
    public List<UUID> rename(UUID place, String was, String becomes) {
        return sql.update(WORKSITE)
                .set(WORKSITE.NAME, becomes)
                .where(WORKSITE.PLACE_ID.eq(place), WORKSITE.NAME.eq(was))
                .returning(WORKSITE.ID)
                .fetch(WORKSITE.ID);
    }

    /** Takes such a rename back, where the name is still the new one. */
    public void renameBack(Collection<UUID> worksites, String was, String becomes) {
        sql.update(WORKSITE)
                .set(WORKSITE.NAME, was)
                .where(WORKSITE.ID.in(worksites), WORKSITE.NAME.eq(becomes))
                .execute();
    }

    /** Two places turned out to be one. */
    public void move(UUID from, UUID to) {
        sql.update(WORKSITE)
                .set(WORKSITE.PLACE_ID, to)
                .where(WORKSITE.PLACE_ID.eq(from))
                .execute();
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
