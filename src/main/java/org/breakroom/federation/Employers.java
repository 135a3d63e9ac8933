package org.breakroom.federation;

import static org.breakroom.db.Tables.AREA;
import static org.breakroom.db.Tables.BARGAINING_UNIT;
import static org.breakroom.db.Tables.EMPLOYER;
import static org.breakroom.db.Tables.WORKSITE;
import static org.breakroom.db.Tables.WORKSITE_NAME;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Employers a local bargains with, and what their lists call a worksite. Found by name, folded; made when new. */
@Component
public class Employers {
    private static final Logger log = LoggerFactory.getLogger(Employers.class);

    private final DSLContext sql;
    private final FederationClock clock;
    private final TransactionTemplate inside;

    Employers(DSLContext sql, FederationClock clock, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.clock = clock;
        this.inside = new TransactionTemplate(transactions);
        inside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    public List<String> names(Local local) {
        return sql.selectDistinct(EMPLOYER.NAME)
                .from(EMPLOYER)
                .where(EMPLOYER.ID.in(sql.select(BARGAINING_UNIT.EMPLOYER_ID)
                        .from(BARGAINING_UNIT)
                        .where(BARGAINING_UNIT.LOCAL_ID.eq(local.id()))))
                .orderBy(EMPLOYER.NAME)
                .fetch(EMPLOYER.NAME);
    }

    public Optional<UUID> find(Local local, String name) {
        var folded = PersonName.fold(name);
        return sql
                .select(EMPLOYER.ID, EMPLOYER.NAME)
                .from(EMPLOYER)
                .where(EMPLOYER.ID.in(sql.select(BARGAINING_UNIT.EMPLOYER_ID)
                        .from(BARGAINING_UNIT)
                        .where(BARGAINING_UNIT.LOCAL_ID.eq(local.id()))))
                .orderBy(EMPLOYER.ID)
                .fetch()
                .stream()
                .filter(r -> PersonName.fold(r.value2()).equals(folded))
                .map(r -> r.value1())
                .findFirst();
    }

    /** The employer of that name, with a bargaining unit of the local, made by this import when it is new. */
    public UUID findOrOpen(Local local, String name, @Nullable UUID openedBy) {
        return find(local, name).orElseGet(() -> {
            var id = newId();
            sql.insertInto(EMPLOYER)
                    .set(EMPLOYER.ID, id)
                    .set(EMPLOYER.NAME, PersonName.tidy(name))
                    .set(EMPLOYER.OF_IMPORT, openedBy)
                    .execute();
            sql.insertInto(BARGAINING_UNIT)
                    .set(BARGAINING_UNIT.LOCAL_ID, local.id())
                    .set(BARGAINING_UNIT.ID, newId())
                    .set(BARGAINING_UNIT.EMPLOYER_ID, id)
                    .set(BARGAINING_UNIT.NAME, PersonName.tidy(name))
                    .set(BARGAINING_UNIT.OPENED_BY, openedBy)
                    .execute();
            return id;
        });
    }

    private UUID newId() {
        return Ids.at(clock.now().toEpochMilli());
    }

    /** The worksites of an employer by the folded names its lists print. */
    public Map<String, UUID> worksiteNames(Local local, UUID employer) {
        return sql.select(WORKSITE_NAME.FOLDED_NAME, WORKSITE_NAME.WORKSITE_ID)
                .from(WORKSITE_NAME)
                .where(WORKSITE_NAME.LOCAL_ID.eq(local.id()), WORKSITE_NAME.EMPLOYER_ID.eq(employer))
                .fetchMap(WORKSITE_NAME.FOLDED_NAME, WORKSITE_NAME.WORKSITE_ID);
    }

    /** A worksite for each printed name that this employer's lists did not have before. */
    public Map<String, UUID> openWorksites(Local local, UUID employer, Iterable<String> printed, UUID openedBy) {
        var known = new HashMap<>(worksiteNames(local, employer));
        for (var name : printed) {
            known.computeIfAbsent(PersonName.fold(name), folded -> {
                var id = newId();
                sql.insertInto(WORKSITE)
                        .set(WORKSITE.ID, id)
                        .set(WORKSITE.EMPLOYER_ID, employer)
                        .set(WORKSITE.NAME, name)
                        .set(WORKSITE.OF_IMPORT, openedBy)
                        .execute();
                sql.insertInto(WORKSITE_NAME)
                        .set(WORKSITE_NAME.LOCAL_ID, local.id())
                        .set(WORKSITE_NAME.EMPLOYER_ID, employer)
                        .set(WORKSITE_NAME.FOLDED_NAME, folded)
                        .set(WORKSITE_NAME.WORKSITE_ID, id)
                        .set(WORKSITE_NAME.OPENED_BY, openedBy)
                        .execute();
                return id;
            });
        }
        return known;
    }

    /** Remembers that lists of an employer print a worksite under this name too. */
    public void alsoPrinted(Local local, UUID employer, String printed, UUID worksite) {
        sql.insertInto(WORKSITE_NAME)
                .set(WORKSITE_NAME.LOCAL_ID, local.id())
                .set(WORKSITE_NAME.EMPLOYER_ID, employer)
                .set(WORKSITE_NAME.FOLDED_NAME, PersonName.fold(printed))
                .set(WORKSITE_NAME.WORKSITE_ID, worksite)
                .onConflictDoNothing()
                .execute();
    }

    /** Takes such a name back; a worksite's only name stays. */
    public boolean noLongerPrinted(Local local, UUID employer, String printed) {
        return sql.execute("""
                delete from worksite_name n
                where n.local_id = ? and n.employer_id = ? and n.folded_name = ?
                  and exists (select from worksite_name o where o.local_id = n.local_id and o.worksite_id = n.worksite_id
                    and o.folded_name <> n.folded_name)
                """, local.id(), employer, PersonName.fold(printed)) == 1;
    }

    /** The names of a local's areas. */
    public Map<UUID, String> areas(Local local) {
        return sql.select(AREA.ID, AREA.NAME)
                .from(AREA)
                .where(AREA.LOCAL_ID.eq(local.id()))
                .fetchMap(AREA.ID, AREA.NAME);
    }

    /** The area of a worksite by its name, made when new. */
    public UUID findOrOpenArea(Local local, UUID worksite, String name, UUID openedBy) {
        return sql.select(AREA.ID)
                .from(AREA)
                .where(AREA.LOCAL_ID.eq(local.id()), AREA.WORKSITE_ID.eq(worksite), AREA.NAME.eq(name))
                .fetchOptional(AREA.ID)
                .orElseGet(() -> {
                    var id = newId();
                    sql.insertInto(AREA)
                            .set(AREA.LOCAL_ID, local.id())
                            .set(AREA.ID, id)
                            .set(AREA.WORKSITE_ID, worksite)
                            .set(AREA.NAME, name)
                            .set(AREA.POSITION, 100)
                            .set(AREA.OPENED_BY, openedBy)
                            .execute();
                    return id;
                });
    }

    /**
     * Takes back the places an import made, but for those that anything refers to by now: someone works there, a poster
     * was printed, a conversation noted.
     *
     * @param keep worksites that stay whoever refers to them
     */
    public void close(Local local, UUID openedBy, Set<UUID> keep) {
        var areas = sql.select(AREA.ID)
                .from(AREA)
                .where(AREA.LOCAL_ID.eq(local.id()), AREA.OPENED_BY.eq(openedBy))
                .fetch(AREA.ID);
        for (var area : areas) {
            unlessReferred(() -> sql.deleteFrom(AREA)
                    .where(AREA.LOCAL_ID.eq(local.id()), AREA.ID.eq(area))
                    .execute());
        }
        for (var worksite : openedBy(local, openedBy)) {
            if (!keep.contains(worksite.id())) {
                unlessReferred(() -> close(local, worksite.id(), openedBy));
            }
        }
        unlessReferred(() -> closeEmployer(local, openedBy));
    }

    private void closeEmployer(Local local, UUID openedBy) {
        sql.deleteFrom(BARGAINING_UNIT)
                .where(BARGAINING_UNIT.LOCAL_ID.eq(local.id()), BARGAINING_UNIT.OPENED_BY.eq(openedBy))
                .execute();
        sql.deleteFrom(EMPLOYER).where(EMPLOYER.OF_IMPORT.eq(openedBy)).execute();
    }

    private void close(Local local, UUID worksite, UUID openedBy) {
        sql.deleteFrom(WORKSITE_NAME)
                .where(WORKSITE_NAME.LOCAL_ID.eq(local.id()), WORKSITE_NAME.WORKSITE_ID.eq(worksite))
                .and(WORKSITE_NAME.OPENED_BY.eq(openedBy))
                .execute();
        sql.deleteFrom(WORKSITE)
                .where(WORKSITE.ID.eq(worksite), WORKSITE.OF_IMPORT.eq(openedBy))
                .execute();
    }

    private void unlessReferred(Runnable deletion) {
        try {
            inside.executeWithoutResult(t -> deletion.run());
        } catch (DataIntegrityViolationException referred) {
            log.debug("a place stays: {}", referred.getMessage());
        }
    }

    /** How many areas came with an import. */
    public int areasOpenedBy(Local local, UUID openedBy) {
        return sql.fetchCount(AREA, AREA.LOCAL_ID.eq(local.id()), AREA.OPENED_BY.eq(openedBy));
    }

    /** The worksites that came with an import, by name; after its undo, those that stayed. */
    public List<Worksites.Worksite> openedBy(Local local, UUID openedBy) {
        return sql.selectDistinct(WORKSITE.ID, WORKSITE.NAME, WORKSITE.CITY)
                .from(WORKSITE_NAME)
                .join(WORKSITE)
                .on(WORKSITE.ID.eq(WORKSITE_NAME.WORKSITE_ID))
                .where(WORKSITE_NAME.LOCAL_ID.eq(local.id()), WORKSITE_NAME.OPENED_BY.eq(openedBy))
                .orderBy(WORKSITE.NAME, WORKSITE.ID)
                .fetch(r -> new Worksites.Worksite(r.value1(), r.value2(), r.value3()));
    }
}
