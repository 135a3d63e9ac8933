package org.breakroom.access;

import static org.breakroom.db.Tables.AUDIT_ENTRY;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.noCondition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.Paged;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A local's record of who saw, changed or took what of its people; written in the transaction of the act. */
@Component
public class Audit {
    private static final int LOOKS_SHOWN = 50;

    private final DSLContext sql;
    private final FederationClock clock;

    Audit(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @param act a word of the act, as {@code roster.applied}; its sentence is the message {@code audit.roster.applied} */
    public record Entry(Instant at, String actor, String act, String subject) {}

    /** @param subject what it was done to, without contact facts */
    public void record(Viewer viewer, int local, String act, String subject) {
        write(viewer, local, Ids.at(clock.now().toEpochMilli()), act, subject, null);
    }

    /** Someone changed what is on file about a member; she sees it too. */
    public void changed(Viewer viewer, int local, String act, UUID member, String name) {
        write(viewer, local, Ids.at(clock.now().toEpochMilli()), act, name, member);
    }

    /** Who changed what is on file about a member last. */
    public Optional<Entry> lastChange(int local, UUID member) {
        var t = AUDIT_ENTRY;
        return sql.select(t.AT, t.ACTOR, t.ACT, t.SUBJECT)
                .from(t)
                .where(t.LOCAL_ID.eq(local), t.MEMBER_ID.eq(member), t.ACT.ne("member.seen"))
                .orderBy(t.AT.desc(), t.ID)
                .limit(1)
                .fetchOptional(r -> new Entry(r.value1().toInstant(), r.value2(), r.value3(), r.value4()));
    }

    /** Someone looked at a person's record: noted once a day and viewer, however often she looks. */
    public void saw(Viewer viewer, int local, UUID member, String name) {
        var account = viewer.account();
        var today = clock.today().atStartOfDay(FederationClock.ZONE).toInstant();
        var once = Ids.of(
                today.toEpochMilli(),
                account.getMostSignificantBits() ^ member.getLeastSignificantBits(),
                account.getLeastSignificantBits() * 31
                        + member.getMostSignificantBits()
                        + member.getLeastSignificantBits());
        write(viewer, local, once, "member.seen", name, member);
    }

    private void write(Viewer viewer, int local, UUID id, String act, String subject, @Nullable UUID member) {
        sql.insertInto(AUDIT_ENTRY)
                .set(AUDIT_ENTRY.LOCAL_ID, local)
                .set(AUDIT_ENTRY.ID, id)
                .set(AUDIT_ENTRY.AT, clock.now().atOffset(ZoneOffset.UTC))
                .set(AUDIT_ENTRY.ACCOUNT_ID, viewer.account())
                .set(AUDIT_ENTRY.ACTOR, viewer.name())
                .set(AUDIT_ENTRY.ACT, act)
                .set(AUDIT_ENTRY.SUBJECT, subject)
                .set(AUDIT_ENTRY.MEMBER_ID, member)
                .onConflictDoNothing()
                .execute();
    }

    /**
     * A page of the log, the newest first.
     *
     * @param query letters of a name or a subject
     * @param act only this act
     * @param from only from this day on
     */
    public Paged<Entry> list(int local, String query, String act, @Nullable LocalDate from, int page) {
        var t = AUDIT_ENTRY;
        var start =
                from == null ? null : from.atStartOfDay(FederationClock.ZONE).toOffsetDateTime();
        var rows = sql.select(t.AT, t.ACTOR, t.ACT, t.SUBJECT, count().over())
                .from(t)
                .where(t.LOCAL_ID.eq(local))
                .and(
                        query.isBlank()
                                ? noCondition()
                                : t.ACTOR.containsIgnoreCase(query).or(t.SUBJECT.containsIgnoreCase(query)))
                .and(act.isBlank() ? noCondition() : t.ACT.eq(act))
                .and(start == null ? noCondition() : t.AT.ge(start))
                .orderBy(t.AT.desc(), t.ID)
                .limit(Paged.SIZE)
                .offset(Paged.offset(page))
                .fetch();
        return new Paged<>(
                rows.map(r -> new Entry(r.value1().toInstant(), r.value2(), r.value3(), r.value4())),
                Math.max(1, page),
                Paged.SIZE,
                rows.isEmpty() ? 0 : rows.getFirst().value5());
    }

    /** Who looked at a member's record or changed it, the newest first. */
    public List<Entry> looksAt(int local, UUID member) {
        var t = AUDIT_ENTRY;
        return sql.select(t.AT, t.ACTOR, t.ACT, t.SUBJECT)
                .from(t)
                .where(t.LOCAL_ID.eq(local), t.MEMBER_ID.eq(member))
                .orderBy(t.AT.desc(), t.ID)
                .limit(LOOKS_SHOWN)
                .fetch(r -> new Entry(r.value1().toInstant(), r.value2(), r.value3(), r.value4()));
    }
}
