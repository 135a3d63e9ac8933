package org.breakroom.roster;

import static org.breakroom.db.Tables.ROSTER_APART;
import static org.breakroom.db.Tables.ROSTER_GONE;
import static org.breakroom.db.Tables.ROSTER_KEPT;
import static org.breakroom.db.Tables.ROSTER_ROW;
import static org.jooq.impl.DSL.count;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.Paged;
import org.breakroom.matching.Listed;
import org.breakroom.ui.Messages;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of a list's plan, who is gone by it, what was decided about rows in doubt, and what stays after an undo. */
@Component
class RosterRows {
    private final DSLContext sql;
    private final FederationClock clock;
    private final Messages messages;

    RosterRows(DSLContext sql, FederationClock clock, Messages messages) {
        this.sql = sql;
        this.clock = clock;
        this.messages = messages;
    }

    Paged<RosterRow> rows(Local local, UUID id, String show, int page) {
        var t = ROSTER_ROW;
        var which = switch (show) {
            case "new" -> t.OUTCOME.eq("CREATED").or(t.DECISION.eq("NEW"));
            case "moved" -> t.MOVED.isTrue();
            case "changed" -> t.CHANGED.isTrue();
            case "refused" -> t.OUTCOME.eq("REFUSED");
            case "problems" -> t.PROBLEMS.isNotNull();
            case "overwrites" -> t.OVERWRITES.isTrue();
            case "same" -> t.OUTCOME.eq("LINKED").and(t.MOVED.isFalse()).and(t.CHANGED.isFalse());
            default -> t.OUTCOME.eq("IN_DOUBT");
        };
        var rows = sql.select(
                        t.ROW_NUMBER,
                        t.NAME,
                        t.OUTCOME,
                        t.DECISION,
                        t.MOVED,
                        t.CHANGED,
                        t.WHY,
                        t.PROBLEMS,
                        t.MEMBER_ID,
                        count().over())
                .from(t)
                .where(t.LOCAL_ID.eq(local.id()), t.IMPORT_ID.eq(id))
                .and(which)
                .orderBy(t.ROW_NUMBER)
                .limit(Paged.SIZE)
                .offset(Paged.offset(page))
                .fetch();
        return new Paged<>(
                rows.map(r -> new RosterRow(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        r.value7(),
                        r.value8(),
                        r.value9())),
                Math.max(1, page),
                Paged.SIZE,
                rows.isEmpty() ? 0 : rows.getFirst().value10());
    }

    /** How many rows have another phone, mail or address than the member or a rep gave. */
    int overwrites(Local local, UUID id) {
        var t = ROSTER_ROW;
        return sql.fetchCount(t, t.LOCAL_ID.eq(local.id()), t.IMPORT_ID.eq(id), t.OVERWRITES.isTrue());
    }

    /** Writes down what was done since a list was applied and stays although it is undone. */
    void kept(Local local, UUID id, Map<UUID, Integer> activities, Set<UUID> brought) {
        var ids = activities.keySet().toArray(UUID[]::new);
        sql.execute(
                """
                insert into roster_kept (local_id, import_id, member_id, name, activities, brought)
                select m.local_id, ?, m.id, m.full_name, k.activities, m.id = any(?)
                from member m join unnest(?::uuid[], ?::int[]) k (id, activities) on k.id = m.id
                where m.local_id = ? and m.id = any(?)
                on conflict do nothing
                """,
                id,
                brought.toArray(UUID[]::new),
                ids,
                Stream.of(ids).map(activities::get).toArray(Integer[]::new),
                local.id(),
                ids);
    }

    /** Whether anything stays of an import that was undone. */
    boolean anyKept(Local local, UUID id) {
        return sql.fetchExists(ROSTER_KEPT, ROSTER_KEPT.LOCAL_ID.eq(local.id()), ROSTER_KEPT.IMPORT_ID.eq(id));
    }

    Paged<RosterRow> kept(Local local, UUID id, int page) {
        var t = ROSTER_KEPT;
        var rows = sql.select(t.NAME, t.MEMBER_ID, t.ACTIVITIES, t.BROUGHT, count().over())
                .from(t)
                .where(t.LOCAL_ID.eq(local.id()), t.IMPORT_ID.eq(id))
                .orderBy(t.BROUGHT.desc(), t.NAME, t.MEMBER_ID)
                .limit(Paged.SIZE)
                .offset(Paged.offset(page))
                .fetch();
        return new Paged<>(
                rows.map(r -> new RosterRow(
                        0,
                        r.value1(),
                        "KEPT",
                        null,
                        false,
                        false,
                        messages.text("en", r.value4() ? "roster.keptBrought" : "roster.kept", r.value3()),
                        null,
                        r.value2())),
                Math.max(1, page),
                Paged.SIZE,
                rows.isEmpty() ? 0 : rows.getFirst().value5());
    }

    Paged<RosterRow> gone(Local local, UUID id, int page) {
        var t = ROSTER_GONE;
        var rows = sql.select(t.NAME, t.MEMBER_ID, count().over())
                .from(t)
                .where(t.LOCAL_ID.eq(local.id()), t.IMPORT_ID.eq(id))
                .orderBy(t.NAME, t.MEMBER_ID)
                .limit(Paged.SIZE)
                .offset(Paged.offset(page))
                .fetch();
        return new Paged<>(
                rows.map(r -> new RosterRow(0, r.value1(), "GONE", null, false, false, null, null, r.value2())),
                Math.max(1, page),
                Paged.SIZE,
                rows.isEmpty() ? 0 : rows.getFirst().value3());
    }

