package org.breakroom.organizer;

import static org.breakroom.db.Tables.ORGANIZER;
import static org.breakroom.db.Tables.STIPEND_ENTRY;
import static org.breakroom.db.Tables.STIPEND_LINE;
import static org.breakroom.db.Tables.STIPEND_PERIOD;
import static org.breakroom.db.Tables.STIPEND_POOL;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.Viewer;
import org.breakroom.kernel.Amounts;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.LocalKey;
import org.breakroom.ui.Figures;
import org.breakroom.ui.Refused;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The stipend ledger, in double entry: approved hours are owed to who worked them and claimed from who pays; a closed period
 * hands what is owed to payroll. It knows no signature, no card and no count: hours alone earn. Amounts are US dollars to the
 * cent. Limits are constraints of the database's own; what is said before they are met is for people.
 */
@Component
public class Stipends {
    private final DSLContext sql;
    private final Programs programs;
    private final Organizers organizers;
    private final Hours hours;
    private final Statements statements;
    private final OrganizerLetters letters;
    private final FederationClock clock;

    Stipends(
            DSLContext sql,
            Programs programs,
            Organizers organizers,
            Hours hours,
            Statements statements,
            OrganizerLetters letters,
            FederationClock clock) {
        this.statements = statements;
        this.letters = letters;
        this.sql = sql;
        this.programs = programs;
        this.organizers = organizers;
        this.hours = hours;
        this.clock = clock;
    }

    /** What an entry does. */
    public enum Kind {
        HOURS,
        /** Takes an entry of hours back, line by line. */
        CORRECTION,
        PAYMENT,
        /** Somebody gave back what she had been paid too much. */
        REFUND
    }

    enum Account {
        /** What a source owes for hours. */
        SOURCE,
        /** What an organizer is owed: a credit while we owe her. */
        PAYABLE,
        /** What payroll paid out: a credit. */
        PAYROLL
    }

    /** Takes an amount above zero from one account to another: an entry of such lines cannot be out of balance. */
    private record Line(
            Account debit,
            Account credit,
            @Nullable UUID source,
            @Nullable Integer pool,
            BigDecimal amount) {
        /** An amount owed to an organizer is paid; one that she owes comes off what payroll pays. */
        static Line paid(BigDecimal owed) {
            return owed.signum() > 0
                    ? new Line(Account.PAYABLE, Account.PAYROLL, null, null, owed)
                    : new Line(Account.PAYROLL, Account.PAYABLE, null, null, owed.negate());
        }
    }

    /**
     * The state approves hours: they earn, those who pay are asked for their shares, and what they correct is taken back. All or
     * none.
     *
     * @throws Refused when one was decided meanwhile, or a limit is met: of the organizer, or of a source that ran dry
     */
    void approve(Viewer staff, Program program, Collection<LocalKey> refs) {
        programs.hold(program);
        var rates = programs.rates(program);
        var sources = programs.sources(program);
        refs.stream()
                .collect(Collectors.groupingBy(LocalKey::local, TreeMap::new, Collectors.toList()))
                .forEach((local, ids) -> organizers.within(staff, local, () -> {
                    var entries = ids.stream()
                            .map(r -> hours.require(local, r.id()))
                            .sorted(Comparator.comparing(Hours.Entry::from))
                            .toList();
                    var workers = entries.stream().map(Hours.Entry::organizer).toList();
                    if (organizers.own(staff, local, workers)) {
                        throw organizers.refused("stipend.problem.own");
                    }
                    entries.forEach(entry -> approve(staff, program, rates, sources, entry));
                }));
    }

    private void approve(
            Viewer staff, Program program, List<Program.Rate> rates, List<Program.Source> sources, Hours.Entry entry) {
        int local = entry.local();
        var id = entry.id();
        if (staff.account().equals(entry.loggedBy())) {
            throw organizers.refused("stipend.problem.own");
        }
        if (staff.account().equals(entry.localAccount())) {
            throw organizers.refused("stipend.problem.same", entry.name());
        }
        if (!entry.program().equals(program.id()) || !hours.pass(staff, local, id)) {
            throw organizers.refused("organize.problem.moved");
        }
        if (entry.corrects() != null) {
            if (!hours.replace(local, entry.corrects())) {
                throw organizers.refused("organize.problem.moved");
            }
            takeBack(staff, local, entry.corrects());
        }
        var amount = Shares.pay(entry.minutes(), Programs.on(rates, entry.day()));
        if (amount.signum() == 0) {
            return;
        }
        var parts = Shares.split(
                amount, sources.stream().map(Program.Source::percent).toList());
        var lines = new ArrayList<Line>();
        for (int i = 0; i < sources.size(); i++) {
            if (parts.get(i).signum() > 0) {
                var source = sources.get(i);
                int pool = source.kind() == Program.Kind.LOCAL ? local : 0;
                if (pool != 0) {
                    programs.pool(source, pool);
                }
                demand(source, pool, parts.get(i), entry);
                lines.add(new Line(Account.SOURCE, Account.PAYABLE, source.id(), pool, parts.get(i)));
            }
        }
        var who = organizers.require(local, entry.organizer());
        if (who.earned().add(amount).compareTo(who.cap()) > 0) {
            throw organizers.refused(
                    "stipend.problem.personCap",
                    who.name(),
                    Figures.longDate(entry.day()),
                    amount.toPlainString(),
                    who.cap().subtract(who.earned()).toPlainString());
        }
        write(
                staff,
                program.id(),
                local,
                entry.organizer(),
                Kind.HOURS,
                entry.day(),
                id,
                null,
                entry.work().category().name(),
                lines);
    }

