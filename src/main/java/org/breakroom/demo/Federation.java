package org.breakroom.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.breakroom.access.Everything;
import org.breakroom.activity.LedgerRebuild;
import org.breakroom.card.CardsOnFile;
import org.breakroom.database.CannotStart;
import org.breakroom.database.Copy;
import org.breakroom.federation.Locals;
import org.breakroom.goal.Years;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.PersonName;
import org.breakroom.organizer.OrganizersOnFile;
import org.breakroom.survey.SurveysOnFile;
import org.breakroom.training.TrainingsOnFile;
import org.breakroom.ui.Messages;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the fictional federation into an empty database, once, by COPY: a transaction for each local. */
@Component
public class Federation {
    private static final int ORIENTATION_DAYS = 10;

    private final DSLContext sql;
    private final FederationClock clock;
    private final LedgerRebuild ledger;
    private final Years years;
    private final Seats seats;
    private final PublicList publicList;
    private final Fieldwork fieldwork;
    private final CardsOnFile cards;
    private final TrainingsOnFile trainings;
    private final SurveysOnFile surveys;
    private final OrganizersOnFile organizers;
    private final Locals locals;
    private final TransactionTemplate transaction;

    Federation(
            DSLContext sql,
            FederationClock clock,
            LedgerRebuild ledger,
            Years years,
            PublicList publicList,
            Messages messages,
            CardsOnFile cards,
            TrainingsOnFile trainings,
            SurveysOnFile surveys,
            OrganizersOnFile organizers,
            Locals locals,
            TransactionTemplate transaction) {
        this.cards = cards;
        this.trainings = trainings;
        this.surveys = surveys;
        this.organizers = organizers;
        this.locals = locals;
        this.sql = sql;
        this.clock = clock;
        this.ledger = ledger;
        this.years = years;
        this.seats = new Seats(sql, clock);
        this.publicList = publicList;
        this.fieldwork = new Fieldwork(sql, clock, messages);
        this.transaction = transaction;
    }

    /**
     * Makes it if there is none yet; says whether it did.
     *
     * @param times how often each local is made, with other people and another number: once for the demo, often to measure
     */
    public boolean create(int times) {
        return Everything.call(() -> {
            if (sql.fetchExists(sql.selectOne().from("local"))) {
                if (!sql.fetchExists(sql.selectOne().from("account").where("id = ?", Seats.officer()))) {
                    throw new CannotStart("This database holds a federation that is not the demo's:"
                            + " start it with breakroom serve, or name an empty folder with --data.");
                }
                return false;
            }
            transaction.executeWithoutResult(t -> {
                Blueprint.DIVISIONS.forEach(
                        d -> sql.execute("insert into division (id, name) values (?, ?)", d.id(), d.name()));
                Blueprint.LOCALS.forEach(l -> charter(l, LocalDate.of(1968 + l.id(), 9, 1)));
                seats.accounts();
                var make = new Generator(Blueprint.LOCALS.getFirst(), clock);
                fieldwork.kits(make);
                trainings.plan(() -> make.id(clock.now()));
                surveys.open("Carl Okafor");
                Blueprint.LOCALS.forEach(this::local);
                seats.grant();
                publicList.make();
                organizers.open(() -> make.id(clock.now()));
                Blueprint.LOCALS.forEach(l -> organizers.crew(locals.require(l.id())));
                organizers.pay();
            });
            for (int time = 1; time < times; time++) {
                again(time);
            }
            transaction.executeWithoutResult(t -> sql.execute("select refresh_statistics()"));
            return true;
        });
    }

    private void charter(Blueprint.LocalPlan l, LocalDate on) {
        sql.execute(
                "insert into local (id, number, name, division_id, jurisdiction, chartered_on) values (?, ?, ?, ?, ?, ?)",
                l.id(),
                l.number(),
                l.name(),
                l.division(),
                l.employer(),
                on);
    }

    /** The same locals once more, without the cast; each is one transaction. */
    private void again(int time) {
        for (var plan : Blueprint.LOCALS) {
            var other = plan.again(time);
            transaction.executeWithoutResult(t -> {
                charter(other, LocalDate.of(1990, 9, 1));
                local(other);
            });
        }
        System.out.println("Made the locals " + (time + 1) + " times.");
    }

