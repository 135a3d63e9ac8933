package org.breakroom.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.TeachSamples;
import org.breakroom.kernel.FederationClock;
import org.breakroom.mail.Letters;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Members who present, what a local pays for a training, and the ladder of all locals in numbers. */
class PresenterTest extends Home {
    @Autowired
    TeachSamples teach;

    @Autowired
    Letters letters;

    @Autowired
    Rungs rungs;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    DSLContext sql;

    @Autowired
    FederationClock clock;

    private UUID staff() {
        return locals.account(Role.STAFF, null, null, null);
    }

    private static String one(String html, String pattern) {
        var m = Pattern.compile(pattern).matcher(html);
        assertThat(m.find()).as(pattern).isTrue();
        return m.group(1);
    }

    private long letters(String part) {
        return letters.newest(200).stream().filter(l -> l.body().contains(part)).count();
    }

    @Test
    void a_shift_is_changed_before_it_begins_and_who_took_it_hears_of_it() throws Exception {
        var home = locals.open();
        var staff = staff();
        var training = samples.training(null);
        var day = clock.today().plusDays(20).toString();
        sql.execute("""
                update training set starts_at = (?::date + time '9:00') at time zone zone, ends_at = (?::date + time '11:00') at time zone zone
                where id = ?
                """, day, day, training);
        var at = "/trainings/" + training;
        var role = "Door " + home.local().id();
        var typed = new String[] {"role", role, "day", day, "from", "9:00", "until", "10:00", "places", "2"};
        assertThat(post(staff, at + "/shifts", typed)).hasStatus(303);
        var shift = one(page(staff, at + "/presenters"), "id=\"shift-([0-9a-f-]+)\"");
        var change = at + "/shifts/" + shift;
        assertThat(post(home.member(), change + "/presenting", "biography", "I know the door"))
                .hasStatus(303);
        teach.presenter(home, training, UUID.fromString(shift), home.omar());
        var feed = "/calendar/" + samples.feed(home.member()) + "/trainings.ics";
        var before = mvc.get().uri(feed).exchange().getResponse().getContentAsString();
        assertThat(before).contains("SEQUENCE:0").doesNotContain("SEQUENCE:1");

        assertThat(page(staff, at + "/presenters?shift=" + shift))
                .contains("Change this shift", role, "value=\"09:00\"");
        assertThat(said(post(staff, change, "role", role, "day", day, "from", "8:00", "until", "10:00", "places", "1")))
                .contains("A shift lies within the training", "2 places are taken", "8:00");
        assertThat(post(staff, change, "role", role, "day", day, "from", "9:00", "until", "10:00", "places", "3"))
                .hasStatus(303);
        assertThat(letters(role)).as("more places change nothing for her").isZero();

        // to an hour at which who took it has another shift it does not move
        assertThat(post(
                        staff,
                        at + "/shifts",
                        "role",
                        "Tea",
                        "day",
                        day,
                        "from",
                        "10:00",
                        "until",
                        "11:00",
                        "places",
                        "1"))
                .hasStatus(303);
        var tea = sql.fetchValue("select id from training_shift where training_id = ? and role = 'Tea'", training);
        var takes = at + "/shifts/" + tea + "/presenting";
        assertThat(post(home.member(), takes, "biography", "And the tea")).hasStatus(303);
        assertThat(said(post(staff, change, "role", role, "day", day, "from", "9:30", "until", "10:30", "places", "3")))
                .contains("Nadia Rosas has another shift at that time");
        assertThat(letters(role)).as("nobody is told of it").isZero();
        var hers = locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.fetchValue(
                        "select id from training_presenter where local_id = ? and shift_id = ?",
                        home.local().id(),
                        tea));
        assertThat(post(home.member(), at + "/presenting/" + hers + "/end")).hasStatus(303);
        assertThat(post(staff, change, "role", role, "day", day, "from", "10:00", "until", "11:00", "places", "3"))
                .hasStatus(303);
        assertThat(letters(role)).isEqualTo(1);
        assertThat(letters("10:00")).isPositive();
        assertThat(mvc.get().uri(feed).exchange().getResponse().getContentAsString())
                .contains("SEQUENCE:2")
                .contains(before.lines()
                        .filter(l -> l.startsWith("UID"))
                        .findFirst()
                        .orElseThrow());
        assertThat(page(home.member(), at + "/presenters")).contains("10:00").doesNotContain("Change this shift");

