package org.breakroom.organizer;

import static org.breakroom.db.Tables.ORGANIZER;
import static org.breakroom.db.Tables.STIPEND_ENTRY;
import static org.breakroom.db.Tables.STIPEND_LINE;
import static org.breakroom.db.Tables.STIPEND_POOL;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** What the stipend ledger says: who is owed what, what a batch pays, what a source promised. All of it is worked out from its lines. */
@Component
public class Statements {
    /** What a line adds to what its organizer is owed: every line touches that account, on one side. */
    private static final Field<BigDecimal> OWED = DSL.when(
                    STIPEND_LINE.CREDIT.eq(Stipends.Account.PAYABLE.name()), STIPEND_LINE.AMOUNT)
            .otherwise(STIPEND_LINE.AMOUNT.neg());

    private final DSLContext sql;
    private final Programs programs;

    Statements(DSLContext sql, Programs programs) {
        this.sql = sql;
        this.programs = programs;
    }

    /**
     * What is owed to an organizer under one heading.
     *
     * @param amount above zero while we owe her, below when she owes
     */
    record Owed(int local, UUID organizer, String name, String category, BigDecimal amount) {}

    /** What is owed of hours up to a day, by organizer and heading; what was given back counts at once. */
    List<Owed> owed(Program program, LocalDate until) {
        var e = STIPEND_ENTRY;
        var l = STIPEND_LINE;
        Field<BigDecimal> amount = DSL.sum(OWED);
        return sql.select(e.LOCAL_ID, e.ORGANIZER_ID, ORGANIZER.NAME, e.LM2, amount)
                .from(e)
                .join(l)
                .on(l.LOCAL_ID.eq(e.LOCAL_ID), l.ENTRY_ID.eq(e.ID))
                .join(ORGANIZER)
                .on(ORGANIZER.LOCAL_ID.eq(e.LOCAL_ID), ORGANIZER.ID.eq(e.ORGANIZER_ID))
                .where(e.LOCAL_ID.isNotNull(), e.PROGRAM_ID.eq(program.id()))
                .and(e.DAY.le(until).or(e.KIND.eq(Stipends.Kind.REFUND.name())))
                .groupBy(e.LOCAL_ID, e.ORGANIZER_ID, ORGANIZER.NAME, e.LM2)
                .having(amount.ne(BigDecimal.ZERO))
                .orderBy(e.LOCAL_ID, ORGANIZER.NAME, e.ORGANIZER_ID, e.LM2)
                .fetch(r -> new Owed(r.value1(), r.value2(), r.value3(), r.value4(), r.value5()));
    }

    /** What is owed to somebody in all; below zero what she owes. */
    public record Due(int local, UUID organizer, String name, BigDecimal amount) {}

    /** What is owed of hours up to a day, by organizer. */
    List<Due> due(Program program, LocalDate until) {
        var all = new ArrayList<Due>();
        for (var o : owed(program, until)) {
            int last = all.size() - 1;
            if (last >= 0 && all.get(last).organizer().equals(o.organizer())) {
                all.set(
                        last,
                        new Due(
                                o.local(),
                                o.organizer(),
                                o.name(),
                                all.get(last).amount().add(o.amount())));
            } else {
                all.add(new Due(o.local(), o.organizer(), o.name(), o.amount()));
            }
        }
        return all.stream().filter(d -> d.amount().signum() != 0).toList();
    }

    /** What an organizer is owed in all; below zero when she was paid for hours that were corrected since. */
    BigDecimal balance(Organizer organizer) {
        return Shares.sum(owedTo(organizer).values());
    }

    /** The same by heading. */
    Map<String, BigDecimal> owedTo(Organizer organizer) {
        var e = STIPEND_ENTRY;
        var l = STIPEND_LINE;
        return sql.select(e.LM2, DSL.sum(OWED))
                .from(e)
                .join(l)
                .on(l.LOCAL_ID.eq(e.LOCAL_ID), l.ENTRY_ID.eq(e.ID))
                .where(e.LOCAL_ID.eq(organizer.local()), e.ORGANIZER_ID.eq(organizer.id()))
                .groupBy(e.LM2)
                .orderBy(e.LM2)
                .fetchMap(r -> r.value1(), r -> Objects.requireNonNull(r.value2()));
    }