    /** The counts of a preview with what was decided so far. */
    RosterImport.Counts decided(Local local, UUID id, RosterImport.Counts c) {
        var t = ROSTER_ROW;
        var found = sql.select(count().filterWhere(t.DECISION.eq("SAME")), count().filterWhere(t.DECISION.eq("NEW")))
                .from(t)
                .where(t.LOCAL_ID.eq(local.id()), t.IMPORT_ID.eq(id), t.DECISION.isNotNull())
                .fetchSingle();
        return c.decided(found.value1(), found.value2());
    }

    /** Decides that all rows still in doubt are new people; returns how many. */
    int decideAllNew(Viewer viewer, Local local, UUID id) {
        var t = ROSTER_ROW;
        var rows = sql.select(t.ROW_NUMBER)
                .from(t)
                .where(t.LOCAL_ID.eq(local.id()), t.IMPORT_ID.eq(id))
                .and(t.OUTCOME.eq("IN_DOUBT"))
                .and(t.DECISION.isNull())
                .fetch(t.ROW_NUMBER);
        var now = clock.now().toEpochMilli();
        sql.batch(rows.stream()
                        .map(row -> sql.update(t)
                                .set(t.DECISION, "NEW")
                                .set(t.MEMBER_ID, Ids.at(now))
                                .where(t.LOCAL_ID.eq(local.id()), t.IMPORT_ID.eq(id), t.ROW_NUMBER.eq(row)))
                        .toList())
                .execute();
        areOthers(viewer, local, id, rows);
        return rows.size();
    }

    /** Remembers that who is on file under the names of these rows is somebody else; a candidate may be gone since. */
    private void areOthers(Viewer viewer, Local local, UUID id, List<Integer> rows) {
        sql.execute("""
                insert into roster_apart (local_id, name_key, member_id, decided_by, decided_at)
                select distinct r.local_id, r.name_key, m.id, ?, ?::timestamptz
                from roster_row r join member m on m.local_id = r.local_id and m.id = any(r.candidates)
                where r.local_id = ? and r.import_id = ? and r.row_number = any(?)
                on conflict do nothing
                """, viewer.account(), clock.now().toString(), local.id(), id, rows.toArray(Integer[]::new));
    }

    /** What may be decided about a row in doubt. */
    enum Decision {
        SAME,
        NEW,
        LATER;

        static Optional<Decision> read(String word) {
            return Arrays.stream(values()).filter(d -> d.name().equals(word)).findFirst();
        }
    }

    /**
     * Decides a row in doubt: someone of the candidates, a new person, or not yet. Of a new person is remembered that the
     * name and the candidates are others; the other decisions take that back.
     *
     * @param person who it is, where it is someone on file
     * @return whether there is such a row and candidate
     */
    boolean decide(Viewer viewer, Local local, UUID id, int row, Decision decision, @Nullable UUID person) {
        var t = ROSTER_ROW;
        var found = sql.select(t.NAME_KEY, t.CANDIDATES)
                .from(t)
                .where(t.LOCAL_ID.eq(local.id()), t.IMPORT_ID.eq(id), t.ROW_NUMBER.eq(row))
                .and(t.OUTCOME.eq("IN_DOUBT"))
                .forUpdate()
                .fetchOne();
        if (found == null) {
            return false;
        }
        var candidates = List.of(found.value2());
        if (decision == Decision.SAME && (person == null || !candidates.contains(person))) {
            return false;
        }
        var first = candidates.isEmpty() ? null : candidates.getFirst();
        sql.update(t)
                .set(t.DECISION, decision == Decision.LATER ? null : decision.name())
                .set(
                        t.MEMBER_ID,
                        switch (decision) {
                            case SAME -> person;
                            case NEW -> Ids.at(clock.now().toEpochMilli());
                            case LATER -> first;
                        })
                .where(t.LOCAL_ID.eq(local.id()), t.IMPORT_ID.eq(id), t.ROW_NUMBER.eq(row))
                .execute();
        var a = ROSTER_APART;
        sql.deleteFrom(a)
                .where(a.LOCAL_ID.eq(local.id()), a.NAME_KEY.eq(found.value1()), a.MEMBER_ID.in(candidates))
                .execute();
        if (decision == Decision.NEW) {
            areOthers(viewer, local, id, List.of(row));
        }
        return true;
    }

    /** What was decided about the rows in doubt, to be said again after the list was planned anew. */
    record Decided(int row, String decision, UUID member) {}

    List<Decided> decisions(Local local, UUID id) {
        var t = ROSTER_ROW;
        return sql.select(t.ROW_NUMBER, t.DECISION, t.MEMBER_ID)
                .from(t)
                .where(t.LOCAL_ID.eq(local.id()), t.IMPORT_ID.eq(id), t.DECISION.isNotNull())
                .fetch(r -> new Decided(r.value1(), r.value2(), r.value3()));
    }

    /** Says again what was decided, of rows that are in doubt still and people who still may be them. */
    void decideAgain(Local local, UUID id, List<Decided> decisions) {
        sql.batch(decisions.stream()
                        .map(d -> sql.query("""
                                update roster_row set decision = ?, member_id = ?
                                where local_id = ? and import_id = ? and row_number = ? and outcome = 'IN_DOUBT'
                                  and (? = 'NEW' or ? = any(candidates))
                                """, d.decision, d.member, local.id(), id, d.row, d.decision, d.member))
                        .toList())
                .execute();
    }

    /** Which names of lists were said not to be which people. */
    BiPredicate<Listed, UUID> apart(Local local) {
        var a = ROSTER_APART;
        var said = new HashSet<String>();
        sql.select(a.NAME_KEY, a.MEMBER_ID)
                .from(a)
                .where(a.LOCAL_ID.eq(local.id()))
                .forEach(r -> said.add(r.value1() + r.value2()));
        return (row, person) -> said.contains(row.name().key() + person);
    }
}
