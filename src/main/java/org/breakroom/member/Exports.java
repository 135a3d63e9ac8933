package org.breakroom.member;

import static org.breakroom.db.Tables.CONTACT_POINT;
import static org.breakroom.db.Tables.MEMBER_EXPORT;
import static org.breakroom.db.Tables.MEMBER_ON_ROSTER;
import static org.breakroom.db.Tables.WORKSITE;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.sum;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.breakroom.access.Audit;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.Csv;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Lists of people that leave the system: for a reason, within a limit a day, in the log, and with one invented person
 * among them by whom a leaked list is known.
 */
@Component
public class Exports {
    /** How long a list can be downloaded after it was asked for. */
    static final Duration GOOD_FOR = Duration.ofHours(1);

    private static final int SHOWN_MAX = 100;
    private static final int FETCHED_AT_ONCE = 500;
    private static final List<String> TRACER_GIVEN = List.of(
            "Alma", "Bruno", "Celia", "Dario", "Edith", "Felix", "Greta", "Hugo", "Irma", "Jonas", "Klara", "Leon");
    private static final List<String> TRACER_FAMILY =
            List.of("Abelard", "Brackwater", "Coldbrook", "Dunmere", "Eastlake", "Fernhollow", "Greenholt", "Hartwell");

    private final DSLContext sql;
    private final Members members;
    private final Audit audit;
    private final FederationClock clock;
    private final Messages messages;

