package org.breakroom.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.breakroom.access.Role;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The cast's accounts, roles and invitations in the fictional federation, and the one grant in it. */
final class Seats {
    private final DSLContext sql;
    private final FederationClock clock;

    Seats(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void accounts() {
        Cast.PEOPLE.forEach(this::account);
    }

    private void account(Cast.Person p) {
        sql.execute(
                "insert into account (id, email, name, created_at) values (?, ?, ?, ?::timestamptz)",
                p.account(),
                p.email(),
                p.name(),
                at(clock.now().minus(Duration.ofDays(400))));
        if (p.local() == null) {
            sql.execute(
                    "insert into account_role (id, account_id, role, from_on) values (?, ?, ?, ?)",
                    Ids.of(1, p.account().getMostSignificantBits(), 1),
                    p.account(),
                    p.role().name(),
                    clock.today().minusDays(400));
        }
    }

    void grant() {
        var staff = Cast.PEOPLE.stream()
                .filter(p -> p.role() == Role.STAFF)
                .findFirst()
                .orElseThrow();
        var officer = Cast.PEOPLE.stream()
                .filter(p -> p.role() == Role.OFFICER)
                .findFirst()
                .orElseThrow();
        sql.execute(
                "insert into name_grant (id, of_local, account_id, from_on, until_on, granted_by) values (?, ?, ?, ?, ?, ?)",
                Ids.of(2, 2, 2),
                idOf(Cast.GRANTED),
                staff.account(),
                clock.today().minusDays(60),
                clock.today().plusDays(300),
                officer.account());
    }

    private static int idOf(int number) {
        return Blueprint.LOCALS.stream()
                .filter(l -> l.number() == number)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static UUID officer() {
        return Cast.PEOPLE.stream()
                .filter(p -> p.role() == Role.OFFICER)
                .findFirst()
                .orElseThrow()
                .account();
    }

    /** The cast takes its seats in this local. */
    void take(Blueprint.LocalPlan plan, List<Generator.Person> people, List<Generator.Site> sites, Generator make) {
        for (var c : Cast.PEOPLE) {
            if (c.local() == null || c.local() != plan.number()) {
                continue;
            }
            var member = people.stream()
                    .filter(p -> p.name().full().equals(c.name()))
                    .findFirst()
                    .map(Generator.Person::id)
                    .orElse(null);
            if (c.worksite() == null) {
                seat(plan, c, member, null, make);
            } else {
                var site = sites.stream()
                        .filter(s -> s.name().equals(c.worksite()))
                        .findFirst()
                        .orElse(sites.getFirst());
                seat(plan, c, member, site.id(), make);
                if (c.role() == Role.ORGANIZER) {
                    seat(plan, c, member, sites.get(3).id(), make);
                }
            }
        }
    }

    private void seat(
            Blueprint.LocalPlan plan, Cast.Person c, @Nullable UUID member, @Nullable UUID worksite, Generator make) {
        var id = make.id(clock.now());
        var from = clock.today().minusDays(120);
        var until = c.role() == Role.ORGANIZER ? clock.today().plusDays(120) : null;
        sql.execute(
                "insert into account_role (id, account_id, role, of_local, of_member, of_worksite, from_on, until_on) values (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                c.account(),
                c.role().name(),
                plan.id(),
                member,
                worksite,
                from,
                until);
        var when = at(clock.now().minus(Duration.ofDays(120)));
        sql.execute(
                """
                insert into invitation (local_id, id, email, name, role, worksite_id, member_id, from_on, until_on, token_hash,
                  invited_by, created_at, expires_at, accepted_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?::timestamptz, ?::timestamptz, ?::timestamptz)
                """,
                plan.id(),
                id,
                c.email(),
                c.name(),
                c.role().name(),
                worksite,
                member,
                from,
                until,
                officer(),
                when,
                when,
                when);
    }
}
