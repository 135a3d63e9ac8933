package org.breakroom.training;

import static org.breakroom.db.Tables.TRAINING_REGISTRATION;

import java.util.UUID;
import org.breakroom.survey.Audience;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Those who came to a training are asked about it, and nobody else. */
@Component
class Came implements Audience {
    private final DSLContext sql;

    Came(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public boolean has(int local, UUID member, UUID training) {
        var r = TRAINING_REGISTRATION;
        return sql.fetchExists(
                r, r.LOCAL_ID.eq(local), r.MEMBER_ID.eq(member), r.TRAINING_ID.eq(training), r.ACTIVITY_ID.isNotNull());
    }
}
