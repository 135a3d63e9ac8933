package org.breakroom.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.breakroom.cast.Home;
import org.breakroom.database.CannotStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Text messages to a real gateway over HTTP: once, again when it asks for that, never after a no. */
class TextTest extends OutboxHome {
    private static final Duration WEEK = Duration.ofDays(7);

    private record Posted(String method, String path, String key, String token, String type, Map<?, ?> text) {}

    private interface Reply {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private volatile Reply reply = status(202);
    private HttpServer server;

    private static Reply status(int code) {
        return exchange -> exchange.sendResponseHeaders(code, -1);
    }

    @BeforeEach
    void open() throws IOException {
        server = server(0);
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private HttpServer server(int port) throws IOException {
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::take);
        http.start();
        return http;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posted.add(new Posted(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers.getFirst("Idempotency-Key"),
                    headers.getFirst("Authorization"),
                    headers.getFirst("Content-Type"),
                    JsonMapper.shared().readValue(body, Map.class)));
            reply.to(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Delivery gateway() {
        return gateway(server.getAddress().getPort(), "");
    }

    private Delivery gateway(int port, String token) {
        return delivery(new Gateway("http://" + token + "127.0.0.1:" + port + "/v1/texts?from=union", PATIENCE));
    }

    @Test
    void a_text_goes_once_with_its_key_and_is_forgotten() {
        var id = text("+16175550100");
        var at = rounds.instant();
        rounds.pass(Duration.ZERO, gateway(server.getAddress().getPort(), "s3cret%2F@"));
        rounds.pass(WEEK, gateway());
        assertThat(posted)
                .containsExactly(new Posted(
                        "POST",
                        "/v1/texts?from=union",
                        id.toString(),
                        "Bearer s3cret/",
                        "application/json",
                        Map.of("id", id.toString(), "to", "+16175550100", "text", "What is to be said, “briefly”")));
        assertThat(letters.sent(List.of(id))).containsExactly(Map.entry(id, at));
        assertThat(row(id)).containsEntry("body", "").containsEntry("channel", "TEXT");
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 500, 502, 504, 429, 408, 425, 302})
    void what_a_gateway_cannot_take_now_is_sent_again_under_the_same_key(int code) {
        reply = status(code);
        var id = text("+16175550100");
        rounds.pass(Duration.ofMinutes(2), gateway());
        assertThat(posted).hasSize(3);
        assertThat(letters.sent(List.of(id))).isEmpty();
        assertThat(failure(id)).isNull();
        reply = status(200);
        rounds.pass(WEEK, gateway());
        assertThat(posted)
                .hasSize(4)
                .allMatch(p -> p.key().equals(id.toString()) && p.token() == null)
                .allMatch(p -> p.equals(posted.getFirst()));
        assertThat(letters.sent(List.of(id))).containsOnlyKeys(id);
    }

    @ParameterizedTest
    @ValueSource(ints = {422, 400, 401, 404, 410})
    void what_a_gateway_refuses_is_noted_and_never_sent_again(int code) {
        reply = status(code);
        var id = text("+16175550100");
        rounds.pass(WEEK, gateway());
        reply = status(200);
        rounds.add(id);
        rounds.pass(WEEK, gateway());
        assertThat(posted).hasSize(1);
        assertThat(failure(id)).isEqualTo(String.valueOf(code));
        assertThat(row(id).get("failed_at")).isNotNull();
        assertThat(letters.sent(List.of(id))).isEmpty();
    }

    @Test
    void a_gateway_that_is_down_for_a_day_gets_each_once() throws Exception {
        int port = Home.freePort();
        for (int i = 0; i < 8; i++) {
            text("+1617555010" + i);
        }
        rounds.pass(Duration.ofDays(1), gateway(port, ""));
        assertThat(rounds.waiting()).isEqualTo(8);
        assertThat(written).extracting(this::failure).containsOnlyNulls();
        var back = server(port);
        try {
            rounds.pass(WEEK, gateway(port, ""));
        } finally {
            back.stop(0);
        }
        assertThat(posted).hasSize(8);
        assertThat(posted).extracting(Posted::key).doesNotHaveDuplicates();
        assertThat(letters.sent(written)).hasSize(8);
    }

    @Test
    void a_gateway_that_answers_too_late_or_hangs_up_is_not_asked_again() {
        var replies = List.<Reply>of(
                exchange -> {
                    Thread.sleep(PostOffice.SLOW_MS);
                    exchange.sendResponseHeaders(200, -1);
                },
                exchange -> {});
        for (var one : replies) {
            posted.clear();
            reply = one;
            var id = text("+16175550100");
            rounds.pass(Duration.ZERO, gateway());
            reply = status(200);
            rounds.pass(WEEK, gateway());
            rounds.add(id);
            rounds.pass(WEEK, gateway());
            assertThat(posted).hasSize(1);
            assertThat(failure(id)).isEqualTo("UNSURE");
        }
    }

    @Test
    void an_answer_whose_body_never_ends_is_an_answer() throws Exception {
        var done = new CountDownLatch(1);
        var inTime = new CompletableFuture<Boolean>();
        reply = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            inTime.complete(done.await(20, TimeUnit.SECONDS));
        };
        var id = text("+16175550100");
        rounds.pass(WEEK, gateway());
        done.countDown();
        assertThat(inTime.get()).as("nobody waited for the rest").isTrue();
        assertThat(posted).hasSize(1);
        assertThat(letters.sent(List.of(id))).containsOnlyKeys(id);
    }

