package org.breakroom.place;

import static org.breakroom.db.Tables.PLACE_EDITION;
import static org.breakroom.db.Tables.PLACE_LIST;
import static org.breakroom.db.Tables.PLACE_PROPOSAL;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.breakroom.access.NotFound;
import org.breakroom.database.Copy;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.list.ListFile;
import org.breakroom.list.Workbook;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Public lists in editions. An edition is looked at first and taken in whole: new places come in, addresses follow the
 * list, names and codes are only proposed. What it would change is worked out from its file whenever someone looks.
 */
@Component
public class Editions {
    private static final String COLUMNS = """
            id uuid, fresh boolean, code text, name text, key text, folded text, kind text, organization text, street text,
            city text, zip text, latitude double precision, longitude double precision""";

    private final DSLContext sql;
    private final Places places;
    private final PlaceReader reader;
    private final Worksites worksites;
    private final FederationClock clock;
    private final Messages messages;

    Editions(
            DSLContext sql,
            Places places,
            PlaceReader reader,
            Worksites worksites,
            FederationClock clock,
            Messages messages) {
        this.sql = sql;
        this.places = places;
        this.reader = reader;
        this.worksites = worksites;
        this.clock = clock;
        this.messages = messages;
    }

    /** What an edition would do to the places on file, and which of its rows cannot be taken. */
    record Plan(List<Place> onFile, Changes changes, PlaceReader.Reading reading) {}

    List<String> lists() {
        return sql.select(PLACE_LIST.NAME)
                .from(PLACE_LIST)
                .orderBy(DSL.lower(PLACE_LIST.NAME))
                .fetch(PLACE_LIST.NAME);
    }

    /** All editions, the newest of each list first. */
    List<Edition> all() {
        return editions(DSL.noCondition());
    }

    Optional<Edition> find(UUID id) {
        return editions(PLACE_EDITION.ID.eq(id)).stream().findFirst();
    }

    private List<Edition> editions(Condition which) {
        var e = PLACE_EDITION;
        var later = PLACE_EDITION.as("later");
        var open = DSL.field(sql.selectCount()
                .from(PLACE_PROPOSAL)
                .where(PLACE_PROPOSAL.EDITION_ID.eq(e.ID), PLACE_PROPOSAL.DECISION.isNull()));
        var newest = DSL.notExists(
                sql.selectOne().from(later).where(later.LIST_ID.eq(e.LIST_ID), later.APPLIED_AT.gt(e.APPLIED_AT)));
        return sql.select(
                        e.ID,
                        e.LIST_ID,
                        PLACE_LIST.NAME,
                        e.LABEL,
                        e.FILE_NAME,
                        e.AUTHOR,
                        e.UPLOADED_AT,
                        e.APPLIED_AT,
                        e.ADDED,
                        e.CHANGED,
                        e.MISSING,
                        e.FAULTS,
                        open,
                        DSL.field(newest))
                .from(e)
                .join(PLACE_LIST)
                .on(PLACE_LIST.ID.eq(e.LIST_ID))
                .where(which)
                .orderBy(DSL.lower(PLACE_LIST.NAME), e.UPLOADED_AT.desc(), e.ID)
                .fetch(r -> new Edition(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        r.value7().toInstant(),
                        Optional.ofNullable(r.value8())
                                .map(OffsetDateTime::toInstant)
                                .orElse(null),
                        r.value9(),
                        r.value10(),
                        r.value11(),
                        r.value12(),
                        r.value13(),
                        r.value14()));
    }

    /** Whether a list has an edition of this label in the register already. */
    boolean has(String list, String label) {
        return sql.fetchExists(sql.selectOne()
                .from(PLACE_EDITION)
                .join(PLACE_LIST)
                .on(PLACE_LIST.ID.eq(PLACE_EDITION.LIST_ID))
                .where(PLACE_LIST.NAME.equalIgnoreCase(list), PLACE_EDITION.LABEL.equalIgnoreCase(label))
                .and(PLACE_EDITION.STATE.eq("APPLIED")));
    }

