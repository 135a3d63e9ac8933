package org.breakroom.roster;

import static org.breakroom.db.Tables.ROSTER_GONE;
import static org.breakroom.db.Tables.ROSTER_ROW;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.database.Copy;
import org.breakroom.federation.Employers;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.list.ListFile;
import org.breakroom.matching.Listed;
import org.breakroom.matching.Match;
import org.breakroom.matching.Matcher;
import org.breakroom.matching.OnFile;
import org.breakroom.member.Files;
import org.breakroom.ui.Messages;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Works out what a list would change and writes it down as rows; changes no person. */
@Component
class Planner {
    private final DSLContext sql;
    private final RosterImports imports;
    private final RosterRows rows;
    private final Employers employers;
    private final Files files;
    private final Matcher matcher;
    private final FederationClock clock;
    private final Messages messages;
    private final JsonMapper json;

    Planner(
            DSLContext sql,
            RosterImports imports,
            RosterRows rows,
            Employers employers,
            Files files,
            Matcher matcher,
            FederationClock clock,
            Messages messages,
            JsonMapper json) {
        this.sql = sql;
        this.imports = imports;
        this.rows = rows;
        this.employers = employers;
        this.files = files;
        this.matcher = matcher;
        this.clock = clock;
        this.messages = messages;
        this.json = json;
    }

    /** One row of the plan, as the table of rows keeps it. */
    record Planned(
            RowReader.Person person,
            String outcome,
            @Nullable UUID member,
            boolean moved,
            boolean changed,
            boolean overwrites,
            @Nullable String why,
            List<UUID> candidates) {

        /** Whether the row is never applied, so that its facts need not be kept. */
        boolean saysNothingNew() {
            return outcome.equals("LINKED") && !moved && !changed;
        }
    }

    /** Plans afresh, replacing an earlier plan of the same import. */
    RosterImport.Counts plan(Local local, RosterImport list) throws ListFile.Unreadable {
        var file = imports.file(local, list.id());
        var columns = list.columns().stream()
                .map(w -> Column.read(w).orElse(Column.LEAVE_OUT))
                .toList();
        var reader = new RowReader(columns, list.dates(), clock.today(), messages);
        var people = new ArrayList<RowReader.Person>();
        file.rows(row -> people.add(reader.read(row)));

        var employer = employers.find(local, list.employerName()).orElse(null);
        var onRoster = OnRoster.read(files, employers, local, employer);
        var places = employer == null ? Map.<String, UUID>of() : employers.worksiteNames(local, employer);
        var planned = outcomes(local, people, employer, onRoster, places);
        var gone = list.partial() || employer == null ? List.<UUID>of() : gone(local, employer, planned, onRoster);
        write(local, list.id(), planned, gone, onRoster);
        var counts = count(planned, gone.size());
        imports.planned(local, list.id(), employer, counts);
        return counts;
    }

    private List<Planned> outcomes(
            Local local,
            List<RowReader.Person> people,
            @Nullable UUID employer,
            OnRoster onRoster,
            Map<String, UUID> places) {
        var listed = people.stream()
                .filter(p -> p.name().present())
                .map(p -> new Listed(
                        p.row(), p.name(), p.facts().number(), p.facts().said()))
                .toList();
        var onFile = new ArrayList<>(onRoster.forMatching());
        onFile.addAll(undecided(local, employer));
        var matches = new HashMap<Integer, Match>();
        matcher.match(listed, onFile, rows.apart(local)).forEach(m -> matches.put(m.row(), m));
        var planned = new ArrayList<Planned>();
        for (var person : people) {
            planned.add(outcome(person, matches.get(person.row()), onRoster, places));
        }
        return planned;
    }

    /** Names that an earlier list of this employer left in doubt: someone of that name may be among its people. */
    private List<OnFile> undecided(Local local, @Nullable UUID employer) {
        if (employer == null) {
            return List.of();
        }
        var standing = imports.standing(local, employer);
        return standing.isEmpty()
                ? List.of()
                : sql.select(ROSTER_ROW.NAME_KEY)
                        .from(ROSTER_ROW)
                        .where(ROSTER_ROW.LOCAL_ID.eq(local.id()), ROSTER_ROW.IMPORT_ID.eq(standing.getFirst()))
                        .and(ROSTER_ROW.OUTCOME.eq("IN_DOUBT"))
                        .and(ROSTER_ROW.DECISION.isNull())
                        .orderBy(ROSTER_ROW.ROW_NUMBER)
                        .fetch(r -> new OnFile(null, name(r.value1()), null, Map.of()));
    }

