package org.breakroom.activity;

import static org.breakroom.db.Tables.ACTIVITY;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.breakroom.member.RecordedFacts;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Answers the standing rooms below: about whom there is an activity, standing or not. */
@Component
class LedgerFacts implements RecordedFacts {
    private final DSLContext sql;

    LedgerFacts(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public Set<UUID> among(int local, Collection<UUID> members) {
        return new HashSet<>(sql.selectDistinct(ACTIVITY.MEMBER_ID)
                .from(ACTIVITY)
                .where(ACTIVITY.LOCAL_ID.eq(local))
                .and(ACTIVITY.MEMBER_ID.eq(org.jooq.impl.DSL.any(members.toArray(UUID[]::new))))
                .fetch(ACTIVITY.MEMBER_ID));
    }
}
