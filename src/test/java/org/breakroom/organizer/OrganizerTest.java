package org.breakroom.organizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.activity.Activities;
import org.breakroom.activity.Activity;
import org.breakroom.activity.ActivityKind;
import org.breakroom.activity.Outcome;
import org.breakroom.cast.Home;
import org.breakroom.cast.PaidSamples;
import org.breakroom.cast.TestLocals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Sha256;
import org.breakroom.mail.Letters;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** From the fact sheet to the file for payroll: somebody applies, is scored, signs, works, is approved twice, and is paid. */
class OrganizerTest extends Home {
    @Autowired
    DSLContext sql;

    @Autowired
    FederationClock clock;

    @Autowired
    Activities activities;

    @Autowired
    PaidSamples paid;

    @Autowired
    Letters letters;

    private UUID staff() {
        return locals.account(Role.STAFF, null, null, null);
    }

    private String day(int ago) {
        return clock.today().minusDays(ago).toString();
    }

    private String[] program(String... changed) {
        var form = new String[] {
            "title",
            "Member organizers",
            "facts",
            "What it is",
            "opens",
            day(30),
            "closes",
            day(-5),
            "starts",
            day(28),
            "ends",
            day(-60),
            "places",
            "1",
            "period",
            "7",
            "personCap",
            "1,000",
            "rate",
            "$20.01",
            "agreement",
            "I agree to this.",
            "source",
            "National",
            "kind",
            "NATIONAL",
            "percent",
            "33.33",
            "cap",
            "5000",
            "source",
            "State",
            "kind",
            "STATE",
            "percent",
            "33.33",
            "cap",
            "5000",
            "source",
            "The local",
            "kind",
            "LOCAL",
            "percent",
            "33.34",
            "cap",
            "100"
        };
        for (int i = 0; i < changed.length; i += 2) {
            for (int k = 0; k < form.length; k += 2) {
                if (form[k].equals(changed[i])) {
                    form[k + 1] = changed[i + 1];
                }
            }
        }
        return form;
    }

    private static String where(MvcTestResult result) {
        assertThat(result).hasStatus(303);
        return String.valueOf(result.getResponse().getHeader("Location")).replaceAll("\\?.*", "");
    }

    private String one(TestLocals.Home home, String query, Object... bindings) {
        return locals.as(Viewer.shell(home.local().id()), () -> String.valueOf(sql.fetchValue(query, bindings)));
    }

