package org.breakroom.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.kernel.FederationClock;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** Finds the viewer behind an account, with the roles and grants in force today. Nothing of it is remembered between requests. */
@Component
public class Viewers {
    private final JdbcOperations jdbc;
    private final FederationClock clock;

    Viewers(JdbcOperations jdbc, FederationClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One flat statement, written out: every request begins with it. */
    private static final String FIND = """
            select a.name, a.email, s.role, s.of_local, s.of_member, s.of_worksite
            from account a
            left join (
              select account_id, id, role, of_local, of_member, of_worksite, from_on, until_on from account_role
              union all
              select account_id, id, null, of_local, null, null, from_on, until_on from name_grant where revoked_at is null
            ) s on s.account_id = a.id and s.from_on <= ? and (s.until_on is null or s.until_on >= ?)
            where a.id = ? and a.closed_at is null
            order by s.id""";

    public Optional<Viewer> find(UUID account) {
        var today = clock.today();
        return Optional.ofNullable(jdbc.query(
                FIND,
                rows -> {
                    if (!rows.next()) {
                        return null;
                    }
                    var name = rows.getString("name");
                    var email = rows.getString("email");
                    var seats = new ArrayList<Seat>();
                    var grants = new HashSet<Integer>();
                    do {
                        var role = rows.getString("role");
                        var local = rows.getObject("of_local", Integer.class);
                        if (role != null) {
                            seats.add(new Seat(
                                    Role.valueOf(role),
                                    local,
                                    rows.getObject("of_member", UUID.class),
                                    rows.getObject("of_worksite", UUID.class)));
                        } else if (local != null) {
                            grants.add(local);
                        }
                    } while (rows.next());
                    return new Viewer(account, name, email, seats, grants, false);
                },
                today,
                today,
                account));
    }
}