    private static java.time.OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private void local(Blueprint.LocalPlan plan) {
        var make = new Generator(plan, clock);
        var sites = make.sites();
        var people = make.people(sites);
        var deeds = new ArrayList<Generator.Deed>();
        people.forEach(p -> deeds.addAll(make.deeds(p)));
        var employer = make.id(clock.now());
        places(plan, employer, sites, make);
        var areas = areas(plan, sites, make);
        people(plan, employer, people, areas, make);
        ledger(plan, deeds);
        talks(plan, deeds, make);
        list(plan, employer, people, make);
        fieldwork.make(plan, sites, areas, make);
        seats.take(plan, people, sites, make);
        cards.make(locals.require(plan.id()), plan.employer(), "Ana Furtado", () -> make.id(clock.now()));
        trainings.register(locals.require(plan.id()));
        surveys.answer(locals.require(plan.id()));
        ledger.of(plan.id());
        years.rebuild(plan.id());
    }

    private void places(Blueprint.LocalPlan plan, UUID employer, List<Generator.Site> sites, Generator make) {
        sql.execute("insert into employer (id, name) values (?, ?)", employer, plan.employer());
        sql.execute(
                "insert into bargaining_unit (local_id, id, employer_id, name) values (?, ?, ?, ?)",
                plan.id(),
                make.id(clock.now()),
                employer,
                plan.name() + " unit");
        int street = 11;
        for (var s : sites) {
            street += 17;
            sql.execute(
                    "insert into worksite (id, employer_id, name, street, city, zip, latitude, longitude) values (?, ?, ?, ?, ?, ?, ?, ?)",
                    s.id(),
                    employer,
                    s.name(),
                    street + " School Street",
                    s.town().name(),
                    s.town().zip(),
                    s.town().latitude() + street % 50 / 1000.0,
                    s.town().longitude() - street % 70 / 1000.0);
            sql.execute(
                    "insert into worksite_name (local_id, employer_id, folded_name, worksite_id) values (?, ?, ?, ?) on conflict do nothing",
                    plan.id(),
                    employer,
                    PersonName.fold(s.name()),
                    s.id());
        }
    }

    private Map<String, UUID> areas(Blueprint.LocalPlan plan, List<Generator.Site> sites, Generator make) {
        var areas = new HashMap<String, UUID>();
        if (plan.number() == 9042) {
            for (int i = 0; i < Blueprint.AREAS.size(); i++) {
                var id = make.id(clock.now());
                areas.put(Blueprint.AREAS.get(i), id);
                sql.execute(
                        "insert into area (local_id, id, worksite_id, name, position) values (?, ?, ?, ?, ?)",
                        plan.id(),
                        id,
                        sites.getFirst().id(),
                        Blueprint.AREAS.get(i),
                        i);
            }
        }
        return areas;
    }