    @Test
    void from_the_fact_sheet_to_the_file_for_payroll() throws Exception {
        var home = locals.open();
        int local = home.local().id();
        var staff = staff();
        var program = where(post(staff, "/organizers", program()));
        assertThat(page(home.member(), program))
                .contains("What it is", "$20.01", "33.34 %", "never cards or signatures");
        // she applies
        assertThat(said(post(home.member(), program + "/applications", "hours", "99")))
                .contains("Say why", "from 1 to 40", "One reference");
        assertThat(said(post(
                        home.member(),
                        program + "/applications",
                        "why",
                        "My SSN is 123-45-6789",
                        "hours",
                        "5",
                        "referenceOne",
                        "R")))
                .contains("without a social security number");
        var said = new String[] {"why", "Because nobody asks", "hours", "8", "referenceOne", "Omar, same building"};
        assertThat(post(home.member(), program + "/applications", said)).hasStatus(303);
        assertThat(post(home.member(), program + "/applications", said)
                        .getResponse()
                        .getHeader("Location"))
                .as("once")
                .endsWith("known=1");
        var id = one(home, "select id from organizer where local_id = ?", local);
        // taken back, and sent once more with other answers
        assertThat(post(home.member(), program + "/withdrawal")).hasStatus(303);
        assertThat(page(home.member(), program)).contains("Taken back", "Because nobody asks", "Send");
        said[1] = "Because nobody asks twice";
        assertThat(post(home.member(), program + "/applications", said)
                        .getResponse()
                        .getHeader("Location"))
                .endsWith("applied=1");
        assertThat(one(home, "select count(*) from organizer where local_id = ?", local))
                .isEqualTo("1");
        // the panel
        var at = program + "/applicants/" + id;
        assertThat(page(staff, at)).contains("Because nobody asks", "not scored yet");
        assertThat(said(post(staff, at + "/scores", "score", "6", "words", "Good")))
                .contains("from 1 to 5", "Good");
        post(staff, at + "/scores", "score", "4");
        post(staff, at + "/scores", "score", "5");
        assertThat(post(staff(), at + "/scores", "score", "3")).hasStatus(303);
        assertThat(page(staff, program + "/applicants"))
                .as("a second word of one replaces the first")
                .contains("scored 4.0");
        assertThat(post(staff, at + "/decision", "act", "invite")).hasStatus(303);
        assertThat(letters.newest(50).stream()
                        .filter(l -> l.body().contains(program) && l.subject().startsWith("You are invited")))
                .hasSize(1);
        var second = paid.organizer(
                UUID.fromString(program.substring("/organizers/".length())), home, home.omar(), home.rep(), "APPLIED");
        assertThat(post(staff, program + "/applicants/" + second + "/decision", "act", "invite"))
                .as("one place")
                .hasStatus(409);
        // the agreement, in her own name and in the words that stand
        assertThat(post(home.member(), "/me/organizing/" + id + "/hours", "day", day(1)))
                .as("not before")
                .hasStatus(404);
        var words = Sha256.hex("I agree to this.");
        assertThat(said(post(home.member(), program + "/agreement", "name", "Somebody", "agree", "1", "text", words)))
                .contains("Nadia Rosas");
        assertThat(said(post(
                        home.member(),
                        program + "/agreement",
                        "name",
                        "Nadia Rosas",
                        "agree",
                        "1",
                        "text",
                        Sha256.hex("Else"))))
                .contains("The words changed");
        assertThat(post(home.member(), program + "/agreement", "name", "nadia rosas", "agree", "1", "text", words))
                .hasStatus(303);
        assertThat(one(
                        home,
                        "select agreement_hash || network from organizer where local_id = ? and id = ?::uuid",
                        local,
                        id))
                .isEqualTo(words + "127.0.0.1");
        var hours = "/me/organizing/" + id + "/hours";
        assertThat(said(log(home, hours, day(20), "9:00", "10:00")))
                .as("before she signed")
                .contains("not paid");
        locals.as(Viewer.shell(local), () -> {
            // as if she had signed when it began
            sql.execute(
                    "update organizer set signed_at = now() - interval '28 days' where local_id = ? and state = 'ACTIVE'",
                    local);
            return null;
        });
        // what is wrong with hours is said
        assertThat(said(log(home, hours, day(3), "10:00", "9:00"))).contains("The end comes after");
        assertThat(said(log(home, hours, day(3), "9:00", "9:00"))).contains("The end comes after");
        assertThat(said(log(home, hours, day(-1), "9:00", "10:00"))).contains("not been worked yet");
        assertThat(said(log(home, hours, day(40), "9:00", "10:00"))).contains("The program runs from");
        assertThat(said(log(home, hours, "soon", "9", "x"))).contains("A day, please", "A time like 16:30");
        assertThat(log(home, hours, day(10), "9:00", "12:05")).hasStatus(303);
        assertThat(said(log(home, hours, day(10), "12:00", "13:00"))).contains("at the same time", "9:00", "12:05");
        assertThat(log(home, hours, day(10), "12:05", "13:00"))
                .as("one after the other")
                .hasStatus(303);
        // the local, with what its ledger says: somebody logged forty talks within a minute, all the same
        var begin = clock.today()
                .minusDays(10)
                .atTime(9, 30)
                .atZone(FederationClock.ZONE)
                .toInstant();
        var hand = Viewer.recorder(home.member(), "Nadia Rosas", local);
        locals.as(hand, () -> {
            for (int i = 0; i < 40; i++) {
                activities.record(
                        hand,
                        Activity.of(
                                local,
                                locals.id(),
                                home.omar(),
                                ActivityKind.TALK,
                                home.first(),
                                begin.plusSeconds(i),
                                Outcome.TALKED));
            }
            return null;
        });
        var office = home.path() + "/organizers";
        assertThat(page(home.officer(), office))
                .contains(
                        "40 facts recorded", "More than ten facts", "Every answer is the same", "Nothing was recorded");
        assertThat(said(post(home.officer(), office + "/hours", "act", "approve")))
                .contains("Tick at least one");
        var first = one(home, "select id from organizer_hours where local_id = ? order by starts_at limit 1", local);
        var next =
                one(home, "select id from organizer_hours where local_id = ? order by starts_at desc limit 1", local);
        assertThat(said(post(home.officer(), office + "/hours", "act", "refuse", "entry", next)))
                .contains("Give a reason");
        assertThat(post(home.officer(), office + "/hours", "act", "refuse", "entry", next, "why", "It was one talk"))
                .hasStatus(303);
        assertThat(letters.newest(50).stream().filter(l -> l.body().contains("It was one talk")))
                .as("she is told why, once")
                .hasSize(1);
        assertThat(page(home.member(), "/me/organizing")).contains("It was one talk", "Waits for your local");
        assertThat(post(home.officer(), office + "/hours", "act", "approve", "entry", first))
                .hasStatus(303);
        assertThat(post(home.officer(), office + "/hours", "act", "approve", "entry", first))
                .as("twice")
                .hasStatus(409);
        // the state
        assertThat(page(staff, program + "/hours")).contains("Nadia Rosas", "40 facts recorded", "approved by");
        assertThat(post(staff, program + "/hours", "act", "approve", "entry", local + "." + first))
                .hasStatus(303);
        assertThat(post(staff, program + "/hours", "act", "approve", "entry", local + "." + first))
                .hasStatus(409);
        // 185 minutes at 20.01 are 61.6975, to the even cent 61.70
        assertThat(page(home.member(), "/me/organizing")).contains("$61.70", "3 h 05 min");
        assertThat(page(staff, program + "/money")).contains("$20.56", "$20.57");
        // a rate does not change in the middle of a period, nor where hours are approved
        assertThat(said(post(staff, program + "/rates", "rate", "0", "from", day(11))))
                .contains("An amount above zero", "mid-period");
        assertThat(said(post(staff, program + "/rates", "rate", "25", "from", day(14))))
                .contains("Hours are approved after that day");
        assertThat(post(staff, program + "/rates", "rate", "25", "from", day(7)))
                .hasStatus(303);
        // periods are closed in order, and what is closed stays closed
        assertThat(post(staff, program + "/periods", "number", "2"))
                .as("not the next")
                .hasStatus(409);
        for (var number : new String[] {"1", "2", "3"}) {
            assertThat(post(staff, program + "/periods", "number", number)).hasStatus(303);
        }
        assertThat(said(log(home, hours, day(9), "9:00", "10:00"))).contains("is closed");
        var file = mvc.get()
                .uri(program + "/periods/3/payable.csv")
                .with(org.breakroom.cast.TestLocals.in(staff))
                .exchange();
        assertThat(file).hasStatusOk();
        assertThat(file.getResponse().getContentAsString()).contains("Nadia Rosas,61.70,0,0,0,0,61.70");
        assertThat(page(home.member(), "/me/organizing")).contains("Paid", "−$61.70");
        // she had worked an hour less: another entry says so, both approve, and she owes it
        var fix = "/me/organizing/" + id + "/hours/" + first + "/correction";
        assertThat(said(post(home.member(), fix, "day", day(9), "from", "9:00", "until", "11:05", "work", "TALKS")))
                .contains("stays on its day");
        assertThat(post(home.member(), fix, "day", day(10), "from", "9:00", "until", "11:05", "work", "TALKS"))
                .hasStatus(303);
        assertThat(post(home.member(), fix, "day", day(10), "from", "20:00", "until", "20:00", "work", "TALKS"))
                .as("another one beside it is not lost in silence")
                .hasStatus(409);
        var better = one(home, "select id from organizer_hours where local_id = ? and state = 'LOGGED'", local);
        post(home.officer(), office + "/hours", "act", "approve", "entry", better);
        assertThat(post(staff, program + "/hours", "act", "approve", "entry", local + "." + better))
                .hasStatus(303);
        assertThat(page(staff, program + "/money")).contains("−$20.01");
        assertThat(post(staff, program + "/refunds", "organizer", id, "amount", "20.02"))
                .as("more than she owes")
                .hasStatus(409);
        assertThat(post(staff, program + "/refunds", "organizer", id, "amount", "20.01"))
                .hasStatus(303);
        assertThat(page(staff, program + "/money")).contains("Nobody is owed anything");
        var statement = mvc.get()
                .uri("/me/organizing/" + id + "/statement.csv")
                .with(org.breakroom.cast.TestLocals.in(home.member()))
                .exchange();
        assertThat(statement.getResponse().getContentAsString())
                .contains("REFUND")
                .contains(",0.00");
    }

