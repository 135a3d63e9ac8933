package org.breakroom.organizer;

import static org.breakroom.db.Tables.ORGANIZER_PROGRAM;
import static org.breakroom.db.Tables.ORGANIZER_RATE;
import static org.breakroom.db.Tables.ORGANIZER_SOURCE;
import static org.breakroom.db.Tables.STIPEND_PERIOD;
import static org.breakroom.db.Tables.STIPEND_POOL;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.breakroom.db.tables.records.OrganizerProgramRecord;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** The programs, who pays for them, and what an hour earns on which day. */
@Component
class Programs {
    private static final int LISTED = 100;

    private final DSLContext sql;
    private final FederationClock clock;

    Programs(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private static Program read(OrganizerProgramRecord r) {
        return new Program(
                r.getId(),
                r.getTitle(),
                r.getFacts(),
                r.getOpensOn(),
                r.getClosesOn(),
                r.getStartsOn(),
                r.getEndsOn(),
                r.getPlaces(),
                r.getPeriodDays(),
                r.getPersonCap(),
                r.getAgreement(),
                r.getAuthor(),
                r.getEndedAt() == null ? null : r.getEndedAt().toInstant());
    }

    List<Program> list() {
        return sql.selectFrom(ORGANIZER_PROGRAM)
                .orderBy(ORGANIZER_PROGRAM.STARTS_ON.desc(), ORGANIZER_PROGRAM.ID)
                .limit(LISTED)
                .fetch(Programs::read);
    }

    Program require(UUID id) {
        return sql.selectFrom(ORGANIZER_PROGRAM)
                .where(ORGANIZER_PROGRAM.ID.eq(id))
                .fetchOptional(Programs::read)
                .orElseThrow(NotFound::new);
    }

    /** Waits until nobody else moves money of this program; whoever comes second sees what the first did. */
    void hold(Program program) {
        sql.execute("select id from organizer_program where id = ? for no key update", program.id());
    }

    /** Makes a program with its first rate; its sources' percents come to 100. */
    void make(Viewer author, Program p, BigDecimal rate, List<Program.Source> sources) {
        var t = ORGANIZER_PROGRAM;
        sql.insertInto(t)
                .set(t.ID, p.id())
                .set(t.TITLE, p.title())
                .set(t.FACTS, p.facts())
                .set(t.OPENS_ON, p.opens())
                .set(t.CLOSES_ON, p.closes())
                .set(t.STARTS_ON, p.starts())
                .set(t.ENDS_ON, p.ends())
                .set(t.PLACES, p.places())
                .set(t.PERIOD_DAYS, p.periodDays())
                .set(t.PERSON_CAP, p.personCap())
                .set(t.AGREEMENT, p.agreement())
                .set(t.AUTHOR, author.name())
                .set(t.MADE_AT, clock.now().atOffset(ZoneOffset.UTC))
                .execute();
        rate(author, p, new Program.Rate(p.starts(), rate));
        for (var s : sources) {
            sql.insertInto(ORGANIZER_SOURCE)
                    .set(ORGANIZER_SOURCE.ID, s.id())
                    .set(ORGANIZER_SOURCE.PROGRAM_ID, p.id())
                    .set(ORGANIZER_SOURCE.POSITION, s.position())
                    .set(ORGANIZER_SOURCE.NAME, s.name())
                    .set(ORGANIZER_SOURCE.KIND, s.kind().name())
                    .set(ORGANIZER_SOURCE.PERCENT, s.percent())
                    .set(ORGANIZER_SOURCE.CAP, s.cap())
                    .execute();
            if (s.kind() != Program.Kind.LOCAL) {
                pool(s, 0);
            }
        }
    }

    /** The pool of a source, or of a local's share in it, stands from now on. */
    void pool(Program.Source source, int local) {
        sql.insertInto(STIPEND_POOL)
                .set(STIPEND_POOL.SOURCE_ID, source.id())
                .set(STIPEND_POOL.OF_LOCAL, local)
                .set(STIPEND_POOL.CAP, source.cap())
                .onConflictDoNothing()
                .execute();
    }

    List<Program.Source> sources(Program program) {
        var s = ORGANIZER_SOURCE;
        return sql.selectFrom(s)
                .where(s.PROGRAM_ID.eq(program.id()))
                .orderBy(s.POSITION)
                .fetch(r -> new Program.Source(
                        r.getId(),
                        r.getPosition(),
                        r.getName(),
                        Program.Kind.valueOf(r.getKind()),
                        r.getPercent(),
                        r.getCap()));
    }

    void rate(Viewer author, Program program, Program.Rate rate) {
        sql.insertInto(ORGANIZER_RATE)
                .set(ORGANIZER_RATE.PROGRAM_ID, program.id())
                .set(ORGANIZER_RATE.FROM_ON, rate.from())
                .set(ORGANIZER_RATE.RATE, rate.rate())
                .set(ORGANIZER_RATE.AUTHOR, author.name())
                .set(ORGANIZER_RATE.MADE_AT, clock.now().atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** The rates of a program, the newest day first. */
    List<Program.Rate> rates(Program program) {
        return sql.selectFrom(ORGANIZER_RATE)
                .where(ORGANIZER_RATE.PROGRAM_ID.eq(program.id()))
                .orderBy(ORGANIZER_RATE.FROM_ON.desc())
                .fetch(r -> new Program.Rate(r.getFromOn(), r.getRate()));
    }

    /** What an hour of a day earns. */
    static BigDecimal on(List<Program.Rate> rates, LocalDate day) {
        return rates.stream()
                .filter(r -> !r.from().isAfter(day))
                .findFirst()
                .map(Program.Rate::rate)
                .orElseThrow(() -> new IllegalStateException("no rate on " + day));
    }

    /** What an hour earns today, or on the first day where that is to come. */
    BigDecimal rate(Program program) {
        var today = clock.today();
        return on(rates(program), today.isBefore(program.starts()) ? program.starts() : today);
    }

    /** The periods that are closed, the newest first. */
    List<Program.Period> closed(Program program) {
        var p = STIPEND_PERIOD;
        return sql.selectFrom(p)
                .where(p.PROGRAM_ID.eq(program.id()))
                .orderBy(p.NUMBER.desc())
                .fetch(r -> new Program.Period(r.getNumber(), r.getFirstOn(), r.getLastOn()));
    }

    /** Whether the pay period of a day is closed. */
    boolean closed(Program program, LocalDate day) {
        return closed(program).stream().anyMatch(p -> !day.isAfter(p.last()));
    }

    /** Ends a program: no application and no hour from now on. */
    boolean end(Program program) {
        return sql.update(ORGANIZER_PROGRAM)
                        .set(ORGANIZER_PROGRAM.ENDED_AT, clock.now().atOffset(ZoneOffset.UTC))
                        .where(ORGANIZER_PROGRAM.ID.eq(program.id()), ORGANIZER_PROGRAM.ENDED_AT.isNull())
                        .execute()
                > 0;
    }
}
