package org.breakroom.activity;

import java.util.Collection;
import java.util.UUID;
import org.breakroom.database.Bulk;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Keeps {@code activity_latest}: what a member's standing activities come to, worked out afresh from the ledger. */
@Component
class Summaries {
    private static final String FORGET = """
            delete from activity_latest l
            where l.local_id = ? and l.member_id = any(?)
              and not exists (select from activity_standing a where a.local_id = l.local_id and a.member_id = l.member_id)
            """;

    private static final String REFRESH = """
            insert into activity_latest (local_id, member_id, assessment, assessed_at, talked_at, carded_at, acted_at,
              trained_at, follow_up_on, last_at)
            select a.local_id, a.member_id,
              (array_agg(a.assessment order by a.happened_at desc, a.id desc) filter (where a.assessment is not null))[1],
              max(a.happened_at) filter (where a.assessment is not null),
              max(a.happened_at) filter (where a.kind = 'TALK' and a.outcome = 'TALKED'),
              max(a.happened_at) filter (where a.kind = 'CARD'),
              max(a.happened_at) filter (where a.kind in ('PETITION', 'EVENT', 'LETTER', 'CALL', 'PLEDGE', 'BUTTON_DAY')),
              max(a.happened_at) filter (where a.kind = 'TRAINING'),
              (array_agg(a.due_on order by a.happened_at desc, a.id desc) filter (where a.kind = 'TALK'))[1],
              max(a.happened_at)
            from activity_standing a
            where a.local_id = ?%s
            group by a.local_id, a.member_id
            on conflict (local_id, member_id) do update set assessment = excluded.assessment,
              assessed_at = excluded.assessed_at, talked_at = excluded.talked_at, carded_at = excluded.carded_at,
              acted_at = excluded.acted_at, trained_at = excluded.trained_at, follow_up_on = excluded.follow_up_on,
              last_at = excluded.last_at
            """;

    private final DSLContext sql;

    Summaries(DSLContext sql) {
        this.sql = sql;
    }

    void refresh(int local, Collection<UUID> members) {
        var ids = members.toArray(UUID[]::new);
        sql.execute(FORGET, local, ids);
        sql.execute(REFRESH.formatted(" and a.member_id = any(?)"), local, ids);
    }

    /** For a ledger that came by COPY. */
    void rebuild(int local) {
        Bulk.run(sql, () -> sql.execute(REFRESH.formatted(""), local));
    }
}
