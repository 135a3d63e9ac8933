package org.breakroom.roster;

import static org.breakroom.db.Tables.ROSTER_GONE;
import static org.breakroom.db.Tables.ROSTER_ROW;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.breakroom.access.Accounts;
import org.breakroom.access.Audit;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Employers;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.PersonName;
import org.breakroom.list.ListFile;
import org.breakroom.member.Merges;
import org.breakroom.member.RecordedFacts;
import org.breakroom.member.Roll;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Applies a planned list, and takes an applied one back: each one transaction, whole or not at all. */
@Component
class Applier {
    /** Employers tell the union of a hire, and give the union half an hour with her, within ten days (M.G.L. c.150E s.5A). */
    static final int ORIENTATION_DAYS = 10;

    /** How long an applied list can be taken back. */
    static final Duration UNDO_WITHIN = Duration.ofDays(30);

    private final DSLContext sql;
    private final RosterImports imports;
    private final RosterRows rows;
    private final Planner planner;
    private final Employers employers;
    private final Accounts accounts;
    private final Roll roll;
    private final Merges merges;
    private final RecordedFacts ledger;
    private final Progress progress;
    private final Audit audit;
    private final FederationClock clock;
    private final Messages messages;
    private final JsonMapper json;

    Applier(
            DSLContext sql,
            RosterImports imports,
            RosterRows rows,
            Planner planner,
            Employers employers,
            Accounts accounts,
            Roll roll,
            Merges merges,
            RecordedFacts ledger,
            Progress progress,
            Audit audit,
            FederationClock clock,
            Messages messages,
            JsonMapper json) {
        this.sql = sql;
        this.imports = imports;
        this.rows = rows;
        this.planner = planner;
        this.employers = employers;
        this.accounts = accounts;
        this.roll = roll;
        this.merges = merges;
        this.ledger = ledger;
        this.progress = progress;
        this.audit = audit;
        this.clock = clock;
        this.messages = messages;
        this.json = json;
    }

    private record Line(UUID member, boolean fresh, PersonName name, RowReader.Facts facts) {}

    /** Applies the plan as it was previewed. */
    RosterImport.Counts apply(Viewer viewer, Local local, UUID id) {
        lockRosterOf(local);
        var list = imports.take(local, id);
        if (list.state() == RosterImport.State.APPLIED) {
            return list.counts();
        }
        if (imports.stale(local, id)) {
            throw new Refused(HttpStatus.CONFLICT, messages.text("en", "roster.stale"));
        }
        int all = list.counts().rows();
        progress.note(local, id, "read", 0, all);
        var previous = list.employer() != null
                && !imports.standing(local, list.employer()).isEmpty();
        var employer = employers.findOrOpen(local, list.employerName(), id);
        var lines = lines(local, id);
        progress.note(local, id, "places", 0, all);
        var entries = entries(local, employer, list, lines, previous);
        var gone = sql.select(ROSTER_GONE.MEMBER_ID)
                .from(ROSTER_GONE)
                .where(ROSTER_GONE.LOCAL_ID.eq(local.id()), ROSTER_GONE.IMPORT_ID.eq(id))
                .fetch(ROSTER_GONE.MEMBER_ID);
        roll.apply(
                new Roll.Source(local.id(), employer, id, list.takesOver()),
                entries,
                gone,
                part -> progress.note(local, id, "people", (long) all * part / Roll.PARTS, all));
        var counts = rows.decided(local, id, list.counts());
        imports.applied(local, id, employer, counts);
        audit.record(viewer, local.id(), "roster.applied", list.fileName() + ", " + counts.rows());
        progress.note(local, id, "done", all, all);
        return counts;
    }

    private void lockRosterOf(Local local) {
        sql.execute("select pg_advisory_xact_lock(hashtext('roster'), ?)", local.id());
    }

    private List<Line> lines(Local local, UUID id) {
        var t = ROSTER_ROW;
        return sql.select(t.OUTCOME, t.DECISION, t.MEMBER_ID, t.NAME_KEY, t.FACTS)
                .from(t)
                .where(t.LOCAL_ID.eq(local.id()), t.IMPORT_ID.eq(id))
                // whom the list says nothing new of is not touched
                .and(t.OUTCOME.eq("CREATED").or(t.MOVED).or(t.CHANGED).or(t.DECISION.isNotNull()))
                .orderBy(t.ROW_NUMBER)
                .fetch(r -> new Line(
                        r.value3(),
                        r.value1().equals("CREATED") || "NEW".equals(r.value2()),
                        Planner.name(r.value4()),
                        json.readValue(r.value5().data(), RowReader.Facts.class)));
    }

