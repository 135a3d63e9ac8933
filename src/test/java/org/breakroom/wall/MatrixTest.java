package org.breakroom.wall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.form;
import static org.breakroom.cast.TestLocals.in;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.breakroom.access.Open;
import org.breakroom.access.Role;
import org.breakroom.activity.Activities;
import org.breakroom.activity.Activity;
import org.breakroom.activity.ActivityKind;
import org.breakroom.activity.Outcome;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Role by route by local, made from the application's own table of routes. Every route stands in one of the kinds below;
 * one that does not fails the test. A probe that should be refused must look like something that does not exist.
 */
class MatrixTest extends Home {
    private enum Kind {
        /** Anyone. */
        PUBLIC,
        /** Anyone signed in, about herself. */
        SIGNED_IN,
        /** Anyone signed in; the sample names nothing of hers, so it is not found. */
        OWN_THING,
        /** A member's own record. */
        SELF,
        /** The home page of those who talk to people. */
        TALKERS,
        /** A local's people by name, to read: within one's worksites, the whole local, or by grant. */
        NAMES,
        /** One person or worksite by name. */
        NAMES_OF_WORKSITE,
        /** Writing about one person. */
        TALKS,
        /** Taking people of a local along as a file. */
        TAKES,
        /** What those who talk to a local's people work with, whatever their worksite. */
        TOOLS,
        /** What only an officer of the local does. */
        OFFICE,
        /** Counts of a local. */
        COUNTS,
        /** Counts of the federation. */
        FEDERATION,
        /** What the federation gives to all who talk to people. */
        DESKS,
        /** What the federation's staff writes. */
        STAFF_WRITES,
        /** What whoever teaches adds: staff for the federation, officers for their local. */
        TEACHES,
        /** Counts that need the people behind them: for who is inside the local's wall. */
        INSIDE,
        /** The administrator's. */
        SETTINGS
    }

