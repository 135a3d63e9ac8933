package org.breakroom.organizer;

import static org.breakroom.db.Tables.ORGANIZER;
import static org.breakroom.db.Tables.ORGANIZER_HOURS;
import static org.breakroom.db.Tables.ORGANIZER_PROGRAM;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.breakroom.db.tables.records.OrganizerHoursRecord;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Paged;
import org.breakroom.ui.Figures;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SelectConditionStep;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Hours as organizers log them. An entry is never changed; another one corrects it. The local approves first, with what its
 * ledger says of these hours beside them, then the state; two people always, and never who logged them.
 */
@Component
public class Hours {
    private static final Set<State> STANDING = EnumSet.of(State.LOGGED, State.LOCAL, State.APPROVED);
    private static final int LATE_DAYS = 14;
    private static final int FAST = 10;
    private static final int SAME = 10;
    private static final Duration LONG = Duration.ofHours(12);

    /** What was recorded under her account while she worked, and how long she worked that day in all. */
    private static final String EVIDENCE = """
            select h.id, count(a.outcome), coalesce(max(a.burst), 0), count(distinct (a.outcome, a.assessment)) filter (where a.outcome is not null),
              (select sum(extract(epoch from d.ends_at - d.starts_at)) / 60 from organizer_hours d
               where d.local_id = h.local_id and d.organizer_id = h.organizer_id and d.day = h.day
                 and d.state in ('LOGGED', 'LOCAL', 'APPROVED') and d.id is distinct from h.corrects)::int
            from organizer_hours h
            join organizer o on o.local_id = h.local_id and o.id = h.organizer_id
            left join lateral (
              select coalesce(f.outcome, f.kind) as outcome, f.assessment,
                count(*) over (order by f.happened_at range between interval '2 minutes' preceding and current row) as burst
              from activity f
              where f.local_id = h.local_id and f.recorded_by = o.account_id and f.happened_at between h.starts_at and h.ends_at
                and f.corrects is null) a on true
            where h.local_id = ? and h.id = any (?)
            group by h.local_id, h.id, h.organizer_id, h.day, h.corrects
            """;

    private final DSLContext sql;
    private final Organizers organizers;
    private final OrganizerLetters letters;
    private final Programs programs;
    private final FederationClock clock;
    private final Messages messages;

    Hours(
            DSLContext sql,
            Organizers organizers,
            Programs programs,
            OrganizerLetters letters,
            FederationClock clock,
            Messages messages) {
        this.sql = sql;
        this.organizers = organizers;
        this.letters = letters;
        this.programs = programs;
        this.clock = clock;
        this.messages = messages;
    }

    public enum State {
        /** Waits for the local. */
        LOGGED,
        /** The local approved; waits for the state. */
        LOCAL,
        /** Stands in the stipend ledger. */
        APPROVED,
        REFUSED,
        /** Another entry took its place. */
        REPLACED
    }

    /**
     * An entry.
     *
     * @param records facts in the ledger under her account in that time; null before the local approved
     * @param why what who refused it said
     */
    public record Entry(
            int local,
            UUID id,
            UUID organizer,
            UUID program,
            String name,
            LocalDate day,
            Instant from,
            Instant until,
            Work work,
            String note,
            @Nullable UUID corrects,
            String logger,
            UUID loggedBy,
            Instant logged,
            State state,
            @Nullable Integer records,
            Set<Doubt> doubts,
            @Nullable String localHand,
            @Nullable UUID localAccount,
            @Nullable String stateHand,
            @Nullable String why) {
        public long minutes() {
            return Duration.between(from, until).toMinutes();
        }

        /** Whether another entry can take its place. */
        public boolean standing() {
            return STANDING.contains(state);
        }
    }

    /** What somebody says she worked. */
    record Worked(UUID id, LocalDate day, Instant from, Instant until, Work work, String note) {}

    /** Why hours cannot be logged, as a sentence; empty when they can. Holds her row, so that of two at once one sees the other. */
    Optional<String> obstacle(Organizer organizer, Program program, Worked worked, @Nullable Entry corrected) {
        organizers.hold(organizer);
        if (!organizer.working() || organizer.signed() == null || program.ended() != null) {
            return Optional.of(messages.here("organize.problem.notWorking"));
        }
        if (worked.until().isAfter(clock.now())) {
            return Optional.of(messages.here("organize.problem.future"));
        }
        if (worked.day().isBefore(program.starts()) || worked.day().isAfter(program.ends())) {
            return Optional.of(messages.here(
                    "organize.problem.outside", Figures.longDate(program.starts()), Figures.longDate(program.ends())));
        }
        if (worked.day().isBefore(FederationClock.dayOf(organizer.signed()))) {
            return Optional.of(messages.here(
                    "organize.problem.beforeSigned", Figures.longDate(FederationClock.dayOf(organizer.signed()))));
        }
        if (corrected == null && programs.closed(program, worked.day())) {
            var period = program.period(worked.day());
            return Optional.of(messages.here(
                    "organize.problem.closed", Figures.longDate(period.first()), Figures.longDate(period.last())));
        }
        return overlapping(organizer, worked, corrected)
                .map(o -> messages.here(
                        "organize.problem.overlaps",
                        Figures.longDate(o.day()),
                        Figures.hour(o.from()),
                        Figures.hour(o.until())));
    }