    /** Takes an edition in to be looked at; a list of a new name begins with it. */
    public UUID upload(String author, String list, String label, String fileName, byte[] content)
            throws ListFile.Unreadable {
        var file = ListFile.read(fileName, content, Workbook.Choice.GUESSED).withoutNever();
        reader.read(file);
        var now = clock.now();
        sql.insertInto(PLACE_LIST)
                .set(PLACE_LIST.ID, Ids.at(now.toEpochMilli()))
                .set(PLACE_LIST.NAME, list)
                .onConflictDoNothing()
                .execute();
        var id = Ids.at(now.toEpochMilli());
        sql.insertInto(PLACE_EDITION)
                .set(PLACE_EDITION.ID, id)
                .set(
                        PLACE_EDITION.LIST_ID,
                        sql.select(PLACE_LIST.ID).from(PLACE_LIST).where(PLACE_LIST.NAME.equalIgnoreCase(list)))
                .set(PLACE_EDITION.LABEL, label)
                .set(PLACE_EDITION.FILE_NAME, fileName)
                .set(PLACE_EDITION.CONTENT, file.content())
                .set(PLACE_EDITION.STATE, "PREVIEW")
                .set(PLACE_EDITION.AUTHOR, author)
                .set(PLACE_EDITION.UPLOADED_AT, now.atOffset(ZoneOffset.UTC))
                .execute();
        return id;
    }

    ListFile file(Edition edition) {
        var content = sql.select(PLACE_EDITION.CONTENT)
                .from(PLACE_EDITION)
                .where(PLACE_EDITION.ID.eq(edition.id()))
                .fetchSingle(PLACE_EDITION.CONTENT);
        try {
            return ListFile.read(edition.fileName(), Objects.requireNonNull(content));
        } catch (ListFile.Unreadable e) {
            throw new IllegalStateException("the file was read when it came", e);
        }
    }

    PlaceReader.Reading reading(Edition edition) {
        try {
            return reader.read(file(edition));
        } catch (ListFile.Unreadable e) {
            throw new IllegalStateException("the file was read when it came", e);
        }
    }

    Plan plan(Edition edition) {
        var reading = reading(edition);
        var onFile = places.of(edition.listId());
        return new Plan(onFile, Changes.of(onFile, reading.rows()), reading);
    }

