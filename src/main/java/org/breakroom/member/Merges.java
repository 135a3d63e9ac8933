package org.breakroom.member;

import static org.breakroom.db.Tables.BUILDING_REP;
import static org.breakroom.db.Tables.MEMBER;
import static org.breakroom.db.Tables.MEMBER_MERGE;
import static org.jooq.impl.DSL.any;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.breakroom.access.Accounts;
import org.breakroom.access.Audit;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.jooq.DSLContext;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Makes one person of two records, and two again within thirty days. */
@Component
public class Merges {
    static final Duration UNDO_WITHIN = Duration.ofDays(30);

    private final DSLContext sql;
    private final Accounts accounts;
    private final List<MergeListener> merged;
    private final List<StandingListener> standing;
    private final Audit audit;
    private final FederationClock clock;
    private final Messages messages;

    Merges(
            DSLContext sql,
            Accounts accounts,
            List<MergeListener> merged,
            List<StandingListener> standing,
            Audit audit,
            FederationClock clock,
            Messages messages) {
        this.sql = sql;
        this.accounts = accounts;
        this.merged = merged;
        this.standing = standing;
        this.audit = audit;
        this.clock = clock;
        this.messages = messages;
    }

    /** A merge that can still be taken back. */
    public record Merge(UUID id, UUID kept, String keptName, String goneName, String merger, Instant at) {}