        var now = samples.training(null);
        assertThat(post(staff, "/trainings/" + now + "/shifts/" + teach.shift(now, -10, 30), typed))
                .as("it has begun")
                .hasStatus(409);
    }

    @Test
    void a_member_takes_a_shift_in_her_own_words_and_is_thanked_with_hours() throws Exception {
        var home = locals.open();
        var elsewhere = locals.open();
        var staff = staff();
        var training = samples.training(null);
        var at = "/trainings/" + training;
        assertThat(page(staff, at + "/presenters")).contains("Nobody is wanted yet");
        assertThat(said(post(staff, at + "/shifts", "role", "", "places", "0")))
                .contains("Say what they do")
                .contains("A shift lies within the training")
                .contains("from 1 to 200");
        var shift = teach.shift(training, 60, 100);
        var take = at + "/shifts/" + shift + "/presenting";
        assertThat(said(post(home.member(), take, "biography", "My number is 219-09-9999.")))
                .contains("without numbers like a Social Security number")
                .contains("219-09-9999");
        assertThat(post(home.member(), take, "biography", "no\0sign")).hasStatus(422);
        var words = "I drew the map of First School " + home.local().id();
        assertThat(post(home.member(), take, "biography", words)).hasStatus(303);
        assertThat(post(home.member(), take, "biography", words))
                .as("twice at one time")
                .hasStatus(409);
        // everyone who is signed in reads it, as the form says
        assertThat(page(elsewhere.member(), at + "/presenters"))
                .contains(words)
                .contains("Nadia Rosas")
                .doesNotContain("/end\"");
        assertThat(post(staff, at + "/shifts/" + shift + "/removal"))
                .as("taken")
                .hasStatus(409);
        var presenter = one(page(home.member(), at + "/presenters"), "/presenting/([0-9a-f-]+)/end");
        assertThat(post(elsewhere.member(), at + "/presenting/" + presenter + "/end"))
                .hasStatus(404);
        assertThat(post(staff, at + "/presenting/" + presenter + "/thanks", "hours", "2"))
                .as("not over")
                .hasStatus(409);
        assertThat(post(home.member(), at + "/presenting/" + presenter + "/end"))
                .hasStatus(303);
        assertThat(page(elsewhere.member(), at + "/presenters")).doesNotContain(words);
        assertThat(post(staff, at + "/shifts/" + shift + "/removal")).hasStatus(303);

        // afterwards
        var over = teach.shift(training, -90, -30);
        var done = teach.presenter(home, training, over, home.nadia());
        var thank = at + "/presenting/" + done + "/thanks";
        assertThat(said(post(staff, thank, "hours", "many", "thanks", "You were clear")))
                .contains("Hours from 0 to 200, as 2 or 1.5")
                .contains("You were clear");
        assertThat(post(staff, thank, "hours", "1.5", "thanks", "You were clear " + done))
                .hasStatus(303);
        assertThat(post(staff, thank, "hours", "2", "thanks", "You were very clear " + done))
                .hasStatus(303);
        assertThat(letters("clear " + done)).as("one letter").isEqualTo(1);
        assertThat(page(home.member(), "/me/learning")).contains("thanked, 2 hours");
        var pdf = mvc.get()
                .uri("/me/learning/presented/" + done + "/thanks.pdf")
                .with(in(home.member()))
                .exchange();
        try (var read = Loader.loadPDF(pdf.getResponse().getContentAsByteArray())) {
            assertThat(new PDFTextStripper().getText(read))
                    .contains("With thanks")
                    .contains("Welcomes at the door");
        }
        assertThat(page(home.officer(), home.path() + "/audit")).contains("Presenter thanked");
        assertThat(page(elsewhere.member(), at + "/presenters")).doesNotContain("thanked, 2 hours");
        // a training does not move away from its shifts
        assertThat(said(post(
                        staff,
                        at + "/details",
                        "day",
                        clock.today().plusDays(30).toString(),
                        "place",
                        "Hall",
                        "from",
                        "9:00",
                        "until",
                        "12:00",
                        "capacity",
                        "9")))
                .contains("A shift of presenters would lie outside");
    }

    @Test
    void a_shift_has_as_many_places_as_it_has_whoever_comes_at_once() throws Exception {
        var training = samples.training(null);
        var shift = teach.shift(training, 60, 100);
        var homes = List.of(locals.open(), locals.open(), locals.open(), locals.open(), locals.open());
        try (var threads = Executors.newFixedThreadPool(5)) {
            var tries = homes.stream()
                    .map(h -> (Callable<Integer>) () -> post(
                                    h.member(),
                                    "/trainings/" + training + "/shifts/" + shift + "/presenting",
                                    "biography",
                                    "I come.")
                            .getResponse()
                            .getStatus())
                    .toList();
            int taken = 0;
            for (var answer : threads.invokeAll(tries)) {
                assertThat(answer.get()).isIn(303, 409);
                taken += answer.get() == 303 ? 1 : 0;
            }
            assertThat(taken).isEqualTo(2);
        }
        assertThat(page(staff(), "/trainings/" + training + "/presenters")).contains("2 of 2 taken");
    }

    @Test
    void what_a_local_holds_is_presented_within_it() throws Exception {
        var home = locals.open();
        var training = samples.training(home);
        var words = "Only for us " + home.local().id();
        assertThat(post(
                        home.member(),
                        "/trainings/" + training + "/shifts/" + teach.shift(training, 60, 100) + "/presenting",
                        "biography",
                        words))
                .hasStatus(303);
        assertThat(page(home.rep(), "/trainings/" + training + "/presenters")).contains(words);
        var other = Viewer.shell(locals.open().local().id());
        assertThat(locals.count(
                        other,
                        "select count(*) from training_presenter where local_id = ?",
                        home.local().id()))
                .isZero();
        assertThat(locals.count(
                        Viewer.ofCounts(),
                        "select count(*) from training_presenter where local_id = ?",
                        home.local().id()))
                .isZero();
        assertThat(mvc.get().uri("/trainings/" + training + "/presenters").with(in(staff())))
                .hasStatus(404);
    }

    @Test
    void a_local_decides_once_what_it_pays_and_nobody_grants_herself_something() throws Exception {
        var home = locals.open();
        var training = samples.training(null);
        var at = "/trainings/" + training + "/aid";
        assertThat(mvc.get().uri(at).with(in(home.member())))
                .as("not registered")
                .hasStatus(404);
        samples.registration(training, home, home.nadia());
        assertThat(said(post(home.member(), at, "amount", "-5", "words", "")))
                .contains("Choose what it is for")
                .contains("above zero")
                .contains("Say why");
        assertThat(post(home.member(), at, "kind", "TRAVEL", "amount", "$120.50", "words", "The bus & a bed"))
                .hasStatus(303);
        assertThat(post(home.member(), at, "kind", "TRAVEL", "amount", "90", "words", "Again"))
                .as("asked already")
                .hasStatus(409);
        assertThat(post(home.member(), at, "kind", "SCHOLARSHIP", "amount", "40", "words", "Fee"))
                .hasStatus(303);
        var list = home.path() + "/training-aid";
        var html = page(home.officer(), list);
        assertThat(html).contains("$120.50").contains("The bus &amp; a bed");
        var ids = Pattern.compile("training-aid/([0-9a-f-]{36})\"")
                .matcher(html)
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(ids).hasSize(2);
        var scholarship = list + "/" + ids.getFirst(); // the newest first
        var bus = list + "/" + ids.getLast();
        assertThat(said(post(home.officer(), bus, "act", "APPROVED", "amount", "500")))
                .contains("approve that or less");
        assertThat(said(post(home.officer(), bus, "act", "DECLINED"))).contains("Say why");
        assertThat(said(post(home.officer(), bus, "words", "x"))).contains("Choose whether");
        assertThat(post(home.officer(), bus, "act", "APPROVED", "amount", "100", "words", "Safe trip " + training))
                .hasStatus(303);
        assertThat(post(home.officer(), bus, "act", "DECLINED", "words", "No"))
                .as("decided")
                .hasStatus(409);
        assertThat(post(home.officer(), scholarship, "act", "DECLINED", "words", "It is free " + training))
                .hasStatus(303);
        assertThat(letters("Safe trip " + training)).isEqualTo(1);
        assertThat(letters("It is free " + training)).isEqualTo(1);
        assertThat(page(home.member(), at)).contains("approved: $100.00").contains("It is free");
        // what was declined may be asked again, and taken back
        assertThat(post(home.member(), at, "kind", "SCHOLARSHIP", "amount", "30", "words", "Lost pay"))
                .hasStatus(303);
        var own = one(page(home.member(), at), "/aid/([0-9a-f-]+)/end");
        assertThat(post(home.member(), at + "/" + own + "/end")).hasStatus(303);
        assertThat(post(home.member(), at + "/" + own + "/end")).hasStatus(409);

        // who gives her place back asks for nothing any more
        assertThat(post(home.member(), at, "kind", "SCHOLARSHIP", "amount", "30", "words", "Lost pay"))
                .hasStatus(303);
        assertThat(post(home.member(), "/trainings/" + training + "/registration/end"))
                .hasStatus(303);
        assertThat(page(home.officer(), list))
                .as("what was granted is not needed, and said so")
                .contains("<b>0</b>", "<b>$0.00</b>", "this is not needed");
        samples.registration(training, home, home.nadia());
        assertThat(page(home.officer(), list)).contains("<b>$100.00</b>").doesNotContain("this is not needed");
        assertThat(post(home.member(), at, "kind", "TRAVEL", "amount", "90", "words", "Once more"))
                .as("what was granted for the training is not granted twice by registering anew")
                .hasStatus(409);
        sql.execute("update training set cancelled_at = now() where id = ?", training);
        assertThat(post(
                        home.officer(),
                        list + "/"
                                + teach.aid(
                                        home, training, samples.registration(training, home, home.far()), home.far()),
                        "act",
                        "APPROVED",
                        "amount",
                        "5"))
                .as("called off")
                .hasStatus(409);
        sql.execute("update training set cancelled_at = null where id = ?", training);

        // an officer's own question waits for another officer
        var president = locals.account(Role.OFFICER, home.local().id(), null, home.omar());
        var hers = teach.aid(home, training, samples.registration(training, home, home.omar()), home.omar());
        assertThat(page(president, list)).contains("another officer answers it");
        assertThat(post(president, list + "/" + hers, "act", "APPROVED", "amount", "5"))
                .hasStatus(409);
        // neither the federation nor another local reads any of it
        for (var other :
                List.of(Viewer.ofCounts(), Viewer.shell(locals.open().local().id()))) {
            assertThat(locals.count(
                            other,
                            "select count(*) from training_aid where local_id = ?",
                            home.local().id()))
                    .isZero();
        }
    }

    @Test
    void the_federation_reads_the_ladder_of_each_local_in_numbers() throws Exception {
        var home = locals.open();
        Viewer.shell(home.local().id()).run(() -> transaction.executeWithoutResult(t -> rungs.count(home.local())));
        var row = page(staff(), "/trainings/rungs");
        assertThat(row).contains(home.local().name()).doesNotContain("Nadia Rosas");
        var mine =
                locals.as(Viewer.ofCounts(), () -> rungs.all().get(home.local().id()));
        assertThat(mine.buildings()).isEqualTo(2);
        assertThat(mine.untrained()).isEqualTo(2);
        var other = locals.open();
        assertThat(locals.count(
                        Viewer.shell(other.local().id()),
                        "select count(*) from training_tally where local_id = ?",
                        home.local().id()))
                .isZero();
    }
}
