package org.breakroom.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A drive from its words to its cards: by link, by poster, on paper; what is wrong is told and nothing lost. */
class CardTest extends Home {
    @Autowired
    DSLContext sql;

    @Autowired
    Pen pen;

    private int one(TestLocals.Home home, String query) {
        return locals.count(Viewer.shell(home.local().id()), query, home.local().id());
    }

    private int counted(TestLocals.Home home, String kind) {
        return one(home, "select count(*) from activity_standing where kind = '" + kind + "' and local_id = ?");
    }

    @Test
    void a_member_signs_by_her_own_link_and_everything_moves_at_once() throws Exception {
        var home = locals.open();
        var drive = pen.drive(home, CardKind.RECOMMITMENT);
        var mail = "nadia" + home.local().id() + "@example.org";
        pen.contact(home, home.nadia(), "EMAIL", mail);
        var card = pen.link(home, drive, home.nadia(), mail);
        var browser = pen.new Browser("127.1.1.1");
        assertThat(browser.get(card).getResponse().getContentAsString())
                .as("before an account is proved, what is on file is masked")
                .contains("n•••@example.org")
                .doesNotContain(mail)
                .contains("I, Nadia Rosas, Para, stand with my coworkers");
        assertThat(browser.get(card + "/signature")).as("no card before a code").hasStatus(303);
        assertThat(browser.ask(card, "to", "EMAIL")).hasStatus(303);
        assertThat(browser.post(card + "/code", Map.of("code", "000 000"))).hasStatus(422);
        assertThat(browser.post(card + "/code", Map.of("code", pen.code(mail)))).hasStatus(303);
        var page = browser.get(card + "/signature");
        var filled = browser.filled(page, "");
        assertThat(filled).containsEntry("phone", "508-555-0100").containsEntry("email", mail);
        // a form that is not complete is not taken, and keeps what was typed
        filled.put("phone", "not a number");
        filled.remove("agree");
        var refused = browser.post(card + "/signature", filled);
        assertThat(refused).hasStatus(422);
        assertThat(refused.getResponse().getContentAsString())
                .contains("not a number")
                .contains("Type the full name")
                .contains("Tick that you sign");
        filled.put("phone", "(508) 555-0177");
        filled.put("name", "Nadia Rosas");
        filled.put("agree", "1");
        filled.put("mark", "M10 10 L50 60 L90 20 ");
        var impatient = browser.copy();
        var signed = browser.post(card + "/signature", filled);
        assertThat(signed).hasStatus(303);
        var again = impatient.post(card + "/signature", filled);
        assertThat(again.getResponse().getHeader("Location"))
                .as("sent twice, signed once, the same receipt")
                .isEqualTo(signed.getResponse().getHeader("Location"));

        // one act: evidence, contact fact, ledger, letter
        assertThat(one(home, "select count(*) from card where local_id = ?")).isEqualTo(1);
        assertThat(
                        one(
                                home,
                                "select count(*) from contact_point where value = '+15085550177' and source = 'MEMBER' and local_id = ?"))
                .isEqualTo(1);
        assertThat(counted(home, "CARD")).isEqualTo(1);
        assertThat(one(home, "select sum(recommitted) from goal_tally where local_id = ?"))
                .isEqualTo(1);
        var receipt = pen.newest(mail, "/receipts/");
        assertThat(String.valueOf(signed.getResponse().getHeader("Location"))).startsWith(receipt);
        assertThat(pen.page(home.officer(), drive)).contains("1</b>");

        var inUse = "select count(*) from contact_point where ended_on is null and local_id = ? and member_id = '"
                + home.nadia() + "' and value = ";
        assertThat(one(home, inUse + "'+15085550177'")).isEqualTo(1);
        assertThat(page(home.officer(), home.path() + "/members/" + home.nadia()))
                .contains("Phone: the member said");
        // the link is spent; "this wasn't me" takes the card out of every count until somebody looked
        assertThat(browser.get(card).getResponse().getContentAsString()).contains("This link was used");
        var other = pen.new Browser("127.1.1.2");
        assertThat(other.post(receipt, Map.of("act", "CHALLENGED"))).hasStatus(303);
        assertThat(counted(home, "CARD")).isZero();
        assertThat(one(home, "select sum(recommitted) from goal_tally where local_id = ?"))
                .isZero();
        assertThat(one(home, inUse + "'+15085550177'"))
                .as("what may be another's word is no fact of hers")
                .isZero();
        assertThat(one(home, inUse + "'+15085550100'"))
                .as("and what was on file before is again")
                .isEqualTo(1);
        var id = id(home, "select id from card where local_id = ?");
        assertThat(pen.page(home.officer(), drive + "/cards?show=WAITING")).contains("Nadia Rosas");
        assertThat(pen.post(home.officer(), home.path() + "/cards/" + id, "act", "UPHELD"))
                .as("no reason")
                .hasStatus(422);
        assertThat(pen.post(
                        home.officer(),
                        home.path() + "/cards/" + id,
                        "act",
                        "UPHELD",
                        "words",
                        "She called: it was her"))
                .hasStatus(303);
        assertThat(counted(home, "CARD")).isEqualTo(1);
        assertThat(one(home, inUse + "'+15085550177'"))
                .as("it was hers: what she said stands")
                .isEqualTo(1);
        assertThat(pen.page(home.officer(), home.path() + "/cards/" + id)).contains("She called: it was her");
        assertThat(pen.page(home.rep(), home.path() + "/cards/" + id)).contains("Nadia Rosas");
    }