    /** Says which source ran dry and on whose hours; the constraint of the pool stands behind it. */
    private void demand(Program.Source source, int pool, BigDecimal part, Hours.Entry entry) {
        var left = sql.select(STIPEND_POOL.CAP.minus(STIPEND_POOL.SPENT))
                .from(STIPEND_POOL)
                .where(STIPEND_POOL.SOURCE_ID.eq(source.id()), STIPEND_POOL.OF_LOCAL.eq(pool))
                .fetchSingle(r -> r.value1());
        if (part.compareTo(left) > 0) {
            throw organizers.refused(
                    "stipend.problem.dry",
                    source.name(),
                    left.toPlainString(),
                    part.toPlainString(),
                    entry.name(),
                    Figures.longDate(entry.day()));
        }
    }

    /** Takes the entry of some hours back, line by line the other way; hours that earned nothing have none. */
    private void takeBack(Viewer staff, int local, UUID hoursId) {
        var e = STIPEND_ENTRY;
        sql.selectFrom(e)
                .where(e.LOCAL_ID.eq(local), e.HOURS_ID.eq(hoursId), e.KIND.eq(Kind.HOURS.name()))
                .fetchOptional()
                .ifPresent(old -> {
                    var l = STIPEND_LINE;
                    var lines = sql.selectFrom(l)
                            .where(l.LOCAL_ID.eq(local), l.ENTRY_ID.eq(old.getId()))
                            .orderBy(l.POSITION)
                            .fetch(r -> new Line(
                                    Account.valueOf(r.getCredit()),
                                    Account.valueOf(r.getDebit()),
                                    r.getSourceId(),
                                    r.getPool(),
                                    r.getAmount()));
                    write(
                            staff,
                            old.getProgramId(),
                            local,
                            old.getOrganizerId(),
                            Kind.CORRECTION,
                            old.getDay(),
                            hoursId,
                            null,
                            old.getLm2(),
                            lines);
                });
    }

    private void write(
            Viewer hand,
            UUID program,
            int local,
            UUID organizer,
            Kind kind,
            LocalDate day,
            @Nullable UUID hoursId,
            @Nullable Integer period,
            String category,
            List<Line> lines) {
        var e = STIPEND_ENTRY;
        var id = Ids.at(clock.now().toEpochMilli());
        sql.insertInto(e)
                .set(e.LOCAL_ID, local)
                .set(e.ID, id)
                .set(e.PROGRAM_ID, program)
                .set(e.ORGANIZER_ID, organizer)
                .set(e.KIND, kind.name())
                .set(e.DAY, day)
                .set(e.HOURS_ID, hoursId)
                .set(e.PERIOD, period)
                .set(e.LM2, category)
                .set(e.HAND, hand.name())
                .set(e.MADE_BY, hand.account())
                .set(e.MADE_AT, clock.now().atOffset(ZoneOffset.UTC))
                .execute();
        var l = STIPEND_LINE;
        var insert =
                sql.insertInto(l, l.LOCAL_ID, l.ENTRY_ID, l.POSITION, l.DEBIT, l.CREDIT, l.SOURCE_ID, l.POOL, l.AMOUNT);
        int position = 0;
        for (var line : lines) {
            insert = insert.values(
                    local,
                    id,
                    ++position,
                    line.debit().name(),
                    line.credit().name(),
                    line.source(),
                    line.pool(),
                    line.amount());
        }
        insert.execute();
        lines.stream().filter(line -> line.source() != null).forEach(line -> move(local, organizer, line));
    }

    /** What a source promised and what she earned follow each line; their limits are constraints, whoever comes at once. */
    private void move(int local, UUID organizer, Line line) {
        var amount =
                line.debit() == Account.SOURCE ? line.amount() : line.amount().negate();
        sql.update(STIPEND_POOL)
                .set(STIPEND_POOL.SPENT, STIPEND_POOL.SPENT.plus(amount))
                .where(STIPEND_POOL.SOURCE_ID.eq(line.source()), STIPEND_POOL.OF_LOCAL.eq(line.pool()))
                .execute();
        sql.update(ORGANIZER)
                .set(ORGANIZER.EARNED, ORGANIZER.EARNED.plus(amount))
                .where(ORGANIZER.LOCAL_ID.eq(local), ORGANIZER.ID.eq(organizer))
                .execute();
    }

