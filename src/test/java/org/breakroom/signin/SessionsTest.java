package org.breakroom.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.form;

import jakarta.servlet.http.Cookie;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.breakroom.cast.Home;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcOperations;

/** Sessions are listed to their owner, who ends one from another; nobody else can. */
class SessionsTest extends Home {
    @Autowired
    JdbcOperations jdbc;

    @Test
    void one_device_ends_the_session_of_another() throws Exception {
        var home = locals.open();
        var phone = new Cookie("SESSION", locals.session(home.rep()));
        var laptop = new Cookie("SESSION", locals.session(home.rep()));
        var stranger = new Cookie("SESSION", locals.session(home.officer()));
        assertThat(mvc.get().uri("/today").cookie(phone)).hasStatusOk();

        var page = mvc.get()
                .uri("/account")
                .cookie(laptop)
                .exchange()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("This device", "Another device");
        var end = Pattern.compile("action=\"(/account/sessions/[^\"]+/end)\"").matcher(page);
        assertThat(end.find()).isTrue();

        assertThat(mvc.post()
                        .uri(end.group(1))
                        .cookie(stranger)
                        .param("_key", UUID.randomUUID().toString())
                        .with(form()))
                .as("someone else's session is not found")
                .hasStatus(404);
        assertThat(mvc.post()
                        .uri(end.group(1))
                        .cookie(laptop)
                        .param("_key", UUID.randomUUID().toString())
                        .with(form()))
                .hasStatus(303);
        assertThat(mvc.get().uri("/today").cookie(phone)).as("the phone is out").hasStatus(303);
        assertThat(mvc.get().uri("/today").cookie(laptop)).hasStatusOk();
    }

    @Test
    void a_session_is_noted_as_used_once_a_minute_whatever_the_page() throws Exception {
        var home = locals.open();
        var cookie = new Cookie("SESSION", locals.session(home.rep()));
        var id = new String(Base64.getDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8);
        long hourAgo = System.currentTimeMillis() - 3_600_000;
        jdbc.update("update spring_session set last_access_time = ? where session_id = ?", hourAgo, id);
        assertThat(mvc.get().uri("/health").cookie(cookie))
                .as("a page that is written in its read-only transaction")
                .hasStatusOk();
        var used = seen(id);
        assertThat(used).isGreaterThan(hourAgo);
        assertThat(mvc.get().uri("/today").cookie(cookie)).hasStatusOk();
        assertThat(seen(id)).as("not again within the minute").isEqualTo(used);
    }

    private long seen(String id) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select last_access_time from spring_session where session_id = ?", Long.class, id));
    }

    @Test
    void an_address_that_is_no_text_is_a_bad_request() throws Exception {
        var home = locals.open();
        for (var wrong : List.of("%zz", "%FF%FE", "%")) {
            var asked =
                    "GET " + home.path() + "/members?q=" + wrong + " HTTP/1.1\r\nHost: localhost\r\nConnection: close"
                            + "\r\nCookie: SESSION=" + locals.session(home.officer()) + "\r\n\r\n";
            try (var socket = new Socket("localhost", PORT)) {
                socket.getOutputStream().write(asked.getBytes(StandardCharsets.US_ASCII));
                var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).as(wrong).startsWith("HTTP/1.1 400");
            }
        }
    }
}