    /** A row of a payable batch: what payroll pays to whom, by heading. No account of a bank is in here. */
    public record Payable(int local, UUID organizer, String name, Map<String, BigDecimal> by) {
        BigDecimal total() {
            return Shares.sum(by.values());
        }
    }

    List<Payable> payable(Program program, int period) {
        var e = STIPEND_ENTRY;
        var l = STIPEND_LINE;
        record Key(int local, UUID organizer, String name) {}
        var rows = new LinkedHashMap<Key, Map<String, BigDecimal>>();
        sql.select(e.LOCAL_ID, e.ORGANIZER_ID, ORGANIZER.NAME, e.LM2, OWED.neg())
                .from(e)
                .join(l)
                .on(l.LOCAL_ID.eq(e.LOCAL_ID), l.ENTRY_ID.eq(e.ID))
                .join(ORGANIZER)
                .on(ORGANIZER.LOCAL_ID.eq(e.LOCAL_ID), ORGANIZER.ID.eq(e.ORGANIZER_ID))
                .where(e.LOCAL_ID.isNotNull(), e.PROGRAM_ID.eq(program.id()), e.KIND.eq(Stipends.Kind.PAYMENT.name()))
                .and(e.PERIOD.eq(period))
                .orderBy(e.LOCAL_ID, ORGANIZER.NAME, e.ORGANIZER_ID)
                .forEach(r -> rows.computeIfAbsent(new Key(r.value1(), r.value2(), r.value3()), k -> new TreeMap<>())
                        .merge(r.value4(), r.value5(), BigDecimal::add));
        return rows.entrySet().stream()
                .map(r -> new Payable(
                        r.getKey().local(), r.getKey().organizer(), r.getKey().name(), r.getValue()))
                .toList();
    }

    /** What a source promised so far, a row a local where locals pay. */
    public record Pool(Program.Source source, int local, BigDecimal cap, BigDecimal spent) {
        public BigDecimal left() {
            return cap.subtract(spent);
        }
    }

    List<Pool> pools(Program program) {
        var sources = programs.sources(program).stream().collect(Collectors.toMap(Program.Source::id, s -> s));
        return sql
                .selectFrom(STIPEND_POOL)
                .where(STIPEND_POOL.SOURCE_ID.in(sources.keySet()))
                .fetch(r -> new Pool(
                        Objects.requireNonNull(sources.get(r.getSourceId())), r.getOfLocal(), r.getCap(), r.getSpent()))
                .stream()
                .sorted(Comparator.comparing((Pool p) -> p.source().position()).thenComparing(Pool::local))
                .toList();
    }

    /** A line of somebody's statement, with what she was owed after it. */
    public record Told(LocalDate day, Stipends.Kind kind, String category, BigDecimal amount, BigDecimal balance) {}

    /** What an organizer earned and was paid, the oldest first. */
    List<Told> statement(Organizer organizer) {
        var e = STIPEND_ENTRY;
        var l = STIPEND_LINE;
        var balance = new BigDecimal[] {BigDecimal.ZERO};
        return sql.select(e.DAY, e.KIND, e.LM2, DSL.sum(OWED))
                .from(e)
                .join(l)
                .on(l.LOCAL_ID.eq(e.LOCAL_ID), l.ENTRY_ID.eq(e.ID))
                .where(e.LOCAL_ID.eq(organizer.local()), e.ORGANIZER_ID.eq(organizer.id()))
                .groupBy(e.LOCAL_ID, e.ID, e.DAY, e.KIND, e.LM2, e.MADE_AT)
                .orderBy(e.MADE_AT, e.ID)
                .fetch(r -> {
                    var amount = Objects.requireNonNull(r.value4());
                    balance[0] = balance[0].add(amount);
                    return new Told(r.value1(), Stipends.Kind.valueOf(r.value2()), r.value3(), amount, balance[0]);
                });
    }
}