    /** The next period that can be closed; empty while it is not over, and after the program's end where nothing is owed. */
    Optional<Program.Period> next(Program program) {
        var next = program.period(programs.closed(program).stream()
                .findFirst()
                .map(p -> p.number() + 1)
                .orElse(1));
        boolean owing = !next.first().isAfter(program.ends())
                || statements.due(program, next.last()).stream()
                        .anyMatch(d -> d.amount().signum() > 0);
        return owing && next.last().isBefore(clock.today()) ? Optional.of(next) : Optional.empty();
    }

    /**
     * Closes a period: whoever is owed is paid, by heading; who owes more than she earned is carried into the next.
     *
     * @throws Refused when it is not the next one that is over
     */
    void close(Viewer staff, Program program, int number) {
        programs.hold(program);
        var period = next(program)
                .filter(p -> p.number() == number)
                .orElseThrow(() -> organizers.refused("stipend.problem.period", number));
        var p = STIPEND_PERIOD;
        sql.insertInto(p)
                .set(p.PROGRAM_ID, program.id())
                .set(p.NUMBER, number)
                .set(p.FIRST_ON, period.first())
                .set(p.LAST_ON, period.last())
                .set(p.CLOSER, staff.name())
                .set(p.CLOSED_BY, staff.account())
                .set(p.CLOSED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .execute();
        statements.owed(program, period.last()).stream()
                .collect(Collectors.groupingBy(Statements.Owed::local, TreeMap::new, Collectors.toList()))
                .forEach((local, all) -> organizers.within(staff, local, () -> pay(staff, program, period, all)));
    }

    private void pay(Viewer staff, Program program, Program.Period period, List<Statements.Owed> all) {
        all.stream().collect(Collectors.groupingBy(Statements.Owed::organizer)).forEach((organizer, of) -> {
            var sum = Shares.sum(of.stream().map(Statements.Owed::amount).toList());
            if (sum.signum() > 0) {
                of.forEach(o -> write(
                        staff,
                        program.id(),
                        o.local(),
                        organizer,
                        Kind.PAYMENT,
                        period.last(),
                        null,
                        period.number(),
                        o.category(),
                        List.of(Line.paid(o.amount()))));
                letters.write(
                        organizers.require(of.getFirst().local(), organizer),
                        "organize.letterPaid",
                        program.title(),
                        "/me/organizing",
                        Amounts.dollars(sum) + ", " + period.first() + " – " + period.last());
            }
        });
    }

    /**
     * An organizer gave money back.
     *
     * @throws Refused when she does not owe so much
     */
    void refund(Viewer staff, Program program, Organizer organizer, BigDecimal amount) {
        programs.hold(program);
        var owes = statements.owedTo(organizer);
        if (amount.signum() <= 0 || Shares.sum(owes.values()).negate().compareTo(amount) < 0) {
            throw organizers.refused(
                    "stipend.problem.refund",
                    organizer.name(),
                    Shares.sum(owes.values()).negate().max(BigDecimal.ZERO).toPlainString());
        }
        organizers.within(staff, organizer.local(), () -> {
            var left = amount;
            for (var of : owes.entrySet()) {
                var part = of.getValue().negate().min(left);
                if (part.signum() > 0) {
                    write(
                            staff,
                            program.id(),
                            organizer.local(),
                            organizer.id(),
                            Kind.REFUND,
                            clock.today(),
                            null,
                            null,
                            of.getKey(),
                            List.of(Line.paid(part.negate())));
                    left = left.subtract(part);
                }
            }
        });
    }

    /** A new rate counts from the first day of a period that is open and in which nothing is approved. */
    Optional<String> obstacle(Program program, LocalDate from) {
        var e = STIPEND_ENTRY;
        var period = program.period(from);
        if (from.isBefore(program.starts())
                || from.isAfter(program.ends())
                || !period.first().equals(from)) {
            return Optional.of("stipend.problem.rateDay");
        }
        boolean used = sql.fetchExists(
                e, e.LOCAL_ID.isNotNull(), e.PROGRAM_ID.eq(program.id()), e.KIND.eq(Kind.HOURS.name()), e.DAY.ge(from));
        return used
                        || programs.closed(program, from)
                        || programs.rates(program).stream()
                                .anyMatch(r -> r.from().equals(from))
                ? Optional.of("stipend.problem.rateUsed")
                : Optional.empty();
    }
}
