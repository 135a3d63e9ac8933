package org.breakroom.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
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
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** Definitions in versions, campaign goals, snapshots and files of the boards, as their users meet them. */
class GoalsTest extends Home {
    @Autowired
    Activities activities;

    @Autowired
    FederationClock clock;

    @Autowired
    DSLContext sql;

    @Autowired
    Years years;

    @Autowired
    TransactionTemplate transaction;

    private String path(TestLocals.Home home, String rest) {
        return "/locals/" + home.local().number() + rest;
    }

    private MvcTestResult get(UUID account, String uri) {
        return mvc.get().uri(uri).with(in(account)).exchange();
    }

    private static String text(MvcTestResult result) throws Exception {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    private void record(TestLocals.Home home, UUID member, ActivityKind kind, Outcome outcome) {
        var officer = locals.viewer(home.officer());
        var id = locals.id();
        locals.as(
                officer,
                () -> activities.record(
                        officer, Activity.of(home.local().id(), id, member, kind, home.first(), clock.now(), outcome)));
    }

    private MvcTestResult define(UUID staff, String... changed) {
        var answers = new java.util.LinkedHashMap<String, java.util.List<String>>();
        answers.put("fromYear", java.util.List.of(String.valueOf(clock.year().start())));
        answers.put("talkOutcomes", java.util.List.of("TALKED"));
        answers.put(
                "actions", java.util.List.of("PETITION", "EVENT", "LETTER", "CALL", "PLEDGE", "BUTTON_DAY", "PHOTO"));
        answers.put("activistDays", java.util.List.of("3"));
        answers.put("leading", java.util.List.of("yes"));
        answers.put("counted", java.util.List.of("MEMBER", "LEAVE", "RETIREE"));
        answers.put("hiredBy", java.util.List.of(""));
        answers.put("talked", java.util.List.of("100"));
        answers.put("acted", java.util.List.of("50"));
        answers.put("activists", java.util.List.of("10"));
        answers.put("recommitted", java.util.List.of("100"));
        answers.put("reason", java.util.List.of("Decided by the convention."));
        for (int i = 0; i < changed.length; i += 2) {
            answers.put(changed[i], java.util.List.of(changed[i + 1].split(",")));
        }
        var all = answers.entrySet().stream()
                .flatMap(e -> e.getValue().stream().flatMap(v -> java.util.stream.Stream.of(e.getKey(), v)))
                .toArray(String[]::new);
        return post(staff, "/goals/definitions", all);
    }

    private String counts(int local) {
        return locals.as(
                Viewer.ofCounts(),
                () -> sql.fetchSingle("""
                select sum(members) || ' ' || sum(talked) || ' ' || sum(acted) || ' ' || sum(activists) from goal_tally
                where local_id = ? and year = ?
                """, local, clock.year().start()).get(0, String.class));
    }

    @Test
    void a_new_definition_counts_every_local_again_and_the_old_one_stays_to_be_read() throws Exception {
        var home = locals.open();
        var staff = locals.account(Role.STAFF, null, null, null);
        record(home, home.nadia(), ActivityKind.TALK, Outcome.REFUSED);
        record(home, home.nadia(), ActivityKind.MEETING, Outcome.TOOK_PART);
        record(home, home.omar(), ActivityKind.PETITION, Outcome.TOOK_PART);
        int local = home.local().id();
        years.countAll(transaction);
        var before = counts(local);
        assertThat(before).endsWith(" 0 1 0");
        try {
            assertThat(define(
                            staff,
                            "talkOutcomes",
                            "TALKED,REFUSED",
                            "actions",
                            "PETITION,MEETING",
                            "activistDays",
                            "1"))
                    .hasStatus(303);
            // until it is counted again a local goes on by the version before, exactly
            record(home, home.far(), ActivityKind.PETITION, Outcome.TOOK_PART);
            years.countAll(transaction);
            assertThat(counts(local)).endsWith(" 1 3 3");
            record(home, home.far(), ActivityKind.TALK, Outcome.REFUSED);
            assertThat(counts(local)).endsWith(" 2 3 3");
            assertThat(text(get(staff, "/goals/definitions")))
                    .contains("Version 1", "Decided by the convention.")
                    .contains("Talked, Refused");
            assertThat(text(get(home.officer(), path(home, "/goals"))))
                    .contains("the two talked or she refused", "a petition or a 10-minute meeting");
        } finally {
            assertThat(define(staff)).hasStatus(303);
            years.countAll(transaction);
        }
        assertThat(counts(local)).endsWith(" 0 2 0");
    }

    @Test
    void a_definition_that_counts_nothing_is_refused_beside_each_field() throws Exception {
        var staff = locals.account(Role.STAFF, null, null, null);
        var refused = define(
                staff,
                "fromYear",
                "1999",
                "talkOutcomes",
                "NOT_THERE",
                "actions",
                "TALK",
                "activistDays",
                "400",
                "counted",
                "EVERYONE",
                "hiredBy",
                "02-30",
                "talked",
                "101",
                "reason",
                "why");
        assertThat(refused).hasStatus(422);
        assertThat(text(refused))
                .contains("Choose this school year or the next", "Choose at least one action", "Choose who is counted")
                .contains("Give a number of days from 1 to 30", "Give month and day", "Give a number from 1 to 100")
                .contains("value=\"02-30\"", "value=\"400\"");
    }

    @Test
    void a_campaign_goal_counts_its_own_days_and_kinds_and_opens_to_the_people() throws Exception {
        var home = locals.open();
        var today = clock.today().toString();
        for (var day : new String[] {"+999999999-12-31", "-999999999-01-01", "0000-01-01", "9999-12-31"}) {
            assertThat(post(
                            home.officer(),
                            path(home, "/campaigns"),
                            "name",
                            "x",
                            "kinds",
                            "EVENT",
                            "from",
                            day,
                            "until",
                            day,
                            "percent",
                            "5"))
                    .as(day)
                    .hasStatus(422);
        }
        assertThat(post(
                        home.officer(),
                        path(home, "/campaigns"),
                        "name",
                        "",
                        "from",
                        "x",
                        "until",
                        "x",
                        "percent",
                        "0"))
                .hasStatus(422);
        assertThat(post(
                        home.officer(),
                        path(home, "/campaigns"),
                        "name",
                        "Safe staffing petition",
                        "kinds",
                        "PETITION",
                        "from",
                        today,
                        "until",
                        today,
                        "percent",
                        "60"))
                .hasStatus(303);
        record(home, home.nadia(), ActivityKind.PETITION, Outcome.TOOK_PART);
        record(home, home.omar(), ActivityKind.EVENT, Outcome.TOOK_PART);
        var page = text(get(home.officer(), path(home, "/goals")));
        assertThat(page).contains("Safe staffing petition", "1 of ");
        var link = java.util.regex.Pattern.compile("/locals/\\d+/campaigns/[0-9a-f-]{36}")
                .matcher(page);
        assertThat(link.find()).isTrue();
        assertThat(text(get(home.officer(), link.group()))).contains("Nadia").doesNotContain("Omar");
        assertThat(text(get(home.officer(), link.group() + "?met=no")))
                .contains("Omar")
                .doesNotContain("Nadia");
        var staff = locals.account(Role.STAFF, null, null, null);
        assertThat(text(get(staff, path(home, "/goals")))).doesNotContain("Safe staffing petition");
        assertThat(post(home.officer(), link.group() + "/end")).hasStatus(303);
        assertThat(post(home.officer(), link.group() + "/end")).hasStatus(404);
        assertThat(text(get(home.officer(), path(home, "/goals")))).doesNotContain("Safe staffing petition");
    }

    @Test
    void a_snapshot_stays_as_it_was_as_page_table_and_pdf() throws Exception {
        var home = locals.open();
        record(home, home.nadia(), ActivityKind.TALK, Outcome.TALKED);
        assertThat(post(home.officer(), path(home, "/snapshots"), "title", " ")).hasStatus(422);
        var taken = post(home.officer(), path(home, "/snapshots"), "title", "Executive board, =November");
        var at = taken.getResponse().getHeader("Location");
        var before = text(get(home.officer(), at + "/board.csv"));
        record(home, home.omar(), ActivityKind.TALK, Outcome.TALKED);
        assertThat(text(get(home.officer(), at + "/board.csv")))
                .isEqualTo(before)
                .contains("1-on-1s");
        assertThat(text(get(home.officer(), path(home, "/goals.csv")))).isNotEqualTo(before);
        assertThat(text(get(home.officer(), at))).contains("Executive board, =November");
        var pdf = get(home.officer(), at + "/board.pdf").getResponse().getContentAsByteArray();
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains(
                            "Executive board, =November",
                            "As it stood on",
                            home.local().name());
        }
        assertThat(text(get(home.officer(), path(home, "/goals/weeks.csv")))).contains("By the end of");
        locals.as(Viewer.shell(home.local().id()), () -> {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> sql.execute("update goal_snapshot set title = 'x'"))
                    .rootCause()
                    .hasMessageContaining("permission denied");
            return null;
        });
    }

    @Test
    void the_federations_snapshot_has_every_local() throws Exception {
        var staff = locals.account(Role.STAFF, null, null, null);
        var taken = post(staff, "/snapshots", "title", "Federation council");
        assertThat(taken).hasStatus(303);
        var at = taken.getResponse().getHeader("Location");
        assertThat(text(get(staff, at + "/board.csv"))).contains("Bay State Federation", "9042", "9017");
        assertThat(text(get(staff, "/goals.csv"))).contains("9110");
        assertThat(get(staff, at + "/board.pdf").getResponse().getContentAsByteArray())
                .startsWith('%', 'P', 'D', 'F');
        var officer = locals.open().officer();
        assertThat(get(officer, at)).hasStatus(404);
    }
}
