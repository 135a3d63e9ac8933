package org.breakroom.activity;

import static org.breakroom.db.Tables.ACTIVITY;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.breakroom.member.RecordedFacts;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Answers the standing rooms below: how much is in the ledger about whom, standing or not. */
@Component
class LedgerFacts implements RecordedFacts {
    private final DSLContext sql;

    LedgerFacts(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public Map<UUID, Integer> since(int local, Collection<UUID> members, Instant moment) {
        return sql.select(ACTIVITY.MEMBER_ID, count())
                .from(ACTIVITY)
                .where(ACTIVITY.LOCAL_ID.eq(local), ACTIVITY.MEMBER_ID.eq(any(members.toArray(UUID[]::new))))
                .and(ACTIVITY.RECORDED_AT.ge(moment.atOffset(ZoneOffset.UTC)))
                .groupBy(ACTIVITY.MEMBER_ID)
                .fetchMap(r -> r.value1(), r -> r.value2());
    }
}
