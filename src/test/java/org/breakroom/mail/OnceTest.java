package org.breakroom.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.breakroom.cast.Home;
import org.breakroom.database.CannotStart;
import org.breakroom.kernel.FederationClock;
import org.breakroom.mail.PostOffice.Manner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every letter is handed over once, whatever the mail server does, and none twice. */
class OnceTest extends OutboxHome {
    private static final String FROM = "Breakroom <breakroom@example.org>";
    private static final Duration WEEK = Duration.ofDays(7);

    private volatile Manner manner = Manner.KIND;

    private Delivery to(PostOffice office) {
        return delivery(new Smtp(office.url(), FROM, PATIENCE));
    }

    private static String messageId(UUID id) {
        return "<" + id + "@example.org>";
    }

    private static void assertHandedOver(List<String> taken, List<UUID> ids) {
        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(
                        ids.stream().map(OnceTest::messageId).toList());
    }

    @Test
    void a_server_that_is_down_for_a_day_gets_each_letter_once() throws Exception {
        int port = Home.freePort();
        var delivery = delivery(new Smtp("smtp://127.0.0.1:" + port, FROM, Duration.ofSeconds(10)));
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 12; i++) {
            ids.add(mail("person" + i + "@example.org"));
        }
        rounds.pass(Duration.ofDays(1), delivery);
        assertThat(rounds.waiting()).isEqualTo(12);
        assertThat(letters.sent(ids)).isEmpty();
        assertThat(rounds.pauses().stream().limit(12)).containsOnly(Duration.ofSeconds(20));
        assertThat(rounds.pauses()).isSorted().endsWith(Duration.ofHours(1));
        assertThat(tries(ids.getFirst())).as("not all the time").isBetween(20, 40);