    private MvcTestResult log(TestLocals.Home home, String path, String day, String from, String until) {
        return post(
                home.member(),
                path,
                "day",
                day,
                "from",
                from,
                "until",
                until,
                "work",
                "TALKS",
                "note",
                "On the stairs");
    }

    @Test
    void a_program_that_does_not_add_up_is_told_why_and_keeps_what_was_typed() throws Exception {
        var staff = staff();
        assertThat(said(post(staff, "/organizers", program("percent", "30", "title", ""))))
                .contains("The shares come to 90.00", "One line of at most", "What it is");
        assertThat(said(post(
                        staff,
                        "/organizers",
                        program("rate", "-5", "cap", "0", "places", "0", "ends", day(90), "closes", day(60)))))
                .contains(
                        "An amount above zero",
                        "needs a share",
                        "A number from 1",
                        "Work ends after",
                        "Applications end");
    }

    @Test
    void what_a_local_never_sees_and_what_one_person_never_does_twice() throws Exception {
        var home = locals.open();
        var other = locals.open();
        var program = paid.program();
        var organizer = paid.organizer(program, home, home.nadia(), home.member(), "ACTIVE");
        var entry = paid.hours(program, home, organizer, "LOGGED");
        assertThat(page(other.officer(), other.path() + "/organizers")).doesNotContain("Nadia");
        assertThat(post(
                        other.officer(),
                        other.path() + "/organizers/hours",
                        "act",
                        "approve",
                        "entry",
                        entry.toString()))
                .hasStatus(409);
        // an officer who is staff too approves once
        var both = locals.account(Role.OFFICER, home.local().id(), null, null);
        sql.execute(
                "insert into account_role (id, account_id, role, from_on) values (?, ?, 'STAFF', ?)",
                locals.id(),
                both,
                clock.today());
        assertThat(post(both, home.path() + "/organizers/hours", "act", "approve", "entry", entry.toString()))
                .hasStatus(303);
        assertThat(post(
                        both,
                        "/organizers/" + program + "/hours",
                        "act",
                        "approve",
                        "entry",
                        home.local().id() + "." + entry))
                .hasStatus(409);
        // nobody approves what she logged, an officer of the local or not
        var own = paid.hours(program, home, organizer, "LOGGED");
        sql.execute(
                "insert into account_role (id, account_id, role, of_local, from_on) values (?, ?, 'OFFICER', ?, ?)",
                locals.id(),
                home.member(),
                home.local().id(),
                clock.today());
        var decide = home.path() + "/organizers/hours";
        assertThat(post(home.member(), decide, "act", "approve", "entry", own.toString()))
                .hasStatus(409);
        assertThat(post(home.officer(), decide, "act", "approve", "entry", own.toString()))
                .hasStatus(303);
    }

