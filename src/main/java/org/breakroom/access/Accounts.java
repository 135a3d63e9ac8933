package org.breakroom.access;

import static org.breakroom.db.Tables.ACCOUNT;
import static org.breakroom.db.Tables.ACCOUNT_ROLE;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.count;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.Paged;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Accounts and the roles they hold. An account is a mail address that was proved; there are no passwords. */
@Component
public class Accounts {
    private final DSLContext sql;
    private final FederationClock clock;

    Accounts(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @param roles the words of the roles in force, without the locals they are for */
    public record Line(UUID id, String name, String email, List<String> roles, Instant since) {}

    /** A role to be held: the id is the idempotency key and that of what it came from. */
    public record Holding(
            UUID id,
            Role role,
            @Nullable Integer local,
            @Nullable UUID member,
            @Nullable UUID worksite,
            LocalDate from,
            @Nullable LocalDate until) {}

    public Optional<UUID> find(String email) {
        return sql.select(ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.EMAIL.eq(email), ACCOUNT.CLOSED_AT.isNull())
                .fetchOptional(r -> r.value1());
    }

    public UUID findOrOpen(String email, String name) {
        var now = clock.now();
        sql.insertInto(ACCOUNT)
                .set(ACCOUNT.ID, Ids.at(now.toEpochMilli()))
                .set(ACCOUNT.EMAIL, email)
                .set(ACCOUNT.NAME, name)
                .set(ACCOUNT.CREATED_AT, now.atOffset(ZoneOffset.UTC))
                .onConflictDoNothing()
                .execute();
        return find(email).orElseThrow(() -> new IllegalStateException("the account is closed"));
    }

    public void hold(UUID account, Holding holding) {
        var r = ACCOUNT_ROLE;
        sql.insertInto(r)
                .set(r.ID, holding.id())
                .set(r.ACCOUNT_ID, account)
                .set(r.ROLE, holding.role().name())
                .set(r.OF_LOCAL, holding.local())
                .set(r.OF_MEMBER, holding.member())
                .set(r.OF_WORKSITE, holding.worksite())
                .set(r.FROM_ON, holding.from())
                .set(r.UNTIL_ON, holding.until())
                .execute();
    }

    /** Whom a local's roles, of today and before, are about: its members, and where they were given a role. */
    public record Seats(Set<UUID> members, Set<UUID> worksites) {}

    public Seats seats(int local) {
        var r = ACCOUNT_ROLE;
        var held = sql.select(r.OF_MEMBER, r.OF_WORKSITE)
                .from(r)
                .where(r.OF_LOCAL.eq(local))
                .fetch();
        return new Seats(named(held.getValues(r.OF_MEMBER)), named(held.getValues(r.OF_WORKSITE)));
    }

    private static Set<UUID> named(List<UUID> ids) {
        return ids.stream().filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** Who of a local's members holds a role today, since when. */
    public record Holder(UUID member, Role role, LocalDate since) {}

    public List<Holder> holders(int local, Role... roles) {
        var r = ACCOUNT_ROLE;
        var today = clock.today();
        return sql.select(r.OF_MEMBER, r.ROLE, r.FROM_ON)
                .from(r)
                .where(r.OF_LOCAL.eq(local), r.OF_MEMBER.isNotNull(), r.FROM_ON.le(today))
                .and(r.ROLE.in(Arrays.stream(roles).map(Role::name).toList()))
                .and(r.UNTIL_ON.isNull().or(r.UNTIL_ON.ge(today)))
                .orderBy(r.FROM_ON, r.ID)
                .fetch(x -> new Holder(x.value1(), Role.valueOf(x.value2()), x.value3()));
    }

    /** The address of the account that is tied to a member of a local, which its holder proved. */
    public Optional<String> email(int local, UUID member) {
        return sql.select(ACCOUNT.EMAIL)
                .from(ACCOUNT_ROLE)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(ACCOUNT_ROLE.ACCOUNT_ID))
                .where(ACCOUNT_ROLE.OF_LOCAL.eq(local), ACCOUNT_ROLE.OF_MEMBER.eq(member), ACCOUNT.CLOSED_AT.isNull())
                .orderBy(ACCOUNT_ROLE.FROM_ON.desc())
                .limit(1)
                .fetchOptional(ACCOUNT.EMAIL);
    }

    /** Whether a role is the only one of its kind in force in a local. */
    public boolean isLast(Role role, int local, UUID holding) {
        var r = ACCOUNT_ROLE;
        var today = clock.today();
        var held = sql.select(r.ID)
                .from(r)
                .where(r.OF_LOCAL.eq(local), r.ROLE.eq(role.name()), r.FROM_ON.le(today))
                .and(r.UNTIL_ON.isNull().or(r.UNTIL_ON.ge(today)))
                .fetch(r.ID);
        return held.size() == 1 && held.contains(holding);
    }

    /** Whether an account holds a role of the federation today. */
    public boolean holds(UUID account, Role role) {
        var r = ACCOUNT_ROLE;
        var today = clock.today();
        return sql.fetchExists(
                r,
                r.ACCOUNT_ID.eq(account),
                r.ROLE.eq(role.name()),
                r.OF_LOCAL.isNull(),
                r.UNTIL_ON.isNull().or(r.UNTIL_ON.ge(today)));
    }

    /** Ends a role at once: yesterday was its last day. */
    public void end(UUID holding) {
        sql.update(ACCOUNT_ROLE)
                .set(ACCOUNT_ROLE.UNTIL_ON, clock.today().minusDays(1))
                .where(ACCOUNT_ROLE.ID.eq(holding))
                .execute();
    }

    public Paged<Line> list(String query, int page) {
        var roles = arrayAgg(ACCOUNT_ROLE.ROLE).filterWhere(ACCOUNT_ROLE.UNTIL_ON.isNull());
        var rows = sql.select(ACCOUNT.ID, ACCOUNT.NAME, ACCOUNT.EMAIL, ACCOUNT.CREATED_AT, roles, count().over())
                .from(ACCOUNT)
                .leftJoin(ACCOUNT_ROLE)
                .on(ACCOUNT_ROLE.ACCOUNT_ID.eq(ACCOUNT.ID))
                .where(ACCOUNT.CLOSED_AT.isNull())
                .and(ACCOUNT.NAME.containsIgnoreCase(query).or(ACCOUNT.EMAIL.containsIgnoreCase(query)))
                .groupBy(ACCOUNT.ID)
                .orderBy(ACCOUNT.NAME, ACCOUNT.ID)
                .limit(Paged.SIZE)
                .offset(Paged.offset(page))
                .fetch();
        long total = rows.isEmpty() ? 0 : rows.getFirst().value6();
        return new Paged<>(
                rows.map(r -> new Line(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value5() == null
                                ? List.of()
                                : Arrays.stream(r.value5()).distinct().sorted().toList(),
                        r.value4().toInstant())),
                Math.max(1, page),
                Paged.SIZE,
                total);
    }

    public boolean none() {
        return !sql.fetchExists(ACCOUNT);
    }
}
