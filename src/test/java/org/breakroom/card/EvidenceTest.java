package org.breakroom.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Sha256;
import org.breakroom.member.Members;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Evidence that stands up: forged cards are refused or flagged, honest ones verify without Breakroom, an altered bit is named.
 * {@code bench/forged} runs the same with a thousand of each.
 */
@org.junit.jupiter.api.Tag("once")
class EvidenceTest extends Home {
    /** How many cards are forged each of the ten ways. */
    private static final int EACH = Integer.getInteger("breakroom.forged.each", 5);

    /** How many honest cards there are, and how many bits are altered. */
    private static final int HONEST = Integer.getInteger("breakroom.forged.honest", 100);

    @Autowired
    DSLContext sql;

    @Autowired
    Pen pen;

    @Autowired
    Signing signing;

    @Autowired
    Filings filings;

    @Autowired
    Heads heads;

    @Autowired
    Drives drives;

    @Autowired
    Members members;

    @Autowired
    RepCards rep;

    private <T> T inside(TestLocals.Home home, java.util.function.Supplier<T> work) {
        return locals.as(Viewer.shell(home.local().id()), work);
    }

    private List<UUID> people(TestLocals.Home home) {
        return inside(
                home,
                () -> sql.fetch(
                                "select id from member_on_roster where local_id = ? and worksite_id = ? order by id",
                                home.local().id(),
                                home.first())
                        .map(r -> r.get(0, UUID.class)));
    }

    private int counted(TestLocals.Home home) {
        return locals.count(
                Viewer.shell(home.local().id()),
                "select count(*) from activity_standing where local_id = ? and kind = 'CARD'",
                home.local().id());
    }

    private Drive drive(TestLocals.Home home, String path) {
        return inside(
                home, () -> drives.require(home.local(), UUID.fromString(path.substring(path.lastIndexOf('/') + 1))));
    }

    /** An honest card, signed as the page of a link does it. */
    private void sign(TestLocals.Home home, Drive drive, UUID member, String mail) {
        var hand = Viewer.recorder(new UUID(0, 0), "S", home.local().id());
        inside(home, () -> {
            var person = members.find(Viewer.shell(home.local().id()), home.local(), member)
                    .orElseThrow();
            var words = drives.wording(home.local(), drive.id(), "en")
                    .filled(person.name(), "Para", home.local().name());
            return signing.sign(
                    hand,
                    home.local(),
                    new Signature(
                            locals.id(),
                            drive,
                            1,
                            "en",
                            words,
                            new Signature.Signer(
                                    member, person.name(), person.name(), "M1 2 L3 4 ", "Para", "Town Schools"),
                            new Signature.Account(mail, "CODE", Instant.now()),
                            Signature.Account.said("+15085550100"),
                            "1 Main Street\tBoston\\MA",
                            "I have read the card and sign it.",
                            Instant.now().atZone(FederationClock.ZONE).toLocalDate(),
                            Instant.now(),
                            new Signature.Way(Channel.LINK, null, "", "127.0.0.1", "Pen", "s" + member, "", ""),
                            EnumSet.noneOf(Flag.class)));
        });
    }

    private byte[] export(TestLocals.Home home) {
        var text = new StringWriter();
        inside(home, () -> {
            heads.sign(home.local());
            var ids = sql.fetch(
                            "select id from card where local_id = ?",
                            home.local().id())
                    .intoSet(0, UUID.class);
            try {
                filings.chain(home.local(), ids, text);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return 0;
        });
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The stand-alone verifier, compiled from its one file and nothing else. */
    private static java.lang.reflect.Method verifier() throws Exception {
        var classes = Home.freshFolder("verifier");
        var source = Path.of("src/main/resources/card/VerifyCards.java");
        assertThat(Files.readAllLines(source)).as("one small file").hasSizeLessThan(350);
        assertThat(Files.readString(source)).doesNotContain("org.breakroom");
        int ended =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), source.toString());
        assertThat(ended).isZero();
        var loader = new URLClassLoader(new java.net.URL[] {classes.toUri().toURL()}, null);
        return loader.loadClass("VerifyCards").getMethod("wrong", byte[].class);
    }