    @Test
    void staff_who_organizes_approves_no_hours_of_her_own() throws Exception {
        var home = locals.open();
        var program = paid.program();
        var organizer = paid.organizer(program, home, home.nadia(), home.member(), "ACTIVE");
        var entry = paid.hours(program, home, organizer, "LOCAL");
        locals.appoint(home.member(), Role.STAFF, null, null);
        var approve = new String[] {"act", "approve", "entry", home.local().id() + "." + entry};
        assertThat(post(home.member(), "/organizers/" + program + "/hours", approve))
                .hasStatus(409);
        assertThat(post(staff(), "/organizers/" + program + "/hours", approve)).hasStatus(303);
    }

    @Test
    void nobody_on_the_panel_scores_or_invites_herself() throws Exception {
        var home = locals.open();
        var program = paid.program();
        var organizer = paid.organizer(program, home, home.nadia(), home.member(), "APPLIED");
        locals.appoint(home.member(), Role.STAFF, null, null);
        var at = "/organizers/" + program + "/applicants/" + organizer;
        post(staff(), at + "/scores", "score", "2", "words", "Not sure yet");
        assertThat(page(home.member(), at))
                .contains("You applied here yourself")
                .doesNotContain("Not sure yet");
        assertThat(post(home.member(), at + "/scores", "score", "5")).hasStatus(409);
        assertThat(post(home.member(), at + "/decision", "act", "invite")).hasStatus(409);
        assertThat(page(staff(), at)).contains("Not sure yet", "Invite").doesNotContain("You applied here yourself");
    }