    private static final Map<String, Kind> ROUTES = Map.ofEntries(
            Map.entry("GET /", Kind.SIGNED_IN),
            Map.entry("GET /style", Kind.PUBLIC),
            Map.entry("GET /health", Kind.PUBLIC),
            Map.entry("* /error", Kind.PUBLIC),
            Map.entry("GET /sign-in", Kind.PUBLIC),
            Map.entry("POST /sign-in", Kind.PUBLIC),
            Map.entry("GET /sign-in/code", Kind.PUBLIC),
            Map.entry("POST /sign-in/code", Kind.PUBLIC),
            Map.entry("POST /sign-out", Kind.SIGNED_IN),
            Map.entry("GET /demo", Kind.PUBLIC),
            Map.entry("GET /demo/cast.json", Kind.PUBLIC),
            Map.entry("GET /demo/sign-in/{role}", Kind.PUBLIC),
            Map.entry("GET /demo/mail", Kind.PUBLIC),
            Map.entry("GET /account", Kind.SIGNED_IN),
            Map.entry("POST /account/passkeys/{id}/removal", Kind.OWN_THING),
            Map.entry("POST /account/sessions/{id}/end", Kind.OWN_THING),
            Map.entry("GET /accounts", Kind.SETTINGS),
            Map.entry("POST /accounts", Kind.SETTINGS),
            Map.entry("POST /locals", Kind.SETTINGS),
            Map.entry("POST /officers", Kind.SETTINGS),
            Map.entry("GET /me", Kind.SELF),
            Map.entry("GET /me/contacts", Kind.SELF),
            Map.entry("POST /me/contacts", Kind.SELF),
            Map.entry("GET /locals/{local}/members/{id}/contacts", Kind.TALKS),
            Map.entry("POST /locals/{local}/members/{id}/contacts", Kind.TALKS),
            Map.entry("GET /today", Kind.TALKERS),
            Map.entry("GET /goals", Kind.FEDERATION),
            Map.entry("GET /goals.csv", Kind.FEDERATION),
            Map.entry("GET /goals/weeks.csv", Kind.FEDERATION),
            Map.entry("GET /goals/definitions", Kind.SIGNED_IN),
            Map.entry("POST /goals/definitions", Kind.STAFF_WRITES),
            Map.entry("GET /places", Kind.FEDERATION),
            Map.entry("GET /places.csv", Kind.FEDERATION),
            Map.entry("POST /places/editions", Kind.STAFF_WRITES),
            Map.entry("GET /places/editions/{id}", Kind.FEDERATION),
            Map.entry("GET /places/editions/{id}/errors.csv", Kind.FEDERATION),
            Map.entry("POST /places/editions/{id}/application", Kind.STAFF_WRITES),
            Map.entry("POST /places/editions/{id}/removal", Kind.STAFF_WRITES),
            Map.entry("POST /places/editions/{id}/proposals/{proposal}", Kind.STAFF_WRITES),
            Map.entry("POST /places/editions/{id}/spellings", Kind.STAFF_WRITES),
            Map.entry("GET /locals/{local}/worksites", Kind.OFFICE),
            Map.entry("POST /locals/{local}/worksites", Kind.OFFICE),
            Map.entry("POST /locals/{local}/worksites/list", Kind.OFFICE),
            Map.entry("POST /locals/{local}/worksites/places", Kind.OFFICE),
            Map.entry("POST /locals/{local}/worksites/openings/{id}/undo", Kind.OFFICE),
            Map.entry("GET /snapshots", Kind.FEDERATION),
            Map.entry("POST /snapshots", Kind.STAFF_WRITES),
            Map.entry("GET /snapshots/{id}", Kind.FEDERATION),
            Map.entry("GET /snapshots/{id}/board.csv", Kind.FEDERATION),
            Map.entry("GET /snapshots/{id}/board.pdf", Kind.FEDERATION),
            Map.entry("GET /locals/{local}/snapshots", Kind.COUNTS),
            Map.entry("POST /locals/{local}/snapshots", Kind.OFFICE),
            Map.entry("GET /locals/{local}/snapshots/{id}", Kind.COUNTS),
            Map.entry("GET /locals/{local}/snapshots/{id}/board.csv", Kind.COUNTS),
            Map.entry("GET /locals/{local}/snapshots/{id}/board.pdf", Kind.COUNTS),
            Map.entry("GET /locals/{local}/campaigns", Kind.INSIDE),
            Map.entry("POST /locals/{local}/campaigns", Kind.OFFICE),
            Map.entry("GET /locals/{local}/campaigns/{id}", Kind.NAMES),
            Map.entry("POST /locals/{local}/campaigns/{id}/end", Kind.OFFICE),
            Map.entry("GET /locals/{local}/goals.csv", Kind.COUNTS),
            Map.entry("GET /locals/{local}/goals/weeks.csv", Kind.COUNTS),
            Map.entry("GET /locals/{local}/goals", Kind.COUNTS),
            Map.entry("GET /locals/{local}/goals/{measure}", Kind.NAMES),
            Map.entry("GET /locals/{local}/members", Kind.NAMES),
            Map.entry("GET /locals/{local}/members/{id}", Kind.NAMES_OF_WORKSITE),
            Map.entry("GET /locals/{local}/members/exports", Kind.TAKES),
            Map.entry("POST /locals/{local}/members/exports", Kind.TAKES),
            Map.entry("GET /locals/{local}/members/exports/{id}/people.csv", Kind.TAKES),
            Map.entry("GET /locals/{local}/grants", Kind.OFFICE),
            Map.entry("POST /locals/{local}/grants", Kind.OFFICE),
            Map.entry("POST /locals/{local}/grants/{id}/revocation", Kind.OFFICE),
            Map.entry("GET /locals/{local}/audit", Kind.OFFICE),
            Map.entry("GET /locals/{local}/charts", Kind.NAMES),
            Map.entry("GET /locals/{local}/charts/{worksite}", Kind.NAMES_OF_WORKSITE),
            Map.entry("POST /locals/{local}/charts/{worksite}/records", Kind.TALKS),
            Map.entry("GET /locals/{local}/charts/{worksite}/posters", Kind.TALKS),
            Map.entry("POST /locals/{local}/charts/{worksite}/posters", Kind.TALKS),
            Map.entry("GET /locals/{local}/charts/{worksite}/posters/{id}", Kind.TALKS),
            Map.entry("GET /locals/{local}/charts/{worksite}/posters/{id}/poster.pdf", Kind.TALKS),
            Map.entry("POST /locals/{local}/charts/{worksite}/posters/{id}/marks", Kind.TALKS),
            Map.entry("POST /locals/{local}/members/{member}/assessments", Kind.TALKS),
            Map.entry("POST /locals/{local}/activities/{id}/withdrawal", Kind.TALKS),
            Map.entry("GET /locals/{local}/members/{id}/conversations/new", Kind.TALKS),
            Map.entry("POST /locals/{local}/members/{member}/conversations", Kind.TALKS),
            Map.entry("POST /locals/{local}/conversations/{id}/withdrawal", Kind.TALKS),
            Map.entry("GET /locals/{local}/conversations/{talk}/correction", Kind.TALKS),
            Map.entry("POST /locals/{local}/conversations/{talk}/correction", Kind.TALKS),
            Map.entry("GET /locals/{local}/maps/{worksite}", Kind.TALKS),
            Map.entry("POST /locals/{local}/maps/{worksite}/floors", Kind.TALKS),
            Map.entry("GET /locals/{local}/maps/{worksite}/floors/{id}/plan.png", Kind.TALKS),
            Map.entry("POST /locals/{local}/maps/{worksite}/floors/{id}/removal", Kind.TALKS),
            Map.entry("POST /locals/{local}/maps/{worksite}/floors/{id}/rooms", Kind.TALKS),
            Map.entry("POST /locals/{local}/maps/{worksite}/rooms/{id}/removal", Kind.TALKS),
            Map.entry("POST /locals/{local}/maps/{worksite}/seats", Kind.TALKS),
            Map.entry("POST /locals/{local}/maps/{worksite}/groups", Kind.TALKS),
            Map.entry("POST /locals/{local}/maps/{worksite}/groups/{id}/end", Kind.TALKS),
            Map.entry("POST /locals/{local}/maps/{worksite}/connections", Kind.TALKS),
            Map.entry("POST /locals/{local}/maps/{worksite}/connections/{id}/end", Kind.TALKS),
            Map.entry("POST /locals/{local}/members/{member}/leader", Kind.TALKS),
            Map.entry("GET /locals/{local}/coverage", Kind.TOOLS),
            Map.entry("POST /locals/{local}/coverage", Kind.OFFICE),
            Map.entry("GET /locals/{local}/coverage/{worksite}", Kind.TALKS),
            Map.entry("POST /locals/{local}/coverage/{worksite}", Kind.OFFICE),
            Map.entry("GET /drives", Kind.FEDERATION),
            Map.entry("POST /drives", Kind.STAFF_WRITES),
            Map.entry("POST /drives/{id}/end", Kind.STAFF_WRITES),
            Map.entry("GET /locals/{local}/drives", Kind.TOOLS),
            Map.entry("POST /locals/{local}/drives", Kind.OFFICE),
            Map.entry("POST /locals/{local}/drives/offers/{offer}", Kind.OFFICE),
            Map.entry("GET /locals/{local}/drives/{id}", Kind.TOOLS),
            Map.entry("POST /locals/{local}/drives/{id}/wordings", Kind.OFFICE),
            Map.entry("POST /locals/{local}/drives/{id}/closing", Kind.OFFICE),
            Map.entry("POST /locals/{local}/drives/{id}/deadline", Kind.OFFICE),
            Map.entry("POST /locals/{local}/drives/{id}/reminders", Kind.OFFICE),
            Map.entry("POST /locals/{local}/drives/{id}/links", Kind.OFFICE),
            Map.entry("POST /locals/{local}/drives/{id}/members/{member}/link", Kind.TALKS),
            Map.entry("GET /locals/{local}/drives/{id}/worksites/{worksite}", Kind.TALKS),
            Map.entry("POST /locals/{local}/drives/{id}/worksites/{worksite}", Kind.OFFICE),
            Map.entry("POST /locals/{local}/drives/{id}/worksites/{worksite}/sheets", Kind.TALKS),
            Map.entry("GET /locals/{local}/drives/{id}/worksites/{worksite}/sheets/{batch}/cards.pdf", Kind.TALKS),
            Map.entry("GET /locals/{local}/drives/{id}/worksites/{worksite}/poster.pdf", Kind.TALKS),
            Map.entry("GET /locals/{local}/drives/{id}/missing", Kind.TOOLS),
            Map.entry("POST /locals/{local}/drives/{id}/missing", Kind.OFFICE),
            Map.entry("GET /locals/{local}/drives/{id}/cards", Kind.TOOLS),
            Map.entry("GET /locals/{local}/drives/{id}/keying", Kind.OFFICE),
            Map.entry("POST /locals/{local}/drives/{id}/keying", Kind.OFFICE),
            Map.entry("POST /locals/{local}/drives/{id}/pages", Kind.OFFICE),
            Map.entry("POST /locals/{local}/drives/{id}/scans", Kind.OFFICE),
            Map.entry("GET /locals/{local}/drives/{id}/scans/{scan}", Kind.OFFICE),
            Map.entry("POST /locals/{local}/drives/{id}/scans/{scan}", Kind.OFFICE),
            Map.entry("POST /locals/{local}/drives/{id}/blanks", Kind.OFFICE),
            Map.entry("GET /locals/{local}/drives/{id}/blanks/{batch}/cards.pdf", Kind.OFFICE),
            Map.entry("GET /locals/{local}/drives/{id}/filings", Kind.OFFICE),
            Map.entry("POST /locals/{local}/drives/{id}/filings", Kind.OFFICE),
            Map.entry("POST /locals/{local}/drives/{id}/filings/{filing}", Kind.OFFICE),
            Map.entry("GET /locals/{local}/drives/{id}/filings/{filing}/filing.zip", Kind.OFFICE),
            Map.entry("GET /locals/{local}/serials/{serial}", Kind.OFFICE),
            Map.entry("GET /locals/{local}/cards/{id}", Kind.TALKS),
            Map.entry("POST /locals/{local}/cards/{id}", Kind.OFFICE),
            Map.entry("GET /locals/{local}/card/{token}", Kind.PUBLIC),
            Map.entry("POST /locals/{local}/card/{token}", Kind.PUBLIC),
            Map.entry("GET /locals/{local}/card/{token}/code", Kind.PUBLIC),
            Map.entry("POST /locals/{local}/card/{token}/code", Kind.PUBLIC),
            Map.entry("GET /locals/{local}/card/{token}/signature", Kind.PUBLIC),
            Map.entry("POST /locals/{local}/card/{token}/signature", Kind.PUBLIC),
            Map.entry("GET /locals/{local}/receipts/{receipt}", Kind.PUBLIC),
            Map.entry("POST /locals/{local}/receipts/{receipt}", Kind.PUBLIC),
            Map.entry("GET /locals/{local}/card-heads", Kind.PUBLIC),
            Map.entry("GET /courses", Kind.SIGNED_IN),
            Map.entry("POST /courses", Kind.TEACHES),
            Map.entry("GET /courses/{id}", Kind.SIGNED_IN),
            Map.entry("POST /courses/{id}", Kind.STAFF_WRITES),
            Map.entry("POST /courses/{id}/retirement", Kind.STAFF_WRITES),
            Map.entry("POST /courses/{id}/materials", Kind.STAFF_WRITES),
            Map.entry("GET /courses/{id}/materials/{material}", Kind.SIGNED_IN),
            Map.entry("POST /courses/{id}/materials/{material}/removal", Kind.STAFF_WRITES),
            Map.entry("POST /courses/requirements", Kind.TEACHES),
            Map.entry("POST /courses/requirements/{id}/end", Kind.STAFF_WRITES),
            Map.entry("GET /trainings", Kind.SIGNED_IN),
            Map.entry("GET /trainings/new", Kind.TEACHES),
            Map.entry("POST /trainings", Kind.TEACHES),
            Map.entry("GET /trainings/{id}", Kind.SIGNED_IN),
            Map.entry("POST /trainings/{id}/registration", Kind.SIGNED_IN),
            Map.entry("POST /trainings/{id}/registration/end", Kind.OWN_THING),
            Map.entry("POST /trainings/{id}/workshops", Kind.OWN_THING),
            Map.entry("GET /trainings/{id}/details", Kind.STAFF_WRITES),
            Map.entry("POST /trainings/{id}/details", Kind.STAFF_WRITES),
            Map.entry("POST /trainings/{id}/cancellation", Kind.STAFF_WRITES),
            Map.entry("GET /trainings/{id}/training.ics", Kind.SIGNED_IN),
            Map.entry("GET /trainings/{id}/sheet", Kind.STAFF_WRITES),
            Map.entry("POST /trainings/{id}/sheet", Kind.STAFF_WRITES),
            Map.entry("POST /trainings/{id}/sheet/numbers", Kind.STAFF_WRITES),
            Map.entry("POST /trainings/{id}/sheet/{registration}/end", Kind.STAFF_WRITES),
            Map.entry("GET /trainings/{id}/sheet.pdf", Kind.STAFF_WRITES),
            Map.entry("GET /trainings/{id}/names.pdf", Kind.STAFF_WRITES),
            Map.entry("GET /trainings/rungs", Kind.FEDERATION),
            Map.entry("GET /trainings/{id}/presenters", Kind.SIGNED_IN),
            Map.entry("POST /trainings/{id}/shifts", Kind.STAFF_WRITES),
            Map.entry("POST /trainings/{id}/shifts/{shift}", Kind.STAFF_WRITES),
            Map.entry("POST /trainings/{id}/shifts/{shift}/removal", Kind.STAFF_WRITES),
            Map.entry("POST /trainings/{id}/shifts/{shift}/presenting", Kind.SIGNED_IN),
            Map.entry("POST /trainings/{id}/presenting/{presenter}/end", Kind.STAFF_WRITES),
            Map.entry("POST /trainings/{id}/presenting/{presenter}/thanks", Kind.STAFF_WRITES),
            Map.entry("GET /me/learning/presented/{presenter}/thanks.pdf", Kind.OWN_THING),
            Map.entry("GET /trainings/{id}/aid", Kind.OWN_THING),
            Map.entry("POST /trainings/{id}/aid", Kind.OWN_THING),
            Map.entry("POST /trainings/{id}/aid/{aid}/end", Kind.OWN_THING),
            Map.entry("GET /locals/{local}/training-aid", Kind.OFFICE),
            Map.entry("POST /locals/{local}/training-aid/{aid}", Kind.OFFICE),
            Map.entry("GET /trainings/{id}/arrival", Kind.PUBLIC),
            Map.entry("POST /trainings/{id}/arrival", Kind.PUBLIC),
            Map.entry("GET /me/learning", Kind.SIGNED_IN),
            Map.entry("GET /me/learning/{registration}/certificate.pdf", Kind.OWN_THING),
            Map.entry("POST /me/calendar", Kind.SIGNED_IN),
            Map.entry("GET /calendar/{token}/trainings.ics", Kind.PUBLIC),
            Map.entry("GET /locals/{local}/learning", Kind.TOOLS),
            Map.entry("GET /locals/{local}/trainings/{id}/registrations", Kind.TOOLS),
            Map.entry("POST /locals/{local}/trainings/{id}/registrations", Kind.TOOLS),
            Map.entry("GET /organizers", Kind.SIGNED_IN),
            Map.entry("GET /organizers/new", Kind.STAFF_WRITES),
            Map.entry("POST /organizers", Kind.STAFF_WRITES),
            Map.entry("GET /organizers/{id}", Kind.SIGNED_IN),
            Map.entry("POST /organizers/{id}/applications", Kind.SELF),
            Map.entry("POST /organizers/{id}/withdrawal", Kind.OWN_THING),
            Map.entry("POST /organizers/{id}/agreement", Kind.OWN_THING),
            Map.entry("POST /organizers/{id}/end", Kind.STAFF_WRITES),
            Map.entry("GET /organizers/{id}/applicants", Kind.STAFF_WRITES),
            Map.entry("GET /organizers/{id}/applicants/{applicant}", Kind.STAFF_WRITES),
            Map.entry("POST /organizers/{id}/applicants/{applicant}/scores", Kind.STAFF_WRITES),
            Map.entry("POST /organizers/{id}/applicants/{applicant}/decision", Kind.STAFF_WRITES),
            Map.entry("GET /organizers/{id}/hours", Kind.STAFF_WRITES),
            Map.entry("POST /organizers/{id}/hours", Kind.STAFF_WRITES),
            Map.entry("GET /organizers/{id}/people/{organizer}", Kind.STAFF_WRITES),
            Map.entry("POST /organizers/{id}/people/{organizer}/hours", Kind.STAFF_WRITES),
            Map.entry("POST /organizers/{id}/people/{organizer}/hours/{hours}/correction", Kind.STAFF_WRITES),
            Map.entry("GET /organizers/{id}/money", Kind.STAFF_WRITES),
            Map.entry("POST /organizers/{id}/periods", Kind.STAFF_WRITES),
            Map.entry("POST /organizers/{id}/rates", Kind.STAFF_WRITES),
            Map.entry("POST /organizers/{id}/refunds", Kind.STAFF_WRITES),
            Map.entry("GET /organizers/{id}/periods/{number}/payable.csv", Kind.STAFF_WRITES),
            Map.entry("GET /organizers/{id}/sources.csv", Kind.STAFF_WRITES),
            Map.entry("GET /organizers/{id}/debriefs", Kind.STAFF_WRITES),
            Map.entry("GET /me/organizing", Kind.SIGNED_IN),
            Map.entry("POST /me/organizing/{organizer}/hours", Kind.OWN_THING),
            Map.entry("POST /me/organizing/{organizer}/hours/{hours}/correction", Kind.OWN_THING),
            Map.entry("POST /me/organizing/{organizer}/debriefs", Kind.OWN_THING),
            Map.entry("GET /me/organizing/{organizer}/statement.csv", Kind.OWN_THING),
            Map.entry("GET /locals/{local}/organizers", Kind.OFFICE),
            Map.entry("POST /locals/{local}/organizers/hours", Kind.OFFICE),
            Map.entry("POST /locals/{local}/organizers/shifts", Kind.OFFICE),
            Map.entry("POST /locals/{local}/organizers/shifts/{id}/end", Kind.OFFICE),
            Map.entry("GET /surveys", Kind.SIGNED_IN),
            Map.entry("POST /surveys", Kind.TEACHES),
            Map.entry("GET /surveys/{id}", Kind.SIGNED_IN),
            Map.entry("POST /surveys/{id}/answers", Kind.SELF),
            Map.entry("POST /surveys/{id}/questions", Kind.STAFF_WRITES),
            Map.entry("POST /surveys/{id}/questions/{position}/removal", Kind.STAFF_WRITES),
            Map.entry("POST /surveys/{id}/opening", Kind.STAFF_WRITES),
            Map.entry("POST /surveys/{id}/closing", Kind.STAFF_WRITES),
            Map.entry("GET /surveys/{id}/results", Kind.STAFF_WRITES),
            Map.entry("GET /surveys/{id}/results.csv", Kind.STAFF_WRITES),
            Map.entry("POST /trainings/{id}/feedback", Kind.STAFF_WRITES),
            Map.entry("GET /kits", Kind.DESKS),
            Map.entry("POST /kits", Kind.STAFF_WRITES),
            Map.entry("GET /kits/{id}", Kind.DESKS),
            Map.entry("GET /kits/{id}/handout.pdf", Kind.DESKS),
            Map.entry("GET /meetings", Kind.FEDERATION),
            Map.entry("GET /locals/{local}/meetings", Kind.TOOLS),
            Map.entry("POST /locals/{local}/meetings", Kind.TOOLS),
            Map.entry("GET /locals/{local}/meetings/{id}", Kind.TALKS),
            Map.entry("POST /locals/{local}/meetings/{id}/attendance", Kind.TALKS),
            Map.entry("POST /locals/{local}/meetings/{id}/sheet", Kind.TALKS),
            Map.entry("GET /locals/{local}/meetings/{id}/sheet.pdf", Kind.TALKS),
            Map.entry("POST /locals/{local}/meetings/{id}/cancellation", Kind.TALKS),
            Map.entry("POST /locals/{local}/meetings/{id}/concerns", Kind.TALKS),
            Map.entry("POST /locals/{local}/meetings/{id}/arrivals/{arrival}", Kind.TALKS),
            Map.entry("GET /locals/{local}/meetings/{id}/arrival", Kind.PUBLIC),
            Map.entry("POST /locals/{local}/meetings/{id}/arrival", Kind.PUBLIC),
            Map.entry("POST /locals/{local}/concerns/{id}/settlement", Kind.TALKS),
            Map.entry("GET /locals/{local}/orientation", Kind.TOOLS),
            Map.entry("POST /locals/{local}/members/{member}/orientation", Kind.TALKS),
            Map.entry("GET /locals/{local}/tests", Kind.TOOLS),
            Map.entry("POST /locals/{local}/tests", Kind.OFFICE),
            Map.entry("POST /locals/{local}/tests/{id}/closing", Kind.OFFICE),
            Map.entry("GET /locals/{local}/tests/{id}/worksites/{worksite}", Kind.TALKS),
            Map.entry("POST /locals/{local}/tests/{id}/worksites/{worksite}", Kind.TALKS),
            Map.entry("GET /phone", Kind.TALKERS),
            Map.entry("GET /phone/worker.js", Kind.PUBLIC),
            Map.entry("GET /phone/app.webmanifest", Kind.PUBLIC),
            Map.entry("GET /phone/state", Kind.TALKERS),
            Map.entry("POST /phone/devices", Kind.TALKERS),
            Map.entry("POST /phone/devices/{id}/pack", Kind.OWN_THING),
            Map.entry("GET /phone/devices/{id}/contacts/{member}", Kind.OWN_THING),
            Map.entry("POST /phone/devices/{id}/differences", Kind.OWN_THING),
            Map.entry("POST /phone/devices/{id}/entries", Kind.PUBLIC),
            Map.entry("GET /phones", Kind.TALKERS),
            Map.entry("POST /phones/{id}/revocation", Kind.OWN_THING),
            Map.entry("GET /locals/{local}/phones", Kind.OFFICE),
            Map.entry("POST /locals/{local}/phones/{id}/revocation", Kind.OFFICE),
            Map.entry("POST /locals/{local}/phones/entries/{id}/acceptance", Kind.OFFICE),
            Map.entry("POST /locals/{local}/phones/entries/{id}/refusal", Kind.OFFICE),
            Map.entry("GET /locals/{local}/raps", Kind.TOOLS),
            Map.entry("POST /locals/{local}/raps", Kind.OFFICE),
            Map.entry("GET /locals/{local}/invitations", Kind.OFFICE),
            Map.entry("POST /locals/{local}/invitations", Kind.OFFICE),
            Map.entry("POST /locals/{local}/invitations/{id}/end", Kind.OFFICE),
            Map.entry("GET /locals/{local}/invitations/{id}/acceptance", Kind.PUBLIC),
            Map.entry("POST /locals/{local}/invitations/{id}/acceptance", Kind.PUBLIC),
            Map.entry("GET /locals/{local}/roster-imports", Kind.OFFICE),
            Map.entry("POST /locals/{local}/roster-imports", Kind.OFFICE),
            Map.entry("GET /locals/{local}/roster-imports/{id}/columns", Kind.OFFICE),
            Map.entry("POST /locals/{local}/roster-imports/{id}/columns", Kind.OFFICE),
            Map.entry("GET /locals/{local}/roster-imports/{id}", Kind.OFFICE),
            Map.entry("GET /locals/{local}/roster-imports/{id}/review", Kind.OFFICE),
            Map.entry("GET /duplicates", Kind.STAFF_WRITES),
            Map.entry("POST /duplicates", Kind.STAFF_WRITES),
            Map.entry("POST /duplicates/decision", Kind.STAFF_WRITES),
            Map.entry("GET /locals/{local}/duplicates", Kind.OFFICE),
            Map.entry("POST /locals/{local}/duplicates", Kind.OFFICE),
            Map.entry("POST /locals/{local}/duplicates/merge", Kind.OFFICE),
            Map.entry("POST /locals/{local}/duplicates/apart", Kind.OFFICE),
            Map.entry("POST /locals/{local}/duplicates/perhaps", Kind.OFFICE),
            Map.entry("POST /locals/{local}/merges/{id}/undo", Kind.OFFICE),
            Map.entry("POST /locals/{local}/roster-imports/{id}/rows/{row}/decision", Kind.OFFICE),
            Map.entry("POST /locals/{local}/roster-imports/{id}/decisions", Kind.OFFICE),
            Map.entry("POST /locals/{local}/roster-imports/{id}/renames", Kind.OFFICE),
            Map.entry("POST /locals/{local}/roster-imports/{id}/contacts", Kind.OFFICE),
            Map.entry("POST /locals/{local}/roster-imports/{id}/application", Kind.OFFICE),
            Map.entry("POST /locals/{local}/roster-imports/{id}/undo", Kind.OFFICE),
            Map.entry("GET /locals/{local}/roster-imports/{id}/errors.csv", Kind.OFFICE));

