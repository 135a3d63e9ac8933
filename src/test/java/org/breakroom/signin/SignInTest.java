package org.breakroom.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.form;
import static org.breakroom.cast.TestLocals.in;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.servlet.http.Cookie;
import java.util.UUID;
import java.util.regex.Pattern;
import org.breakroom.access.Accounts;
import org.breakroom.access.Role;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
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

/** Coming in as it is outside the demo: real mail to a real SMTP server, codes, invitations, passkeys for staff. */
@SpringBootTest
@AutoConfigureMockMvc
@ActiveProfiles("serve")
@Import(TestLocals.class)
@DirtiesContext
@org.junit.jupiter.api.Tag("embedded")
class SignInTest {
    private static final GreenMail MAIL =
            new GreenMail(new ServerSetup(Home.freePort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    static {
        MAIL.start();
    }

    @DynamicPropertySource
    static void place(DynamicPropertyRegistry registry) {
        registry.add("breakroom.data", () -> Home.freshFolder("serve").toString());
        registry.add("breakroom.origin", () -> "https://breakroom.example.org");
        registry.add(
                "breakroom.mail.url", () -> "smtp://127.0.0.1:" + MAIL.getSmtp().getPort());
        registry.add("breakroom.mail.from", () -> "breakroom@example.org");
        registry.add("breakroom.administrator", () -> "it@example.org");
    }

    @AfterAll
    static void stop() {
        MAIL.stop();
    }

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TestLocals locals;

    @Autowired
    Accounts accounts;

    @Autowired
    DSLContext sql;

    @BeforeEach
    void emptyMailbox() throws Exception {
        MAIL.purgeEmailFromAllMailboxes();
    }

    private String letter() {
        assertThat(MAIL.waitForIncomingEmail(15_000, 1)).as("a letter came").isTrue();
        return GreenMailUtil.getBody(MAIL.getReceivedMessages()[0])
                .replace("=\r\n", "")
                .replace("=3D", "=");
    }

    private MvcTestResult ask(String email) {
        return mvc.post().uri("/sign-in").param("email", email).with(form()).exchange();
    }

    private MvcTestResult type(MvcTestResult asked, String code) {
        var cookie = asked.getResponse().getCookie("sign-in");
        return mvc.post()
                .uri("/sign-in/code")
                .param("code", code)
                .cookie(cookie == null ? new Cookie("sign-in", "none") : cookie)
                .with(form())
                .exchange();
    }

    private static String code(String letter) {
        var m = Pattern.compile("(\\d{4}) (\\d{4})").matcher(letter);
        assertThat(m.find()).isTrue();
        return m.group(1) + m.group(2);
    }

    @Test
    void a_code_from_the_mailbox_signs_in_once() {
        var home = locals.open();
        var email = String.valueOf(sql.fetchValue("select email from account where id = ?", home.rep()));
        var asked = ask(email);
        assertThat(asked).hasStatus(303);
        var code = code(letter());
        assertThat(type(asked, "0000 0000")).hasStatus(422);
        var in = type(asked, code.substring(0, 4) + " " + code.substring(4));
        assertThat(in).hasStatus(303);
        var session = in.getResponse().getCookie("SESSION");
        assertThat(session).isNotNull();
        assertThat(mvc.get().uri("/today").cookie(session)).hasStatusOk();
        assertThat(type(asked, code)).as("used up").hasStatus(422);

        assertThat(mvc.get()
                        .uri("/account")
                        .cookie(session)
                        .exchange()
                        .getResponse()
                        .getStatus())
                .isEqualTo(200);
        assertThat(mvc.post().uri("/sign-out").cookie(session).with(form())).hasStatus(303);
        assertThat(mvc.get().uri("/today").cookie(session)).hasStatus(303);
    }

    @Test
    void an_unknown_address_gets_the_same_answer_and_no_mail() {
        var asked = ask("nobody@example.org");
        assertThat(asked).hasStatus(303);
        assertThat(asked.getResponse().getHeader("Location")).isEqualTo("/sign-in/code");
        assertThat(type(asked, "12345678")).hasStatus(422);
        assertThat(MAIL.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_code_is_good_for_five_tries_and_in_its_own_browser() {
        var home = locals.open();
        var email = String.valueOf(sql.fetchValue("select email from account where id = ?", home.officer()));
        var asked = ask(email);
        var code = code(letter());
        assertThat(mvc.post().uri("/sign-in/code").param("code", code).with(form()))
                .as("another browser")
                .hasStatus(422);
        for (var slip : new String[] {"", "abc", "1234"}) {
            assertThat(type(asked, slip)).as("a slip is no try").hasStatus(422);
        }
        for (int i = 0; i < 5; i++) {
            type(asked, "00000000");
        }
        assertThat(type(asked, code)).as("the sixth try").hasStatus(422);
    }

    @Test
    void too_many_codes_for_one_address_are_refused_for_a_while() {
        var refused = 0;
        for (int i = 0; i < 10; i++) {
            refused += ask("often@example.org").getResponse().getStatus() == 429 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(10 - Throttle.PER_ACCOUNT);
        var networks = new Throttle();
        var passed = 0;
        for (int i = 0; i < 200; i++) {
            passed += networks.maySend("person" + i + "@example.org", "192.0.2." + i % 250) ? 1 : 0;
        }
        assertThat(passed).as("one network, many addresses").isEqualTo(Throttle.PER_NETWORK);
    }

    @Test
    void a_bad_address_keeps_the_answer_and_says_how_it_looks() throws Exception {
        var refused = ask("rosa at home");
        assertThat(refused).hasStatus(422);
        assertThat(refused.getResponse().getContentAsString())
                .contains("value=\"rosa at home\"")
                .contains("Write a mail address like name@example.org")
                .contains("aria-describedby=\"email-problem\"");
    }

    @Test
    void an_invitation_opens_the_account_takes_the_seat_and_ends_at_once_when_ended() {
        var home = locals.open();
        var invited = mvc.post()
                .uri(home.path() + "/invitations")
                .param("_key", UUID.randomUUID().toString())
                .param("name", "Lena Ortiz")
                .param("email", "Lena.Ortiz@example.org")
                .param("role", "REP")
                .param("worksite", home.first().toString())
                .with(in(home.officer()));
        assertThat(invited).hasStatus(303);
        var m = Pattern.compile(
                        "https://breakroom.example.org(/locals/\\d+/invitations/([0-9a-f-]+)/acceptance)\\?token=([0-9a-f]+)")
                .matcher(letter());
        assertThat(m.find()).isTrue();
        var path = m.group(1);
        var token = m.group(3);
        assertThat(mvc.post().uri(path).param("token", "f".repeat(48)).with(form()))
                .as("a guessed token")
                .hasStatus(422);
        var accepted = mvc.post().uri(path).param("token", token).with(form()).exchange();
        assertThat(accepted).hasStatus(303);
        var session = accepted.getResponse().getCookie("SESSION");
        assertThat(mvc.get().uri(home.path() + "/charts/" + home.first()).cookie(session))
                .hasStatusOk();
        assertThat(mvc.get().uri(home.path() + "/charts/" + home.second()).cookie(session))
                .hasStatus(404);
        assertThat(mvc.post().uri(path).param("token", token).with(form()))
                .as("used up")
                .hasStatus(422);

        assertThat(mvc.post()
                        .uri(home.path() + "/invitations/" + m.group(2) + "/end")
                        .param("_key", UUID.randomUUID().toString())
                        .with(in(home.officer())))
                .hasStatus(303);
        assertThat(mvc.get().uri(home.path() + "/charts/" + home.first()).cookie(session))
                .as("the next request")
                .hasStatus(404);
    }

    @Test
    void the_only_officer_stays_until_another_has_come_in() throws Exception {
        var home = locals.open();
        var seat = sql.fetchValue("select id from account_role where account_id = ?", home.officer());
        locals.as(
                org.breakroom.access.Viewer.shell(home.local().id()),
                () -> sql.execute("""
                insert into invitation (local_id, id, email, name, role, from_on, token_hash, invited_by, created_at, expires_at,
                  accepted_at)
                values (?, ?, 'x@example.org', 'X', 'OFFICER', (now() at time zone 'America/New_York')::date, '', ?, now(), now(), now())
                """, home.local().id(), seat, home.officer()));
        var end = home.path() + "/invitations/" + seat + "/end";
        assertThat(mvc.post()
                        .uri(end)
                        .param("_key", UUID.randomUUID().toString())
                        .with(in(home.officer())))
                .hasStatus(422)
                .bodyText()
                .contains("This is the local’s only officer");
        assertThat(mvc.get().uri(home.path() + "/invitations").with(in(home.officer())))
                .hasStatusOk();
        var another = locals.account(Role.OFFICER, home.local().id(), null, null);
        assertThat(mvc.post()
                        .uri(end)
                        .param("_key", UUID.randomUUID().toString())
                        .with(in(another)))
                .hasStatus(303);
        assertThat(mvc.get().uri(home.path() + "/invitations").with(in(home.officer())))
                .hasStatus(404);
    }

    @Test
    void staff_and_administrators_work_behind_a_passkey_and_there_is_no_demo_here() {
        var admin = accounts.find("it@example.org").orElseThrow();
        var refused = mvc.get().uri("/accounts").with(in(admin)).exchange();
        assertThat(refused).hasStatus(303);
        assertThat(refused.getResponse().getHeader("Location")).isEqualTo("/account?passkey=needed");
        assertThat(mvc.get().uri("/account").with(in(admin))).hasStatusOk();
        assertThat(mvc.get().uri("/goals").with(in(locals.account(Role.STAFF, null, null, null))))
                .hasStatus(303);
        for (var path : new String[] {"/demo", "/demo/cast.json", "/demo/sign-in/admin", "/demo/mail"}) {
            assertThat(mvc.get().uri(path)).as(path).hasStatus(404);
        }
    }
}
