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
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Paged;
import org.breakroom.ui.Figures;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
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

    private final DSLContext sql;
    private final Organizers organizers;
    private final OrganizerLetters letters;
    private final Programs programs;
    private final Weighing weighing;
    private final FederationClock clock;
    private final Messages messages;

    Hours(
            DSLContext sql,
            Organizers organizers,
            Programs programs,
            Weighing weighing,
            OrganizerLetters letters,
            FederationClock clock,
            Messages messages) {
        this.sql = sql;
        this.organizers = organizers;
        this.letters = letters;
        this.programs = programs;
        this.weighing = weighing;
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

    /** Who logs hours: somebody her own, while she works; a coordinator those of others, also when the work is over. */
    enum By {
        HERSELF,
        COORDINATOR
    }

    /**
     * Logs hours, once whatever becomes of the answer, or a correction of some, within the walls of her local.
     *
     * @return what is wrong with them, by field; nothing then is logged
     * @throws Refused when what is corrected was decided meanwhile
     */
    Problems take(
            Viewer hand,
            By by,
            Organizer organizer,
            Program program,
            UUID id,
            HoursForm form,
            @Nullable Entry corrected) {
        var problems = Problems.none();
        var read = form.read(id, corrected != null, messages, problems);
        if (read.isEmpty()) {
            return problems;
        }
        var worked = read.get();
        if (corrected != null && !worked.day().equals(corrected.day())) {
            return problems.add("day", messages.here("organize.problem.sameDay"));
        }
        organizers.hold(organizer);
        obstacle(by, organizer, program, worked, corrected).ifPresent(why -> problems.add("from", why));
        if (problems.any()) {
            return problems;
        }
        if (corrected == null) {
            log(hand, organizer, worked);
        } else {
            correct(hand, organizer, corrected, worked);
        }
        return problems;
    }

    /** Why hours cannot be logged, as a sentence; her row is held, so that of two at once one sees the other. */
    Optional<String> obstacle(By by, Organizer organizer, Program program, Worked worked, @Nullable Entry corrected) {
        boolean works = organizer.working() && program.ended() == null;
        if (organizer.signed() == null || (by == By.HERSELF && !works)) {
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
        return list(h.LOCAL_ID
                        .eq(organizer.local())
                        .and(h.ORGANIZER_ID.in(Organizers.ofAll(organizer)))
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
        var now = weighed ? weighing.of(rows.into(ORGANIZER_HOURS)) : Map.<UUID, Weighing.Seen>of();
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
                    seen == null ? doubts(r.getFlags()) : seen.doubts(),
                    r.getLocalHand(),
                    r.getLocalAccount(),
                    r.getStateHand(),
                    r.getWhy());
        });
    }

    private static Set<Doubt> doubts(String flags) {
        return Arrays.stream(flags.split(","))
                .filter(f -> !f.isEmpty())
                .map(Doubt::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Doubt.class)));
    }

    /** The local approves; all or none, and nobody her own. */
    void approve(Viewer officer, Local local, Set<UUID> ids) {
        var h = ORGANIZER_HOURS;
        var waiting = read(select(logged(local).and(h.ID.in(ids))).fetch(), true);
        if (waiting.size() < ids.size()) {
            throw organizers.refused("organize.problem.moved");
        }
        boolean hers = organizers.own(
                officer, local.id(), waiting.stream().map(Entry::organizer).toList());
        for (var entry : waiting) {
            if (hers || entry.loggedBy().equals(officer.account())) {
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