    private void people(
            Blueprint.LocalPlan plan,
            UUID employer,
            List<Generator.Person> people,
            Map<String, UUID> areas,
            Generator make) {
        var status = plan.kind() == Blueprint.Kind.RETIREES ? "RETIREE" : "MEMBER";
        try (var rows = new Copy(sql, "person", """
                id uuid, given_name text, middle_name text, family_name text, full_name text, sort_name text, folded_name text,
                worksite_id uuid, area_id uuid, job text, hired_on date, due_on date, phone text, email text, rep boolean,
                leader boolean, left_on date, i1 uuid, i2 uuid, i3 uuid, i4 uuid, i5 uuid, status text""")) {
            for (var p : people) {
                var n = p.name();
                var due = p.hired().isAfter(clock.today().minusDays(ORIENTATION_DAYS))
                        ? p.hired().plusDays(ORIENTATION_DAYS)
                        : null;
                var now = clock.now();
                rows.add(
                        p.id(),
                        n.given(),
                        n.middle(),
                        n.family(),
                        n.full(),
                        n.sort(),
                        PersonName.fold(n.full()),
                        p.site() == null ? null : p.site().id(),
                        p.area() == null ? null : areas.get(p.area()),
                        p.job(),
                        p.hired(),
                        due,
                        p.phone(),
                        p.email(),
                        p.rep(),
                        p.leader(),
                        p.left(),
                        make.id(now),
                        make.id(now),
                        make.id(now),
                        make.id(now),
                        make.id(now),
                        p.potential() ? "POTENTIAL" : status);
            }
        }
        int local = plan.id();
        var began = clock.today().minusMonths(18);
        sql.execute("""
                insert into member (local_id, id, given_name, middle_name, family_name, suffix, full_name, sort_name,
                  folded_name, leader_since, created_at)
                select ?, id, given_name, middle_name, family_name, '', full_name, sort_name, folded_name,
                  case when leader then ?::date end, ?::timestamptz from person
                """, local, began, at(clock.now().minus(Duration.ofDays(540))));
        sql.execute("""
                insert into membership (local_id, id, member_id, status, started_on, ended_on)
                select ?, i1, id, status, ?, left_on
                from person
                """, local, began);
        if (plan.kind() != Blueprint.Kind.RETIREES) {
            sql.execute("""
                    insert into employment (local_id, id, member_id, employer_id, worksite_id, area_id, job_title, hired_on,
                      orientation_due_on, started_on, ended_on, main)
                    select ?, i2, id, ?, worksite_id, area_id, job, hired_on, due_on, greatest(hired_on, ?::date), left_on, true
                    from person
                    """, local, employer, began);
        }
        sql.execute("""
                insert into contact_point (local_id, id, member_id, kind, value, source, said_on)
                select ?, i3, id, 'PHONE', phone, 'EMPLOYER', ? from person
                """, local, clock.today().minusDays(80));
        sql.execute("""
                insert into contact_point (local_id, id, member_id, kind, value, source, said_on)
                select ?, i4, id, 'EMAIL', email, 'MEMBER', ? from person where email is not null
                """, local, clock.today().minusDays(45));
        sql.execute("""
                insert into building_rep (local_id, id, worksite_id, member_id, from_on)
                select ?, i5, worksite_id, id, ? from person where rep and worksite_id is not null
                """, local, clock.today().minusDays(300));
        sql.execute("drop table person");
    }

    private void ledger(Blueprint.LocalPlan plan, List<Generator.Deed> deeds) {
        try (var rows = new Copy(sql, "deed", """
                id uuid, member_id uuid, kind text, worksite_id uuid, at timestamptz, outcome text, assessment smallint,
                due_on date, recorder text""")) {
            deeds.stream()
                    .filter(d -> d.who().left() == null
                            || FederationClock.dayOf(d.at()).isBefore(d.who().left()))
                    .forEach(d -> rows.add(
                            d.id(),
                            d.who().id(),
                            d.kind(),
                            d.who().site() == null ? null : d.who().site().id(),
                            d.at(),
                            d.outcome(),
                            d.assessment(),
                            d.due(),
                            d.recorder()));
        }
        sql.execute("""
                insert into activity (local_id, id, member_id, kind, worksite_id, happened_at, outcome, assessment, due_on,
                  recorded_at, recorded_by, recorder)
                select ?, id, member_id, kind, worksite_id, at, outcome, assessment, due_on, at,
                  '00000000-0000-0000-0000-000000000001', recorder
                from deed on conflict do nothing
                """, plan.id());
        sql.execute("drop table deed");
    }