    @Test
    void a_drive_opens_with_all_four_languages_approved_or_not_at_all() throws Exception {
        var home = locals.open();
        var day = java.time.LocalDate.now(org.breakroom.kernel.FederationClock.ZONE)
                .plusDays(9)
                .toString();
        var said = said(post(
                home.officer(),
                home.path() + "/drives",
                "title",
                "Half a drive",
                "kind",
                "RECOMMITMENT",
                "unit",
                "U",
                "opens",
                day,
                "deadline",
                day,
                "target",
                "80",
                "words_en",
                StartingWords.of(CardKind.RECOMMITMENT, "en"),
                "approver_en",
                "Ana Furtado",
                "words_es",
                "Firmo sin nombre."));
        assertThat(said).contains("Español: ").contains("Português: ").contains("Half a drive");
        assertThat(said).doesNotContain("English: ");
        assertThat(one(home, "select count(*) from card_drive where local_id = ?"))
                .isZero();
        // new words are signed once they are there in each language
        var drive = pen.drive(home, CardKind.RECOMMITMENT);
        var words = StartingWords.of(CardKind.RECOMMITMENT, "en") + " Once more.";
        assertThat(post(home.officer(), drive + "/wordings", "language", "en", "words", words, "approver", "A"))
                .hasStatus(303);
        assertThat(page(home.officer(), drive)).contains("Version 2 waits for its translations");
        var mail = "half" + home.local().id() + "@example.org";
        pen.contact(home, home.nadia(), "EMAIL", mail);
        var link = pen.link(home, drive, home.nadia(), mail);
        assertThat(pen.new Browser("127.1.1.9").get(link).getResponse().getContentAsString())
                .doesNotContain("Once more.");
        for (var language : java.util.List.of("es", "pt", "ht")) {
            var its = StartingWords.of(CardKind.RECOMMITMENT, language) + " 2.";
            assertThat(post(home.officer(), drive + "/wordings", "language", language, "words", its, "approver", "A"))
                    .hasStatus(303);
        }
        assertThat(pen.new Browser("127.1.1.9").get(link).getResponse().getContentAsString())
                .contains("Once more.");
    }

    private UUID id(TestLocals.Home home, String query) {
        return locals.as(Viewer.shell(home.local().id()), () ->
                (UUID) sql.fetchValue(query, home.local().id()));
    }