    static PersonName name(String key) {
        return PersonName.ofKey(key);
    }

    private Planned outcome(
            RowReader.Person person, @Nullable Match match, OnRoster onRoster, Map<String, UUID> places) {
        return switch (match) {
            case null -> new Planned(person, "REFUSED", null, false, false, false, null, List.of());
            case Match.New n ->
                new Planned(
                        person, "CREATED", Ids.at(clock.now().toEpochMilli()), false, false, false, null, List.of());
            case Match.Doubt d -> {
                var candidate = d.candidates().isEmpty() ? null : d.candidates().getFirst();
                yield new Planned(
                        person,
                        "IN_DOUBT",
                        candidate,
                        false,
                        false,
                        false,
                        messages.text("en", "roster." + d.why(), d.reasons()),
                        d.candidates());
            }
            case Match.Linked l
            when l.reasons().isEmpty() && onRoster.likelyAnother(l.person(), person.facts()) ->
                new Planned(
                        person,
                        "IN_DOUBT",
                        l.person(),
                        false,
                        false,
                        false,
                        messages.text("en", "roster.match.otherFacts"),
                        List.of(l.person()));
            case Match.Linked l -> linked(person, l, onRoster, places);
        };
    }

    private Planned linked(RowReader.Person person, Match.Linked link, OnRoster onRoster, Map<String, UUID> places) {
        var member = link.person();
        var facts = person.facts();
        var job = onRoster.jobs().get(member);
        var changes = new ArrayList<String>();
        if (!link.reasons().isEmpty()) {
            changes.add(messages.text("en", "roster.match.engine", name(onRoster, member), link.reasons()));
        }
        int said = changes.size();
        boolean moved = false;
        if (facts.worksite() != null) {
            var place = places.get(PersonName.fold(facts.worksite()));
            moved = job != null && (place == null || !place.equals(job.worksite()));
            if (moved) {
                changes.add(messages.text("en", "roster.change.moved", facts.worksite()));
            }
        }
        var area = job == null || job.area() == null ? null : onRoster.areas().get(job.area());
        if (job == null) {
            changes.add(messages.text("en", "roster.change.back"));
        } else if (OnRoster.differs(facts.job(), job.title())) {
            changes.add(messages.text(
                    "en", "roster.change.job", job.title() == null ? "–" : job.title(), String.valueOf(facts.job())));
        } else if (OnRoster.differs(facts.shift(), job.shift())) {
            changes.add(messages.text("en", "roster.change.shift", String.valueOf(facts.shift())));
        } else if (facts.worksite() != null && OnRoster.differs(facts.area(), area)) {
            changes.add(
                    messages.text("en", "roster.change.area", area == null ? "–" : area, String.valueOf(facts.area())));
        } else if (OnRoster.differs(facts.hiredOn(), job.hiredOn())) {
            changes.add(messages.text("en", "roster.change.hired", String.valueOf(facts.hiredOn())));
        } else if (OnRoster.differs(facts.number(), job.number())) {
            changes.add(messages.text("en", "roster.change.number", String.valueOf(facts.number())));
        }
        contact(onRoster, member, "PHONE", facts.phone(), changes);
        contact(onRoster, member, "EMAIL", facts.email(), changes);
        contact(onRoster, member, "ADDRESS", facts.address(), changes);
        boolean changed = changes.size() > said + (moved ? 1 : 0);
        return new Planned(
                person,
                "LINKED",
                member,
                moved,
                changed,
                onRoster.overwrites(member, facts),
                changes.isEmpty() ? null : String.join("; ", changes),
                List.of());
    }

    private void contact(OnRoster onRoster, UUID member, String kind, @Nullable String value, List<String> changes) {
        if (value != null && !onRoster.has(member, kind, value)) {
            changes.add(messages.text("en", "roster.change." + kind));
        }
    }

