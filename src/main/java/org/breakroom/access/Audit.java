package org.breakroom.access;

import static org.breakroom.db.Tables.AUDIT_ENTRY;

import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** A local's record of who did what to its people; written in the transaction of the act. */
@Component
public class Audit {
    private final DSLContext sql;
    private final FederationClock clock;

    Audit(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** @param act a word of the act, as {@code roster.applied}; @param subject what it was done to, without contact facts */
    public void record(Viewer viewer, int local, String act, String subject) {
        var now = clock.now();
        sql.insertInto(AUDIT_ENTRY)
                .set(AUDIT_ENTRY.LOCAL_ID, local)
                .set(AUDIT_ENTRY.ID, Ids.at(now.toEpochMilli()))
                .set(AUDIT_ENTRY.AT, now.atOffset(java.time.ZoneOffset.UTC))
                .set(AUDIT_ENTRY.ACCOUNT_ID, viewer.account())
                .set(AUDIT_ENTRY.ACTOR, viewer.name())
                .set(AUDIT_ENTRY.ACT, act)
                .set(AUDIT_ENTRY.SUBJECT, subject)
                .execute();
    }
}