    /** What was said in this year's talks. */
    private void talks(Blueprint.LocalPlan plan, List<Generator.Deed> deeds, Generator make) {
        var issues = labels(plan, "issue", Blueprint.ISSUES, make);
        var asks = labels(plan, "ask", Blueprint.ASKS, make);
        var year = clock.year().begins();
        try (var rows =
                new Copy(sql, "talk", "id uuid, member_id uuid, note text, issue uuid, ask uuid, yes boolean")) {
            deeds.stream()
                    .filter(d -> d.assessment() != null && d.outcome() != null && d.at().isAfter(year))
                    .filter(d -> d.who().left() == null)
                    .forEach(d -> rows.add(
                            d.id(),
                            d.who().id(),
                            make.pick(5) == 0 ? Blueprint.NOTES.get(make.pick(Blueprint.NOTES.size())) : null,
                            issues.get(make.pick(issues.size())),
                            make.pick(2) == 0 ? asks.get(make.pick(asks.size())) : null,
                            make.pick(3) > 0));
        }
        sql.execute("""
                insert into conversation (local_id, id, member_id, note, note_seen_by, author_id)
                select ?, id, member_id, note, 'OFFICERS', '00000000-0000-0000-0000-000000000001' from talk
                on conflict do nothing
                """, plan.id());
        sql.execute("""
                insert into conversation_issue (local_id, conversation_id, issue_id) select ?, id, issue from talk
                on conflict do nothing
                """, plan.id());
        sql.execute("""
                insert into conversation_ask (local_id, conversation_id, ask_id, said_yes)
                select ?, id, ask, yes from talk where ask is not null on conflict do nothing
                """, plan.id());
        sql.execute("drop table talk");
    }

    private List<UUID> labels(Blueprint.LocalPlan plan, String table, List<String> labels, Generator make) {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < labels.size(); i++) {
            var id = make.id(clock.now());
            ids.add(id);
            sql.execute(
                    "insert into " + table + " (local_id, id, label, position) values (?, ?, ?, ?)",
                    plan.id(),
                    id,
                    labels.get(i),
                    i);
        }
        return ids;
    }

    /** The employer's list of three weeks ago, so that the next one has something to compare with. */
    private void list(Blueprint.LocalPlan plan, UUID employer, List<Generator.Person> people, Generator make) {
        if (plan.number() != 9042) {
            return;
        }
        var id = make.id(clock.now().minus(Duration.ofDays(21)));
        var on = people.stream().filter(p -> p.left() == null).toList();
        var csv = new StringBuilder("Name,School,Job Title,Hire Date,Phone\n");
        on.forEach(p -> csv.append("\"%s, %s\",%s,\"%s\",%s,%s\n"
                .formatted(
                        p.name().family(),
                        (p.name().given() + " " + p.name().middle()).strip(),
                        p.site() == null ? "" : p.site().name(),
                        p.job(),
                        p.hired(),
                        p.phone())));
        var when = at(clock.now().minus(Duration.ofDays(21)));
        sql.execute(
                """
                insert into roster_import (local_id, id, employer_id, employer_name, file_name, file_hash, content, separator,
                  charset, columns, partial, new_status, state, uploaded_by, uploaded_name, uploaded_at, planned_at, applied_at,
                  counts)
                values (?, ?, ?, ?, 'city-schools-october.csv', md5(?), ?, ',', 'UTF-8',
                  '["name", "worksite", "job_title", "hired_on", "phone"]', false, 'MEMBER', 'APPLIED', ?, 'Ana Furtado', ?::timestamptz,
                  ?::timestamptz, ?::timestamptz,
                  jsonb_build_object('rows', ?::int, 'linked', ?::int, 'created', 0, 'inDoubt', 0, 'refused', 0, 'moved', 0,
                    'changed', 0, 'gone', 0, 'withProblems', 0, 'stayed', 0))
                """,
                plan.id(),
                id,
                employer,
                plan.employer(),
                id.toString(),
                csv.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Seats.officer(),
                when,
                when,
                when,
                on.size(),
                on.size());
        try (var rows = new Copy(sql, "listed", "n int, member_id uuid, name text, name_key text")) {
            for (int i = 0; i < on.size(); i++) {
                rows.add(
                        i + 1,
                        on.get(i).id(),
                        on.get(i).name().full(),
                        on.get(i).name().key());
            }
        }
        sql.execute("""
                insert into roster_row (local_id, import_id, row_number, outcome, member_id, moved, changed, name, name_key, facts)
                select ?, ?, n, 'LINKED', member_id, false, false, name, name_key, '{}' from listed
                """, plan.id(), id);
        sql.execute("drop table listed");
    }
}
