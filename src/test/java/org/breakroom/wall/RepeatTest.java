package org.breakroom.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.activity.Activities;
import org.breakroom.activity.Activity;
import org.breakroom.activity.ActivityKind;
import org.breakroom.activity.Outcome;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every write of the application, made from its own table of routes: ten in a row and two at once under one key have one
 * effect and one answer. Whoever adds a route that writes adds a sample of it, or this fails.
 */
class RepeatTest extends Home {
    /** Writes that are no form under a key: signing in and out, and ending what one sits on. */
    private static final Set<String> OTHERWISE = Set.of(
            "/sign-in",
            "/sign-in/code",
            "/sign-out",
            "/locals/{local}/meetings/{id}/arrival", // at the door, a name a person; the same name is marked once
            "/locals/{local}/card/{token}", // a draft's id is the key: the second signature gets the first one's
            // receipt
            "/locals/{local}/card/{token}/code",
            "/locals/{local}/card/{token}/signature",
            "/locals/{local}/receipts/{receipt}",
            "/trainings/{id}/arrival", // at the door: who is marked stays marked once
            "/phone/devices",
            "/phone/devices/{id}/pack",
            "/phone/devices/{id}/differences",
            "/phone/devices/{id}/entries",
            "/locals/{local}/invitations/{id}/acceptance",
            "/account/sessions/{id}/end",
            "/account/passkeys/{id}/removal");

    /** What the application works out by itself, whenever it finds the time, or keeps about keys and sessions. */
    private static final Set<String> DERIVED = Set.of(
            "answer",
            "goal_counting",
            "goal_member",
            "goal_tally",
            "goal_total",
            "goal_week",
            "roster_progress",
            "scheduled_tasks",
            "spring_session",
            "spring_session_attributes",
            "letter",
            "goal_snapshot_line", // a line a local, and each sample opens one
            "flyway_schema_history");

    /** A picture of one dot. */
    private static final byte[] DOT = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    @Autowired
    org.breakroom.cast.TeachSamples teach;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Autowired
    DSLContext sql;

    @Autowired
    org.breakroom.cast.PaidSamples paid;

    @Autowired
    Activities activities;

    @Autowired
    FederationClock clock;

    /** One write that is accepted, by someone who may; a file where it takes one. */
    private record Sample(UUID who, String path, boolean file, String... parameters) {}

    private interface Making {
        Sample of(TestLocals.Home home);
    }

    private static Sample officer(TestLocals.Home home, String path, String... parameters) {
        return new Sample(home.officer(), home.path() + path, false, parameters);
    }

    private Sample mapped(TestLocals.Home home, String path, String... parameters) {
        var id = samples.map(home, home.first()).toString();
        return officer(home, "/maps/" + home.first() + "/" + path.replace("{id}", id), parameters);
    }

    private Sample meeting(TestLocals.Home home, String path, String... parameters) {
        return officer(home, "/meetings/" + samples.meeting(home, home.first()) + path, parameters);
    }

    private Sample drive(TestLocals.Home home, String path, String... parameters) {
        var id = samples.drive(home, false).toString();
        return officer(home, "/drives/" + id + path.replace("{id}", id), parameters);
    }

    private void cards(Map<String, Making> all) {
        var words = "I, {name}, {job}, stand with my coworkers as a member of {local}, and sign.";
        var today = clock.today().toString();
        var drive = new String[] {
            "title",
            "D",
            "kind",
            "DUES",
            "unit",
            "U",
            "opens",
            today,
            "deadline",
            today,
            "target",
            "80",
            "words_en",
            words,
            "approver_en",
            "A",
            "words_es",
            words,
            "approver_es",
            "A",
            "words_pt",
            words,
            "approver_pt",
            "A",
            "words_ht",
            words,
            "approver_ht",
            "A"
        };
        all.put("/drives", h -> staff("/drives", drive));
        all.put("/drives/{id}/end", h -> staff("/drives/" + samples.offer() + "/end"));
        all.put("/locals/{local}/drives", h -> officer(h, "/drives", drive));
        all.put("/locals/{local}/drives/offers/{offer}", h -> officer(h, "/drives/offers/" + samples.offer()));
        var of = "/locals/{local}/drives/{id}/";
        all.put(of + "wordings", h -> drive(h, "/wordings", "language", "es", "words", words, "approver", "A"));
        all.put(of + "closing", h -> drive(h, "/closing"));
        all.put(of + "deadline", h -> drive(h, "/deadline", "deadline", today));
        all.put(of + "reminders", h -> drive(h, "/reminders"));
        all.put(of + "links", h -> drive(h, "/links"));
        all.put(of + "members/{member}/link", h -> {
            var id = samples.drive(h, false);
            locals.as(
                    Viewer.shell(h.local().id()),
                    () -> sql.execute("""
                insert into contact_point (local_id, id, member_id, kind, value, source, said_on)
                values (?, ?, ?, 'EMAIL', ?, 'REP', (now() at time zone 'America/New_York')::date)
                """, h.local().id(), id, h.omar(), "o" + id + "@example.org"));
            return officer(h, "/drives/" + id + "/members/" + h.omar() + "/link");
        });
        all.put(of + "worksites/{worksite}", h -> drive(h, "/worksites/" + h.first(), "target", "70"));
        all.put(of + "worksites/{worksite}/sheets", h -> drive(h, "/worksites/" + h.first() + "/sheets"));
        all.put(of + "missing", h -> drive(h, "/missing", "act", "keep"));
        all.put(of + "blanks", h -> drive(h, "/blanks", "count", "2", "language", "en"));
        all.put(of + "keying", h -> {
            var serial = samples.serial(h);
            return officer(
                    h,
                    "/drives/" + one("select drive_id from card_sheet where local_id = ?", h) + "/keying",
                    "serial",
                    serial);
        });
        all.put(
                of + "scans",
                h -> new Sample(h.officer(), h.path() + "/drives/" + samples.drive(h, false) + "/scans", true));
        all.put(of + "pages", h -> {
            var card = samples.unseen(h).toString();
            var its = one("select drive_id from card_scan where local_id = ? and card_id is not null", h);
            return officer(h, "/drives/" + its + "/pages", "card", card);
        });
        all.put(of + "scans/{scan}", h -> drive(h, "/scans/{id}"));
        all.put(of + "filings", h -> drive(h, "/filings", "reason", "For the labor board"));
        all.put(of + "filings/{filing}", h -> drive(h, "/filings/{id}", "act", "approve"));
        all.put(
                "/locals/{local}/cards/{id}",
                h -> officer(h, "/cards/" + samples.card(h, h.omar()), "act", "UPHELD", "words", "I asked"));
    }