    @Test
    void a_poster_says_the_same_to_everybody_and_unknown_signers_wait_for_an_officer() throws Exception {
        var home = locals.open();
        var drive = pen.drive(home, CardKind.RECOMMITMENT);
        assertThat(mvc.get()
                        .uri(drive + "/worksites/" + home.first() + "/poster.pdf")
                        .with(in(home.rep())))
                .hasStatusOk();
        var token = locals.as(
                Viewer.shell(home.local().id()),
                () -> String.valueOf(sql.fetchValue(
                        "select token from card_link where local_id = ?",
                        home.local().id())));
        var card = home.path() + "/card/" + token;
        var known = "omar" + home.local().id() + "@example.org";
        pen.contact(home, home.omar(), "EMAIL", known);
        pen.new Browser("127.1.2.1").sign(card, known, "Omar Teixeira", "name", "omar teixeira", "contact", known);
        assertThat(counted(home, "CARD")).isEqualTo(1);

        var stranger = "someone" + home.local().id() + "@example.org";
        var browser = pen.new Browser("127.1.2.2");
        var one = browser.ask(card, "name", "Pia O'Neil", "contact", stranger);
        assertThat(one).hasStatus(303);
        assertThat(browser.post(card + "/code", Map.of("code", pen.code(stranger))))
                .hasStatus(303);
        var page = browser.get(card + "/signature");
        assertThat(page.getResponse().getContentAsString())
                .as("nothing on file of Pia is shown to someone who proved no account of hers")
                .doesNotContain("508-555-0100");
        var filled = browser.filled(page, "Pia O'Neil");
        filled.put("job", "Para");
        assertThat(browser.post(card + "/signature", filled)).hasStatus(303);
        assertThat(counted(home, "CARD")).as("kept, and not counted").isEqualTo(1);
        assertThat(pen.page(home.officer(), drive + "/cards?show=WAITING"))
                .contains("Pia O")
                .contains("Nobody on file is known to be the signer");
        var waiting = id(home, "select id from card_standing where state = 'SIGNED' and local_id = ?");
        assertThat(mvc.get().uri(home.path() + "/cards/" + waiting).with(in(home.rep())))
                .hasStatus(404);
        var at = home.path() + "/cards/" + waiting;
        assertThat(pen.post(home.officer(), at, "act", "UPHELD", "words", "I asked her"))
                .hasStatus(422);
        var pia = id(home, "select id from member where full_name like 'Pia%' and local_id = ?");
        assertThat(pen.post(home.officer(), at, "act", "UPHELD", "words", "I asked her", "member", pia.toString()))
                .hasStatus(303);
        assertThat(counted(home, "CARD")).isEqualTo(2);
        // taken back: it ends at once for a recommitment, and the treasurer's clock runs
        assertThat(pen.post(home.officer(), at, "act", "REVOKED", "words", "Her letter of today"))
                .hasStatus(303);
        assertThat(counted(home, "CARD")).isEqualTo(1);
        assertThat(pen.page(home.officer(), at))
                .as("who recommits is nobody's business at work")
                .doesNotContain("The employer has to know by");
        assertThat(pen.post(home.officer(), at, "act", "TOLD", "words", "By mail to payroll"))
                .hasStatus(422);
    }

