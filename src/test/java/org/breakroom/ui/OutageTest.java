package org.breakroom.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.form;
import static org.breakroom.cast.TestLocals.in;

import java.util.UUID;
import org.breakroom.access.Role;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.breakroom.database.Database;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The database is stopped under a running application: every page says so, and when to come back. */
@SpringBootTest(properties = {"spring.datasource.hikari.connection-timeout=500", "db-scheduler.enabled=false"})
@AutoConfigureMockMvc
@ActiveProfiles("serve")
@Import(TestLocals.class)
@DirtiesContext
@Tag("embedded")
class OutageTest {
    @DynamicPropertySource
    static void place(DynamicPropertyRegistry registry) {
        registry.add("breakroom.data", () -> Home.freshFolder("outage").toString());
        registry.add("breakroom.origin", () -> "http://localhost");
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TestLocals locals;

    @Autowired
    Database database;

    @Test
    void a_page_and_a_write_answer_503_with_retry_after() throws Exception {
        var home = locals.open();
        assertThat(mvc.get().uri("/health")).hasStatusOk();
        var another = locals.account(Role.OFFICER, home.local().id(), null, null);
        database.close();
        said(mvc.get().uri("/health").exchange());
        said(mvc.get().uri("/today").with(in(another)).exchange());
        said(mvc.post()
                .uri(home.path() + "/members/" + home.nadia() + "/conversations")
                .param("_key", UUID.randomUUID().toString())
                .with(in(home.rep()))
                .exchange());
        said(mvc.post()
                .uri("/sign-in")
                .param("email", "rosa@example.org")
                .with(form())
                .exchange());
    }

    private static void said(MvcTestResult result) throws Exception {
        assertThat(result).hasStatus(503);
        assertThat(result.getResponse().getHeader("Retry-After")).isEqualTo("10");
        assertThat(result.getResponse().getContentAsString())
                .contains("Breakroom cannot reach its database")
                .contains("Nothing was lost");
    }
}
