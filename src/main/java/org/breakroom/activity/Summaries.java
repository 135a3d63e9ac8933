package org.breakroom.activity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.database.Bulk;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Keeps {@code activity_latest}: what a member's standing activities come to, worked out afresh from the ledger. */
@Component
class Summaries {
    private static final int BULK_FROM = 200;
    private static final String FORGET = """
            delete from activity_latest l
            where l.local_id = ? and l.member_id = any(?)
              and not exists (select from activity_standing a where a.local_id = l.local_id and a.member_id = l.member_id)
            """;

    /** The last of each kind: assessment and its time, talk, card, action, training. */
    private static final String LATEST = """
            (array_agg(a.assessment order by a.happened_at desc, a.id desc) filter (where a.assessment is not null))[1],
              max(a.happened_at) filter (where a.assessment is not null),
              max(a.happened_at) filter (where a.kind = 'TALK' and a.outcome = 'TALKED'),
              max(a.happened_at) filter (where a.kind = 'CARD'),
              max(a.happened_at) filter (where a.kind in (%s)),
              max(a.happened_at) filter (where a.kind = 'TRAINING')""".formatted(
                    ActivityKind.actions().stream().map(k -> "'" + k + "'").collect(Collectors.joining(", ")));

    private static final String AS_OF = """
            select a.member_id, %s
            from activity_standing a
            where a.local_id = ? and a.member_id = any(?) and a.happened_at < cast(? as timestamptz)
            group by a.member_id
            """.formatted(LATEST);

    private static final String REFRESH = """
            insert into activity_latest (local_id, member_id, assessment, assessed_at, talked_at, carded_at, acted_at,
              trained_at, follow_up_on, last_at)
            select a.local_id, a.member_id,
              %LATEST%,
              (array_agg(a.due_on order by a.happened_at desc, a.id desc) filter (where a.kind = 'TALK'))[1],
              max(a.happened_at)
            from activity_standing a
            where a.local_id = ?%s
            group by a.local_id, a.member_id
            on conflict (local_id, member_id) do update set assessment = excluded.assessment,
              assessed_at = excluded.assessed_at, talked_at = excluded.talked_at, carded_at = excluded.carded_at,
              acted_at = excluded.acted_at, trained_at = excluded.trained_at, follow_up_on = excluded.follow_up_on,
              last_at = excluded.last_at
            """.replace("%LATEST%", LATEST);

    private final DSLContext sql;

    Summaries(DSLContext sql) {
        this.sql = sql;
    }

    void refresh(int local, Collection<UUID> members) {
        var ids = members.toArray(UUID[]::new);
        Runnable refreshing = () -> {
            sql.execute(FORGET, local, ids);
            sql.execute(REFRESH.formatted(" and a.member_id = any(?)"), local, ids);
        };
        if (ids.length > BULK_FROM) {
            Bulk.run(sql, refreshing);
        } else {
            refreshing.run();
        }
    }

    /** The standing of members at a moment, by what is on file today; who had done nothing by then is left out. */
    Map<UUID, Standing> asOf(int local, Collection<UUID> members, Instant moment) {
        var found = new HashMap<UUID, Standing>();
        sql.resultQuery(AS_OF, local, members.toArray(UUID[]::new), moment.atOffset(ZoneOffset.UTC))
                .forEach(r -> found.put(
                        r.get(0, UUID.class),
                        new Standing(
                                r.get(1, Integer.class),
                                r.get(3, Instant.class),
                                r.get(4, Instant.class),
                                r.get(5, Instant.class),
                                r.get(6, Instant.class))));
        return found;
    }

    /** For a ledger that came by COPY. */
    void rebuild(int local) {
        Bulk.run(sql, () -> sql.execute(REFRESH.formatted(""), local));
    }
}