    @Test
    void seventy_entries_are_counted_whole_and_read_in_pages() throws Exception {
        var home = locals.open();
        var program = paid.program();
        var organizer = paid.organizer(program, home, home.nadia(), home.member(), "ACTIVE");
        locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.execute("""
                        insert into organizer_hours (local_id, id, organizer_id, program_id, day, starts_at, ends_at, work, note, logger,
                          logged_by, logged_at, state)
                        select ?, gen_random_uuid(), ?, ?, d, at, at + interval '10 minutes', 'DESK', '', 'L', ?, now(), 'LOGGED'
                        from (select d, (d + time '08:00' + make_interval(mins => 10 * n)) at time zone 'America/New_York' as at
                          from generate_series(0, 69) n, (select (now() at time zone 'America/New_York')::date - 2 as d) x) y
                        """, home.local().id(), organizer, program, home.member()));
        assertThat(page(home.member(), "/me/organizing")).contains("11 h 40 min", "page=2");
        assertThat(page(home.officer(), home.path() + "/organizers")).contains("70 entries wait", "page=2");
        assertThat(page(home.officer(), home.path() + "/organizers"))
                .as("not over twelve hours yet")
                .doesNotContain("More than twelve hours");
        paid.hours(program, home, organizer, "LOCAL", 2);
        assertThat(page(home.officer(), home.path() + "/organizers?page=2"))
                .as("what the local approved before counts too")
                .contains("More than twelve hours");
    }

    @Test
    void shifts_do_not_overlap_and_a_week_is_reported_once() throws Exception {
        var home = locals.open();
        var organizer = paid.organizer(paid.program(), home, home.nadia(), home.member(), "ACTIVE");
        var office = home.path() + "/organizers/shifts";
        assertThat(said(post(home.officer(), office, "who", "x", "day", day(-2), "from", "9:00", "until", "8:00")))
                .contains("Choose somebody", "Choose a worksite", "The end comes after");
        assertThat(said(post(
                        home.officer(),
                        office,
                        "who",
                        organizer.toString(),
                        "place",
                        "Phones",
                        "day",
                        day(2),
                        "from",
                        "9:00",
                        "until",
                        "10:00")))
                .contains("A shift lies ahead");
        var plan = new String[] {
            "who",
            organizer.toString(),
            "worksite",
            home.first().toString(),
            "day",
            day(-2),
            "from",
            "16:00",
            "until",
            "18:00"
        };
        assertThat(post(home.officer(), office, plan)).hasStatus(303);
        plan[7] = "17:00";
        plan[9] = "19:00";
        assertThat(said(post(home.officer(), office, plan))).contains("Nadia Rosas has a shift at that time");
        assertThat(page(home.member(), "/me/organizing")).contains("First School", "16:00–18:00");
        var debriefs = "/me/organizing/" + organizer + "/debriefs";
        assertThat(said(post(home.member(), debriefs, "mood", "9"))).contains("Write something", "Choose from 1 to 5");
        assertThat(said(post(home.member(), debriefs, "went", "Kept words", "mood", "")))
                .contains("Kept words");
        post(home.member(), debriefs, "went", "First", "mood", "2");
        assertThat(post(home.member(), debriefs, "went", "Second word", "mood", "4"))
                .hasStatus(303);
        assertThat(one(
                        home,
                        "select count(*) from organizer_debrief where local_id = ?",
                        home.local().id()))
                .isEqualTo("1");
    }
}
