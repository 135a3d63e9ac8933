package org.breakroom.roster;

import static org.breakroom.db.Tables.ROSTER_IMPORT;

import java.nio.charset.Charset;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.list.ListFile;
import org.breakroom.list.Workbook;
import org.breakroom.member.Merges;
import org.breakroom.ui.Messages;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The lists of a local: kept with their bytes, their plan and what became of them. */
@Component
class RosterImports {
    private static final int HISTORY_MAX = 200;

    private final DSLContext sql;
    private final FederationClock clock;
    private final JsonMapper json;
    private final Messages messages;
    private final Merges merges;

    RosterImports(DSLContext sql, FederationClock clock, JsonMapper json, Messages messages, Merges merges) {
        this.merges = merges;
        this.messages = messages;
        this.sql = sql;
        this.clock = clock;
        this.json = json;
    }

    UUID upload(
            Viewer viewer,
            Local local,
            ListFile file,
            List<Column> columns,
            String employer,
            boolean partial,
            String status) {
        var now = clock.now();
        var id = Ids.at(now.toEpochMilli());
        var t = ROSTER_IMPORT;
        var dates = sql.select(t.DATES)
                .from(t)
                .where(t.LOCAL_ID.eq(local.id()), t.EMPLOYER_NAME.eq(employer), t.PLANNED_AT.isNotNull())
                .orderBy(t.UPLOADED_AT.desc(), t.ID)
                .limit(1)
                .fetchOptional(t.DATES)
                .orElse(Dates.ANY.name());
        sql.insertInto(t)
                .set(t.DATES, dates)
                .set(t.LOCAL_ID, local.id())
                .set(t.ID, id)
                .set(t.EMPLOYER_NAME, employer)
                .set(t.FILE_NAME, file.name())
                .set(t.FILE_HASH, file.hash())
                .set(t.CONTENT, file.content())
                .set(t.HEADINGS, JSONB.valueOf(json.writeValueAsString(file.headings())))
                .set(t.TAKEN_FROM, file.taken() == null ? null : takenFrom(file.taken()))
                .set(t.SEPARATOR, String.valueOf(file.separator()))
                .set(t.CHARSET, file.charset().name())
                .set(t.COLUMNS, JSONB.valueOf(json.writeValueAsString(Column.words(columns))))
                .set(t.PARTIAL, partial)
                .set(t.NEW_STATUS, status)
                .set(t.STATE, RosterImport.State.COLUMNS.name())
                .set(t.UPLOADED_BY, viewer.account())
                .set(t.UPLOADED_NAME, viewer.name())
                .set(t.UPLOADED_AT, now.atOffset(ZoneOffset.UTC))
                .execute();
        return id;
    }

    /**
     * What the columns of this employer's last list meant, if this one has them all; whatever else it has is left out.
     */
    Optional<List<Column>> remembered(Local local, String employer, List<String> headings) {
        var t = ROSTER_IMPORT;
        return sql.select(t.HEADINGS, t.COLUMNS)
                .from(t)
                .where(t.LOCAL_ID.eq(local.id()), t.EMPLOYER_NAME.eq(employer), t.HEADINGS.isNotNull())
                .and(t.PLANNED_AT.isNotNull())
                .orderBy(t.UPLOADED_AT.desc(), t.ID)
                .limit(1)
                .fetchOptional()
                .flatMap(r -> again(
                        headings,
                        List.of(json.readValue(r.value1().data(), String[].class)),
                        List.of(json.readValue(r.value2().data(), String[].class))));
    }

    private static Optional<List<Column>> again(List<String> headings, List<String> known, List<String> meanings) {
        var columns = new ArrayList<>(java.util.Collections.nCopies(headings.size(), Column.LEAVE_OUT));
        for (int i = 0; i < Math.min(known.size(), meanings.size()); i++) {
            var meaning = Column.read(meanings.get(i)).orElse(Column.LEAVE_OUT);
            int at = headings.indexOf(known.get(i));
            if (meaning != Column.LEAVE_OUT && at < 0) {
                return Optional.empty();
            }
            if (at >= 0) {
                columns.set(at, meaning);
            }
        }
        return Optional.of(columns);
    }