    @SuppressWarnings("unchecked")
    private static List<String> wrong(java.lang.reflect.Method verifier, byte[] export) throws Exception {
        return (List<String>) verifier.invoke(null, (Object) export);
    }

    @Test
    void honest_cards_verify_and_one_altered_bit_in_any_field_is_named() throws Exception {
        var home = locals.open();
        locals.crowd(home, HONEST);
        var drive = drive(home, pen.drive(home, CardKind.RECOMMITMENT));
        int n = 0;
        for (var member : people(home)) {
            sign(home, drive, member, "m" + n++ + "@example.org");
        }
        assertThat(counted(home)).isEqualTo(n);
        var export = export(home);
        var verifier = verifier();
        assertThat(wrong(verifier, export)).isEmpty();

        var lines = new String(export, StandardCharsets.UTF_8).split("\n");
        var cards = new ArrayList<Integer>();
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].contains("\tentry=card\t")) {
                cards.add(i);
            }
        }
        var random = new Random(6);
        int named = 0;
        var fields = new TreeSet<String>();
        for (int i = 0; i < HONEST; i++) {
            int line = cards.get(i % cards.size());
            var parts = lines[line].split("\t");
            int part;
            do {
                part = random.nextInt(parts.length);
            } while (parts[part].endsWith("="));
            int equals = parts[part].indexOf('=');
            fields.add(parts[part].substring(0, equals));
            int from = 0;
            for (int before = 0; before < line; before++) {
                from += lines[before].getBytes(StandardCharsets.UTF_8).length + 1;
            }
            for (int before = 0; before < part; before++) {
                from += parts[before].getBytes(StandardCharsets.UTF_8).length + 1;
            }
            int length = parts[part].substring(equals + 1).getBytes(StandardCharsets.UTF_8).length;
            var altered = export.clone();
            altered[from + equals + 1 + random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
            var found = wrong(verifier, altered);
            var link = "(link " + (line) + ")";
            named += !found.isEmpty() && found.stream().allMatch(w -> w.contains(link)) ? 1 : 0;
        }
        assertThat(named).as("bits named, of " + HONEST).isEqualTo(HONEST);
        System.out.println("evidence: " + n + " honest cards verify, " + named + " of " + HONEST
                + " altered bits named, in " + fields.size() + " fields");
        assertThat(inside(
                        home,
                        () -> sql.fetchValue("select has_table_privilege(current_user, 'card', 'update, delete')")))
                .as("the application itself may add evidence and never change it")
                .isEqualTo(false);
    }

    @Test
    void cards_forged_ten_ways_are_refused_or_flagged() throws Exception {
        var home = locals.open();
        locals.crowd(home, 10 * EACH);
        var path = pen.drive(home, CardKind.RECOMMITMENT);
        var drive = drive(home, path);
        var all = people(home);
        var mails = all.stream()
                .collect(Collectors.toMap(m -> m, m -> "f" + m.toString().substring(24) + "@example.org"));
        mails.forEach((m, mail) -> pen.contact(home, m, "EMAIL", mail));
        int way = 0;
        int stopped = 0;
        var tablet = pen.new Browser("127.9.0.1");
        // its owner signs on it first, and is nobody's forger
        var owner = all.get(way++);
        tablet.sign(pen.link(home, path, owner, mails.get(owner)), mails.get(owner), named(home, owner), "to", "EMAIL");
        for (int i = 0; i < EACH; i++) {
            var someone = all.get(way++);
            var mail = mails.get(someone);
            var name = inside(
                    home,
                    () -> String.valueOf(sql.fetchValue(
                            "select full_name from member where local_id = ? and id = ?",
                            home.local().id(),
                            someone)));
            // 1 another's mail: her link in other hands, the code to an account of theirs
            int before = counted(home);
            var thief = "thief" + i + home.local().id() + "@example.org";
            var link = pen.link(home, path, someone, mail);
            pen.new Browser("127.9.1." + (i % 250)).sign(link, thief, name, "to", "OTHER", "contact", thief);
            stopped += flagged(home, someone, Flag.ACCOUNT_NEW) && counted(home) == before ? 1 : 0;
            // 2 a link that was used
            var late = pen.new Browser("127.9.2." + (i % 250));
            stopped += late.get(link).getResponse().getContentAsString().contains("This link was used")
                            && late.post(link, Map.of("to", "OTHER", "contact", thief))
                                            .getResponse()
                                            .getStatus()
                                    != 303
                    ? 1
                    : 0;
            // 3 one tablet for all: each next signer on it is looked at
            var third = all.get(way++);
            tablet.sign(
                    pen.link(home, path, third, mails.get(third)), mails.get(third), named(home, third), "to", "EMAIL");
            stopped += flagged(home, third, Flag.SAME_DEVICE) ? 1 : 0;
            // 4 dated back: paper dated before it was printed
            var serials = serials(home, path);
            stopped += key(
                                    home,
                                    path,
                                    serials.get(i),
                                    java.time.LocalDate.now(FederationClock.ZONE)
                                            .minusDays(2))
                            == 422
                    ? 1
                    : 0;
            // 5 edited text: the page showed something else
            var fifth = all.get(way++);
            stopped += edited(home, path, fifth, mails.get(fifth), i) ? 1 : 0;
            // 6 swapped pages: the picture of one card named as another
            stopped += swapped(home, drive, serials.get(i), serials.get(i + 1)) ? 1 : 0;
            // 7 a program: the field that nobody sees, and no work done
            stopped += pen.new Browser("127.9.7." + (i % 250))
                                    .post(
                                            pen.link(home, path, all.get(way), mails.get(all.get(way))),
                                            Map.of("to", "EMAIL", "website", "x", "_opened", "1.a"))
                                    .getResponse()
                                    .getStatus()
                            == 422
                    ? 1
                    : 0;
            // 8 the same signature twice: another link for someone who signed
            var eighth = all.get(way++);
            stopped += twice(home, path, drive, eighth, mails.get(eighth), i) ? 1 : 0;
            // 9 the hash of another language's text, from a phone
            stopped += otherLanguage(home, drive, all.get(way++)) ? 1 : 0;
            // 10 an altered row
            stopped += altered(home) ? 1 : 0;
        }
        System.out.println("evidence: " + stopped + " of " + 10 * EACH + " forged cards refused or flagged");
        assertThat(stopped).isEqualTo(10 * EACH);
    }

    private String named(TestLocals.Home home, UUID member) {
        return inside(
                home,
                () -> String.valueOf(sql.fetchValue(
                        "select full_name from member where local_id = ? and id = ?",
                        home.local().id(),
                        member)));
    }

    private boolean flagged(TestLocals.Home home, UUID member, Flag flag) {
        return locals.count(
                        Viewer.shell(home.local().id()),
                        "select count(*) from card_standing where local_id = ? and member_id = ? and state = 'SIGNED' and flags like ?",
                        home.local().id(),
                        member,
                        "%" + flag + "%")
                == 1;
    }

    private List<String> serials(TestLocals.Home home, String path) {
        var known = inside(
                home,
                () -> sql.fetch(
                                "select serial from card_sheet where local_id = ? order by position",
                                home.local().id())
                        .map(r -> r.get(0, String.class)));
        if (!known.isEmpty()) {
            return known;
        }
        assertThat(pen.post(home.officer(), path + "/worksites/" + home.first() + "/sheets"))
                .hasStatus(303);
        return serials(home, path);
    }

    private int key(TestLocals.Home home, String path, String serial, java.time.LocalDate dated) {
        return pen.post(home.officer(), path + "/keying", "serial", serial, "dated", dated.toString())
                .getResponse()
                .getStatus();
    }

    private boolean edited(TestLocals.Home home, String path, UUID member, String mail, int i) throws Exception {
        var browser = pen.new Browser("127.9.5." + (i % 250));
        var link = pen.link(home, path, member, mail);
        browser.ask(link, "to", "EMAIL");
        browser.post(link + "/code", Map.of("code", pen.code(mail)));
        var filled = browser.filled(browser.get(link + "/signature"), named(home, member));
        filled.put("text", Sha256.hex("I do not sign."));
        return browser.post(link + "/signature", filled).getResponse().getStatus() == 422;
    }

    private boolean swapped(TestLocals.Home home, Drive drive, String one, String other) {
        var scan = locals.id();
        inside(
                home,
                () -> sql.execute(
                        "insert into card_scan values (?, ?, ?, 'f', 1, 'x', 'x', ?, ?, 'A', now(), null, null)",
                        home.local().id(),
                        scan,
                        drive.id(),
                        one,
                        home.officer()));
        return pen.post(home.officer(), home.path() + "/drives/" + drive.id() + "/scans/" + scan, "scanSerial", other)
                        .getResponse()
                        .getStatus()
                == 422;
    }

    private boolean twice(TestLocals.Home home, String path, Drive drive, UUID member, String mail, int i)
            throws Exception {
        var link = pen.link(home, path, member, mail);
        sign(home, drive, member, mail);
        var browser = pen.new Browser("127.9.8." + (i % 250));
        browser.ask(link, "to", "EMAIL");
        browser.post(link + "/code", Map.of("code", pen.code(mail)));
        var filled = browser.filled(browser.get(link + "/signature"), named(home, member));
        return browser.post(link + "/signature", filled).getResponse().getStatus() == 422;
    }

    /** A card as a phone hands it in. */
    private RepCards.Said onPhone(Drive drive, String name, String language, String words, Instant at) {
        return new RepCards.Said(
                locals.id(),
                drive.id(),
                1,
                language,
                name,
                "Para",
                Sha256.hex(words),
                name,
                "",
                "",
                "",
                "",
                true,
                at,
                at,
                Instant.now(),
                "P",
                "127.0.0.1");
    }

    @Test
    void a_card_that_a_phone_hands_in_days_after_its_date_waits_for_an_officer() {
        var home = locals.open();
        var path = pen.drive(home, CardKind.RECOMMITMENT, 30);
        var drive = drive(home, path);
        var hand = Viewer.recorder(home.rep(), "Rep", home.local().id());
        inside(home, () -> {
            for (var member : List.of(home.nadia(), home.omar())) {
                var person = members.find(Viewer.shell(home.local().id()), home.local(), member)
                        .orElseThrow();
                var words = drives.wording(home.local(), drive.id(), "en")
                        .filled(person.name(), "Para", home.local().name());
                var at = Instant.now().minus(Duration.ofDays(member.equals(home.nadia()) ? 2 : 4));
                assertThat(rep.take(hand, home.local(), person, onPhone(drive, person.name(), "en", words, at)))
                        .isEmpty();
            }
            return null;
        });
        assertThat(counted(home)).isEqualTo(1);
        assertThat(flagged(home, home.omar(), Flag.LATE)).isTrue();
    }

    private boolean otherLanguage(TestLocals.Home home, Drive drive, UUID member) {
        var hand = Viewer.recorder(home.rep(), "Rep", home.local().id());
        return inside(home, () -> {
            var person = members.find(Viewer.shell(home.local().id()), home.local(), member)
                    .orElseThrow();
            var english = drives.wording(home.local(), drive.id(), "en")
                    .filled(person.name(), "Para", home.local().name());
            var said = onPhone(drive, person.name(), "es", english, Instant.now());
            return rep.take(hand, home.local(), person, said).isPresent();
        });
    }

    private boolean altered(TestLocals.Home home) throws Exception {
        var export = new String(export(home), StandardCharsets.UTF_8);
        var altered = export.replaceFirst("name_typed=([^\t]*)", "name_typed=Somebody Else");
        return !wrong(verifier(), altered.getBytes(StandardCharsets.UTF_8)).isEmpty();
    }
}
