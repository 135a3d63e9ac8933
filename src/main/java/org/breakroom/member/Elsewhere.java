package org.breakroom.member;

import static org.breakroom.db.Tables.MEMBERSHIP;
import static org.breakroom.db.Tables.MEMBER_ELSEWHERE;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.breakroom.access.Viewer;
import org.breakroom.database.Copy;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.LocalKey;
import org.breakroom.kernel.Paged;
import org.breakroom.matching.Linker;
import org.breakroom.matching.People;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;

/**
 * Finds records of two locals that may be one person, for who sees the names of both. Nothing is merged over the wall: each
 * local keeps its record, and what is kept here is what somebody said of the two.
 */
@Component
public class Elsewhere {
    /** More people than this are compared in the night only. */
    static final int AT_ONCE = 100_000;

    private static final String PAIRS = """
            from member_elsewhere e
            join member m on m.local_id = e.local_id and m.id = e.member_id
            join member o on o.local_id = e.other_local_id and o.id = e.other_id
            where e.local_id = any(?) and e.other_local_id = any(?) and\s""";

    private final DSLContext sql;
    private final Files files;
    private final Sheets sheets;
    private final FederationClock clock;

    Elsewhere(DSLContext sql, Files files, Sheets sheets, FederationClock clock) {
        this.sql = sql;
        this.files = files;
        this.sheets = sheets;
        this.clock = clock;
    }

    /** What was said of two records. */
    public enum Word {
        SAME,
        TWO,
        /** Nothing any more: they are proposed again. */
        OPEN;

        static Optional<Word> read(String text) {
            return Arrays.stream(values()).filter(w -> w.name().equals(text)).findFirst();
        }
    }

    /** Two records that may be one person's. */
    public record Pair(LocalKey one, LocalKey other, String why, List<Sheet> sheets) {}

    /** Two records of which somebody said that they are one person's. */
    public record Said(LocalKey one, String name, LocalKey other, String otherName, String sayer, Instant at) {}

    /** How many people the locals have that let the viewer see names. */
    int people(Viewer viewer) {
        return sql.fetchSingle(
                        "select count(*)::int from membership where local_id = any(?) and ended_on is null",
                        locals(viewer))
                .get(0, Integer.class);
    }

    /** Compares the people of the locals that let the viewer see names; what was said of a pair stays said. */
    void look(Viewer viewer) {
        var people = new People();
        var onRoster = new HashSet<String>();
        for (int local : viewer.granted()) {
            sql.select(MEMBERSHIP.MEMBER_ID)
                    .from(MEMBERSHIP)
                    .where(MEMBERSHIP.LOCAL_ID.eq(local), MEMBERSHIP.ENDED_ON.isNull())
                    .forEach(r -> onRoster.add(new LocalKey(local, r.value1()).toString()));
            var said = files.said(local, files.contacts(local));
            files.people(local).forEach(p -> {
                var mark = new LocalKey(local, p.id()).toString();
                if (onRoster.contains(mark)) {
                    people.add(mark, p.name(), said.getOrDefault(p.id(), Map.of()));
                }
            });
        }
        var locals = locals(viewer);
        try (var rows = new Copy(
                sql,
                "found",
                "local_id int, member_id uuid, other_local_id int, other_id uuid, score real, why text")) {
            for (var link : Linker.duplicates(people)) {
                var one = LocalKey.read(link.left()).orElseThrow();
                var other = LocalKey.read(link.right()).orElseThrow();
                if (one.local() != other.local()) {
                    var first = one.local() < other.local() ? one : other;
                    var second = first == one ? other : one;
                    rows.add(first.local(), first.id(), second.local(), second.id(), link.score(), link.words());
                }
            }
        }
        sql.execute(
                "delete from member_elsewhere where local_id = any(?) and other_local_id = any(?) and said is null",
                locals,
                locals);
        sql.execute("""
                insert into member_elsewhere (local_id, member_id, other_local_id, other_id, score, why, found_at)
                select local_id, member_id, other_local_id, other_id, score, why, ?::timestamptz from found
                on conflict do nothing
                """, clock.now().toString());
        sql.execute("drop table found");
    }

    private static Object locals(Viewer viewer) {
        return viewer.granted().stream().sorted().toArray(Integer[]::new);
    }

    /** How many pairs are undecided. */
    int count(Viewer viewer) {
        return sql.fetchSingle("select count(*)::int " + PAIRS + "e.said is null", locals(viewer), locals(viewer))
                .get(0, Integer.class);
    }

    /** A pair that is undecided, the likeliest first, behind some that were skipped. */
    Optional<Pair> next(Viewer viewer, int skip) {
        return sql.fetchOptional(
                        "select e.local_id, e.member_id, e.other_local_id, e.other_id, e.why " + PAIRS
                                + "e.said is null order by e.score desc, e.member_id, e.other_id limit 1 offset ?",
                        locals(viewer),
                        locals(viewer),
                        skip)
                .map(r -> {
                    var one = mark(r, 0);
                    var other = mark(r, 2);
                    return new Pair(
                            one,
                            other,
                            r.get(4, String.class),
                            Stream.of(one, other)
                                    .flatMap(m -> sheets.of(m.local(), List.of(m.id())).values().stream())
                                    .toList());
                });
    }

    private static LocalKey mark(Record r, int at) {
        return new LocalKey(r.get(at, Integer.class), r.get(at + 1, UUID.class));
    }

    /** A page of those of whom was said that they are one person in two locals. */
    Paged<Said> same(Viewer viewer, int page) {
        var rows = sql.fetch(
                "select e.local_id, e.member_id, e.other_local_id, e.other_id, m.full_name, o.full_name, e.sayer, e.said_at,"
                        + " count(*) over () " + PAIRS
                        + "e.said = 'SAME' order by m.sort_name, e.member_id, e.other_id limit ? offset ?",
                locals(viewer),
                locals(viewer),
                Paged.SIZE,
                Paged.offset(page));
        var said = new ArrayList<Said>();
        rows.forEach(r -> said.add(new Said(
                mark(r, 0),
                r.get(4, String.class),
                mark(r, 2),
                r.get(5, String.class),
                r.get(6, String.class),
                r.get(7, java.time.OffsetDateTime.class).toInstant())));
        return new Paged<>(
                said,
                Math.max(1, page),
                Paged.SIZE,
                rows.isEmpty() ? 0 : rows.getFirst().get(8, Integer.class));
    }

    /** Says something of a pair; false when there is none such. */
    boolean say(Viewer viewer, LocalKey one, LocalKey other, Word word) {
        var e = MEMBER_ELSEWHERE;
        boolean said = word != Word.OPEN;
        return sql.update(e)
                        .set(e.SAID, said ? word.name() : null)
                        .set(e.SAYER, said ? viewer.name() : null)
                        .set(e.SAID_AT, said ? clock.now().atOffset(ZoneOffset.UTC) : null)
                        .where(e.LOCAL_ID.eq(one.local()), e.MEMBER_ID.eq(one.id()))
                        .and(e.OTHER_LOCAL_ID.eq(other.local()))
                        .and(e.OTHER_ID.eq(other.id()))
                        .execute()
                == 1;
    }
}
