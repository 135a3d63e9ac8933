package org.breakroom.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.form;
import static org.breakroom.cast.TestLocals.in;

import java.net.SocketException;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.breakroom.access.Open;
import org.breakroom.access.Role;
import org.breakroom.answer.OwnTransaction;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.breakroom.database.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Controller;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The database is stopped under a running application: every page says so, and when to come back. */
@SpringBootTest(properties = {"spring.datasource.hikari.connection-timeout=500", "db-scheduler.enabled=false"})
@AutoConfigureMockMvc
@ActiveProfiles("serve")
@Import({TestLocals.class, OutageTest.Breaking.class})
@DirtiesContext
@Tag("embedded")
class OutageTest {
    private static final String UNASKED = "com.zaxxer.hikari.aliveBypassWindowMs";
    private static final int THREADS = 12;

    @DynamicPropertySource
    static void place(DynamicPropertyRegistry registry) {
        // a connection used a moment ago is not asked whether it lives, so that its death is met in the middle of work
        System.setProperty(UNASKED, "60000");
        registry.add("breakroom.data", () -> Home.freshFolder("outage").toString());
        registry.add("breakroom.origin", () -> "http://localhost");
    }

    /** A handler under whom the connection to the database breaks. */
    @Controller
    static class Breaking {
        @GetMapping("/sign-in/breaking")
        @Open(toAll = true)
        @OwnTransaction
        String meet(@RequestParam String how) {
            throw new DataAccessResourceFailureException("no answer", new SocketException(how));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Broken pipe", "Connection reset by peer", "Connection reset", "Something else"})
    void a_connection_to_the_database_that_breaks_is_not_taken_for_a_browser_that_went_away(String how)
            throws Exception {
        said(mvc.get().uri("/sign-in/breaking").param("how", how).exchange());
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TestLocals locals;

    @Autowired
    Database database;

    @AfterAll
    static void ask() {
        System.clearProperty(UNASKED);
    }

    @Test
    void a_page_and_a_write_answer_503_with_retry_after() throws Exception {
        var home = locals.open();
        assertThat(mvc.get().uri("/health")).hasStatusOk();
        var another = locals.account(Role.OFFICER, home.local().id(), null, null);
        var answers = new ConcurrentLinkedQueue<Integer>();
        var goOn = new AtomicBoolean(true);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                threads.execute(() -> {
                    while (goOn.get()) {
                        answers.add(mvc.get()
                                .uri("/today")
                                .with(in(another))
                                .exchange()
                                .getResponse()
                                .getStatus());
                    }
                });
            }
            Thread.sleep(500);
            database.close();
            Thread.sleep(1000);
            goOn.set(false);
        }
        assertThat(answers)
                .as("every page is whole or says so")
                .contains(200, 503)
                .containsOnly(200, 503);
        said(mvc.get().uri("/health").exchange());
        said(mvc.get().uri("/today").with(in(another)).exchange());
        said(mvc.post()
                .uri(home.path() + "/members/" + home.nadia() + "/conversations")
                .param("_key", UUID.randomUUID().toString())
                .with(in(home.rep()))
                .exchange());
        var asked = mvc.post()
                .uri("/sign-in")
                .contentType("application/x-www-form-urlencoded")
                .param("email", "rosa@example.org")
                .param("note", "<rosa>@example.org\"")
                .with(form())
                .exchange();
        said(asked);
        assertThat(asked.getResponse().getContentAsString())
                .as("the answers are kept and can be sent again, and are text")
                .contains("name=\"email\" value=\"rosa@example.org\"")
                .contains("&lt;rosa&gt;@example.org&quot;")
                .contains("Send my answers again");
    }

    private static void said(MvcTestResult result) throws Exception {
        assertThat(result).hasStatus(503);
        assertThat(result.getResponse().getHeader("Retry-After")).isEqualTo("10");
        assertThat(result.getResponse().getContentAsString())
                .contains("Breakroom cannot reach its database")
                .contains("Nothing was lost");
    }
}
