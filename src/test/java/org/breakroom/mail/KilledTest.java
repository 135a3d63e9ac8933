package org.breakroom.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.breakroom.cast.Home;
import org.breakroom.cast.Server;
import org.breakroom.mail.PostOffice.Manner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server is killed while the mail server holds its letter and has not answered; the next one does not send it again. */
@Tag("embedded")
class KilledTest {
    private final int port = Home.freePort();
    private final Path data = Home.freshFolder("killed-mail");
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Manner manner = Manner.TAKES_AND_FALLS_SILENT;
    private Process server;

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.destroy();
        if (!server.waitFor(30, TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
    }

    private void up(PostOffice office) throws Exception {
        server = Server.start(
                port, data, Map.of("BREAKROOM_MAIL_URL", office.url()), "serve", "--administrator", "it@example.org");
    }

    private static void until(String what, Callable<Boolean> is) throws Exception {
        var patience = Instant.now().plus(Duration.ofMinutes(3));
        while (!is.call()) {
            assertThat(Instant.now()).as(what).isBefore(patience);
            Thread.sleep(100);
        }
    }

    private void askForACode() throws Exception {
        var token = "00000000-0000-4000-8000-000000000000";
        var masked = new byte[2 * token.length()];
        System.arraycopy(token.getBytes(StandardCharsets.US_ASCII), 0, masked, token.length(), token.length());
        var form = "email=" + URLEncoder.encode("it@example.org", StandardCharsets.UTF_8) + "&_csrf="
                + Base64.getUrlEncoder().encodeToString(masked);
        var answer = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Cookie", "XSRF-TOKEN=" + token)
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(303);
    }

    private long count(String condition) throws Exception {
        var url = URI.create(Files.readString(data.resolve("database-url")).strip());
        var who = url.getUserInfo().split(":", 2);
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(), who[0], who[1]);
                var rows =
                        connection.createStatement().executeQuery("select count(*) from letter where " + condition)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void the_next_process_does_not_send_it_again_and_says_that_nobody_knows() throws Exception {
        try (var office = new PostOffice(0, () -> manner)) {
            up(office);
            askForACode();
            until("the mail server has it", () -> office.taken().size() == 1);
            server.destroyForcibly();
            assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();

            manner = Manner.KIND;
            up(office);
            until("it is unsure", () -> count("failure = 'UNSURE' and failed_at is not null") == 1);
            askForACode();
            until("the next letter is sent", () -> count("sent_at is not null and body = ''") == 1);
            assertThat(office.taken()).hasSize(2).doesNotHaveDuplicates();
            assertThat(count("true")).isEqualTo(2);
        }
    }
}