    private Map<String, Making> writes() {
        var today = clock.today().toString();
        var all = new LinkedHashMap<String, Making>();
        all.put(
                "/locals/{local}/grants",
                h -> officer(
                        h,
                        "/grants",
                        "staff",
                        locals.account(Role.STAFF, null, null, null).toString(),
                        "until",
                        clock.today().plusDays(9).toString()));
        all.put("/locals/{local}/grants/{id}/revocation", h -> {
            locals.grant(h.local(), locals.account(Role.STAFF, null, null, null), h.officer());
            return officer(h, "/grants/" + one("select id from name_grant where of_local = ?", h) + "/revocation");
        });
        all.put(
                "/locals/{local}/members/{id}/contacts",
                h -> officer(h, "/members/" + h.nadia() + "/contacts", "phone", "508-555-0140", "version", version(h)));
        all.put(
                "/me/contacts",
                h -> new Sample(h.member(), "/me/contacts", false, "phone", "508-555-0141", "version", version(h)));
        all.put(
                "/locals/{local}/members/exports",
                h -> officer(h, "/members/exports", "q", "", "reason", "For the phone bank on Monday"));
        all.put(
                "/locals/{local}/charts/{worksite}/records",
                h -> officer(
                        h,
                        "/charts/" + h.first() + "/records",
                        "member",
                        h.nadia().toString(),
                        "what",
                        "PETITION",
                        "day",
                        today));
        all.put(
                "/locals/{local}/members/{member}/assessments",
                h -> officer(h, "/members/" + h.nadia() + "/assessments", "assessment", "2"));
        all.put(
                "/locals/{local}/members/{member}/conversations",
                h -> officer(h, "/members/" + h.nadia() + "/conversations", "assessment", "2"));
        all.put(
                "/locals/{local}/activities/{id}/withdrawal",
                h -> officer(h, "/activities/" + talk(h) + "/withdrawal"));
        all.put(
                "/locals/{local}/conversations/{id}/withdrawal",
                h -> officer(h, "/conversations/" + talk(h) + "/withdrawal"));
        all.put(
                "/locals/{local}/conversations/{talk}/correction",
                h -> officer(h, "/conversations/" + talk(h) + "/correction", "assessment", "3"));
        var map = "/locals/{local}/maps/{worksite}/";
        all.put(map + "floors", h -> mapped(h, "floors", "floor", "Ground"));
        all.put(map + "floors/{id}/removal", h -> mapped(h, "floors/{id}/removal"));
        all.put(map + "floors/{id}/rooms", h -> mapped(h, "floors/{id}/rooms", "room", "12"));
        all.put(map + "rooms/{id}/removal", h -> mapped(h, "rooms/{id}/removal"));
        all.put(map + "seats", h -> mapped(h, "seats", "member", h.nadia().toString()));
        all.put(
                map + "groups",
                h -> mapped(
                        h,
                        "groups",
                        "group",
                        "Lunch",
                        "member",
                        h.nadia().toString(),
                        "member",
                        h.omar().toString()));
        all.put(map + "groups/{id}/end", h -> mapped(h, "groups/{id}/end"));
        all.put(
                map + "connections",
                h -> mapped(
                        h,
                        "connections",
                        "member",
                        h.omar().toString(),
                        "leader",
                        h.nadia().toString()));
        all.put(map + "connections/{id}/end", h -> mapped(h, "connections/{id}/end"));
        all.put("/locals/{local}/members/{member}/leader", h -> officer(h, "/members/" + h.nadia() + "/leader"));
        all.put("/locals/{local}/coverage", h -> officer(h, "/coverage", "span", "15"));
        all.put("/locals/{local}/coverage/{worksite}", h -> officer(h, "/coverage/" + h.first()));
        all.put(
                "/kits",
                h -> new Sample(
                        locals.account(Role.STAFF, null, null, null),
                        "/kits",
                        false,
                        "month",
                        "2002-02",
                        "title",
                        "T",
                        "agenda",
                        "10 All",
                        "points",
                        "P",
                        "handout",
                        "H"));
        all.put(
                "/locals/{local}/meetings",
                h -> officer(
                        h, "/meetings", "worksite", h.first().toString(), "day", today, "time", "7:40", "room", "R"));
        var met = "/locals/{local}/meetings/{id}/";
        all.put(
                met + "attendance",
                h -> meeting(h, "/attendance", "member", h.nadia().toString()));
        all.put(met + "sheet", h -> meeting(h, "/sheet", "numbers", "1"));
        all.put(met + "cancellation", h -> meeting(h, "/cancellation"));
        all.put(met + "concerns", h -> meeting(h, "/concerns", "words", "No heat"));
        all.put(met + "arrivals/{arrival}", h -> {
            var id = samples.meeting(h, h.first());
            return officer(
                    h,
                    "/meetings/" + id + "/arrivals/" + id,
                    "member",
                    h.nadia().toString());
        });
        all.put(
                "/locals/{local}/concerns/{id}/settlement",
                h -> officer(h, "/concerns/" + samples.concern(h, h.first()) + "/settlement", "settlement", "Done"));
        all.put(
                "/locals/{local}/members/{member}/orientation",
                h -> officer(h, "/members/" + h.nadia() + "/orientation", "step", "MET", "day", today));
        all.put(
                "/locals/{local}/tests",
                h -> officer(h, "/tests", "name", "T", "kind", "PLEDGE", "target", "50", "opens", today));
        all.put("/locals/{local}/tests/{id}/closing", h -> officer(h, "/tests/" + samples.test(h) + "/closing"));
        all.put(
                "/locals/{local}/tests/{id}/worksites/{worksite}",
                h -> officer(
                        h,
                        "/tests/" + samples.test(h) + "/worksites/" + h.first(),
                        "member",
                        h.nadia().toString()));
        all.put(
                "/phones/{id}/revocation",
                h -> new Sample(h.officer(), "/phones/" + samples.phone(h) + "/revocation", false));
        all.put(
                "/locals/{local}/phones/{id}/revocation",
                h -> officer(h, "/phones/" + samples.phone(h) + "/revocation"));
        all.put(
                "/locals/{local}/phones/entries/{id}/acceptance",
                h -> officer(h, "/phones/entries/" + samples.waiting(h) + "/acceptance"));
        all.put(
                "/locals/{local}/phones/entries/{id}/refusal",
                h -> officer(h, "/phones/entries/" + samples.waiting(h) + "/refusal"));
        all.put(
                "/locals/{local}/raps",
                h -> officer(h, "/raps", "title", "Autumn", "words", "Open:\nSay who you are."));
        all.put(
                "/locals/{local}/charts/{worksite}/posters",
                h -> officer(h, "/charts/" + h.first() + "/posters", "format", "A3", "printedFor", "Rosa"));
        all.put(
                "/locals/{local}/charts/{worksite}/posters/{id}/marks",
                h -> officer(
                        h,
                        "/charts/" + h.first() + "/posters/" + samples.poster(h, h.first()) + "/marks",
                        "lines",
                        "1 2 x",
                        "what",
                        "EVENT",
                        "day",
                        today));
        all.put(
                "/locals/{local}/invitations",
                h -> officer(
                        h,
                        "/invitations",
                        "name",
                        "Ivo Lang",
                        "email",
                        "ivo" + h.local().id() + "@example.org",
                        "role",
                        "OFFICER"));
        all.put(
                "/locals/{local}/invitations/{id}/end",
                h -> officer(h, "/invitations/" + samples.invitation(h) + "/end"));
        all.put(
                "/locals/{local}/campaigns",
                h -> officer(
                        h,
                        "/campaigns",
                        "name",
                        "C",
                        "kinds",
                        "EVENT",
                        "from",
                        today,
                        "until",
                        today,
                        "percent",
                        "50"));
        all.put("/locals/{local}/campaigns/{id}/end", h -> officer(h, "/campaigns/" + samples.campaign(h) + "/end"));
        all.put("/locals/{local}/snapshots", h -> officer(h, "/snapshots", "title", "Board"));
        all.put(
                "/snapshots",
                h -> new Sample(locals.account(Role.STAFF, null, null, null), "/snapshots", false, "title", "Council"));
        all.put(
                "/goals/definitions",
                h -> new Sample(
                        locals.account(Role.STAFF, null, null, null),
                        "/goals/definitions",
                        false,
                        "fromYear",
                        String.valueOf(clock.year().start() + 1),
                        "talkOutcomes",
                        "TALKED",
                        "actions",
                        "PETITION",
                        "activistDays",
                        "3",
                        "counted",
                        "MEMBER",
                        "talked",
                        "100",
                        "acted",
                        "50",
                        "activists",
                        "10",
                        "recommitted",
                        "100",
                        "reason",
                        "Decided by the convention."));
        all.put(
                "/places/editions",
                h -> new Sample(
                        locals.account(Role.STAFF, null, null, null),
                        "/places/editions",
                        true,
                        "name",
                        "List of " + h.local().id(),
                        "label",
                        "2025"));
        all.put(
                "/places/editions/{id}/application",
                h -> staff("/places/editions/" + samples.edition("PREVIEW") + "/application"));
        all.put(
                "/places/editions/{id}/removal",
                h -> staff("/places/editions/" + samples.edition("PREVIEW") + "/removal"));
        all.put("/places/editions/{id}/proposals/{proposal}", h -> {
            var edition = samples.edition("APPLIED");
            return staff("/places/editions/" + edition + "/proposals/" + samples.proposal(edition), "decision", "YES");
        });
        all.put(
                "/places/editions/{id}/spellings",
                h -> staff("/places/editions/" + samples.edition("APPLIED") + "/spellings"));
        all.put("/locals/{local}/worksites", h -> {
            samples.proposal(samples.edition("APPLIED"));
            return officer(
                    h,
                    "/worksites",
                    "employer",
                    "Town Schools",
                    "place",
                    String.valueOf(locals.as(Viewer.ofCounts(), () -> sql.fetchValue("select id from place limit 1"))));
        });
        all.put(
                "/locals/{local}/worksites/list",
                h -> new Sample(h.officer(), h.path() + "/worksites/list", true, "of", "Town Schools"));
        all.put("/locals/{local}/worksites/places", h -> officer(h, "/worksites/places", "pair", h.first() + ":"));
        all.put(
                "/locals/{local}/worksites/openings/{id}/undo",
                h -> officer(h, "/worksites/openings/" + samples.opening(h) + "/undo"));
        all.put("/duplicates", h -> staff("/duplicates"));
        all.put("/duplicates/decision", h -> {
            var pair = samples.elsewhere(h, locals.open());
            return new Sample(
                    pair.staff(),
                    "/duplicates/decision",
                    false,
                    "one",
                    pair.one(),
                    "other",
                    pair.other(),
                    "word",
                    "SAME");
        });
        all.put("/locals/{local}/duplicates", h -> officer(h, "/duplicates"));
        all.put("/locals/{local}/duplicates/merge", h -> {
            var pair = samples.duplicate(h);
            return officer(h, "/duplicates/merge", "pair", pair, "keep", pair.split(",")[0]);
        });
        all.put("/locals/{local}/duplicates/apart", h -> {
            var pair = samples.duplicate(h).split(",");
            return officer(h, "/duplicates/apart", "one", pair[0], "other", pair[1]);
        });
        all.put("/locals/{local}/duplicates/perhaps", h -> {
            var pair = samples.apart(h).split(",");
            return officer(h, "/duplicates/perhaps", "one", pair[0], "other", pair[1]);
        });
        all.put("/locals/{local}/merges/{id}/undo", h -> officer(h, "/merges/" + samples.merge(h) + "/undo"));
        all.put(
                "/locals/{local}/roster-imports",
                h -> new Sample(h.officer(), h.path() + "/roster-imports", true, "employer", "Town Schools"));
        all.put(
                "/locals/{local}/roster-imports/{id}/columns",
                h -> officer(
                        h,
                        "/roster-imports/" + samples.list(h, "COLUMNS") + "/columns",
                        "column0",
                        "name",
                        "column1",
                        "job_title"));
        all.put(
                "/locals/{local}/roster-imports/{id}/rows/{row}/decision",
                h -> officer(
                        h, "/roster-imports/" + samples.list(h, "PREVIEW") + "/rows/1/decision", "decision", "NEW"));
        all.put(
                "/locals/{local}/roster-imports/{id}/decisions",
                h -> officer(h, "/roster-imports/" + samples.list(h, "PREVIEW") + "/decisions"));
        all.put(
                "/locals/{local}/roster-imports/{id}/renames",
                h -> officer(h, "/roster-imports/" + samples.renamed(h) + "/renames", "printed", "First K-8"));
        all.put(
                "/locals/{local}/roster-imports/{id}/contacts",
                h -> officer(h, "/roster-imports/" + samples.list(h, "PREVIEW") + "/contacts", "choice", "replace"));
        all.put(
                "/locals/{local}/roster-imports/{id}/application",
                h -> officer(h, "/roster-imports/" + samples.list(h, "UNDONE") + "/application"));
        all.put(
                "/locals/{local}/roster-imports/{id}/undo",
                h -> officer(h, "/roster-imports/" + samples.list(h, "UNDONE") + "/undo"));
        all.put(
                "/locals",
                h -> admin(
                        "/locals",
                        "number",
                        String.valueOf(40_000 + h.local().id()),
                        "localName",
                        "New local",
                        "division",
                        "Tests",
                        "officer",
                        "Ola Berg",
                        "officerEmail",
                        "ola" + h.local().id() + "@example.org"));
        all.put(
                "/accounts",
                h -> admin(
                        "/accounts",
                        "name",
                        "Uma Roy",
                        "email",
                        "uma" + h.local().id() + "@example.org",
                        "role",
                        "STAFF"));
        all.put(
                "/officers",
                h -> admin(
                        "/officers",
                        "of",
                        String.valueOf(h.local().number()),
                        "who",
                        "Kai Lund",
                        "mail",
                        "kai" + h.local().id() + "@example.org"));
        cards(all);
        trainings(all);
        organizing(all);
        return all;
    }

