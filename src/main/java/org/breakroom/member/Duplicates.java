package org.breakroom.member;

import static org.breakroom.db.Tables.MEMBER;
import static org.breakroom.db.Tables.MEMBERSHIP;
import static org.breakroom.db.Tables.MEMBER_APART;
import static org.breakroom.db.Tables.MEMBER_DUPLICATE;
import static org.jooq.impl.DSL.row;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.database.Copy;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.matching.Link;
import org.breakroom.matching.Linker;
import org.breakroom.matching.People;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Finds records of a local that may be one person, and remembers of which it was said that they are two. */
@Component
public class Duplicates {
    private final DSLContext sql;
    private final Files files;
    private final Sheets sheets;
    private final FederationClock clock;

    Duplicates(DSLContext sql, Files files, Sheets sheets, FederationClock clock) {
        this.sql = sql;
        this.files = files;
        this.sheets = sheets;
        this.clock = clock;
    }

    /** Two records, laid beside each other. */
    public record Pair(UUID one, UUID other, String why, List<Sheet> sheets) {}

    private record Ids(UUID one, UUID other) {
        static Ids of(UUID a, UUID b) {
            return a.toString().compareTo(b.toString()) < 0 ? new Ids(a, b) : new Ids(b, a);
        }
    }

    /** Looks through a local's people afresh; returns how many pairs there are. */
    public int look(Local local) {
        var people = new People();
        var ids = new HashMap<String, UUID>();
        var said = files.said(local.id(), files.contacts(local.id()));
        var onRoster = new HashSet<UUID>(sql.select(MEMBERSHIP.MEMBER_ID)
                .from(MEMBERSHIP)
                .where(MEMBERSHIP.LOCAL_ID.eq(local.id()), MEMBERSHIP.ENDED_ON.isNull())
                .fetch(MEMBERSHIP.MEMBER_ID));
        for (var person : files.people(local.id())) {
            ids.put(person.id().toString(), person.id());
            people.add(person.id().toString(), person.name(), said.getOrDefault(person.id(), Map.of()));
        }
        var apart = apart(local);
        var found = new ArrayList<Link>();
        for (var link : Linker.duplicates(people)) {
            var one = ids.get(link.left());
            var other = ids.get(link.right());
            if (one != null
                    && other != null
                    && !apart.contains(Ids.of(one, other))
                    && (onRoster.contains(one) || onRoster.contains(other))) {
                found.add(link);
            }
        }
        write(local, found);
        return found.size();
    }

    private Set<Ids> apart(Local local) {
        var a = MEMBER_APART;
        return new HashSet<>(sql.select(a.ONE, a.OTHER)
                .from(a)
                .where(a.LOCAL_ID.eq(local.id()))
                .fetch(r -> new Ids(r.value1(), r.value2())));
    }

    private void write(Local local, List<Link> found) {
        sql.deleteFrom(MEMBER_DUPLICATE)
                .where(MEMBER_DUPLICATE.LOCAL_ID.eq(local.id()))
                .execute();
        try (var rows = new Copy(sql, "found", "one uuid, other uuid, score real, why text")) {
            for (var link : found) {
                boolean inOrder = link.left().compareTo(link.right()) < 0;
                rows.add(
                        inOrder ? link.left() : link.right(),
                        inOrder ? link.right() : link.left(),
                        link.score(),
                        link.words());
            }
        }
        sql.execute("""
                insert into member_duplicate (local_id, one, other, score, why, found_at)
                select ?, one, other, score, why, ?::timestamptz from found
                """, local.id(), clock.now().toString());
        sql.execute("drop table found");
    }

    /** How many pairs are undecided. */
    public int count(Local local) {
        return sql.fetchCount(MEMBER_DUPLICATE, MEMBER_DUPLICATE.LOCAL_ID.eq(local.id()));
    }

    /** A pair that is undecided, the likeliest first, behind some that were skipped. */
    Optional<Pair> next(Local local, int skip) {
        var d = MEMBER_DUPLICATE;
        return sql.select(d.ONE, d.OTHER, d.WHY)
                .from(d)
                .where(d.LOCAL_ID.eq(local.id()))
                .orderBy(d.SCORE.desc(), d.ONE, d.OTHER)
                .limit(1)
                .offset(skip)
                .fetchOptional(r -> new Pair(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        List.copyOf(sheets.of(local.id(), List.of(r.value1(), r.value2()))
                                .values())));
    }

    /** Remembers that two records are two people. */
    boolean apart(Viewer viewer, Local local, UUID one, UUID other) {
        var pair = Ids.of(one, other);
        if (sql.deleteFrom(MEMBER_DUPLICATE).where(of(local, pair)).execute() == 0) {
            return false;
        }
        var a = MEMBER_APART;
        sql.insertInto(a)
                .set(a.LOCAL_ID, local.id())
                .set(a.ONE, pair.one())
                .set(a.OTHER, pair.other())
                .set(a.DECIDED_BY, viewer.account())
                .set(a.DECIDED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .onConflictDoNothing()
                .execute();
        return true;
    }

    private static Condition of(Local local, Ids pair) {
        var d = MEMBER_DUPLICATE;
        return d.LOCAL_ID.eq(local.id()).and(row(d.ONE, d.OTHER).eq(pair.one(), pair.other()));
    }

    /** Takes back that two records are two people, and proposes them again. */
    boolean perhaps(Local local, UUID one, UUID other) {
        var pair = Ids.of(one, other);
        var a = MEMBER_APART;
        boolean said = sql.deleteFrom(a)
                        .where(a.LOCAL_ID.eq(local.id()), a.ONE.eq(pair.one()), a.OTHER.eq(pair.other()))
                        .execute()
                == 1;
        if (said) {
            look(local);
        }
        return said;
    }

    /** What two records of a pair that was set apart are called. */
    Optional<String> names(Local local, UUID one, UUID other) {
        var names = sql.select(MEMBER.FULL_NAME)
                .from(MEMBER)
                .where(MEMBER.LOCAL_ID.eq(local.id()), MEMBER.ID.in(one, other))
                .orderBy(MEMBER.ID)
                .fetch(MEMBER.FULL_NAME);
        return names.size() == 2 ? Optional.of(names.get(0) + ", " + names.get(1)) : Optional.empty();
    }
}
