package org.breakroom.training;

import static org.breakroom.db.Tables.TRAINING_REQUIREMENT;

import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What somebody in a role has to have finished, and how many days after taking it up. */
@Component
public class Requirements {
    static final int DAYS_MAX = 1000;
    /** Roles that a roster of seats tells since when somebody holds them. */
    static final List<String> ROLES = List.of("REP", "ORGANIZER", "OFFICER");

    private final DSLContext sql;
    private final FederationClock clock;

    Requirements(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @param local whose rule it is, null for the federation's, which all locals have */
    public record Requirement(UUID id, @Nullable Integer local, String role, int level, int days) {}

    /** Those in force that the viewer's locals have. */
    List<Requirement> list(Viewer viewer) {
        var r = TRAINING_REQUIREMENT;
        return sql.select(r.ID, r.OF_LOCAL, r.ROLE, r.LEVEL, r.WITHIN_DAYS)
                .from(r)
                .where(r.ENDED_AT.isNull(), r.OF_LOCAL.isNull().or(r.OF_LOCAL.in(viewer.locals())))
                .orderBy(r.LEVEL, r.ROLE, r.ID)
                .fetch(x -> new Requirement(x.value1(), x.value2(), x.value3(), x.value4(), x.value5()));
    }

    /** Those in force for a local. */
    List<Requirement> of(Viewer viewer, Local local) {
        return list(viewer).stream()
                .filter(r -> r.local() == null || r.local() == local.id())
                .toList();
    }

    void add(Viewer viewer, @Nullable Integer local, String role, int level, int days) {
        var r = TRAINING_REQUIREMENT;
        var now = clock.now();
        sql.insertInto(r)
                .set(r.ID, Ids.at(now.toEpochMilli()))
                .set(r.OF_LOCAL, local)
                .set(r.ROLE, role)
                .set(r.LEVEL, (short) level)
                .set(r.WITHIN_DAYS, days)
                .set(r.AUTHOR, viewer.name())
                .set(r.MADE_AT, now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    void end(Viewer viewer, UUID id) {
        var of =
                list(viewer).stream().filter(r -> r.id().equals(id)).findFirst().orElseThrow(NotFound::new);
        Keeping.requireKeeper(viewer, of.local());
        sql.update(TRAINING_REQUIREMENT)
                .set(TRAINING_REQUIREMENT.ENDED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .where(TRAINING_REQUIREMENT.ID.eq(id))
                .execute();
    }
}