    private List<Roll.Entry> entries(
            Local local, UUID employer, RosterImport list, List<Line> lines, boolean previous) {
        var printed = new LinkedHashSet<String>();
        lines.forEach(l -> {
            if (l.facts().worksite() != null) {
                printed.add(l.facts().worksite());
            }
        });
        var places = employers.openWorksites(local, employer, printed, list.id());
        var areas = new HashMap<String, UUID>();
        var entries = new ArrayList<Roll.Entry>(lines.size());
        for (var l : lines) {
            var f = l.facts();
            var place = f.worksite() == null ? null : places.get(PersonName.fold(f.worksite()));
            entries.add(new Roll.Entry(
                    l.member(),
                    l.fresh(),
                    l.name(),
                    place,
                    area(local, place, f.area(), list.id(), areas),
                    f.job(),
                    f.shift(),
                    f.number(),
                    f.hiredOn(),
                    orientation(l, previous),
                    f.phone(),
                    f.email(),
                    f.address(),
                    f.status() == null ? list.newStatus() : f.status()));
        }
        return entries;
    }

    private @Nullable UUID area(
            Local local, @Nullable UUID place, @Nullable String name, UUID id, Map<String, UUID> known) {
        return place == null || name == null
                ? null
                : known.computeIfAbsent(place + name, k -> employers.findOrOpenArea(local, place, name, id));
    }

    /** Whoever a later list names first, or was hired these days, is a new hire. */
    private @Nullable LocalDate orientation(Line line, boolean previous) {
        var today = clock.today();
        var hired = line.facts().hiredOn();
        boolean lately = hired != null && hired.isAfter(today.minusDays(ORIENTATION_DAYS));
        boolean newHire = line.fresh() && (lately || (previous && hired == null));
        return newHire ? today.plusDays(ORIENTATION_DAYS) : null;
    }

    /** Takes an applied list back; a later list of the same employer stands on it and goes first. */
    RosterImport.Counts undo(Viewer viewer, Local local, UUID id) {
        lockRosterOf(local);
        var list = imports.take(local, id);
        if (list.state() == RosterImport.State.UNDONE) {
            return list.counts();
        }
        var employer = list.employer();
        if (list.appliedAt() == null || employer == null) {
            throw new Refused(HttpStatus.CONFLICT, messages.text("en", "roster.notApplied"));
        }
        if (list.appliedAt().isBefore(clock.now().minus(UNDO_WITHIN))) {
            throw new Refused(HttpStatus.CONFLICT, messages.text("en", "roster.undoTooLate", UNDO_WITHIN.toDays()));
        }
        var later = later(local, id, employer);
        if (later != null) {
            throw new Refused(HttpStatus.CONFLICT, messages.text("en", "roster.undoLaterFirst", later));
        }
        progress.note(local, id, "back", 0, list.counts().rows());
        var touched = roll.touched(local.id(), id);
        merges.after(local, touched.all(), list.appliedAt()).ifPresent(merge -> {
            throw new Refused(
                    HttpStatus.CONFLICT,
                    messages.text("en", "roster.undoMergeFirst", merge.goneName(), merge.keptName()));
        });
        var since = new HashMap<>(ledger.since(local.id(), touched.all(), list.appliedAt()));
        roll.said(local.id(), touched.all(), list.appliedAt())
                .forEach((member, facts) -> since.merge(member, facts, Integer::sum));
        var seats = accounts.seats(local.id());
        touched.brought().stream().filter(seats.members()::contains).forEach(m -> since.merge(m, 1, Integer::sum));
        roll.stoodOn(local.id(), id).forEach(m -> since.putIfAbsent(m, 1));
        var stay = new HashSet<>(touched.brought());
        stay.retainAll(since.keySet());
        rows.kept(local, id, since, stay);
        roll.undo(local.id(), id, touched, stay);
        employers.close(local, id, seats.worksites());
        var c = list.counts();
        var counts = new RosterImport.Counts(
                c.rows(),
                c.linked(),
                c.created(),
                c.inDoubt(),
                c.refused(),
                c.moved(),
                c.changed(),
                c.gone(),
                c.withProblems(),
                stay.size());
        imports.undone(local, id, counts);
        audit.record(viewer, local.id(), "roster.undone", list.fileName() + ", " + counts.rows());
        progress.note(local, id, "done", c.rows(), c.rows());
        return counts;
    }

    private @Nullable String later(Local local, UUID id, UUID employer) {
        var newest = sql.fetchOptional("""
                select file_name from roster_import i where i.local_id = ? and i.employer_id = ? and i.id <> ?
                  and i.state in ('APPLIED', 'UNDOING')
                  and i.applied_at > (select o.applied_at from roster_import o where o.local_id = ? and o.id = ?)
                order by i.applied_at desc limit 1
                """, local.id(), employer, id, local.id(), id);
        return newest.map(r -> r.get(0, String.class)).orElse(null);
    }

    /** Plans an import again after the roster changed; what was decided stays decided. */
    RosterImport.Counts plan(Local local, UUID id) throws ListFile.Unreadable {
        lockRosterOf(local);
        var decided = rows.decisions(local, id);
        var counts = planner.plan(local, imports.take(local, id));
        rows.decideAgain(local, id, decided);
        return counts;
    }
}