    /** What the form of nadia's contacts would carry. */
    private String version(TestLocals.Home home) {
        return String.valueOf(locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.fetchValue("""
            select md5(coalesce(string_agg(id::text || ' ' || coalesce(ended_on::text, ''), ',' order by id), ''))
            from contact_point where local_id = ? and member_id = ?
            """, home.local().id(), home.nadia())));
    }

    private void organizing(Map<String, Making> all) {
        var applicant = "/organizers/{id}/applicants/{applicant}";
        all.put(
                "/organizers",
                h -> staff(
                        "/organizers",
                        "title",
                        "Organizers",
                        "facts",
                        "F",
                        "opens",
                        clock.today().toString(),
                        "closes",
                        clock.today().plusDays(3).toString(),
                        "starts",
                        clock.today().plusDays(9).toString(),
                        "ends",
                        clock.today().plusDays(99).toString(),
                        "places",
                        "3",
                        "period",
                        "7",
                        "personCap",
                        "500",
                        "rate",
                        "20",
                        "agreement",
                        "A",
                        "source",
                        "National",
                        "kind",
                        "NATIONAL",
                        "percent",
                        "100",
                        "cap",
                        "900"));
        all.put(
                "/organizers/{id}/applications",
                h -> new Sample(
                        h.member(),
                        "/organizers/" + paid.program() + "/applications",
                        false,
                        "why",
                        "W",
                        "hours",
                        "5",
                        "referenceOne",
                        "R"));
        all.put("/organizers/{id}/withdrawal", h -> hers(h, "APPLIED", "/withdrawal"));
        all.put(
                "/organizers/{id}/agreement",
                h -> hers(
                        h,
                        "INVITED",
                        "/agreement",
                        "name",
                        "Nadia Rosas",
                        "agree",
                        "1",
                        "text",
                        "826ff0dab649a97ffdd7779a332accafb35cc161012253a19383db19289d6e02"));
        all.put("/organizers/{id}/end", h -> staff("/organizers/" + paid.program() + "/end"));
        all.put(applicant + "/scores", h -> panel(h, "/scores", "score", "4"));
        all.put(applicant + "/decision", h -> panel(h, "/decision", "act", "invite"));
        all.put("/organizers/{id}/hours", h -> {
            var id = paid.program();
            var hours = paid.hours(id, h, paid.organizer(id, h, h.omar(), h.member(), "ACTIVE"), "LOCAL");
            return staff("/organizers/" + id + "/hours", "entry", h.local().id() + "." + hours);
        });
        all.put("/organizers/{id}/periods", h -> staff("/organizers/" + paid.program() + "/periods", "number", "1"));
        all.put(
                "/organizers/{id}/rates",
                h -> staff(
                        "/organizers/" + paid.program() + "/rates",
                        "rate",
                        "21",
                        "from",
                        clock.today().plusDays(7).toString()));
        all.put("/organizers/{id}/refunds", h -> {
            var id = paid.program();
            var organizer = paid.organizer(id, h, h.omar(), h.member(), "ACTIVE");
            paid.owes(id, h, organizer, paid.hours(id, h, organizer, "APPROVED"));
            return staff("/organizers/" + id + "/refunds", "organizer", organizer.toString(), "amount", "5");
        });
        var yesterday = clock.today().minusDays(1).toString();
        var worked = new String[] {"day", yesterday, "from", "9:00", "until", "11:00", "work", "MEETING"};
        all.put("/organizers/{id}/people/{organizer}/hours", h -> {
            var id = paid.program();
            var organizer = paid.organizer(id, h, h.omar(), h.member(), "ACTIVE");
            return staff("/organizers/" + id + "/people/" + organizer + "/hours", worked);
        });
        all.put("/organizers/{id}/people/{organizer}/hours/{hours}/correction", h -> {
            var id = paid.program();
            var organizer = paid.organizer(id, h, h.omar(), h.member(), "ACTIVE");
            var hours = paid.hours(id, h, organizer, "LOGGED");
            return staff("/organizers/" + id + "/people/" + organizer + "/hours/" + hours + "/correction", worked);
        });
        all.put("/me/organizing/{organizer}/hours", h -> mine(h, "/hours", worked));
        all.put("/me/organizing/{organizer}/hours/{hours}/correction", h -> {
            var id = paid.program();
            var organizer = paid.organizer(id, h, h.nadia(), h.member(), "ACTIVE");
            var hours = paid.hours(id, h, organizer, "LOGGED");
            return new Sample(
                    h.member(), "/me/organizing/" + organizer + "/hours/" + hours + "/correction", false, worked);
        });
        all.put("/me/organizing/{organizer}/debriefs", h -> mine(h, "/debriefs", "went", "Well", "mood", "4"));
        all.put("/locals/{local}/organizers/hours", h -> {
            var id = paid.program();
            var hours = paid.hours(id, h, paid.organizer(id, h, h.omar(), h.member(), "ACTIVE"), "LOGGED");
            return officer(h, "/organizers/hours", "entry", hours.toString());
        });
        all.put(
                "/locals/{local}/organizers/shifts",
                h -> officer(
                        h,
                        "/organizers/shifts",
                        "who",
                        paid.organizer(paid.program(), h, h.omar(), h.member(), "ACTIVE")
                                .toString(),
                        "place",
                        "Phone bank",
                        "day",
                        clock.today().plusDays(2).toString(),
                        "from",
                        "16:00",
                        "until",
                        "19:00"));
        all.put(
                "/locals/{local}/organizers/shifts/{id}/end",
                h -> officer(
                        h,
                        "/organizers/shifts/"
                                + paid.shift(h, paid.organizer(paid.program(), h, h.omar(), h.member(), "ACTIVE"))
                                + "/end"));
    }

    private Sample hers(TestLocals.Home home, String state, String path, String... parameters) {
        var id = paid.program();
        paid.organizer(id, home, home.nadia(), home.member(), state);
        return new Sample(home.member(), "/organizers/" + id + path, false, parameters);
    }

    private Sample mine(TestLocals.Home home, String path, String... parameters) {
        var organizer = paid.organizer(paid.program(), home, home.nadia(), home.member(), "ACTIVE");
        return new Sample(home.member(), "/me/organizing/" + organizer + path, false, parameters);
    }

    private Sample panel(TestLocals.Home home, String path, String... parameters) {
        var id = paid.program();
        var organizer = paid.organizer(id, home, home.omar(), home.member(), "APPLIED");
        return staff("/organizers/" + id + "/applicants/" + organizer + path, parameters);
    }

    /** A training twenty days from today, from nine to eleven. */
    private UUID far() {
        var id = samples.training(null);
        sql.execute("""
                update training set starts_at = (?::date + time '9:00') at time zone zone, ends_at = (?::date + time '11:00') at time zone zone
                where id = ?
                """, clock.today().plusDays(20), clock.today().plusDays(20), id);
        return id;
    }

    private void trainings(Map<String, Making> all) {
        var day = clock.today().plusDays(20).toString();
        var course = new String[] {"title", "C", "language", "en", "hours", "2"};
        all.put("/courses", h -> officer("/courses", h, course));
        all.put("/courses/{id}", h -> staff("/courses/" + samples.course(), course));
        all.put("/courses/{id}/retirement", h -> staff("/courses/" + samples.course() + "/retirement"));
        all.put(
                "/courses/{id}/materials",
                h -> staff(
                        "/courses/" + samples.course() + "/materials", "name", "M", "link", "https://example.org/m"));
        all.put("/courses/{id}/materials/{material}/removal", h -> {
            var id = samples.course();
            return staff("/courses/" + id + "/materials/" + id + "/removal");
        });
        all.put(
                "/courses/requirements",
                h -> officer("/courses/requirements", h, "role", "REP", "rung", "201", "days", "200"));
        all.put(
                "/courses/requirements/{id}/end",
                h -> staff("/courses/requirements/" + samples.requirement() + "/end"));
        var planned =
                new String[] {"course", "x", "place", "P", "day", day, "from", "9:00", "until", "11:00", "capacity", "9"
                };
        all.put("/trainings", h -> {
            planned[1] = samples.course().toString();
            return officer("/trainings", h, planned.clone());
        });
        all.put("/trainings/{id}/details", h -> staff("/trainings/" + samples.training(null) + "/details", planned));
        all.put(
                "/trainings/{id}/cancellation",
                h -> staff("/trainings/" + samples.training(null) + "/cancellation", "off", "yes"));
        all.put(
                "/trainings/{id}/registration",
                h -> new Sample(h.member(), "/trainings/" + samples.training(null) + "/registration", false));
        all.put("/trainings/{id}/registration/end", h -> {
            var id = samples.training(null);
            samples.registration(id, h, h.nadia());
            return new Sample(h.member(), "/trainings/" + id + "/registration/end", false);
        });
        all.put("/trainings/{id}/workshops", h -> {
            var id = samples.training(null);
            samples.registration(id, h, h.nadia());
            return new Sample(h.member(), "/trainings/" + id + "/workshops", false);
        });
        all.put("/trainings/{id}/sheet", h -> {
            var id = samples.training(null);
            return staff(
                    "/trainings/" + id + "/sheet",
                    "came",
                    samples.registration(id, h, h.omar()).toString());
        });
        all.put("/trainings/{id}/sheet/numbers", h -> {
            var id = samples.training(null);
            samples.registration(id, h, h.omar());
            return staff("/trainings/" + id + "/sheet/numbers", "numbers", "1");
        });
        all.put("/trainings/{id}/sheet/{registration}/end", h -> {
            var id = samples.training(null);
            return staff("/trainings/" + id + "/sheet/" + samples.registration(id, h, h.omar()) + "/end");
        });
        var shift = new String[] {
            "role", "R", "day", clock.today().plusDays(20).toString(), "from", "9:15", "until", "10:00", "places", "2"
        };
        all.put("/trainings/{id}/shifts", h -> staff("/trainings/" + far() + "/shifts", shift));
        all.put("/trainings/{id}/shifts/{shift}", h -> {
            var id = far();
            return staff("/trainings/" + id + "/shifts/" + teach.shift(id, 60, 90), shift);
        });
        all.put("/trainings/{id}/shifts/{shift}/removal", h -> {
            var id = samples.training(null);
            return staff("/trainings/" + id + "/shifts/" + teach.shift(id, 60, 90) + "/removal");
        });
        all.put("/trainings/{id}/shifts/{shift}/presenting", h -> {
            var id = samples.training(null);
            var at = "/trainings/" + id + "/shifts/" + teach.shift(id, 60, 90) + "/presenting";
            return new Sample(h.member(), at, false, "biography", "I map buildings.");
        });
        all.put("/trainings/{id}/presenting/{presenter}/end", h -> {
            var id = samples.training(null);
            var one = teach.presenter(h, id, teach.shift(id, 60, 90), h.nadia());
            return new Sample(h.member(), "/trainings/" + id + "/presenting/" + one + "/end", false);
        });
        all.put("/trainings/{id}/presenting/{presenter}/thanks", h -> {
            var id = samples.training(null);
            var one = teach.presenter(h, id, teach.shift(id, -90, -30), h.nadia());
            return staff("/trainings/" + id + "/presenting/" + one + "/thanks", "hours", "2");
        });
        all.put("/trainings/{id}/aid", h -> {
            var id = samples.training(null);
            samples.registration(id, h, h.nadia());
            return new Sample(
                    h.member(), "/trainings/" + id + "/aid", false, "kind", "TRAVEL", "amount", "12", "words", "Bus");
        });
        all.put("/trainings/{id}/aid/{aid}/end", h -> {
            var id = samples.training(null);
            var aid = teach.aid(h, id, samples.registration(id, h, h.nadia()), h.nadia());
            return new Sample(h.member(), "/trainings/" + id + "/aid/" + aid + "/end", false);
        });
        all.put("/locals/{local}/training-aid/{aid}", h -> {
            var id = samples.training(null);
            var aid = teach.aid(h, id, samples.registration(id, h, h.omar()), h.omar());
            return officer(h, "/training-aid/" + aid, "act", "APPROVED", "amount", "$20");
        });
        all.put("/trainings/{id}/feedback", h -> staff("/trainings/" + samples.training(null) + "/feedback"));
        all.put("/surveys", h -> officer("/surveys", h, "title", "S"));
        all.put(
                "/surveys/{id}/questions",
                h -> staff("/surveys/" + samples.survey(false) + "/questions", "words", "W", "kind", "SCALE"));
        all.put(
                "/surveys/{id}/questions/{position}/removal",
                h -> staff("/surveys/" + samples.survey(false) + "/questions/1/removal"));
        all.put("/surveys/{id}/opening", h -> staff("/surveys/" + samples.survey(false) + "/opening"));
        all.put("/surveys/{id}/closing", h -> staff("/surveys/" + samples.survey(true) + "/closing"));
        all.put(
                "/surveys/{id}/answers",
                h -> new Sample(h.member(), "/surveys/" + samples.survey(true) + "/answers", false, "q1", "3"));
        all.put("/me/calendar", h -> new Sample(h.member(), "/me/calendar", false));
        all.put(
                "/locals/{local}/trainings/{id}/registrations",
                h -> officer(
                        h,
                        "/trainings/" + samples.training(null) + "/registrations",
                        "worksite",
                        h.first().toString(),
                        "member",
                        h.nadia().toString()));
    }

    private static Sample officer(String path, TestLocals.Home home, String... parameters) {
        return new Sample(home.officer(), path, false, parameters);
    }

    private Sample staff(String path, String... parameters) {
        return new Sample(locals.account(Role.STAFF, null, null, null), path, false, parameters);
    }

    private Sample admin(String path, String... parameters) {
        return new Sample(locals.account(Role.ADMIN, null, null, null), path, false, parameters);
    }

    private Object one(String query, TestLocals.Home home) {
        return locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.fetchValue(query, home.local().id()));
    }

    private void insert(TestLocals.Home home, String statement, Object... values) {
        locals.as(Viewer.shell(home.local().id()), () -> sql.execute(statement, values));
    }

    private UUID talk(TestLocals.Home home) {
        var id = locals.id();
        var officer = locals.viewer(home.officer());
        locals.as(
                officer,
                () -> activities.record(
                        officer,
                        Activity.of(
                                home.local().id(),
                                id,
                                home.nadia(),
                                ActivityKind.TALK,
                                home.first(),
                                Instant.now(),
                                Outcome.TALKED)));
        insert(home, """
            insert into conversation (local_id, id, member_id, note_seen_by, author_id) values (?, ?, ?, 'AUTHOR', ?)
            """, home.local().id(), id, home.nadia(), home.officer());
        return id;
    }

    private MvcTestResult send(Sample sample, UUID key) {
        var parameters = sample.parameters();
        if (sample.file()) {
            var request = mvc.post()
                    .uri(sample.path())
                    .multipart()
                    .file(new MockMultipartFile(
                            "file", "list.csv", "text/csv", "Name,Code\nAnn Lee,7\n".getBytes(StandardCharsets.UTF_8)))
                    .file(new MockMultipartFile("files", "page.png", "image/png", DOT))
                    .param("_key", key.toString())
                    .with(in(sample.who()));
            for (int i = 0; i < parameters.length; i += 2) {
                request = request.param(parameters[i], parameters[i + 1]);
            }
            return request.exchange();
        }
        var request =
                mvc.post().uri(sample.path()).param("_key", key.toString()).with(in(sample.who()));
        for (int i = 0; i < parameters.length; i += 2) {
            request = request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

    /** How many rows each table has, as far as this local and the federation see them. */
    private Map<String, Integer> rows(TestLocals.Home home) {
        // a walled table says its local itself, so that its index is used and not its policy over every row
        var tables = sql.fetch("""
                select c.relname, a.attname is not null
                from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attname = 'local_id' and c.relrowsecurity
                where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1
                """).intoMap(r -> r.get(0, String.class), r -> r.get(1, Boolean.class));
        var both = new Viewer(
                UUID.randomUUID(),
                "t",
                "",
                List.of(
                        new org.breakroom.access.Seat(Role.STAFF, null, null, null),
                        new org.breakroom.access.Seat(Role.OFFICER, home.local().id(), null, null)),
                Set.of(),
                false);
        var all = tables.entrySet().stream()
                .filter(t -> !DERIVED.contains(t.getKey()))
                .map(t -> "select '" + t.getKey() + "', count(*) from " + t.getKey()
                        + (t.getValue() ? " where local_id = " + home.local().id() : ""))
                .collect(java.util.stream.Collectors.joining(" union all "));
        var rows = new LinkedHashMap<String, Integer>();
        locals.as(both, () -> sql.fetch(all)).forEach(r -> rows.put(r.get(0, String.class), r.get(1, Integer.class)));
        return rows;
    }

    private static Map<String, Integer> grown(Map<String, Integer> from, Map<String, Integer> to) {
        var grown = new LinkedHashMap<String, Integer>();
        to.forEach((t, n) -> {
            int more = n - from.getOrDefault(t, 0);
            if (more != 0) {
                grown.put(t, more);
            }
        });
        return grown;
    }

    @Test
    void every_write_is_in_the_samples() {
        var writes = new TreeSet<String>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            var posts = info.getMethodsCondition().getMethods().stream()
                    .anyMatch(m -> m.name().equals("POST"));
            if (posts && !handler.getBeanType().getName().startsWith("org.springframework")) {
                writes.addAll(info.getPatternValues());
            }
        });
        writes.removeAll(OTHERWISE);
        assertThat(writes).isEqualTo(new TreeSet<>(writes().keySet()));
    }

    @Test
    void ten_in_a_row_and_two_at_once_have_one_effect_and_one_answer() throws Exception {
        var wrong = new ArrayList<String>();
        for (var entry : writes().entrySet()) {
            var once = inARow(entry.getKey(), entry.getValue(), wrong);
            atOnce(entry.getKey(), entry.getValue(), once, wrong);
        }
        assertThat(wrong).isEmpty();
    }

    private Map<String, Integer> inARow(String route, Making making, List<String> wrong) {
        var home = locals.open();
        var sample = making.of(home);
        var key = UUID.randomUUID();
        var before = rows(home);
        var first = send(sample, key);
        if (first.getResponse().getStatus() != 303) {
            wrong.add(route + " was not accepted: " + first.getResponse().getStatus());
            return Map.of();
        }
        var after = rows(home);
        for (int i = 0; i < 9; i++) {
            var again = send(sample, key);
            if (again.getResponse().getStatus() != 303
                    || !String.valueOf(again.getResponse().getHeader("Location"))
                            .equals(first.getResponse().getHeader("Location"))) {
                wrong.add(route + " answered otherwise the " + (i + 2) + "th time");
            }
        }
        if (!rows(home).equals(after)) {
            wrong.add(route + " had more than one effect: " + grown(after, rows(home)));
        }
        return grown(before, after);
    }

    private void atOnce(String route, Making making, Map<String, Integer> once, List<String> wrong) throws Exception {
        var home = locals.open();
        var sample = making.of(home);
        var key = UUID.randomUUID();
        var before = rows(home);
        var start = new CountDownLatch(1);
        var results = new ArrayList<Future<MvcTestResult>>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 2; i++) {
                results.add(threads.submit(() -> {
                    start.await();
                    return send(sample, key);
                }));
            }
            start.countDown();
            int accepted = 0;
            for (var r : results) {
                int status = r.get().getResponse().getStatus();
                accepted += status == 303 ? 1 : 0;
                if (status != 303 && status != 409) {
                    wrong.add(route + " answered " + status + " when two came at once");
                }
            }
            if (accepted == 0) {
                wrong.add(route + " accepted none of two");
            }
        }
        var effect = grown(before, rows(home));
        if (!effect.equals(once)) {
            wrong.add(route + " two at once: " + effect + " instead of " + once);
        }
    }
}