    @Test
    void the_three_kinds_never_stand_for_one_another() throws Exception {
        var home = locals.open();
        var drive = pen.drive(home, CardKind.DUES);
        var mail = "dues" + home.local().id() + "@example.org";
        pen.contact(home, home.nadia(), "EMAIL", mail);
        pen.new Browser("127.1.3.1")
                .sign(pen.link(home, drive, home.nadia(), mail), mail, "Nadia Rosas", "to", "EMAIL");
        assertThat(counted(home, "DUES")).isEqualTo(1);
        assertThat(counted(home, "CARD")).isZero();
        assertThat(one(home, "select sum(recommitted) from goal_tally where local_id = ?"))
                .isZero();
        // taken back it goes on until the card's own terms let it end, and the treasurer's clock runs
        var at = home.path() + "/cards/" + id(home, "select id from card where local_id = ?");
        assertThat(pen.post(home.officer(), at, "act", "REVOKED", "words", "Her letter of today"))
                .hasStatus(303);
        assertThat(counted(home, "DUES")).isEqualTo(1);
        assertThat(pen.page(home.officer(), drive))
                .as("the drive says what the ledger says")
                .contains("1</b>");
        assertThat(pen.page(home.officer(), drive + "/cards?show=GONE"))
                .contains("Taken back; ends on", "The employer has to know by");
        assertThat(pen.new Browser("127.1.3.2")
                        .get(pen.newest(mail, "/receipts/"))
                        .getResponse()
                        .getContentAsString())
                .contains("Taken back; ends on");
        assertThat(pen.page(home.officer(), at)).contains("The employer has to know by");
        assertThat(pen.post(home.officer(), at, "act", "TOLD", "words", "By mail to payroll"))
                .hasStatus(303);
        assertThat(pen.post(home.officer(), at, "act", "UPHELD", "words", "Again"))
                .as("what was taken back stays taken back")
                .hasStatus(422);
        var day = java.time.LocalDate.of(2026, 9, 1);
        var drives = new Drive(UUID.randomUUID(), null, CardKind.DUES, "D", "U", day, day, 80, 12, 60, "A", null);
        assertThat(drives.revocable(day, day.plusDays(1)))
                .as("not before a year")
                .isEqualTo(day.plusMonths(12));
        assertThat(drives.revocable(day, day.plusMonths(14)))
                .as("afterwards with sixty days' notice")
                .isEqualTo(day.plusMonths(14).plusDays(60));
        assertThat(Deciding.tellBy(day)).isEqualTo(day.plusDays(15));
    }