    Exports(DSLContext sql, Members members, Audit audit, FederationClock clock, Messages messages) {
        this.messages = messages;
        this.sql = sql;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /** How many people someone may take in a day. */
    static int limit(Viewer viewer, Local local) {
        return viewer.holds(Role.OFFICER, local.id()) ? 20_000 : 500;
    }

    /** Waits for the viewer's other requests of this kind, so that two at once cannot together pass the limit. */
    void oneAtATime(Viewer viewer) {
        sql.execute("select pg_advisory_xact_lock(?)", viewer.account().getLeastSignificantBits());
    }

    /** How many people the viewer has taken of a local today. */
    int takenToday(Viewer viewer, Local local) {
        var e = MEMBER_EXPORT;
        var today = clock.today().atStartOfDay(FederationClock.ZONE).toOffsetDateTime();
        var taken = sql.select(sum(e.PEOPLE))
                .from(e)
                .where(e.LOCAL_ID.eq(local.id()), e.ACCOUNT_ID.eq(viewer.account()), e.MADE_AT.ge(today))
                .fetchSingle()
                .value1();
        return taken == null ? 0 : taken.intValue();
    }

    int people(Viewer viewer, Local local, String query) {
        return (int) members.list(viewer, local, query, 1).total();
    }

    /**
     * Takes chosen people along, as a list that the page of exports offers to whoever asked.
     *
     * @throws Refused when they are more than the viewer may take today
     */
    public UUID take(Viewer viewer, Local local, String title, String reason, Set<UUID> members) {
        oneAtATime(viewer);
        int left = Math.max(0, limit(viewer, local) - takenToday(viewer, local));
        if (members.size() > left) {
            throw new Refused(
                    HttpStatus.UNPROCESSABLE_CONTENT, messages.here("problem.exportLimit", members.size(), left));
        }
        var id = take(viewer, local, title, reason, members.size());
        var e = MEMBER_EXPORT;
        sql.update(e)
                .set(e.MEMBERS, members.toArray(UUID[]::new))
                .where(e.LOCAL_ID.eq(local.id()), e.ID.eq(id))
                .execute();
        return id;
    }

    UUID take(Viewer viewer, Local local, String query, String reason, int people) {
        var now = clock.now();
        var id = Ids.at(now.toEpochMilli());
        int pick = Math.floorMod(id.hashCode(), TRACER_GIVEN.size() * TRACER_FAMILY.size());
        var given = TRACER_GIVEN.get(pick % TRACER_GIVEN.size());
        var family = TRACER_FAMILY.get(pick / TRACER_GIVEN.size());
        var e = MEMBER_EXPORT;
        sql.insertInto(e)
                .set(e.LOCAL_ID, local.id())
                .set(e.ID, id)
                .set(e.ACCOUNT_ID, viewer.account())
                .set(e.ACCOUNT_NAME, viewer.name())
                .set(e.REASON, reason)
                // what is searched for is folded, so a control character in it would be found out here only
                .set(e.QUERY, PersonName.tidy(query))
                .set(e.PEOPLE, people)
                .set(e.TRACER_NAME, given + " " + family)
                .set(
                        e.TRACER_EMAIL,
                        given.toLowerCase(java.util.Locale.ROOT) + "."
                                + Long.toHexString(id.getLeastSignificantBits() & 0xFFFFFFFL) + "@example.org")
                .set(e.MADE_AT, now.atOffset(ZoneOffset.UTC))
                .execute();
        audit.record(viewer, local.id(), "member.exported", people + ": " + reason);
        return id;
    }

    /** The lists taken so far: all of them to an officer, her own to anyone else, the invented person to officers only. */
    List<MemberExport> list(Viewer viewer, Local local) {
        boolean officer = viewer.holds(Role.OFFICER, local.id());
        var e = MEMBER_EXPORT;
        var earliest = clock.now().minus(GOOD_FOR);
        return sql.selectFrom(e)
                .where(e.LOCAL_ID.eq(local.id()))
                .and(officer ? noCondition() : e.ACCOUNT_ID.eq(viewer.account()))
                .orderBy(e.MADE_AT.desc(), e.ID)
                .limit(SHOWN_MAX)
                .fetch(r -> new MemberExport(
                        r.getId(),
                        r.getAccountName(),
                        r.getReason(),
                        r.getPeople(),
                        r.getMadeAt().toInstant(),
                        officer ? r.getTracerName() : "",
                        officer ? r.getTracerEmail() : "",
                        r.getAccountId().equals(viewer.account())
                                && r.getMadeAt().toInstant().isAfter(earliest)));
    }

    /** Whether the viewer asked for this list within the time it is good for. */
    boolean open(Viewer viewer, Local local, UUID id) {
        var e = MEMBER_EXPORT;
        return sql.fetchExists(
                e,
                e.LOCAL_ID.eq(local.id()),
                e.ID.eq(id),
                e.ACCOUNT_ID.eq(viewer.account()),
                e.MADE_AT.gt(clock.now().minus(GOOD_FOR).atOffset(ZoneOffset.UTC)));
    }

    /** Writes the list as it stands now, row by row from the database to the browser. */
    void write(Viewer viewer, Local local, UUID id, List<String> headings, Writer to) throws IOException {
        var e = MEMBER_EXPORT;
        var export =
                sql.selectFrom(e).where(e.LOCAL_ID.eq(local.id()), e.ID.eq(id)).fetchSingle();
        var m = MEMBER_ON_ROSTER;
        to.write(Csv.MARK);
        try (var csv = CsvWriter.builder().build(to);
                var rows = sql.select(
                                m.FULL_NAME,
                                m.JOB_TITLE,
                                WORKSITE.NAME,
                                m.STATUS,
                                best("PHONE", local),
                                best("EMAIL", local))
                        .from(m)
                        .leftJoin(WORKSITE)
                        .on(WORKSITE.ID.eq(m.WORKSITE_ID))
                        .where(m.LOCAL_ID.eq(local.id()))
                        .and(
                                export.getMembers() == null
                                        ? members.matching(viewer, local, export.getQuery())
                                        : m.ID.eq(DSL.any(export.getMembers()))
                                                .and(Members.within(viewer.reach(local.id()), m.WORKSITE_ID)))
                        .orderBy(m.SORT_NAME, m.ID)
                        .limit(export.getPeople())
                        .fetchSize(FETCHED_AT_ONCE)
                        .fetchLazy()) {
            csv.writeRecord(headings);
            int tracerAt = Math.floorMod(id.hashCode(), Math.max(1, export.getPeople()));
            int row = 0;
            for (var r : rows) {
                if (row++ == tracerAt) {
                    csv.writeRecord(cells(
                            export.getTracerName(), r.value2(), r.value3(), r.value4(), "", export.getTracerEmail()));
                }
                csv.writeRecord(cells(r.value1(), r.value2(), r.value3(), r.value4(), r.value5(), r.value6()));
            }
        }
    }

    private static List<String> cells(String... cells) {
        return Stream.of(cells).map(Csv::harmless).toList();
    }

    /** The fact in use of a kind: what she said herself, then a rep, then the employer, the newest first. */
    private static Field<String> best(String kind, Local local) {
        var c = CONTACT_POINT;
        return field(DSL.select(c.VALUE)
                .from(c)
                .where(
                        c.LOCAL_ID.eq(local.id()),
                        c.MEMBER_ID.eq(MEMBER_ON_ROSTER.ID),
                        c.KIND.eq(kind),
                        c.ENDED_ON.isNull())
                .orderBy(DSL.case_(c.SOURCE).when("MEMBER", 1).when("REP", 2).otherwise(3), c.SAID_ON.desc(), c.ID)
                .limit(1));
    }
}