    /**
     * Makes one record of two. The one that stays keeps its facts and gets those that only the other had.
     *
     * @throws Refused when the other signs in, is a rep, or already stands for a third
     */
    public UUID merge(Viewer viewer, Local local, UUID kept, UUID gone) {
        lock(local);
        var names = sql.select(MEMBER.ID, MEMBER.FULL_NAME)
                .from(MEMBER)
                .where(MEMBER.LOCAL_ID.eq(local.id()), MEMBER.ID.in(kept, gone))
                .orderBy(MEMBER.ID)
                .forNoKeyUpdate()
                .fetchMap(MEMBER.ID, MEMBER.FULL_NAME);
        var keptName = names.get(kept);
        var goneName = names.get(gone);
        if (keptName == null || goneName == null || kept.equals(gone)) {
            throw new NotFound();
        }
        refuseWhatCannotGo(local, kept, gone, goneName);
        var id = newId();
        var m = MEMBER_MERGE;
        sql.insertInto(m)
                .set(m.LOCAL_ID, local.id())
                .set(m.ID, id)
                .set(m.KEPT_ID, kept)
                .set(m.GONE_ID, gone)
                .set(m.GONE_NAME, goneName)
                .set(
                        m.LEADER_BEFORE,
                        sql.select(MEMBER.LEADER_SINCE)
                                .from(MEMBER)
                                .where(MEMBER.LOCAL_ID.eq(local.id()), MEMBER.ID.eq(kept))
                                .fetchOne(MEMBER.LEADER_SINCE))
                .set(m.MERGED_BY, viewer.account())
                .set(m.MERGER, viewer.name())
                .set(m.MERGED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .execute();
        facts(local, id, kept, gone);
        Roll.mainJobs(sql, local.id(), List.of(kept));
        sql.execute(
                "delete from member_duplicate where local_id = ? and (one = ? or other = ?)", local.id(), gone, gone);
        tell(local, Set.of(kept, gone));
        audit.changed(viewer, local.id(), "member.merged", kept, keptName);
        return id;
    }

    private void lock(Local local) {
        // as lists are applied: no two of these at once
        sql.execute("select pg_advisory_xact_lock(hashtext('roster'), ?)", local.id());
    }

    private void refuseWhatCannotGo(Local local, UUID kept, UUID gone, String name) {
        var m = MEMBER_MERGE;
        boolean merged = sql.fetchExists(
                m,
                m.LOCAL_ID.eq(local.id()),
                m.UNDONE_AT.isNull(),
                m.GONE_ID.in(kept, gone).or(m.KEPT_ID.eq(gone)));
        boolean rep = sql.fetchExists(
                BUILDING_REP,
                BUILDING_REP.LOCAL_ID.eq(local.id()),
                BUILDING_REP.MEMBER_ID.eq(gone),
                BUILDING_REP.UNTIL_ON.isNull());
        var why = merged
                ? "merge.standsForOther"
                : rep ? "merge.isRep" : accounts.seats(local.id()).members().contains(gone) ? "merge.signsIn" : null;
        if (why != null) {
            throw new Refused(HttpStatus.CONFLICT, messages.here(why, name));
        }
    }

    /** Closes what is on file of the one that goes; what only it had is opened for the one that stays. */
    private void facts(Local local, UUID merge, UUID kept, UUID gone) {
        var today = clock.today();
        var jobs = only(local, "employment", """
                k.employer_id = g.employer_id and k.worksite_id is not distinct from g.worksite_id
                """, kept, gone);
        // a main job only where the one that stays has none
        jobs.forEach(job -> sql.execute("""
                insert into employment (local_id, id, member_id, employer_id, worksite_id, area_id, job_title, shift, employee_number,
                  hired_on, orientation_due_on, started_on, main, opened_by)
                select g.local_id, ?, ?, g.employer_id, g.worksite_id, g.area_id, g.job_title, g.shift, g.employee_number,
                  g.hired_on, g.orientation_due_on, g.started_on,
                  g.main and not exists (select from employment k where k.local_id = g.local_id and k.member_id = ? and k.ended_on is null and k.main),
                  ?
                from employment g where g.local_id = ? and g.id = ?
                """, newId(), kept, kept, merge, local.id(), job));
        only(local, "contact_point", "k.kind = g.kind and k.value = g.value", kept, gone)
                .forEach(fact -> sql.execute("""
                        insert into contact_point (local_id, id, member_id, kind, value, source, said_on, opened_by)
                        select g.local_id, ?, ?, g.kind, g.value, g.source, g.said_on, ?
                        from contact_point g where g.local_id = ? and g.id = ?
                        """, newId(), kept, merge, local.id(), fact));
        // of two standings the one of a member speaks for her
        sql.execute("""
                update membership k set ended_on = ?, closed_by = ?
                where k.local_id = ? and k.member_id = ? and k.ended_on is null and k.status in ('POTENTIAL', 'NON_MEMBER')
                  and exists (select from membership g where g.local_id = k.local_id and g.member_id = ? and g.ended_on is null
                    and g.status in ('MEMBER', 'LEAVE', 'RETIREE'))
                """, today, merge, local.id(), kept, gone);
        only(local, "membership", "true", kept, gone)
                .forEach(standing -> sql.execute("""
                insert into membership (local_id, id, member_id, status, started_on, opened_by)
                select g.local_id, ?, ?, g.status, g.started_on, ?
                from membership g where g.local_id = ? and g.id = ?
                """, newId(), kept, merge, local.id(), standing));
        for (var table : Roll.MARKED) {
            sql.execute(
                    "update " + table
                            + " set ended_on = ?, closed_by = ? where local_id = ? and member_id = ? and ended_on is null",
                    today,
                    merge,
                    local.id(),
                    gone);
        }
        sql.execute("""
                update member k set leader_since = least(k.leader_since, g.leader_since)
                from member g
                where k.local_id = ? and k.id = ? and g.local_id = k.local_id and g.id = ? and g.leader_since is not null
                """, local.id(), kept, gone);
    }

    /** The open rows of the one that goes to which the one that stays has none alike. */
    private List<UUID> only(Local local, String table, String alike, UUID kept, UUID gone) {
        return sql.fetch("""
                        select g.id from %s g
                        where g.local_id = ? and g.member_id = ? and g.ended_on is null
                          and not exists (select from %s k where k.local_id = g.local_id and k.member_id = ? and k.ended_on is null
                            and %s)
                        order by g.id
                        """.formatted(table, table, alike), local.id(), gone, kept)
                .getValues(0, UUID.class);
    }

    private UUID newId() {
        return Ids.at(clock.now().toEpochMilli());
    }

    private void tell(Local local, Set<UUID> both) {
        merged.forEach(l -> l.merged(local.id(), both));
        standing.forEach(l -> l.standingChanged(local.id(), both));
    }

    /**
     * Gives back the two records as they were; what was said of the one that stayed since then stays with it.
     *
     * @throws Refused when more than thirty days went by
     */
    public Merge undo(Viewer viewer, Local local, UUID id) {
        lock(local);
        var merge = list(local, Instant.EPOCH).stream()
                .filter(m -> m.id().equals(id))
                .findFirst()
                .orElseThrow(NotFound::new);
        if (merge.at().isBefore(clock.now().minus(UNDO_WITHIN))) {
            throw new Refused(HttpStatus.CONFLICT, messages.here("merge.tooLate", UNDO_WITHIN.toDays()));
        }
        var gone = sql.fetchSingle("""
                update member_merge set undone_at = ?::timestamptz where local_id = ? and id = ? returning gone_id
                """, clock.now().toString(), local.id(), id).get(0, UUID.class);
        for (var table : Roll.MARKED) {
            sql.execute("delete from " + table + " where local_id = ? and opened_by = ?", local.id(), id);
        }
        // a list may have given one of them a standing or a main job since: there is only one at a time
        sql.execute("""
                update membership c set ended_on = null, closed_by = null
                where c.local_id = ? and c.closed_by = ?
                  and not exists (select from membership o where o.local_id = c.local_id and o.member_id = c.member_id and o.ended_on is null)
                """, local.id(), id);
        sql.execute("""
                update employment c set ended_on = null, closed_by = null,
                  main = c.main and not exists (select from employment o where o.local_id = c.local_id and o.member_id = c.member_id
                    and o.ended_on is null and o.main)
                where c.local_id = ? and c.closed_by = ?
                """, local.id(), id);
        sql.execute(
                "update contact_point set ended_on = null, closed_by = null where local_id = ? and closed_by = ?",
                local.id(),
                id);
        // a mark set or taken since is somebody's word
        sql.execute("""
                update member k set leader_since = m.leader_before
                from member_merge m join member g on g.local_id = m.local_id and g.id = m.gone_id
                where m.local_id = ? and m.id = ? and k.local_id = m.local_id and k.id = m.kept_id
                  and k.leader_since is not distinct from least(m.leader_before, g.leader_since)
                """, local.id(), id);
        Roll.mainJobs(sql, local.id(), List.of(merge.kept(), gone));
        tell(local, Set.of(merge.kept(), gone));
        audit.changed(viewer, local.id(), "member.unmerged", merge.kept(), merge.keptName());
        return merge;
    }

    /** The merges that can still be taken back, the newest first. */
    public List<Merge> recent(Local local) {
        return list(local, clock.now().minus(UNDO_WITHIN));
    }

    private List<Merge> list(Local local, Instant since) {
        var m = MEMBER_MERGE;
        return sql.select(m.ID, m.KEPT_ID, MEMBER.FULL_NAME, m.GONE_NAME, m.MERGER, m.MERGED_AT)
                .from(m)
                .join(MEMBER)
                .on(MEMBER.LOCAL_ID.eq(m.LOCAL_ID), MEMBER.ID.eq(m.KEPT_ID))
                .where(m.LOCAL_ID.eq(local.id()), m.UNDONE_AT.isNull())
                .and(m.MERGED_AT.ge(since.atOffset(ZoneOffset.UTC)))
                .orderBy(m.MERGED_AT.desc(), m.ID)
                .fetch(r -> new Merge(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6().toInstant()));
    }

    /** The record that stands for one that was merged. */
    public Optional<UUID> standsFor(int local, UUID gone) {
        return Optional.ofNullable(standing(local, List.of(gone)).get(gone));
    }

    /** All records that one stands for, its own first. */
    public List<UUID> records(int local, UUID kept) {
        var m = MEMBER_MERGE;
        var all = new ArrayList<UUID>(List.of(kept));
        all.addAll(sql.select(m.GONE_ID)
                .from(m)
                .where(m.LOCAL_ID.eq(local), m.KEPT_ID.eq(kept), m.UNDONE_AT.isNull())
                .fetch(m.GONE_ID));
        return all;
    }

    /** Of those of these people whose records were merged, which record stands for each. */
    public Map<UUID, UUID> standing(int local, Collection<UUID> people) {
        var m = MEMBER_MERGE;
        return sql.select(m.GONE_ID, m.KEPT_ID)
                .from(m)
                .where(m.LOCAL_ID.eq(local), m.GONE_ID.in(people), m.UNDONE_AT.isNull())
                .fetchMap(m.GONE_ID, m.KEPT_ID);
    }

    /** Whether records were merged, or a merge taken back, after a moment. */
    public boolean since(int local, OffsetDateTime moment) {
        var m = MEMBER_MERGE;
        return sql.fetchExists(m, m.LOCAL_ID.eq(local), m.MERGED_AT.gt(moment).or(m.UNDONE_AT.gt(moment)));
    }

    /** The newest merge after a moment that stands and takes part in the records of these people. */
    public Optional<Merge> after(Local local, Collection<UUID> people, Instant moment) {
        var taking = sql.select(MEMBER_MERGE.ID)
                .from(MEMBER_MERGE)
                .where(MEMBER_MERGE.LOCAL_ID.eq(local.id()), MEMBER_MERGE.UNDONE_AT.isNull())
                .and(MEMBER_MERGE
                        .KEPT_ID
                        .eq(any(people.toArray(UUID[]::new)))
                        .or(MEMBER_MERGE.GONE_ID.eq(any(people.toArray(UUID[]::new)))))
                .fetchSet(MEMBER_MERGE.ID);
        return list(local, moment).stream().filter(m -> taking.contains(m.id())).findFirst();
    }
}
