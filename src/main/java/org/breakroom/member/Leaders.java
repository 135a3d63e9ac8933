package org.breakroom.member;

import static org.breakroom.db.Tables.MEMBER;

import org.breakroom.access.Audit;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Organic leaders: whom others follow, whatever their office, since when it was seen. */
@Component
public class Leaders {
    private final DSLContext sql;
    private final FederationClock clock;
    private final Audit audit;

    Leaders(DSLContext sql, FederationClock clock, Audit audit) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
    }

    /** Says that a person leads, or that she does not; noted where she can see it. */
    public void set(Viewer viewer, Local local, Members.Person person, boolean leads) {
        sql.update(MEMBER)
                .set(MEMBER.LEADER_SINCE, leads ? clock.today() : null)
                .where(MEMBER.LOCAL_ID.eq(local.id()), MEMBER.ID.eq(person.id()))
                .execute();
        audit.changed(viewer, local.id(), leads ? "member.leads" : "member.leadsNot", person.id(), person.name());
    }
}