    private String takenFrom(Workbook.Taken taken) {
        return taken.others().isEmpty()
                ? messages.text("en", "roster.takenFrom", taken.sheet(), taken.headingRow())
                : messages.text(
                        "en",
                        "roster.takenFromOne",
                        taken.sheet(),
                        taken.headingRow(),
                        String.join(", ", taken.others()));
    }

    void map(Local local, UUID id, List<Column> columns, Dates dates) {
        sql.update(ROSTER_IMPORT)
                .set(ROSTER_IMPORT.DATES, dates.name())
                .set(ROSTER_IMPORT.COLUMNS, JSONB.valueOf(json.writeValueAsString(Column.words(columns))))
                .where(ROSTER_IMPORT.LOCAL_ID.eq(local.id()), ROSTER_IMPORT.ID.eq(id))
                .execute();
    }

    private List<SelectField<?>> fields() {
        var t = ROSTER_IMPORT;
        return List.of(
                t.ID,
                t.EMPLOYER_ID,
                t.EMPLOYER_NAME,
                t.FILE_NAME,
                t.COLUMNS,
                t.PARTIAL,
                t.NEW_STATUS,
                t.STATE,
                t.FAILURE,
                t.UPLOADED_NAME,
                t.UPLOADED_AT,
                t.APPLIED_AT,
                t.UNDONE_AT,
                t.COUNTS,
                t.TAKEN_FROM,
                t.DATES,
                t.TAKES_OVER);
    }

    private RosterImport read(org.jooq.Record r) {
        var t = ROSTER_IMPORT;
        var columns = json.readValue(r.get(t.COLUMNS).data(), String[].class);
        var counts = r.get(t.COUNTS);
        return new RosterImport(
                r.get(t.ID),
                r.get(t.EMPLOYER_ID),
                r.get(t.EMPLOYER_NAME),
                r.get(t.FILE_NAME),
                List.of(columns),
                r.get(t.PARTIAL),
                r.get(t.NEW_STATUS),
                RosterImport.State.valueOf(r.get(t.STATE)),
                r.get(t.FAILURE),
                r.get(t.UPLOADED_NAME),
                r.get(t.UPLOADED_AT).toInstant(),
                instant(r.get(t.APPLIED_AT)),
                instant(r.get(t.UNDONE_AT)),
                counts == null ? RosterImport.Counts.NONE : json.readValue(counts.data(), RosterImport.Counts.class),
                r.get(t.TAKEN_FROM),
                Dates.valueOf(r.get(t.DATES)),
                r.get(t.TAKES_OVER));
    }

    private static java.time.@Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    List<RosterImport> list(Local local) {
        return sql.select(fields())
                .from(ROSTER_IMPORT)
                .where(ROSTER_IMPORT.LOCAL_ID.eq(local.id()))
                .orderBy(ROSTER_IMPORT.UPLOADED_AT.desc(), ROSTER_IMPORT.ID)
                .limit(HISTORY_MAX)
                .fetch(this::read);
    }

    RosterImport require(Local local, UUID id) {
        return sql.select(fields())
                .from(ROSTER_IMPORT)
                .where(ROSTER_IMPORT.LOCAL_ID.eq(local.id()), ROSTER_IMPORT.ID.eq(id))
                .fetchOptional(this::read)
                .orElseThrow(NotFound::new);
    }

    /** Takes the import for a change of state: nobody else changes it until this transaction ends. */
    RosterImport take(Local local, UUID id) {
        return sql.select(fields())
                .from(ROSTER_IMPORT)
                .where(ROSTER_IMPORT.LOCAL_ID.eq(local.id()), ROSTER_IMPORT.ID.eq(id))
                .forUpdate()
                .fetchOptional(this::read)
                .orElseThrow(NotFound::new);
    }

    ListFile file(Local local, UUID id) {
        var t = ROSTER_IMPORT;
        var r = sql.select(t.FILE_NAME, t.CONTENT, t.CHARSET, t.SEPARATOR)
                .from(t)
                .where(t.LOCAL_ID.eq(local.id()), t.ID.eq(id))
                .fetchOptional()
                .orElseThrow(NotFound::new);
        try {
            var read = ListFile.read(r.value1(), r.value2());
            return new ListFile(
                    r.value1(),
                    r.value2(),
                    Charset.forName(r.value3()),
                    r.value4().charAt(0),
                    read.headings(),
                    null);
        } catch (ListFile.Unreadable e) {
            throw new IllegalStateException("a list that was taken is no longer readable", e);
        }
    }