    /** Takes an edition into the register; asked again, it has nothing to do. */
    public void apply(UUID id) {
        var edition = take(id);
        if (edition.appliedAt() != null) {
            return;
        }
        var obstacle = obstacle(edition);
        if (obstacle != null) {
            throw new Refused(HttpStatus.CONFLICT, obstacle);
        }
        var plan = plan(edition);
        var changes = plan.changes();
        copy(plan);
        sql.execute("""
                insert into place (id, list_id, code, name, key, folded, kind, organization, street, city, zip, latitude, longitude,
                  first_edition, last_edition)
                select id, ?, code, name, key, folded, kind, organization, street, city, zip, latitude, longitude, ?, ?
                from entry where fresh
                """, edition.listId(), id, id);
        sql.execute("""
                update place p set kind = coalesce(e.kind, p.kind), organization = coalesce(e.organization, p.organization),
                  street = coalesce(e.street, p.street), city = coalesce(e.city, p.city), zip = coalesce(e.zip, p.zip),
                  latitude = coalesce(e.latitude, p.latitude), longitude = coalesce(e.longitude, p.longitude), folded = e.folded,
                  last_edition = ?
                from entry e where not e.fresh and p.list_id = ? and p.code = e.code
                """, id, edition.listId());
        sql.execute("drop table entry");
        follow(changes);
        propose(edition, changes);
        sql.update(PLACE_EDITION)
                .set(PLACE_EDITION.STATE, "APPLIED")
                .set(PLACE_EDITION.APPLIED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .set(PLACE_EDITION.ADDED, changes.added().size())
                .set(PLACE_EDITION.CHANGED, changes.changed().size())
                .set(PLACE_EDITION.MISSING, changes.missing().size())
                .set(PLACE_EDITION.FAULTS, plan.reading().faults().size())
                .where(PLACE_EDITION.ID.eq(id))
                .execute();
    }

    /** Why an edition that is looked at cannot be taken in, in a sentence; null when it can. */
    @Nullable
    String obstacle(Edition edition) {
        if (edition.appliedAt() != null) {
            return null;
        }
        if (has(edition.list(), edition.label())) {
            return messages.text("en", "problem.edition", edition.list(), edition.label());
        }
        boolean overtaken = sql.fetchExists(
                PLACE_EDITION,
                PLACE_EDITION.LIST_ID.eq(edition.listId()),
                PLACE_EDITION.APPLIED_AT.gt(edition.uploadedAt().atOffset(ZoneOffset.UTC)));
        return overtaken ? messages.text("en", "place.overtaken") : null;
    }

    /** One at a time for a list, so that what was worked out still holds when it is written. */
    private Edition take(UUID id) {
        sql.execute(
                "select id from place_list where id = (select list_id from place_edition where id = ?) for update", id);
        return find(id).orElseThrow(NotFound::new);
    }

    /** The worksites that are known to be a place move with it. */
    private void follow(Changes changes) {
        var linked = worksites.places();
        for (var pair : changes.changed()) {
            if (linked.contains(pair.place().id())) {
                worksites.settleAt(pair.place().id(), pair.now().address());
            }
        }
    }

    private void copy(Plan plan) {
        var onFile = plan.onFile().stream().collect(Collectors.toMap(Place::code, Function.identity()));
        long now = clock.now().toEpochMilli();
        try (var entry = new Copy(sql, "entry", COLUMNS)) {
            for (var r : plan.reading().rows()) {
                entry.add(
                        Ids.at(now),
                        !onFile.containsKey(r.code()),
                        r.code(),
                        r.name(),
                        PlaceName.key(r.name()),
                        folded(r, onFile.get(r.code())),
                        r.kind(),
                        r.organization(),
                        r.street(),
                        r.city(),
                        r.zip(),
                        r.latitude(),
                        r.longitude());
            }
        }
        sql.execute("analyze entry");
    }

    /** What search will look at: of a place on file its own name, and what the row does not say as it was. */
    private static String folded(Listed row, @Nullable Place place) {
        return place == null
                ? Places.folded(row.code(), row.name(), row.city(), row.organization())
                : Places.folded(
                        row.code(),
                        place.name(),
                        row.city() == null ? place.city() : row.city(),
                        row.organization() == null ? place.organization() : row.organization());
    }

    /** Writes down what is to be decided; what an older edition proposed and nobody decided is out of date. */
    private void propose(Edition edition, Changes changes) {
        sql.execute(
                "delete from place_proposal where decision is null and edition_id in (select id from place_edition where list_id = ?)",
                edition.listId());
        var all = new ArrayList<org.jooq.Query>();
        changes.renamed().forEach(p -> all.add(proposal(edition, Proposal.Kind.RENAMED, p.place(), p.now(), null)));
        changes.respelled().forEach(p -> all.add(proposal(edition, Proposal.Kind.RESPELLED, p.place(), p.now(), null)));
        changes.recoded()
                .forEach(r -> all.add(proposal(
                        edition,
                        Proposal.Kind.RECODED,
                        r.place(),
                        r.now(),
                        r.alike().name())));
        sql.batch(all).execute();
    }

    private org.jooq.Query proposal(
            Edition edition, Proposal.Kind kind, Place place, Listed now, @Nullable String alike) {
        var p = PLACE_PROPOSAL;
        return sql.insertInto(p)
                .set(p.ID, Ids.at(clock.now().toEpochMilli()))
                .set(p.EDITION_ID, edition.id())
                .set(p.PLACE_ID, place.id())
                .set(p.KIND, kind.name())
                .set(p.WAS, place.name())
                .set(p.BECOMES, now.name())
                .set(p.WAS_CODE, place.code())
                .set(p.BECOMES_CODE, now.code())
                .set(p.ALIKE, alike);
    }

    /** Forgets an edition that is only looked at. */
    void remove(UUID id) {
        sql.deleteFrom(PLACE_EDITION)
                .where(PLACE_EDITION.ID.eq(take(id).id()), PLACE_EDITION.STATE.eq("PREVIEW"))
                .execute();
        sql.execute("""
                delete from place_list l where not exists (select from place_edition e where e.list_id = l.id)
                """);
    }
}