    private Optional<Entry> overlapping(Organizer organizer, Worked worked, @Nullable Entry corrected) {
        var h = ORGANIZER_HOURS;
        return list(of(organizer.local(), organizer.id())
                        .and(h.STATE.in(names(STANDING)))
                        .and(h.STARTS_AT.lt(worked.until().atOffset(ZoneOffset.UTC)))
                        .and(h.ENDS_AT.gt(worked.from().atOffset(ZoneOffset.UTC))))
                .stream()
                .filter(e ->
                        corrected == null || (!e.id().equals(corrected.id()) && !e.id().equals(corrected.corrects())))
                .findFirst();
    }

    /** Logs hours that nothing stands against; the same entry sent again is known. */
    void log(Viewer viewer, Organizer organizer, Worked worked) {
        add(viewer, organizer, worked, null);
    }

    /**
     * Logs an entry in the place of another. One that was not approved yet is replaced at once; one that stands in the ledger
     * when this one is approved.
     *
     * @throws Refused when it was decided meanwhile, or another correction of it waits
     */
    void correct(Viewer viewer, Organizer organizer, Entry corrected, Worked worked) {
        if (corrected.state() == State.APPROVED) {
            if (!add(viewer, organizer, worked, corrected.id())) {
                throw organizers.refused("organize.problem.corrected");
            }
            return;
        }
        if (!replace(organizer.local(), corrected.id(), Set.of(State.LOGGED, State.LOCAL))) {
            throw organizers.refused("organize.problem.moved");
        }
        if (worked.until().isAfter(worked.from()) || corrected.corrects() != null) {
            add(viewer, organizer, worked, corrected.corrects());
        }
    }

    private static List<String> names(Set<State> states) {
        return states.stream().map(Enum::name).toList();
    }

    private boolean replace(int local, UUID id, Set<State> from) {
        return sql.update(ORGANIZER_HOURS)
                        .set(ORGANIZER_HOURS.STATE, State.REPLACED.name())
                        .where(ORGANIZER_HOURS.LOCAL_ID.eq(local), ORGANIZER_HOURS.ID.eq(id))
                        .and(ORGANIZER_HOURS.STATE.in(names(from)))
                        .execute()
                == 1;
    }

    /** False when it is known, or another correction of the same hours waits. */
    private boolean add(Viewer viewer, Organizer organizer, Worked worked, @Nullable UUID corrects) {
        var h = ORGANIZER_HOURS;
        return sql.insertInto(h)
                        .set(h.LOCAL_ID, organizer.local())
                        .set(h.ID, worked.id())
                        .set(h.ORGANIZER_ID, organizer.id())
                        .set(h.PROGRAM_ID, organizer.program())
                        .set(h.DAY, worked.day())
                        .set(h.STARTS_AT, worked.from().atOffset(ZoneOffset.UTC))
                        .set(h.ENDS_AT, worked.until().atOffset(ZoneOffset.UTC))
                        .set(h.WORK, worked.work().name())
                        .set(h.NOTE, worked.note())
                        .set(h.CORRECTS, corrects)
                        .set(h.LOGGER, viewer.name())
                        .set(h.LOGGED_BY, viewer.account())
                        .set(h.LOGGED_AT, clock.now().atOffset(ZoneOffset.UTC))
                        .set(h.STATE, State.LOGGED.name())
                        .onDuplicateKeyIgnore()
                        .execute()
                == 1;
    }

    private static Condition of(int local, UUID organizer) {
        return ORGANIZER_HOURS.LOCAL_ID.eq(local).and(ORGANIZER_HOURS.ORGANIZER_ID.eq(organizer));
    }

    /** What an organizer logged, the newest first. */
    Paged<Entry> of(Organizer organizer, int page) {
        return page(of(organizer.local(), organizer.id()), ORGANIZER_HOURS.STARTS_AT.desc(), page, false);
    }

    Optional<Entry> find(Organizer organizer, UUID id) {
        return list(of(organizer.local(), organizer.id()).and(ORGANIZER_HOURS.ID.eq(id))).stream()
                .findFirst();
    }

