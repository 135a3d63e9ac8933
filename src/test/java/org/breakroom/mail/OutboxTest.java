package org.breakroom.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.breakroom.cast.Home;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox as it runs outside the demo: the application's own jobs, a mail server and a gateway that come and go. */
@SpringBootTest
@ActiveProfiles("serve")
@DirtiesContext
@Tag("embedded")
class OutboxTest {
    private static final int MAIL_PORT = Home.freePort();
    private static final List<String> KEYS = new CopyOnWriteArrayList<>();
    private static volatile int status = 202;
    private static final HttpServer GATEWAY = gateway();

    private static HttpServer gateway() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.getRequestBody().readAllBytes();
                    KEYS.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
                    exchange.sendResponseHeaders(status, -1);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void place(DynamicPropertyRegistry registry) {
        registry.add("breakroom.data", () -> Home.freshFolder("outbox").toString());
        registry.add("breakroom.origin", () -> "http://localhost");
        registry.add("breakroom.mail.url", () -> "smtp://127.0.0.1:" + MAIL_PORT);
        registry.add("breakroom.mail.from", () -> "breakroom@example.org");
        registry.add(
                "breakroom.text.url",
                () -> "http://127.0.0.1:" + GATEWAY.getAddress().getPort() + "/texts");
    }

    @AfterAll
    static void stop() {
        GATEWAY.stop(0);
    }

    @Autowired
    Letters letters;

    @Autowired
    SchedulerClient jobs;

    @Autowired
    DSLContext sql;

    @Autowired
    TransactionTemplate transaction;

    private static void until(String what, BooleanSupplier is) throws InterruptedException {
        var patience = Instant.now().plus(Duration.ofSeconds(30));
        while (!is.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(patience);
            Thread.sleep(50);
        }
    }

    private boolean is(UUID id, String condition) {
        return sql.fetchCount(sql.selectOne().from("letter where id = ? and " + condition, id)) == 1;
    }

    /** The scheduler's own means to let time pass: what is due later is due now. */
    private void now(TaskInstanceId job) {
        assertThat(jobs.reschedule(job, Instant.now())).isTrue();
    }

    private boolean scheduled(TaskInstanceId job) {
        return jobs.getScheduledExecution(job).isPresent();
    }

    private Instant due(TaskInstanceId job) {
        return jobs.getScheduledExecution(job).orElseThrow().getExecutionTime();
    }

    @Test
    void a_letter_outlasts_a_mail_server_that_is_down_and_goes_once() throws Exception {
        var id = Objects.requireNonNull(
                transaction.execute(t -> letters.write("her@example.org", "Subject", "Körper\n.\nEnd")));
        var job = TaskInstanceId.of("mail.send", id.toString());
        for (int tries = 1; tries <= 3; tries++) {
            var so = "tries = " + tries + " and begun_at is null";
            until(so, () -> is(id, so));
            until("it waits", () -> due(job).isAfter(Instant.now().plusSeconds(10)));
            if (tries < 3) {
                now(job);
            }
        }
        assertThat(due(job)).as("later each time").isAfter(Instant.now().plusSeconds(60));
        assertThat(letters.sent(List.of(id))).isEmpty();

        var mail = new GreenMail(new ServerSetup(MAIL_PORT, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            now(job);
            until("it is gone", () -> !letters.sent(List.of(id)).isEmpty());
            until("nothing is left to do", () -> !scheduled(job));
            assertThat(is(id, "body = '' and failure is null and tries = 4")).isTrue();
            assertThat(mail.getReceivedMessages()).hasSize(1);
            var message = mail.getReceivedMessages()[0];
            assertThat(message.getMessageID()).isEqualTo("<" + id + "@example.org>");
            assertThat(String.valueOf(message.getContent())).isEqualToNormalizingNewlines("Körper\n.\nEnd");

            transaction.executeWithoutResult(t -> {
                letters.write("him@example.org", "Never", "said");
                t.setRollbackOnly();
            });
            // what another process had begun when it died
            var begun = Objects.requireNonNull(transaction.execute(t -> {
                var one = letters.write("them@example.org", "Begun", "before");
                sql.execute("update letter set begun_at = now(), tries = 1 where id = ?", one);
                return one;
            }));
            until("it is unsure", () -> is(begun, "failure = 'UNSURE' and failed_at is not null"));
            until("and done with", () -> !scheduled(TaskInstanceId.of("mail.send", begun.toString())));
            assertThat(mail.getReceivedMessages()).hasSize(1);
        } finally {
            mail.stop();
        }
    }

    @Test
    void a_text_goes_to_the_gateway_when_that_is_ready() throws Exception {
        assertThat(letters.canText()).isTrue();
        status = 503;
        var id = Objects.requireNonNull(transaction.execute(t -> letters.text("+16175550100", "Briefly")));
        var job = TaskInstanceId.of("mail.text", id.toString());
        until("one try", () -> is(id, "tries = 1 and begun_at is null"));
        until("it waits", () -> due(job).isAfter(Instant.now().plusSeconds(10)));
        status = 200;
        now(job);
        until("it is gone", () -> !letters.sent(List.of(id)).isEmpty());
        until("nothing is left to do", () -> !scheduled(job));
        status = 422;
        var refused = Objects.requireNonNull(transaction.execute(t -> letters.text("+16175550101", "Briefly")));
        until("refused", () -> is(refused, "failure = '422' and sent_at is null"));
        until("and done with", () -> !scheduled(TaskInstanceId.of("mail.text", refused.toString())));
        assertThat(KEYS).containsExactly(id.toString(), id.toString(), refused.toString());
    }
}