        var mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            var back = rounds.instant();
            rounds.pass(Duration.ofHours(1), delivery);
            assertThat(mail.waitForIncomingEmail(15_000, 12)).isTrue();
            rounds.pass(WEEK, delivery);
            assertThat(rounds.waiting()).isZero();
            var received = mail.getReceivedMessages();
            assertThat(received).hasSize(12);
            var headers = new ArrayList<String>();
            for (var message : received) {
                headers.add(message.getMessageID());
                assertThat(message.getSubject()).isEqualTo("Subject");
                assertThat(message.getFrom()[0]).hasToString(FROM);
            }
            assertHandedOver(headers, ids);
            assertThat(letters.sent(ids))
                    .hasSize(12)
                    .allSatisfy((id, at) -> assertThat(at).isBetween(back, back.plus(Duration.ofHours(1))));
            assertThat(row(ids.getFirst())).containsEntry("body", "").containsEntry("failure", null);
        } finally {
            mail.stop();
        }
    }

    @Test
    void a_letter_is_the_same_to_the_last_character_at_every_attempt() throws Exception {
        try (var office = new PostOffice(0, () -> manner)) {
            var id = kind(office);
            var first = office.letters().getFirst();
            sql.execute(
                    "update letter set sent_at = null, begun_at = null, body = ? where id = ?",
                    "What is to be said to her@example.org",
                    id);
            rounds.add(id);
            rounds.pass(Duration.ofDays(1), to(office));
            assertThat(office.letters()).containsExactly(first, first);
            assertThat(first).contains("Date: Mon, 3 Mar 2031", "Message-ID: " + messageId(id), "To: her@example.org");
        }
    }

    private UUID kind(PostOffice office) {
        var id = mail("her@example.org");
        rounds.pass(Duration.ZERO, to(office));
        assertThat(letters.sent(List.of(id))).containsOnlyKeys(id);
        return id;
    }

    /** Whatever comes before the server may have taken the letter: it is tried again until it is taken, once. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "HANGS_UP_AT_ONCE",
                "SAYS_NOTHING",
                "CLOSED_TODAY",
                "DOES_NOT_KNOW_US",
                "BUSY_FOR_HER",
                "BUSY_FOR_DATA",
                "BUSY_AT_THE_END",
                "CLOSES_AT_THE_END"
            })
    void what_was_surely_not_taken_is_sent_again_later(Manner how) throws Exception {
        manner = how;
        try (var office = new PostOffice(0, () -> manner)) {
            var id = mail("her@example.org");
            rounds.pass(Duration.ofMinutes(2), to(office));
            assertThat(office.taken()).isEmpty();
            assertThat(tries(id)).isEqualTo(3);
            assertThat(row(id)).containsEntry("failure", null).containsEntry("begun_at", null);
            assertThat(letters.sent(List.of(id))).isEmpty();
            manner = Manner.KIND;
            rounds.pass(WEEK, to(office));
            assertHandedOver(office.taken(), List.of(id));
            assertThat(letters.sent(List.of(id))).containsOnlyKeys(id);
            assertThat(office.calls()).isEqualTo(4);
        }
    }

    /** A long letter breaks off before its end; of a short one the end was on its way already, so nobody knows. */
    @Test
    void a_line_that_is_cut_inside_a_letter_is_no_loss_while_its_end_was_not_sent() throws Exception {
        manner = Manner.HANGS_UP_INSIDE;
        try (var office = new PostOffice(0, () -> manner)) {
            var small = mail("her@example.org");
            var large = mail("him@example.org");
            sql.execute(
                    "update letter set body = repeat(?, 300000) where id = ?",
                    "fifty letters to a line, and one more line\n",
                    large);
            rounds.pass(Duration.ZERO, to(office));
            assertThat(failure(small)).isEqualTo("UNSURE");
            assertThat(failure(large)).isNull();
            manner = Manner.KIND;
            rounds.pass(WEEK, to(office));
            assertHandedOver(office.taken(), List.of(large));
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "TAKES_AND_IS_SLOW",
                "TAKES_AND_HANGS_UP",
                "TAKES_AND_MUMBLES",
                "TAKES_AND_BREAKS_OFF",
                "TAKES_AND_FALLS_SILENT"
            })
    void what_may_have_been_taken_is_not_sent_again_and_says_so(Manner how) throws Exception {
        manner = how;
        try (var office = new PostOffice(0, () -> manner)) {
            var id = mail("her@example.org");
            var begun = rounds.instant();
            rounds.pass(Duration.ZERO, to(office));
            manner = Manner.KIND;
            rounds.pass(WEEK, to(office));
            rounds.add(id);
            rounds.pass(WEEK, to(office));
            assertHandedOver(office.taken(), List.of(id));
            assertThat(letters.sent(List.of(id))).isEmpty();
            assertThat(failure(id)).isEqualTo("UNSURE");
            assertThat(((java.time.OffsetDateTime) row(id).get("failed_at")).toInstant())
                    .isEqualTo(begun);
            assertThat(office.calls()).isEqualTo(1);
        }
    }

    @Test
    void a_server_that_says_everything_twice_gets_one() throws Exception {
        manner = Manner.TAKES_AND_REPEATS;
        try (var office = new PostOffice(0, () -> manner)) {
            var ids = List.of(mail("her@example.org"), mail("him@example.org"));
            rounds.pass(Duration.ofMinutes(10), to(office));
            manner = Manner.KIND;
            rounds.pass(WEEK, to(office));
            assertHandedOver(office.taken(), ids);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DOES_NOT_KNOW_HER", "DOES_NOT_WANT_IT"})
    void what_is_refused_for_good_is_noted_and_not_tried_again(Manner how) throws Exception {
        manner = how;
        try (var office = new PostOffice(0, () -> manner)) {
            var id = mail("her@example.org");
            rounds.pass(WEEK, to(office));
            assertThat(failure(id)).startsWith("55").doesNotContain("\n", "\t");
            assertThat(row(id).get("failed_at")).isNotNull();
            assertThat(tries(id)).isEqualTo(1);
            manner = Manner.KIND;
            rounds.add(id);
            rounds.pass(WEEK, to(office));
            assertThat(office.taken()).isEmpty();
            assertThat(office.calls()).isEqualTo(1);
        }
    }

    @Test
    void a_wrong_password_is_for_the_operator_to_settle_and_letters_wait() throws Exception {
        int port = Home.freePort();
        var mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            mail.setUser("her@example.org", "union", "sol@idarity");
            var id = mail("her@example.org");
            var server = "@127.0.0.1:" + port;
            rounds.pass(
                    Duration.ofHours(2),
                    delivery(new Smtp("smtp://union:wrong" + server, FROM, Duration.ofSeconds(10))));
            assertThat(failure(id)).isNull();
            assertThat(mail.getReceivedMessages()).isEmpty();
            rounds.pass(WEEK, delivery(new Smtp("smtp://union:sol%40idarity" + server, FROM, Duration.ofSeconds(10))));
            assertThat(mail.getReceivedMessages()).hasSize(1);
            assertThat(letters.sent(List.of(id))).containsOnlyKeys(id);
        } finally {
            mail.stop();
        }
    }

    @Test
    void an_address_that_is_none_or_would_be_another_is_refused_here() throws Exception {
        try (var office = new PostOffice(0, () -> manner)) {
            var ids = Stream.of("her", "her@example.org, him@example.org", "šana@example.org", "a@b\r\nRCPT TO:<c@d>")
                    .map(this::mail)
                    .toList();
            rounds.pass(WEEK, to(office));
            assertThat(ids).extracting(this::failure).containsOnly("not a mail address");
            assertThat(office.calls()).isZero();
        }
    }

    @Test
    void tries_go_on_for_days_and_then_end() throws Exception {
        int port = Home.freePort();
        var delivery = delivery(new Smtp("smtp://127.0.0.1:" + port, FROM, PATIENCE));
        var id = mail("her@example.org");
        rounds.pass(Duration.ofDays(4), delivery);
        assertThat(rounds.waiting()).isOne();
        assertThat(rounds.pauses()).allMatch(p -> p.compareTo(Duration.ofHours(1)) <= 0);
        rounds.pass(Duration.ofDays(2), delivery);
        assertThat(rounds.waiting()).isZero();
        assertThat(failure(id)).startsWith("GIVEN UP: ");
        assertThat(tries(id)).isEqualTo(Delivery.TRIES_MAX);
    }

    /** The process dies after the server took the letter and before that is noted; another one comes. */
    @Test
    void who_dies_between_handing_over_and_noting_it_doubles_nothing() throws Exception {
        try (var office = new PostOffice(0, () -> manner)) {
            var id = mail("her@example.org");
            var carrier = new Smtp(office.url(), FROM, PATIENCE);
            var dying = delivery(letter -> {
                assertThat(carrier.carry(letter)).isInstanceOf(Carrier.Taken.class);
                throw new StackOverflowError("the end of this process");
            });
            assertThatThrownBy(() -> dying.attempt(id)).isInstanceOf(StackOverflowError.class);
            assertThat(row(id)).as("committed before it left").containsEntry("tries", 1);
            assertThat(failure(id)).isNull();
            rounds.pass(WEEK, to(office));
            assertHandedOver(office.taken(), List.of(id));
            assertThat(failure(id)).isEqualTo("UNSURE");
            assertThat(letters.sent(List.of(id))).isEmpty();
        }
    }

    @Test
    void who_is_begun_twice_at_once_sends_once() throws Exception {
        manner = Manner.TAKES_AND_IS_SLOW;
        try (var office = new PostOffice(0, () -> manner);
                var threads = Executors.newFixedThreadPool(2)) {
            var id = mail("her@example.org");
            var patient = new Smtp(office.url(), FROM, Duration.ofSeconds(30));
            var here = delivery(patient);
            var there = delivery(patient);
            var first = threads.submit(() -> here.attempt(id));
            while (office.taken().isEmpty()) {
                Thread.sleep(10);
            }
            assertThat(here.attempt(id)).as("the same process waits for itself").isAfter(rounds.instant());
            assertThat(failure(id)).isNull();
            assertThat(there.attempt(id)).as("another one cannot know").isNull();
            assertThat(failure(id)).isEqualTo("UNSURE");
            assertThat(first.get()).isNull();
            assertHandedOver(office.taken(), List.of(id));
            assertThat(letters.sent(List.of(id))).as("in the end it is certain").containsOnlyKeys(id);
            assertThat(row(id)).containsEntry("failure", null).containsEntry("failed_at", null);
            assertThat(here.attempt(id)).isNull();
            assertHandedOver(office.taken(), List.of(id));
        }
    }

    @Test
    void many_at_the_same_letter_at_once_send_it_once() throws Exception {
        try (var office = new PostOffice(0, () -> manner);
                var threads = Executors.newFixedThreadPool(6)) {
            for (int round = 0; round < 10; round++) {
                var id = mail("her" + round + "@example.org");
                var start = new CountDownLatch(1);
                var all = Stream.generate(() -> to(office))
                        .limit(6)
                        .map(d -> threads.submit(() -> {
                            start.await();
                            return d.attempt(id);
                        }))
                        .toList();
                start.countDown();
                for (var one : all) {
                    one.get();
                }
            }
            assertHandedOver(office.taken(), written);
            assertThat(letters.sent(written)).hasSize(10);
        }
    }

    /** A week of whims: what the server took, it took once, and what it did not take is told as such. */
    @Test
    void whims_lose_nothing_in_silence_and_double_nothing() throws Exception {
        var random = new Random(9042);
        var quick = Arrays.stream(Manner.values())
                .filter(m ->
                        m != Manner.TAKES_AND_IS_SLOW && m != Manner.TAKES_AND_FALLS_SILENT && m != Manner.SAYS_NOTHING)
                .toList();
        try (var office = new PostOffice(0, () -> quick.get(random.nextInt(quick.size())))) {
            for (int i = 0; i < 80; i++) {
                mail("person" + i + "@example.org");
            }
            rounds.pass(WEEK, to(office));
            assertThat(rounds.waiting()).isZero();
            assertThat(office.taken()).doesNotHaveDuplicates();
            var sent = letters.sent(written);
            assertThat(sent.size()).isBetween(5, 75);
            for (var id : written) {
                boolean taken = office.taken().contains(messageId(id));
                if (sent.containsKey(id)) {
                    assertThat(taken).isTrue();
                } else if (!"UNSURE".equals(failure(id))) {
                    assertThat(taken).isFalse();
                    assertThat(failure(id)).startsWith("55");
                }
            }
        }
    }

    @Test
    void settings_that_are_none_are_refused_with_how_they_should_look() {
        for (var url : new String[] {"mail.example.org", "http://mail.example.org", "smtp:mail.example.org"}) {
            assertThatThrownBy(() -> new Smtp(url, FROM, PATIENCE))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("smtp://user:password@host:port");
        }
        assertThatThrownBy(() -> new Smtp("smtp://mail.example.org", "breakroom", PATIENCE))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("BREAKROOM_MAIL_FROM");
        new Smtp("smtps://user:pass@mail.example.org", "breakroom@localhost", PATIENCE);
    }

    @Test
    void the_demo_shows_what_was_written_and_takes_it_for_handed_over() {
        var demo = new Letters(sql, new FederationClock(rounds), jobs, true, "");
        var mail = demo.write("her@example.org", "Subject", "Body");
        var text = demo.text("+16175550100", "Briefly");
        written.add(mail);
        written.add(text);
        assertThat(demo.sent(List.of(mail, text, UUID.randomUUID()))).containsOnlyKeys(mail, text);
        assertThat(demo.newest(2)).extracting(Letters.Letter::body).containsExactlyInAnyOrder("Body", "Briefly");
        assertThat(demo.canText()).isTrue();
        assertThat(jobs.getObject().getScheduledExecutionsForTask("mail.text")).isEmpty();
        assertThat(new Letters(sql, new FederationClock(rounds), jobs, false, "").canText())
                .isFalse();
        assertThat(letters.canText()).isTrue();
        assertThat(letters.sent(List.of())).isEmpty();
    }
}