    /** People of this employer's lists so far whom this one does not name; nobody a row in doubt may be. */
    private List<UUID> gone(Local local, UUID employer, List<Planned> planned, OnRoster onRoster) {
        var standing = imports.standing(local, employer);
        if (standing.isEmpty()) {
            return List.of();
        }
        Set<UUID> named = new HashSet<>();
        planned.forEach(p -> {
            if (p.member() != null) {
                named.add(p.member());
            }
            named.addAll(p.candidates());
        });
        return sql
                .selectDistinct(ROSTER_ROW.MEMBER_ID)
                .from(ROSTER_ROW)
                .where(ROSTER_ROW.LOCAL_ID.eq(local.id()), ROSTER_ROW.IMPORT_ID.in(standing))
                .and(ROSTER_ROW.OUTCOME.in("LINKED", "CREATED").or(ROSTER_ROW.DECISION.isNotNull()))
                .and(ROSTER_ROW.MEMBER_ID.isNotNull())
                .fetch(r -> r.value1())
                .stream()
                .filter(id -> onRoster.jobs().containsKey(id) && !named.contains(id))
                .sorted()
                .toList();
    }

    private void write(Local local, UUID id, List<Planned> planned, List<UUID> gone, OnRoster onRoster) {
        sql.deleteFrom(ROSTER_ROW)
                .where(ROSTER_ROW.LOCAL_ID.eq(local.id()), ROSTER_ROW.IMPORT_ID.eq(id))
                .execute();
        sql.deleteFrom(ROSTER_GONE)
                .where(ROSTER_GONE.LOCAL_ID.eq(local.id()), ROSTER_GONE.IMPORT_ID.eq(id))
                .execute();
        try (var lines = new Copy(sql, "planned", """
                row_number int, outcome text, member_id uuid, moved boolean, changed boolean, overwrites boolean, name text, name_key text,
                candidates uuid[], facts jsonb, why text, problems text""")) {
            for (var p : planned) {
                lines.add(
                        p.person().row(),
                        p.outcome(),
                        p.member(),
                        p.moved(),
                        p.changed(),
                        p.overwrites(),
                        p.person().name().full(),
                        p.person().name().key(),
                        p.candidates().stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")),
                        p.saysNothingNew()
                                ? "{}"
                                : json.writeValueAsString(p.person().facts()),
                        p.why(),
                        p.person().problems().isEmpty()
                                ? null
                                : String.join("; ", p.person().problems()));
            }
        }
        sql.execute("""
                insert into roster_row (local_id, import_id, row_number, outcome, member_id, moved, changed, overwrites, name,
                  name_key, candidates, facts, why, problems)
                select ?, ?, row_number, outcome, member_id, moved, changed, overwrites, name, name_key, candidates, facts,
                  why, problems
                from planned
                on conflict do nothing
                """, local.id(), id);
        sql.execute("drop table planned");
        sql.batch(gone.stream()
                        .map(m -> sql.insertInto(ROSTER_GONE)
                                .set(ROSTER_GONE.LOCAL_ID, local.id())
                                .set(ROSTER_GONE.IMPORT_ID, id)
                                .set(ROSTER_GONE.MEMBER_ID, m)
                                .set(ROSTER_GONE.NAME, name(onRoster, m)))
                        .toList())
                .execute();
    }

    private static String name(OnRoster onRoster, UUID member) {
        var person = onRoster.people().get(member);
        return person == null ? "" : person.name().full();
    }

    private static RosterImport.Counts count(List<Planned> planned, int gone) {
        int linked = 0;
        int created = 0;
        int doubt = 0;
        int refused = 0;
        int moved = 0;
        int changed = 0;
        int problems = 0;
        for (var p : planned) {
            switch (p.outcome()) {
                case "LINKED" -> linked++;
                case "CREATED" -> created++;
                case "IN_DOUBT" -> doubt++;
                default -> refused++;
            }
            moved += p.moved() ? 1 : 0;
            changed += p.changed() ? 1 : 0;
            problems += p.person().problems().isEmpty() ? 0 : 1;
        }
        return new RosterImport.Counts(
                planned.size(), linked, created, doubt, refused, moved, changed, gone, problems, 0);
    }
}