    /** A second answer on the line must not be taken for the answer to the next message. */
    @Test
    void a_gateway_that_answers_twice_speaks_for_one_message_only() throws Exception {
        var calls = new AtomicInteger();
        try (var door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (true) {
                    try (var caller = door.accept()) {
                        var in = caller.getInputStream();
                        while (in.read() != '}') {
                            continue;
                        }
                        // the first is taken and said so twice; the others are refused
                        var line = calls.incrementAndGet() == 1 ? "200 OK" : "422 No";
                        var answer = "HTTP/1.1 " + line + "\r\nContent-Length: 0\r\n\r\n";
                        caller.getOutputStream().write((answer + answer).getBytes(StandardCharsets.ISO_8859_1));
                        caller.getOutputStream().flush();
                        in.read(); // until the other end hangs up
                    } catch (IOException e) {
                        if (door.isClosed()) {
                            return;
                        }
                    }
                }
            });
            var first = text("+16175550100");
            var second = text("+16175550101");
            rounds.pass(WEEK, gateway(door.getLocalPort(), ""));
            assertThat(calls).hasValue(2);
            assertThat(letters.sent(written)).containsOnlyKeys(first);
            assertThat(failure(second)).isEqualTo("422");
        }
    }

    @Test
    void who_dies_between_handing_over_and_noting_it_doubles_nothing() {
        var id = text("+16175550100");
        var carrier = new Gateway("http://127.0.0.1:" + server.getAddress().getPort(), PATIENCE);
        var dying = delivery(letter -> {
            assertThat(carrier.carry(letter)).isInstanceOf(Carrier.Taken.class);
            throw new StackOverflowError("the end of this process");
        });
        assertThatThrownBy(() -> dying.attempt(id)).isInstanceOf(StackOverflowError.class);
        rounds.pass(WEEK, gateway());
        assertThat(posted).hasSize(1);
        assertThat(failure(id)).isEqualTo("UNSURE");
    }

    @Test
    void an_address_that_is_none_is_refused_with_how_it_should_look() {
        for (var url :
                new String[] {"", "gateway", "ftp://gateway.example.org/", "http://a%0Ab@example.org/", "http://a b/"
                }) {
            assertThatThrownBy(() -> new Gateway(url, PATIENCE))
                    .as(url)
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("https://token@host/path");
        }
    }
}
