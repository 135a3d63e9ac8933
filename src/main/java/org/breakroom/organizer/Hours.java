package org.breakroom.organizer;

import static org.breakroom.db.Tables.ORGANIZER;
import static org.breakroom.db.Tables.ORGANIZER_HOURS;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.ui.Figures;
import org.breakroom.ui.Messages;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Hours as organizers log them. An entry is never changed; another one corrects it. The local approves first, with what its
 * ledger says of these hours beside them, then the state; two people always, and never who logged them.
 */
@Component
public class Hours {
    static final int SHOWN = 200;
    private static final int LATE_DAYS = 14;
    private static final int FAST = 10;
    private static final int SAME = 10;
    private static final Duration LONG = Duration.ofHours(12);

    /** What was recorded under her account while she worked. */
    private static final String EVIDENCE = """
            select id, count(*), max(burst), count(distinct (outcome, assessment))
            from (select h.id, a.outcome, a.assessment,
                count(*) over (partition by h.id order by a.happened_at range between interval '2 minutes' preceding and current row) as burst
              from organizer_hours h
              join organizer o on o.local_id = h.local_id and o.id = h.organizer_id
              join activity a on a.local_id = h.local_id and a.recorded_by = o.account_id and a.happened_at between h.starts_at and h.ends_at
                and a.corrects is null
              where h.local_id = ? and h.id = any (?)) fact
            group by id
            """;

    private final DSLContext sql;
    private final Organizers organizers;
    private final Programs programs;
    private final FederationClock clock;
    private final Messages messages;

