package org.breakroom.access;

import static org.breakroom.db.Tables.ACCOUNT;
import static org.breakroom.db.Tables.ACCOUNT_ROLE;
import static org.breakroom.db.Tables.NAME_GRANT;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;

import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Finds the viewer behind an account, with the roles and grants in force today. Nothing of it is remembered between requests. */
@Component
public class Viewers {
    private final DSLContext sql;
    private final FederationClock clock;

    Viewers(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public Optional<Viewer> find(UUID account) {
        var today = clock.today();
        var roles = multiset(select(
                                ACCOUNT_ROLE.ROLE,
                                ACCOUNT_ROLE.OF_LOCAL,
                                ACCOUNT_ROLE.OF_MEMBER,
                                ACCOUNT_ROLE.OF_WORKSITE)
                        .from(ACCOUNT_ROLE)
                        .where(ACCOUNT_ROLE.ACCOUNT_ID.eq(ACCOUNT.ID))
                        .and(ACCOUNT_ROLE.FROM_ON.le(today))
                        .and(ACCOUNT_ROLE.UNTIL_ON.isNull().or(ACCOUNT_ROLE.UNTIL_ON.ge(today)))
                        .orderBy(ACCOUNT_ROLE.ID))
                .convertFrom(r -> r.map(s -> new Seat(Role.valueOf(s.value1()), s.value2(), s.value3(), s.value4())));
        var grants = multiset(select(NAME_GRANT.OF_LOCAL)
                        .from(NAME_GRANT)
                        .where(NAME_GRANT.ACCOUNT_ID.eq(ACCOUNT.ID))
                        .and(NAME_GRANT.REVOKED_AT.isNull())
                        .and(NAME_GRANT.FROM_ON.le(today))
                        .and(NAME_GRANT.UNTIL_ON.ge(today)))
                .convertFrom(r -> r.map(s -> s.value1()));
        return sql.select(ACCOUNT.NAME, ACCOUNT.EMAIL, roles, grants)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(account))
                .and(ACCOUNT.CLOSED_AT.isNull())
                .fetchOptional(
                        r -> new Viewer(account, r.value1(), r.value2(), r.value3(), new HashSet<>(r.value4()), false));
    }
}
