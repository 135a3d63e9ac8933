package org.breakroom.access;

import static org.breakroom.db.Tables.ACCOUNT;
import static org.breakroom.db.Tables.ACCOUNT_ROLE;
import static org.breakroom.db.Tables.NAME_GRANT;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** By which a local lets named staff of the federation see names, from a day to a day, until it takes that back. */
@Component
public class Grants {
    private final DSLContext sql;
    private final FederationClock clock;

    Grants(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @param state {@code stands}, {@code over} or {@code revoked} */
    public record Grant(
            UUID id,
            String name,
            String email,
            LocalDate from,
            LocalDate until,
            @Nullable Instant revoked,
            String state) {}

    /** Someone of the federation's staff. */
    public record Staff(UUID account, String name) {}

    /** All grants of a local, the newest first. */
    public List<Grant> list(int local) {
        var g = NAME_GRANT;
        var today = clock.today();
        return sql.select(g.ID, ACCOUNT.NAME, ACCOUNT.EMAIL, g.FROM_ON, g.UNTIL_ON, g.REVOKED_AT)
                .from(g)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(g.ACCOUNT_ID))
                .where(g.OF_LOCAL.eq(local))
                .orderBy(g.REVOKED_AT.desc().nullsFirst(), g.UNTIL_ON.desc(), g.ID)
                .fetch(r -> new Grant(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6() == null ? null : r.value6().toInstant(),
                        r.value6() != null ? "revoked" : r.value5().isBefore(today) ? "over" : "stands"));
    }

    /** The federation's staff of today. */
    public List<Staff> staff() {
        var today = clock.today();
        return sql.selectDistinct(ACCOUNT.ID, ACCOUNT.NAME)
                .from(ACCOUNT)
                .join(ACCOUNT_ROLE)
                .on(ACCOUNT_ROLE.ACCOUNT_ID.eq(ACCOUNT.ID))
                .where(ACCOUNT_ROLE.ROLE.eq(Role.STAFF.name()), ACCOUNT.CLOSED_AT.isNull())
                .and(ACCOUNT_ROLE.UNTIL_ON.isNull().or(ACCOUNT_ROLE.UNTIL_ON.ge(today)))
                .orderBy(ACCOUNT.NAME, ACCOUNT.ID)
                .fetch(r -> new Staff(r.value1(), r.value2()));
    }

    public void give(Viewer officer, int local, UUID id, UUID staff, LocalDate until) {
        var g = NAME_GRANT;
        sql.insertInto(g)
                .set(g.ID, id)
                .set(g.OF_LOCAL, local)
                .set(g.ACCOUNT_ID, staff)
                .set(g.FROM_ON, clock.today())
                .set(g.UNTIL_ON, until)
                .set(g.GRANTED_BY, officer.account())
                .execute();
    }

    /** Takes a grant back: the next request of who had it sees counts again. Returns whose it was. */
    public Optional<String> revoke(int local, UUID id) {
        var g = NAME_GRANT;
        int revoked = sql.update(g)
                .set(g.REVOKED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .where(g.OF_LOCAL.eq(local), g.ID.eq(id), g.REVOKED_AT.isNull())
                .execute();
        return revoked == 0
                ? Optional.empty()
                : list(local).stream()
                        .filter(x -> x.id().equals(id))
                        .map(Grant::name)
                        .findFirst();
    }

    /** Someone who sees a member by name, and until when if that ends by itself. */
    public record Seer(String name, String role, @Nullable LocalDate until) {}

    /** Everyone who can see a member of a local who works at a worksite, without herself. */
    public List<Seer> seers(int local, @Nullable UUID worksite, UUID self) {
        var r = ACCOUNT_ROLE;
        var g = NAME_GRANT;
        var today = clock.today();
        return sql.select(ACCOUNT.NAME, r.ROLE, r.UNTIL_ON)
                .from(r)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(r.ACCOUNT_ID))
                .where(r.OF_LOCAL.eq(local), r.FROM_ON.le(today), ACCOUNT.CLOSED_AT.isNull(), ACCOUNT.ID.ne(self))
                .and(r.UNTIL_ON.isNull().or(r.UNTIL_ON.ge(today)))
                .and(r.ROLE.eq(Role.OFFICER.name())
                        .or(
                                worksite == null
                                        ? org.jooq.impl.DSL.falseCondition()
                                        : r.ROLE.in(Role.REP.name(), Role.ORGANIZER.name())
                                                .and(r.OF_WORKSITE.eq(worksite))))
                .unionAll(sql.select(ACCOUNT.NAME, org.jooq.impl.DSL.inline(Role.STAFF.name()), g.UNTIL_ON)
                        .from(g)
                        .join(ACCOUNT)
                        .on(ACCOUNT.ID.eq(g.ACCOUNT_ID))
                        .where(g.OF_LOCAL.eq(local), g.REVOKED_AT.isNull(), g.FROM_ON.le(today), g.UNTIL_ON.ge(today)))
                .orderBy(2, 1)
                .fetch(x -> new Seer(x.value1(), x.value2(), x.value3()));
    }
}