    Hours(DSLContext sql, Organizers organizers, Programs programs, FederationClock clock, Messages messages) {
        this.sql = sql;
        this.organizers = organizers;
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

        Entry with(int found, Set<Doubt> asked) {
            return new Entry(
                    local,
                    id,
                    organizer,
                    program,
                    name,
                    day,
                    from,
                    until,
                    work,
                    note,
                    corrects,
                    logger,
                    loggedBy,
                    logged,
                    state,
                    found,
                    asked,
                    localHand,
                    localAccount,
                    stateHand,
                    why);
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
        return select(h.LOCAL_ID
                        .eq(organizer.local())
                        .and(h.ORGANIZER_ID.eq(organizer.id()))
                        .and(h.STATE.in("LOGGED", "LOCAL", "APPROVED"))
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
     */
    void correct(Viewer viewer, Organizer organizer, Entry corrected, Worked worked) {
        if (corrected.state() == State.APPROVED) {
            add(viewer, organizer, worked, corrected.id());
            return;
        }
        int replaced = move(organizer.local(), corrected.id(), Set.of(State.LOGGED, State.LOCAL), State.REPLACED);
        if (replaced == 0) {
            throw organizers.refused("organize.problem.moved");
        }
        if (worked.until().isAfter(worked.from()) || corrected.corrects() != null) {
            add(viewer, organizer, worked, corrected.corrects());
        }
    }

    private int move(int local, UUID id, Collection<State> from, State to) {
        return sql.update(ORGANIZER_HOURS)
                .set(ORGANIZER_HOURS.STATE, to.name())
                .where(ORGANIZER_HOURS.LOCAL_ID.eq(local), ORGANIZER_HOURS.ID.eq(id))
                .and(ORGANIZER_HOURS.STATE.in(from.stream().map(Enum::name).toList()))
                .execute();
    }

    private void add(Viewer viewer, Organizer organizer, Worked worked, @Nullable UUID corrects) {
        var h = ORGANIZER_HOURS;
        sql.insertInto(h)
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
                .execute();
    }

    List<Entry> of(Organizer organizer) {
        return select(
                ORGANIZER_HOURS.LOCAL_ID.eq(organizer.local()).and(ORGANIZER_HOURS.ORGANIZER_ID.eq(organizer.id())));
    }

    Optional<Entry> find(Organizer organizer, UUID id) {
        return select(ORGANIZER_HOURS
                        .LOCAL_ID
                        .eq(organizer.local())
                        .and(ORGANIZER_HOURS.ORGANIZER_ID.eq(organizer.id()))
                        .and(ORGANIZER_HOURS.ID.eq(id)))
                .stream()
                .findFirst();
    }

    /** What waits for a local, with what its ledger says of it. */
    List<Entry> waiting(Local local) {
        var all = select(ORGANIZER_HOURS.LOCAL_ID.eq(local.id()).and(ORGANIZER_HOURS.STATE.eq(State.LOGGED.name())));
        return weighed(local.id(), all);
    }

    /** What the locals approved and waits for the state. */
    List<Entry> waiting(Program program) {
        return select(ORGANIZER_HOURS
                .LOCAL_ID
                .isNotNull()
                .and(ORGANIZER_HOURS.PROGRAM_ID.eq(program.id()))
                .and(ORGANIZER_HOURS.STATE.eq(State.LOCAL.name())));
    }

    private List<Entry> select(Condition which) {
        var h = ORGANIZER_HOURS;
        return sql.select(h.asterisk(), ORGANIZER.NAME)
                .from(h)
                .join(ORGANIZER)
                .on(ORGANIZER.LOCAL_ID.eq(h.LOCAL_ID), ORGANIZER.ID.eq(h.ORGANIZER_ID))
                .where(h.LOCAL_ID.isNotNull(), which)
                .orderBy(h.STARTS_AT.desc(), h.ID)
                .limit(SHOWN)
                .fetch(row -> {
                    var r = row.into(h);
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
                            r.getRecords(),
                            Arrays.stream(r.getFlags().split(","))
                                    .filter(f -> !f.isEmpty())
                                    .map(Doubt::valueOf)
                                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Doubt.class))),
                            r.getLocalHand(),
                            r.getLocalAccount(),
                            r.getStateHand(),
                            r.getWhy());
                });
    }

    private record Evidence(int records, int burst, int kinds) {}

    /** The same entries with what the ledger says of each, and what is to be asked. */
    private List<Entry> weighed(int local, List<Entry> entries) {
        Map<UUID, Evidence> found = new HashMap<>();
        sql.fetch(EVIDENCE, local, entries.stream().map(Entry::id).toArray(UUID[]::new))
                .forEach(r -> found.put(
                        r.get(0, UUID.class),
                        new Evidence(r.get(1, Integer.class), r.get(2, Integer.class), r.get(3, Integer.class))));
        var onDay = entries.stream()
                .collect(Collectors.groupingBy(
                        e -> e.organizer() + " " + e.day(), Collectors.summingLong(Entry::minutes)));
        return entries.stream()
                .map(e -> {
                    var seen = found.getOrDefault(e.id(), new Evidence(0, 0, 0));
                    return e.with(
                            seen.records(), doubts(e, seen, onDay.getOrDefault(e.organizer() + " " + e.day(), 0L)));
                })
                .toList();
    }

    private static Set<Doubt> doubts(Entry e, Evidence seen, long minutesOfDay) {
        var doubts = EnumSet.noneOf(Doubt.class);
        if (e.work().recorded() && seen.records() == 0 && e.minutes() > 0) {
            doubts.add(Doubt.NOTHING);
        }
        if (seen.burst() > FAST) {
            doubts.add(Doubt.FAST);
        }
        if (seen.records() >= SAME && seen.kinds() == 1) {
            doubts.add(Doubt.SAME);
        }
        if (minutesOfDay > LONG.toMinutes()) {
            doubts.add(Doubt.LONG);
        }
        if (FederationClock.dayOf(e.logged()).isAfter(e.day().plusDays(LATE_DAYS))) {
            doubts.add(Doubt.LATE);
        }
        return doubts;
    }

    /** The local approves; all or none, and nobody her own. */
    void approve(Viewer officer, Local local, Collection<UUID> ids) {
        var waiting = waiting(local).stream().collect(Collectors.toMap(Entry::id, e -> e));
        var h = ORGANIZER_HOURS;
        for (var id : ids) {
            var entry = waiting.get(id);
            if (entry == null) {
                throw organizers.refused("organize.problem.moved");
            }
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
                    .where(h.LOCAL_ID.eq(local.id()), h.ID.eq(id), h.STATE.eq(State.LOGGED.name()))
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
        return move(local, id, Set.of(State.APPROVED), State.REPLACED) == 1;
    }

    /** Who may approve says no, and why. */
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
        });
    }

    /** Hours of a program by how they stand, in minutes. */
    Map<State, Long> sums(Program program) {
        var h = ORGANIZER_HOURS;
        var minutes = DSL.sum(DSL.field("extract(epoch from {0} - {1}) / 60", Long.class, h.ENDS_AT, h.STARTS_AT));
        return sql.select(h.STATE, minutes)
                .from(h)
                .where(h.LOCAL_ID.isNotNull(), h.PROGRAM_ID.eq(program.id()))
                .groupBy(h.STATE)
                .fetchMap(r -> State.valueOf(r.value1()), r -> r.value2().longValue());
    }

    Entry require(int local, UUID id) {
        return select(ORGANIZER_HOURS.LOCAL_ID.eq(local).and(ORGANIZER_HOURS.ID.eq(id))).stream()
                .findFirst()
                .orElseThrow(NotFound::new);
    }
}
