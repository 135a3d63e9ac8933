package org.breakroom.member;

import static org.breakroom.db.Tables.BUILDING_REP;

import java.time.LocalDate;
import java.util.UUID;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Building reps, as the chart marks them: a member, a worksite, from a day to a day. */
@Component
public class Reps {
    private final DSLContext sql;
    private final FederationClock clock;

    Reps(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @param id of the invitation she accepted, so that ending one ends the other */
    public void appoint(int local, UUID id, UUID worksite, UUID member, LocalDate from) {
        sql.insertInto(BUILDING_REP)
                .set(BUILDING_REP.LOCAL_ID, local)
                .set(BUILDING_REP.ID, id)
                .set(BUILDING_REP.WORKSITE_ID, worksite)
                .set(BUILDING_REP.MEMBER_ID, member)
                .set(BUILDING_REP.FROM_ON, from)
                .execute();
    }

    public void end(int local, UUID id) {
        sql.update(BUILDING_REP)
                .set(BUILDING_REP.UNTIL_ON, clock.today())
                .where(BUILDING_REP.LOCAL_ID.eq(local), BUILDING_REP.ID.eq(id))
                .execute();
    }
}