    private record Route(String method, String pattern, Kind kind) {}

    private record Who(String name, Set<Role> roles, UUID account, boolean granted) {}

    /** Where a probe goes: which local, and whether to the viewer's own worksite or the other. */
    private record Where(String name, TestLocals.Home home, boolean own, boolean hersThere) {}

    @Autowired
    org.breakroom.cast.TeachSamples teach;

    @Autowired
    org.breakroom.cast.PaidSamples paid;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Autowired
    DSLContext sql;

    @Autowired
    Activities activities;

    private List<Route> routes() {
        var routes = new ArrayList<Route>();
        var unlisted = new TreeSet<String>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType().getName().startsWith("org.springframework")) {
                return;
            }
            assertThat(handler.hasMethodAnnotation(Open.class))
                    .as(handler + " is classified")
                    .isTrue();
            var methods = info.getMethodsCondition().getMethods();
            for (var pattern : info.getPatternValues()) {
                var method = methods.isEmpty() ? "*" : methods.iterator().next().name();
                var kind = ROUTES.get(method + " " + pattern);
                if (kind == null) {
                    unlisted.add(method + " " + pattern);
                } else {
                    routes.add(new Route(method, pattern, kind));
                }
            }
        });
        assertThat(unlisted).as("routes that stand in no kind of the matrix").isEmpty();
        return routes;
    }

    @Test
    void each_viewer_passes_where_she_may_and_nowhere_else() {
        var own = locals.open();
        var other = locals.open();
        var viewers = viewers(own);
        var before = rowsOf(other);
        int probes = 0;
        var leaks = new ArrayList<String>();
        for (var route : routes()) {
            for (var who : viewers) {
                for (var where : List.of(
                        new Where("own local", own, true, true),
                        new Where("own local, other worksite", own, true, false),
                        new Where("other local", other, false, true))) {
                    probes++;
                    var result = probe(route, who, where);
                    check(route, who, where, result, leaks);
                }
            }
        }
        assertThat(leaks).isEmpty();
        assertThat(rowsOf(other)).as("nothing of the other local changed").isEqualTo(before);
        System.out.println("access matrix: " + probes + " probes, " + viewers.size() + " viewers, " + ROUTES.size()
                + " routes, 0 leaks");
    }

    private List<Who> viewers(TestLocals.Home own) {
        var granted = locals.account(Role.STAFF, null, null, null);
        locals.grant(own.local(), granted, own.officer());
        return List.of(
                new Who("member", Set.of(Role.MEMBER), own.member(), false),
                new Who("rep", Set.of(Role.REP), own.rep(), false),
                new Who("organizer", Set.of(Role.ORGANIZER), own.organizer(), false),
                new Who("officer", Set.of(Role.OFFICER), own.officer(), false),
                new Who("staff, granted", Set.of(Role.STAFF), granted, true),
                new Who("staff", Set.of(Role.STAFF), locals.account(Role.STAFF, null, null, null), false),
                new Who("admin", Set.of(Role.ADMIN), locals.account(Role.ADMIN, null, null, null), false),
                new Who("stranger", Set.of(), new UUID(0, 0), false));
    }

    private MvcTestResult probe(Route route, Who who, Where where) {
        var uri = fill(route, who, where);
        var method = route.method().equals("*") ? HttpMethod.GET : HttpMethod.valueOf(route.method());
        var request =
                mvc.method(method).uri(uri).param("_key", UUID.randomUUID().toString());
        return (who.roles().isEmpty() ? request.with(form()) : request.with(in(who.account()))).exchange();
    }

    private String fill(Route route, Who who, Where where) {
        var home = where.home();
        if (route.pattern().startsWith("/kits/{id}")) {
            return route.pattern().replace("{id}", samples.kit().toString());
        }
        if (route.pattern().equals("/drives/{id}/end")) {
            return "/drives/" + samples.offer() + "/end";
        }
        if (route.pattern().contains("/courses/") || route.pattern().contains("/trainings/{id}")) {
            return training(route.pattern(), home);
        }
        if (route.pattern().startsWith("/organizers/{id}") || route.pattern().startsWith("/me/organizing/")) {
            return organizing(route.pattern());
        }
        if (route.pattern().startsWith("/surveys/{id}")) {
            boolean draft =
                    route.pattern().contains("/questions") || route.pattern().endsWith("/opening");
            return route.pattern()
                    .replace("{id}", samples.survey(!draft).toString())
                    .replace("{position}", "1");
        }
        if (route.pattern().startsWith("/calendar/")) {
            return "/calendar/" + samples.feed(home.member()) + "/trainings.ics";
        }
        if (route.pattern().startsWith("/me/learning/presented/")) {
            var training = samples.training(null);
            var shift = teach.shift(training, 60, 90);
            return route.pattern()
                    .replace(
                            "{presenter}",
                            teach.presenter(home, training, shift, home.omar()).toString());
        }
        if (route.pattern().startsWith("/me/learning/")) {
            // of somebody else, whom the probe's own place in the line is not
            return "/me/learning/" + samples.registration(samples.training(null), home, home.omar())
                    + "/certificate.pdf";
        }
        if (route.pattern().startsWith("/places/editions/{id}")) {
            var edition = samples.edition(route.pattern().endsWith("/application") ? "PREVIEW" : "APPLIED");
            return route.pattern()
                    .replace("{id}", edition.toString())
                    .replace("{proposal}", samples.proposal(edition).toString());
        }
        var path = route.pattern()
                .replace(
                        "{aid}",
                        route.pattern().contains("{aid}")
                                ? aid(samples.training(null), home).toString()
                                : "")
                .replace("{talk}", "{id}")
                .replace(
                        "{offer}",
                        route.pattern().contains("{offer}") ? samples.offer().toString() : "")
                .replace("{token}", route.pattern().contains("{token}") ? samples.cardLink(home) : "")
                .replace("{serial}", route.pattern().contains("{serial}") ? samples.serial(home) : "")
                .replace(
                        "{receipt}",
                        route.pattern().contains("{receipt}")
                                ? samples.card(home, home.nadia()).toString().replace("-", "")
                                : "")
                .replace("{local}", String.valueOf(home.local().number()))
                .replace("{measure}", "talked")
                .replace("{role}", "rep")
                .replace("{row}", "1")
                .replace("{worksite}", (where.hersThere() ? home.first() : home.second()).toString())
                .replace("{member}", (where.hersThere() ? home.nadia() : home.far()).toString());
        if (!path.contains("{id}")) {
            return path;
        }
        var id = thing(path, who, where);
        for (var of : List.of("{id}", "{arrival}", "{batch}", "{scan}", "{filing}")) {
            path = path.replace(of, id);
        }
        return path + (path.endsWith("/arrival") ? "?code=c" : "");
    }

    /** A program of the federation's, and an organizer of a third local: the federation keeps it, and that local's log tells it. */
    private String organizing(String pattern) {
        var program = paid.program();
        var third = locals.open();
        var organizer = paid.organizer(program, third, third.omar(), third.member(), "ACTIVE");
        sql.execute(
                "insert into stipend_period select id, 1, starts_on, starts_on + 6, 'A', id, now() from organizer_program where id = ?",
                program);
        return pattern.replace("{id}", program.toString())
                .replace("{number}", "1")
                .replace("{applicant}", organizer.toString())
                .replace("{organizer}", organizer.toString())
                .replace(
                        "{hours}",
                        paid.hours(program, third, organizer, "LOGGED").toString());
    }

    /** What omar asked his local, for which it decides once. */
    private UUID aid(UUID training, TestLocals.Home home) {
        return teach.aid(home, training, samples.registration(training, home, home.omar()), home.omar());
    }

    /** A course or training of the federation's; the local's own are tried in TrainingTest. */
    private String training(String pattern, TestLocals.Home home) {
        var training = samples.training(null);
        var course = samples.course();
        var path = pattern.replace("{local}", String.valueOf(home.local().number()))
                .replace("/courses/{id}", "/courses/" + course)
                .replace("{material}", course.toString())
                .replace("/requirements/{id}", "/requirements/" + samples.requirement())
                .replace("{id}", training.toString());
        if (path.contains("{shift}") || path.contains("{presenter}")) {
            var third = locals.open();
            var shift = path.endsWith("/thanks") ? teach.shift(training, -90, -30) : teach.shift(training, 60, 90);
            path = path.replace("{shift}", shift.toString())
                    .replace(
                            "{presenter}",
                            path.contains("{presenter}")
                                    ? teach.presenter(third, training, shift, third.omar())
                                            .toString()
                                    : "");
        }
        if (path.contains("{aid}")) {
            path = path.replace("{aid}", aid(training, home).toString());
        }
        if (path.contains("{registration}")) {
            // of a third local: the federation's keeper may take anybody off her list, and that local's log tells it
            var third = locals.open();
            path = path.replace(
                    "{registration}",
                    samples.registration(training, third, third.omar()).toString());
        }
        return path + (path.endsWith("/arrival") ? "?code=CODECODE" : "");
    }

    /** The thing an address names: made for the probe where it would be used up or must be the viewer's own. */
    private String thing(String path, Who who, Where where) {
        var home = where.home();
        if (path.contains("/organizers/shifts/")) {
            var organizer = paid.organizer(paid.program(), home, home.omar(), home.member(), "ACTIVE");
            return paid.shift(home, organizer).toString();
        }
        if (path.contains("/drives/")) {
            return samples.drive(home, path.endsWith(".zip")).toString();
        }
        if (path.contains("/cards/")) {
            return samples.card(home, where.hersThere() ? home.nadia() : home.far())
                    .toString();
        }
        if (path.contains("/exports/")) {
            return export(who, home).toString();
        }
        if (path.contains("/grants/")) {
            return grant(home).toString();
        }
        if (path.contains("/members/")) {
            return (where.hersThere() ? home.nadia() : home.far()).toString();
        }
        if (path.contains("/conversations/") || path.contains("/activities/")) {
            return talk(who, home).toString();
        }
        if (path.contains("/merges/")) {
            return samples.merge(home).toString();
        }
        if (path.contains("/openings/")) {
            return samples.opening(home).toString();
        }
        if (path.contains("/roster-imports/")) {
            return samples.list(home, "UNDONE").toString();
        }
        if (path.contains("/posters/")) {
            return samples.poster(home, where.hersThere() ? home.first() : home.second())
                    .toString();
        }
        if (path.contains("/snapshots/")) {
            return snapshot(path.startsWith("/locals/") ? home.local().id() : 0).toString();
        }
        if (path.contains("/maps/")) {
            return samples.map(home, where.hersThere() ? home.first() : home.second())
                    .toString();
        }
        if (path.contains("/meetings/")) {
            return samples.meeting(home, where.hersThere() ? home.first() : home.second())
                    .toString();
        }
        if (path.contains("/concerns/")) {
            return samples.concern(home, where.hersThere() ? home.first() : home.second())
                    .toString();
        }
        if (path.contains("/tests/")) {
            return samples.test(home).toString();
        }
        if (path.contains("/phones/entries/")) {
            return samples.waiting(home).toString();
        }
        if (path.startsWith("/locals/") && path.contains("/phones/")) {
            return samples.phone(home).toString();
        }
        if (path.contains("/campaigns/")) {
            return samples.campaign(home).toString();
        }
        if (path.contains("/invitations/")) {
            return samples.invitation(home).toString();
        }
        return "x";
    }

    private UUID export(Who who, TestLocals.Home home) {
        var id = locals.id();
        locals.as(
                org.breakroom.access.Viewer.shell(home.local().id()),
                () -> sql.execute("""
                insert into member_export (local_id, id, account_id, account_name, reason, query, people, tracer_name, tracer_email, made_at)
                values (?, ?, ?, 'X', 'because', '', 3, 'T', 't@example.org', now())
                """, home.local().id(), id, who.account()));
        return id;
    }

    private UUID grant(TestLocals.Home home) {
        var id = locals.id();
        var staff = locals.account(Role.STAFF, null, null, null);
        locals.as(
                org.breakroom.access.Viewer.shell(home.local().id()),
                () -> sql.execute("""
                insert into name_grant (id, of_local, account_id, from_on, until_on, granted_by)
                values (?, ?, ?, (now() at time zone 'America/New_York')::date, (now() at time zone 'America/New_York')::date + 1, ?)
                """, id, home.local().id(), staff, home.officer()));
        return id;
    }

    private UUID snapshot(int of) {
        var id = locals.id();
        var by = of == 0 ? org.breakroom.access.Viewer.ofCounts() : org.breakroom.access.Viewer.shell(of);
        locals.as(
                by,
                () -> sql.batch(
                                sql.query(
                                        "insert into goal_snapshot values (?, ?, 'T', 2026, 1, 'A', ?, now())",
                                        of,
                                        id,
                                        id),
                                sql.query(
                                        "insert into goal_snapshot_line values (?, ?, 0, 0::smallint, 'All', 3, 2, 1, 0, 0)",
                                        of,
                                        id))
                        .execute());
        return id;
    }

    private UUID talk(Who who, TestLocals.Home home) {
        var id = locals.id();
        var author = org.breakroom.access.Viewer.shell(home.local().id());
        var hers = new org.breakroom.access.Viewer(who.account(), who.name(), "", author.seats(), Set.of(), false);
        locals.as(
                hers,
                () -> activities.record(
                        hers,
                        Activity.of(
                                home.local().id(),
                                id,
                                home.nadia(),
                                ActivityKind.TALK,
                                home.first(),
                                java.time.Instant.now(),
                                Outcome.TALKED)));
        return id;
    }

    private void check(Route route, Who who, Where where, MvcTestResult result, List<String> leaks) {
        int status = result.getResponse().getStatus();
        var what = route.method() + " " + route.pattern() + " as " + who.name() + " in " + where.name() + ": " + status;
        if (status >= 500) {
            leaks.add(what + " failed");
            return;
        }
        if (who.roles().isEmpty() && route.kind() != Kind.PUBLIC) {
            if (status != 303 || !"/sign-in".equals(result.getResponse().getHeader("Location"))) {
                leaks.add(what + " for a stranger");
            }
            return;
        }
        boolean may = may(route, who, where);
        boolean entered = status != 404 && status != 403;
        if (may != entered) {
            leaks.add(what + (may ? " but may" : " but may not"));
        }
    }

    private static boolean may(Route route, Who who, Where where) {
        boolean talker = who.roles().stream().anyMatch(r -> r == Role.REP || r == Role.ORGANIZER);
        boolean officer = who.roles().contains(Role.OFFICER);
        boolean federation = who.roles().contains(Role.STAFF) || who.roles().contains(Role.ADMIN);
        boolean ownTalk =
                route.pattern().endsWith("/{id}/withdrawal") || route.pattern().endsWith("/{talk}/correction");
        return switch (route.kind()) {
            case PUBLIC -> !route.pattern().equals("/error");
            case SIGNED_IN -> true;
            case OWN_THING -> false;
            case SELF -> who.roles().contains(Role.MEMBER);
            case TALKERS -> talker || officer;
            case NAMES -> where.own() && (talker || officer || who.granted());
            case NAMES_OF_WORKSITE -> where.own() && (officer || who.granted() || (talker && where.hersThere()));
            case TALKS -> where.own() && (officer || (talker && (where.hersThere() || ownTalk)));
            case TAKES, TOOLS -> where.own() && (talker || officer);
            case OFFICE -> where.own() && officer;
            case COUNTS -> federation || where.own();
            case FEDERATION -> federation;
            case DESKS -> federation || talker || officer;
            case STAFF_WRITES -> who.roles().contains(Role.STAFF);
            case TEACHES -> officer || who.roles().contains(Role.STAFF);
            case INSIDE -> where.own() && (who.granted() || !federation);
            case SETTINGS -> who.roles().contains(Role.ADMIN);
        };
    }

    /** How many rows of each table a local has, but for those the probes' own samples make. */
    private Map<String, Integer> rowsOf(TestLocals.Home home) {
        var viewer = org.breakroom.access.Viewer.shell(home.local().id());
        var rows = new LinkedHashMap<String, Integer>();
        for (var table : List.of(
                "member",
                "employment",
                "membership",
                "contact_point",
                "conversation",
                "audit_entry",
                "area",
                "building_rep",
                "worksite_name")) {
            rows.put(
                    table,
                    locals.count(
                            viewer,
                            "select count(*) from " + table + " where local_id = ?",
                            home.local().id()));
        }
        rows.put(
                "ended invitations",
                locals.count(
                        viewer,
                        "select count(*) from invitation where local_id = ? and ended_at is not null",
                        home.local().id()));
        rows.put(
                "corrections",
                locals.count(
                        viewer,
                        "select count(*) from activity where local_id = ? and corrects is not null",
                        home.local().id()));
        return rows;
    }
}