    void planned(Local local, UUID id, @Nullable UUID employer, RosterImport.Counts counts) {
        var t = ROSTER_IMPORT;
        sql.update(t)
                .set(t.EMPLOYER_ID, employer)
                .set(t.STATE, RosterImport.State.PREVIEW.name())
                .set(t.PLANNED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .set(t.FAILURE, (String) null)
                .set(t.COUNTS, counts(counts))
                .where(t.LOCAL_ID.eq(local.id()), t.ID.eq(id))
                .execute();
    }

    void state(Local local, UUID id, RosterImport.State state, @Nullable String failure) {
        sql.update(ROSTER_IMPORT)
                .set(ROSTER_IMPORT.STATE, state.name())
                .set(ROSTER_IMPORT.FAILURE, failure)
                .where(ROSTER_IMPORT.LOCAL_ID.eq(local.id()), ROSTER_IMPORT.ID.eq(id))
                .execute();
    }

    void applied(Local local, UUID id, UUID employer, RosterImport.Counts counts) {
        var t = ROSTER_IMPORT;
        sql.update(t)
                .set(t.STATE, RosterImport.State.APPLIED.name())
                .set(t.EMPLOYER_ID, employer)
                .set(t.APPLIED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .set(t.COUNTS, counts(counts))
                .where(t.LOCAL_ID.eq(local.id()), t.ID.eq(id))
                .execute();
    }

    void undone(Local local, UUID id, RosterImport.Counts counts) {
        var t = ROSTER_IMPORT;
        sql.update(t)
                .set(t.STATE, RosterImport.State.UNDONE.name())
                .set(t.UNDONE_AT, clock.now().atOffset(ZoneOffset.UTC))
                .set(t.COUNTS, counts(counts))
                .where(t.LOCAL_ID.eq(local.id()), t.ID.eq(id))
                .execute();
    }

    private JSONB counts(RosterImport.Counts counts) {
        return JSONB.valueOf(json.writeValueAsString(counts));
    }

    /** Whether another list was applied or undone, or records were merged, since this one was planned: its preview no longer holds. */
    boolean stale(Local local, UUID id) {
        var t = ROSTER_IMPORT;
        var planned = sql.select(t.PLANNED_AT)
                .from(t)
                .where(t.LOCAL_ID.eq(local.id()), t.ID.eq(id))
                .fetchOne(t.PLANNED_AT);
        return planned == null
                || merges.since(local.id(), planned)
                || sql.fetchExists(
                        t,
                        t.LOCAL_ID.eq(local.id()),
                        t.ID.ne(id),
                        t.APPLIED_AT.gt(planned).or(t.UNDONE_AT.gt(planned)));
    }

    /** The lists of an employer that stand, the newest first. */
    List<UUID> standing(Local local, UUID employer) {
        var t = ROSTER_IMPORT;
        return sql.select(t.ID)
                .from(t)
                .where(t.LOCAL_ID.eq(local.id()), t.EMPLOYER_ID.eq(employer))
                .and(t.STATE.eq(RosterImport.State.APPLIED.name()))
                .orderBy(t.APPLIED_AT.desc(), t.ID)
                .fetch(t.ID);
    }

    /** The newest list of this content that stands. */
    Optional<UUID> lastOfFile(Local local, String hash) {
        var t = ROSTER_IMPORT;
        return sql.select(t.ID)
                .from(t)
                .where(t.LOCAL_ID.eq(local.id()), t.FILE_HASH.eq(hash))
                .and(t.STATE.eq(RosterImport.State.APPLIED.name()))
                .orderBy(t.APPLIED_AT.desc())
                .limit(1)
                .fetchOptional(t.ID);
    }

    void takeOver(Local local, UUID id, boolean takes) {
        sql.update(ROSTER_IMPORT)
                .set(ROSTER_IMPORT.TAKES_OVER, takes)
                .where(ROSTER_IMPORT.LOCAL_ID.eq(local.id()), ROSTER_IMPORT.ID.eq(id))
                .execute();
    }
}
