package org.breakroom.organizer;

import static org.breakroom.db.Tables.ORGANIZER_HOURS;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.db.tables.records.OrganizerHoursRecord;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.springframework.stereotype.Component;

/** Holds hours against what the ledger of activities says of them. It flags; people decide. */
@Component
class Weighing {
    private static final int LATE_DAYS = 14;
    private static final int FAST = 10;
    private static final int SAME = 10;
    private static final Duration LONG = Duration.ofHours(12);

    /** What was recorded under her account while she worked, and how long she worked that day in all. */
    private static final String EVIDENCE = """
            select h.id, count(a.outcome), coalesce(max(a.burst), 0), count(distinct (a.outcome, a.assessment)) filter (where a.outcome is not null),
              (select sum(extract(epoch from d.ends_at - d.starts_at)) / 60 from organizer_hours d
               where d.local_id = h.local_id and d.organizer_id = h.organizer_id and d.day = h.day
                 and d.state in ('LOGGED', 'LOCAL', 'APPROVED') and d.id is distinct from h.corrects)::int
            from organizer_hours h
            join organizer o on o.local_id = h.local_id and o.id = h.organizer_id
            left join lateral (
              select coalesce(f.outcome, f.kind) as outcome, f.assessment,
                count(*) over (order by f.happened_at range between interval '2 minutes' preceding and current row) as burst
              from activity f
              where f.local_id = h.local_id and f.recorded_by = o.account_id and f.happened_at between h.starts_at and h.ends_at
                and f.corrects is null
                and not exists (select from activity w where w.local_id = f.local_id and w.corrects = f.id and w.withdrawn)) a on true
            where h.local_id = ? and h.id = any (?)
            group by h.local_id, h.id, h.organizer_id, h.day, h.corrects
            """;

    private final DSLContext sql;

    Weighing(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * What the ledger says of an entry.
     *
     * @param records facts recorded under her account while she worked
     */
    record Seen(int records, Set<Doubt> doubts) {}

    /** What the ledger of one local says of entries of it, now. */
    Map<UUID, Seen> of(Result<OrganizerHoursRecord> rows) {
        if (rows.isEmpty()) {
            return Map.of();
        }
        var h = ORGANIZER_HOURS;
        var said = sql.fetch(
                        EVIDENCE,
                        rows.getFirst().getLocalId(),
                        rows.getValues(h.ID).toArray(UUID[]::new))
                .intoMap(r -> r.get(0, UUID.class));
        return rows.stream()
                .collect(Collectors.toMap(
                        OrganizerHoursRecord::getId, r -> seen(r, Objects.requireNonNull(said.get(r.getId())))));
    }

    /** @param said records, the most of them within two minutes, kinds of them, minutes worked on that day in all */
    private static Seen seen(OrganizerHoursRecord r, Record said) {
        int records = said.get(1, Integer.class);
        var doubts = EnumSet.noneOf(Doubt.class);
        if (Work.valueOf(r.getWork()).recorded()
                && records == 0
                && r.getEndsAt().isAfter(r.getStartsAt())) {
            doubts.add(Doubt.NOTHING);
        }
        if (said.get(2, Integer.class) > FAST) {
            doubts.add(Doubt.FAST);
        }
        if (records >= SAME && said.get(3, Integer.class) == 1) {
            doubts.add(Doubt.SAME);
        }
        if (said.get(4, Integer.class) > LONG.toMinutes()) {
            doubts.add(Doubt.LONG);
        }
        if (FederationClock.dayOf(r.getLoggedAt().toInstant())
                .isAfter(r.getDay().plusDays(LATE_DAYS))) {
            doubts.add(Doubt.LATE);
        }
        return new Seen(records, doubts);
    }
}