    @Test
    void paper_is_printed_with_serials_and_keyed_back_all_lines_or_none() throws Exception {
        var home = locals.open();
        var drive = pen.drive(home, CardKind.RECOMMITMENT);
        var site = drive + "/worksites/" + home.first();
        var printed = pen.post(home.rep(), site + "/sheets");
        assertThat(printed).hasStatus(303);
        var batch = String.valueOf(printed.getResponse().getHeader("Location")).replaceAll(".*sheets=", "");
        var pdf = mvc.get()
                .uri(site + "/sheets/" + batch + "/cards.pdf")
                .with(in(home.rep()))
                .exchange();
        var serials = locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.fetch(
                                "select s.serial, m.full_name from card_sheet s join member m on m.local_id = s.local_id and m.id = s.member_id where s.local_id = ? order by s.position",
                                home.local().id())
                        .map(r -> r.get(0, String.class)));
        try (var paper = Loader.loadPDF(pdf.getResponse().getContentAsByteArray())) {
            assertThat(new PDFTextStripper().getText(paper))
                    .contains("Nadia Rosas")
                    .contains(Receipts.shown(serials.getFirst()))
                    .contains("stand with my coworkers");
        }
        var today = java.time.LocalDate.now(org.breakroom.kernel.FederationClock.ZONE);
        var wrong = mvc.post()
                .uri(drive + "/keying")
                .param("_key", UUID.randomUUID().toString())
                .param("serial", serials.get(0), serials.get(1), "1234-5678", serials.get(2))
                .param(
                        "dated",
                        "",
                        today.minusDays(3).toString(),
                        "",
                        today.plusDays(1).toString())
                .with(in(home.officer()))
                .exchange();
        assertThat(wrong).hasStatus(422);
        assertThat(wrong.getResponse().getContentAsString())
                .contains("dated before it was printed")
                .contains("This is no serial")
                .contains("not in the future")
                .contains(serials.get(0));
        assertThat(one(home, "select count(*) from card where local_id = ?"))
                .as("none of a wrong page")
                .isZero();
        var keyed = mvc.post()
                .uri(drive + "/keying")
                .param("_key", UUID.randomUUID().toString())
                .param("serial", Receipts.shown(serials.get(0)), "https://x/serials/" + serials.get(1))
                .param("dated", "", today.toString())
                .param("phone", "508 555 0155", "")
                .with(in(home.officer()))
                .exchange();
        assertThat(keyed).hasStatus(303);
        assertThat(counted(home, "CARD")).as("they wait for their picture").isZero();
        var first = id(home, "select id from card where local_id = ? order by number limit 1");
        var without =
                pen.post(home.officer(), home.path() + "/cards/" + first, "act", "UPHELD", "words", "I saw the paper");
        assertThat(said(without)).contains("There is no picture of the paper yet. Take it in");
        // a file that is none takes the whole lot with it, and the page shows nothing that is not kept
        var pages = new MockMultipartFile(
                "files", "cards.pdf", "application/pdf", pdf.getResponse().getContentAsByteArray());
        var virus = new MockMultipartFile(
                "files", "virus.pdf", "application/pdf", "#!/bin/sh".getBytes(StandardCharsets.UTF_8));
        var mixed = scanned(home, drive, pages, virus);
        assertThat(said(mixed)).contains("virus.pdf", "Nothing was taken in").doesNotContain("/scans/");
        assertThat(one(home, "select count(*) from card_scan where local_id = ?"))
                .isZero();
        // the signed pages are scanned: each finds its card by its code, and an officer looks at them
        var scan = scanned(home, drive, pages);
        assertThat(scan).hasStatus(303);
        assertThat(one(home, "select count(*) from card where local_id = ?")).isEqualTo(2);
        assertThat(counted(home, "CARD")).as("a code is no signature").isZero();
        assertThat(pen.post(home.officer(), drive + "/pages"))
                .as("nothing ticked")
                .hasStatus(422);
        var waiting = locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.fetch(
                                "select id::text from card where local_id = ? order by number",
                                home.local().id())
                        .getValues(0, String.class));
        assertThat(pen.post(home.officer(), drive + "/pages", "card", waiting.get(0)))
                .hasStatus(303);
        assertThat(counted(home, "CARD")).isEqualTo(1);
        assertThat(pen.post(home.officer(), drive + "/pages", "card", waiting.get(1)))
                .hasStatus(303);
        assertThat(counted(home, "CARD")).as("both of a sheet that was not cut").isEqualTo(2);
    }

    @Test
    void a_rep_who_writes_her_own_mail_into_the_file_signs_for_nobody_and_the_member_is_told() throws Exception {
        var home = locals.open();
        var drive = pen.drive(home, CardKind.RECOMMITMENT);
        var hers = "hers" + home.local().id() + "@example.org";
        var reps = "reps" + home.local().id() + "@example.org";
        pen.contact(home, home.nadia(), "EMAIL", hers);
        locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.execute("""
                insert into contact_point (local_id, id, member_id, kind, value, source, said_on)
                values (?, ?, ?, 'EMAIL', ?, 'REP', (now() at time zone 'America/New_York')::date)
                """, home.local().id(), locals.id(), home.nadia(), reps));
        var card = pen.link(home, drive, home.nadia(), reps);
        pen.new Browser("127.1.4.1").sign(card, reps, "Nadia Rosas", "to", "EMAIL");
        assertThat(counted(home, "CARD")).as("an officer looks first").isZero();
        assertThat(pen.newest(hers, "/receipts/"))
                .as("the member hears of it where she could be reached before")
                .isEqualTo(pen.newest(reps, "/receipts/"));
    }

    @Test
    void two_officers_and_the_signer_at_once_leave_one_truth() throws Exception {
        var home = locals.open();
        var at = home.path() + "/cards/" + samples.card(home, home.nadia());
        var second =
                locals.account(org.breakroom.access.Role.OFFICER, home.local().id(), null, null);
        try (var pool = java.util.concurrent.Executors.newFixedThreadPool(4)) {
            var all = new java.util.ArrayList<java.util.concurrent.Future<Integer>>();
            for (var act : new String[] {"UPHELD", "REFUSED", "UPHELD", "REFUSED"}) {
                var who = all.size() % 2 == 0 ? home.officer() : second;
                all.add(pool.submit(() -> pen.post(who, at, "act", act, "words", "I looked")
                        .getResponse()
                        .getStatus()));
            }
            var answers = new java.util.ArrayList<Integer>();
            for (var one : all) {
                answers.add(one.get());
            }
            assertThat(answers).containsExactlyInAnyOrder(303, 422, 422, 422);
        }
        assertThat(one(home, "select count(*) from card_step where act in ('COUNTED', 'REFUSED') and local_id = ?"))
                .isEqualTo(1);
    }

    @Test
    void hostile_answers_get_a_sentence_and_names_of_all_the_world_pass() throws Exception {
        var home = locals.open();
        var drive = pen.drive(home, CardKind.RECOMMITMENT);
        var mail = "bad" + home.local().id() + "@example.org";
        pen.contact(home, home.nadia(), "EMAIL", mail);
        var card = pen.link(home, drive, home.nadia(), mail);
        var browser = pen.new Browser("127.1.5.1");
        assertThat(browser.ask(card, "to", "OTHER", "contact", "x".repeat(10_000_000)))
                .hasStatus(422);
        assertThat(browser.ask(card, "to", "EMAIL")).hasStatus(303);
        assertThat(browser.post(card + "/code", Map.of("code", pen.code(mail)))).hasStatus(303);
        var page = browser.get(card + "/signature");
        for (var wrong : new String[] {"A".repeat(10_000_000), "😀😀", "   "}) {
            var refused = browser.post(card + "/signature", browser.filled(page, wrong));
            assertThat(refused).hasStatus(422);
            assertThat(refused.getResponse().getContentAsString()).contains("Type the full name");
        }
        assertThat(said(browser.post(card + "/signature", browser.filled(page, "123-45-6789 Ana"))))
                .contains("This looks like a social security or card number");
        var drawn = browser.filled(page, "Nadia Rosas");
        drawn.put("mark", "M1 1 L2 2 ".repeat(1_000_000));
        assertThat(browser.post(card + "/signature", drawn).getResponse().getContentAsString())
                .contains("drawing could not be read");
        drawn.put("mark", "M1 1\"><script>alert(1)</script>");
        assertThat(browser.post(card + "/signature", drawn)).hasStatus(422);
        assertThat(one(home, "select count(*) from card where local_id = ?")).isZero();
        // right to left, with marks over letters and a smiley beside: a name, though not the one on file, so somebody
        // looks
        var signed = browser.post(card + "/signature", browser.filled(page, "نادية روساس 😀 Nguyễn"));
        assertThat(signed).hasStatus(303);
        assertThat(
                        one(
                                home,
                                "select count(*) from card_standing where state = 'SIGNED' and flags = 'NAME_DIFFERS' and local_id = ?"))
                .isEqualTo(1);
        assertThat(pen.page(home.officer(), drive + "/cards?show=WAITING")).contains("نادية روساس 😀 Nguyễn");
        // a second card on the same day, in another language: told, not doubled
        var other = pen.link(home, drive, home.nadia(), mail);
        var again = pen.new Browser("127.1.5.2");
        assertThat(again.ask(other, "to", "EMAIL")).hasStatus(303);
        again.post(other + "/code", Map.of("code", pen.code(mail)));
        var spanish = again.get(other + "/signature?lang=es");
        var second = again.post(other + "/signature", again.filled(spanish, "Nadia Rosas"));
        assertThat(second).hasStatus(422);
        assertThat(second.getResponse().getContentAsString()).contains("Firmaste esta tarjeta el");
        assertThat(one(home, "select count(*) from card where local_id = ?")).isEqualTo(1);
    }

    /** Pages as an officer hands them in. */
    private MvcTestResult scanned(TestLocals.Home home, String drive, MockMultipartFile... files) {
        var request = mvc.post().uri(drive + "/scans").multipart();
        for (var file : files) {
            request = request.file(file);
        }
        return request.param("_key", UUID.randomUUID().toString())
                .with(in(home.officer()))
                .exchange();
    }
}