    Entry require(int local, UUID id) {
        return list(ORGANIZER_HOURS.LOCAL_ID.eq(local).and(ORGANIZER_HOURS.ID.eq(id))).stream()
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** What waits for a local, the oldest first, with what its ledger says of it. */
    Paged<Entry> waiting(Local local, int page) {
        return page(logged(local), ORGANIZER_HOURS.STARTS_AT.asc(), page, true);
    }

    private static Condition logged(Local local) {
        return ORGANIZER_HOURS.LOCAL_ID.eq(local.id()).and(ORGANIZER_HOURS.STATE.eq(State.LOGGED.name()));
    }

    /** What the locals approved and waits for the state, the oldest first. */
    Paged<Entry> waiting(Program program, int page) {
        var h = ORGANIZER_HOURS;
        return page(
                h.LOCAL_ID.isNotNull().and(h.PROGRAM_ID.eq(program.id())).and(h.STATE.eq(State.LOCAL.name())),
                h.STARTS_AT.asc(),
                page,
                false);
    }

    private Paged<Entry> page(Condition which, SortField<?> order, int page, boolean weighed) {
        var rows = select(which)
                .orderBy(order, ORGANIZER_HOURS.ID)
                .limit(Paged.SIZE)
                .offset(Paged.offset(page))
                .fetch();
        int total = sql.fetchCount(ORGANIZER_HOURS, ORGANIZER_HOURS.LOCAL_ID.isNotNull(), which);
        return new Paged<>(read(rows, weighed), Math.max(1, page), Paged.SIZE, total);
    }

    private List<Entry> list(Condition which) {
        return read(select(which).fetch(), false);
    }

    private SelectConditionStep<? extends Record> select(Condition which) {
        var h = ORGANIZER_HOURS;
        return sql.select(h.asterisk(), ORGANIZER.NAME)
                .from(h)
                .join(ORGANIZER)
                .on(ORGANIZER.LOCAL_ID.eq(h.LOCAL_ID), ORGANIZER.ID.eq(h.ORGANIZER_ID))
                .where(h.LOCAL_ID.isNotNull(), which);
    }

    /** @param weighed held against the ledger of the local now; else as it was when the local approved */
    private List<Entry> read(Result<? extends Record> rows, boolean weighed) {
        var now = weighed ? evidence(rows) : Map.<UUID, Evidence>of();
        return rows.map(row -> {
            var r = row.into(ORGANIZER_HOURS);
            var seen = now.get(r.getId());
            return new Entry(
                    r.getLocalId(),
                    r.getId(),
                    r.getOrganizerId(),
                    r.getProgramId(),
                    row.get(ORGANIZER.NAME),
                    r.getDay(),
                    r.getStartsAt().toInstant(),
                    r.getEndsAt().toInstant(),
                    Work.valueOf(r.getWork()),
                    r.getNote(),
                    r.getCorrects(),
                    r.getLogger(),
                    r.getLoggedBy(),
                    r.getLoggedAt().toInstant(),
                    State.valueOf(r.getState()),
                    seen == null ? r.getRecords() : Integer.valueOf(seen.records()),
                    seen == null ? doubts(r.getFlags()) : doubts(r, seen),
                    r.getLocalHand(),
                    r.getLocalAccount(),
                    r.getStateHand(),
                    r.getWhy());
        });
    }

    /** @param day minutes worked on that day in all */
    private record Evidence(int records, int burst, int kinds, int day) {}

    private Map<UUID, Evidence> evidence(Result<? extends Record> rows) {
        if (rows.isEmpty()) {
            return Map.of();
        }
        var h = ORGANIZER_HOURS;
        return sql.fetch(
                        EVIDENCE,
                        rows.getFirst().get(h.LOCAL_ID),
                        rows.getValues(h.ID).toArray(UUID[]::new))
                .intoMap(
                        r -> r.get(0, UUID.class),
                        r -> new Evidence(
                                r.get(1, Integer.class),
                                r.get(2, Integer.class),
                                r.get(3, Integer.class),
                                r.get(4, Integer.class)));
    }

    private static Set<Doubt> doubts(String flags) {
        return Arrays.stream(flags.split(","))
                .filter(f -> !f.isEmpty())
                .map(Doubt::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Doubt.class)));
    }

    private static Set<Doubt> doubts(OrganizerHoursRecord r, Evidence seen) {
        var doubts = EnumSet.noneOf(Doubt.class);
        if (Work.valueOf(r.getWork()).recorded()
                && seen.records() == 0
                && r.getEndsAt().isAfter(r.getStartsAt())) {
            doubts.add(Doubt.NOTHING);
        }
        if (seen.burst() > FAST) {
            doubts.add(Doubt.FAST);
        }
        if (seen.records() >= SAME && seen.kinds() == 1) {
            doubts.add(Doubt.SAME);
        }
        if (seen.day() > LONG.toMinutes()) {
            doubts.add(Doubt.LONG);
        }
        if (FederationClock.dayOf(r.getLoggedAt().toInstant())
                .isAfter(r.getDay().plusDays(LATE_DAYS))) {
            doubts.add(Doubt.LATE);
        }
        return doubts;
    }

    /** The local approves; all or none, and nobody her own. */
    void approve(Viewer officer, Local local, Set<UUID> ids) {
        var h = ORGANIZER_HOURS;
        var waiting = read(select(logged(local).and(h.ID.in(ids))).fetch(), true);
        if (waiting.size() < ids.size()) {
            throw organizers.refused("organize.problem.moved");
        }
        for (var entry : waiting) {
            if (entry.loggedBy().equals(officer.account())) {
                throw organizers.refused("stipend.problem.own");
            }
            int moved = sql.update(h)
                    .set(h.STATE, State.LOCAL.name())
                    .set(h.RECORDS, entry.records())
                    .set(h.FLAGS, entry.doubts().stream().map(Doubt::name).collect(Collectors.joining(",")))
                    .set(h.LOCAL_ACCOUNT, officer.account())
                    .set(h.LOCAL_HAND, officer.name())
                    .set(h.LOCAL_AT, clock.now().atOffset(ZoneOffset.UTC))
                    .where(h.LOCAL_ID.eq(local.id()), h.ID.eq(entry.id()), h.STATE.eq(State.LOGGED.name()))
                    .execute();
            if (moved == 0) {
                throw organizers.refused("organize.problem.moved");
            }
        }
    }

    /** The state approves; of two at once one gets true. */
    boolean pass(Viewer staff, int local, UUID id) {
        var h = ORGANIZER_HOURS;
        return sql.update(h)
                        .set(h.STATE, State.APPROVED.name())
                        .set(h.STATE_ACCOUNT, staff.account())
                        .set(h.STATE_HAND, staff.name())
                        .set(h.STATE_AT, clock.now().atOffset(ZoneOffset.UTC))
                        .where(h.LOCAL_ID.eq(local), h.ID.eq(id), h.STATE.eq(State.LOCAL.name()))
                        .execute()
                == 1;
    }

    /** An entry whose place another one took that was approved. */
    boolean replace(int local, UUID id) {
        return replace(local, id, Set.of(State.APPROVED));
    }

    /** Who may approve says no, and why; each whose hours they are is written one letter. */
    void refuse(Viewer viewer, int local, Collection<UUID> ids, State from, String why) {
        var h = ORGANIZER_HOURS;
        organizers.within(viewer, local, () -> {
            for (var id : ids) {
                int moved = sql.update(h)
                        .set(h.STATE, State.REFUSED.name())
                        .set(h.WHY, viewer.name() + ": " + why)
                        .where(h.LOCAL_ID.eq(local), h.ID.eq(id), h.STATE.eq(from.name()))
                        .execute();
                if (moved == 0) {
                    throw organizers.refused("organize.problem.moved");
                }
            }
            sql.select(h.ORGANIZER_ID, ORGANIZER_PROGRAM.TITLE, DSL.min(h.DAY), DSL.max(h.DAY))
                    .from(h)
                    .join(ORGANIZER_PROGRAM)
                    .on(ORGANIZER_PROGRAM.ID.eq(h.PROGRAM_ID))
                    .where(h.LOCAL_ID.eq(local), h.ID.in(ids))
                    .groupBy(h.ORGANIZER_ID, ORGANIZER_PROGRAM.TITLE)
                    .forEach(r -> letters.write(
                            organizers.require(local, r.value1()),
                            "organize.letterHours",
                            r.value2(),
                            "/me/organizing",
                            (r.value3().equals(r.value4()) ? "" + r.value3() : r.value3() + " – " + r.value4()) + ", "
                                    + viewer.name() + ": " + why));
        });
    }

    /** Hours of a program by how they stand, in minutes. */
    Map<State, Long> sums(Program program) {
        return sums(ORGANIZER_HOURS.LOCAL_ID.isNotNull().and(ORGANIZER_HOURS.PROGRAM_ID.eq(program.id())));
    }

    /** Hours of an organizer by how they stand, in minutes. */
    Map<State, Long> sums(Organizer organizer) {
        return sums(of(organizer.local(), organizer.id()));
    }

    private Map<State, Long> sums(Condition which) {
        var h = ORGANIZER_HOURS;
        var minutes = DSL.sum(DSL.field("extract(epoch from {0} - {1}) / 60", Long.class, h.ENDS_AT, h.STARTS_AT));
        return sql.select(h.STATE, minutes)
                .from(h)
                .where(h.LOCAL_ID.isNotNull(), which)
                .groupBy(h.STATE)
                .fetchMap(r -> State.valueOf(r.value1()), r -> r.value2().longValue());
    }
}
