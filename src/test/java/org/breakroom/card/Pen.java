package org.breakroom.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.form;
import static org.breakroom.cast.TestLocals.in;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.altcha.altcha.Altcha;
import org.breakroom.access.Viewer;
import org.breakroom.cast.TestLocals;
import org.breakroom.mail.Letters;
import org.jooq.DSLContext;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.json.JsonMapper;

/** Signs cards as people do: opens the page, does its work, reads the code out of her mailbox. */
@TestComponent
public class Pen {
    private static final Pattern CODE = Pattern.compile("(\\d{3}) (\\d{3})");

    private final MockMvcTester mvc;
    private final TestLocals locals;
    private final Letters letters;
    private final DSLContext sql;

    Pen(MockMvcTester mvc, TestLocals locals, Letters letters, DSLContext sql) {
        this.mvc = mvc;
        this.locals = locals;
        this.letters = letters;
        this.sql = sql;
    }

    /** Opens a drive as a local's officer. */
    public String drive(TestLocals.Home home, CardKind kind) {
        return drive(home, kind, 0);
    }

    /** A drive that opened some days ago. */
    String drive(TestLocals.Home home, CardKind kind, int ago) {
        var today = java.time.LocalDate.now(org.breakroom.kernel.FederationClock.ZONE);
        var opened = post(
                home.officer(),
                home.path() + "/drives",
                "title",
                "We are the union",
                "kind",
                kind.name(),
                "unit",
                "Paraprofessionals",
                "opens",
                today.minusDays(ago).toString(),
                "deadline",
                today.plusDays(60).toString(),
                "target",
                "80",
                "words_en",
                StartingWords.of(kind, "en"),
                "approver_en",
                "Ana Furtado",
                "words_es",
                StartingWords.of(kind, "es"),
                "approver_es",
                "Luz Ortega",
                "words_pt",
                StartingWords.of(kind, "pt"),
                "approver_pt",
                "Inês Prado",
                "words_ht",
                StartingWords.of(kind, "ht"),
                "approver_ht",
                "Rose Etienne");
        assertThat(opened).hasStatus(303);
        return String.valueOf(opened.getResponse().getHeader("Location"));
    }

    public MvcTestResult post(UUID by, String path, String... params) {
        var request = mvc.post().uri(path).param("_key", UUID.randomUUID().toString());
        for (int i = 0; i < params.length; i += 2) {
            request = request.param(params[i], params[i + 1]);
        }
        return request.with(in(by)).exchange();
    }

    public String page(UUID by, String path) throws Exception {
        var result = mvc.get().uri(path).with(in(by)).exchange();
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsString();
    }

    public void contact(TestLocals.Home home, UUID member, String kind, String value) {
        locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.execute("""
                insert into contact_point (local_id, id, member_id, kind, value, source, said_on)
                values (?, ?, ?, ?, ?, 'EMPLOYER', (now() at time zone 'America/New_York')::date - 30)
                """, home.local().id(), locals.id(), member, kind, value));
    }

    /** The link that a member was sent last. */
    public String link(TestLocals.Home home, String drive, UUID member, String mail) {
        var sent = post(home.officer(), drive + "/members/" + member + "/link");
        assertThat(sent).hasStatus(303);
        return newest(mail, "/card/");
    }

    /** The address with this part in the newest letter to a mailbox. */
    public String newest(String mail, String part) {
        return letters.newest(200).stream()
                .filter(l -> l.to().equals(mail) && l.body().contains(part))
                .map(Letters.Letter::link)
                .findFirst()
                .map(Objects::requireNonNull)
                .orElseThrow()
                .replaceAll("\\?.*", "");
    }

    public String code(String mail) {
        return letters.newest(200).stream()
                .filter(l -> l.to().equals(mail))
                .map(l -> CODE.matcher(l.subject() + " " + l.body()))
                .filter(java.util.regex.Matcher::find)
                .map(m -> m.group(1) + m.group(2))
                .findFirst()
                .orElseThrow();
    }

    /** A browser that signs: its cookies and where it sits. */
    final class Browser {
        private final List<Cookie> cookies = new ArrayList<>();
        private final String network;

        Browser(String network) {
            this.network = network;
        }

        /** The same browser, as it is now. */
        Browser copy() {
            var copy = new Browser(network);
            copy.cookies.addAll(cookies);
            return copy;
        }

        MvcTestResult get(String path) {
            var result = mvc.get().uri(path).cookie(all()).with(this::here).exchange();
            keep(result);
            return result;
        }

        MvcTestResult post(String path, Map<String, String> params) {
            var request = mvc.post().uri(path).cookie(all());
            for (var p : params.entrySet()) {
                request = request.param(p.getKey(), p.getValue());
            }
            var result = request.with(form()).with(this::here).exchange();
            keep(result);
            return result;
        }

        private org.springframework.mock.web.MockHttpServletRequest here(
                org.springframework.mock.web.MockHttpServletRequest request) {
            request.setRemoteAddr(network);
            request.addHeader("User-Agent", "Pen");
            return request;
        }

        private Cookie[] all() {
            return cookies.isEmpty() ? new Cookie[] {new Cookie("none", "1")} : cookies.toArray(Cookie[]::new);
        }

        private void keep(MvcTestResult result) {
            for (var cookie : result.getResponse().getCookies()) {
                if (cookie.getName().equals("XSRF-TOKEN")) {
                    continue; // form() brings its own
                }
                cookies.removeIf(c -> c.getName().equals(cookie.getName()));
                cookies.add(cookie);
            }
        }

        /** Asks for a code at a card's address; with the page's work done. */
        MvcTestResult ask(String card, String... params) throws Exception {
            var page = get(card);
            assertThat(page).hasStatusOk();
            var html = page.getResponse().getContentAsString();
            Thread.sleep(1600); // nobody reads a card faster
            var all = new java.util.HashMap<String, String>();
            all.put("_opened", field(html, "name=\"_opened\" value=\"([^\"]*)\""));
            all.put("_work", work(HtmlUtils.htmlUnescape(field(html, "data-work=\"([^\"]*)\""))));
            for (int i = 0; i < params.length; i += 2) {
                all.put(params[i], params[i + 1]);
            }
            return post(card, all);
        }

        /** The whole way to a receipt. */
        String sign(String card, String mail, String name, String... ask) throws Exception {
            assertThat(ask(card, ask)).hasStatus(303);
            assertThat(post(card + "/code", Map.of("code", code(mail)))).hasStatus(303);
            var page = get(card + "/signature");
            assertThat(page).hasStatusOk();
            var signed = post(card + "/signature", filled(page, name));
            assertThat(signed).hasStatus(303);
            return String.valueOf(signed.getResponse().getHeader("Location")).replaceAll("\\?.*", "");
        }

        /** The form as the page filled it in, with a name and the tick. */
        Map<String, String> filled(MvcTestResult page, String name) throws Exception {
            var html = page.getResponse().getContentAsString();
            var all = new java.util.HashMap<String, String>();
            for (var field : List.of("job", "phone", "email", "address", "text")) {
                var m = Pattern.compile("name=\"" + field + "\"[^>]*? value=\"([^\"]*)\"")
                        .matcher(html);
                if (m.find()) {
                    all.put(field, HtmlUtils.htmlUnescape(m.group(1)));
                }
            }
            all.put("name", name);
            all.put("agree", "1");
            return all;
        }
    }

    static String field(String html, String pattern) {
        var m = Pattern.compile(pattern).matcher(html);
        assertThat(m.find()).as(pattern).isTrue();
        return m.group(1);
    }

    /** Does the work that a page asks for, with the library's own solver. */
    public static String work(String challenge) throws Exception {
        var json = new JsonMapper();
        var asked = json.readTree(challenge);
        var found = Altcha.solveChallenge(
                asked.path("challenge").asString(),
                asked.path("salt").asString(),
                Altcha.Algorithm.SHA256,
                asked.path("maxnumber").asLong(),
                0);
        var proof = json.writeValueAsString(Map.of(
                "algorithm",
                asked.path("algorithm").asString(),
                "challenge",
                asked.path("challenge").asString(),
                "number",
                found.number,
                "salt",
                asked.path("salt").asString(),
                "signature",
                asked.path("signature").asString()));
        return Base64.getEncoder().encodeToString(proof.getBytes(StandardCharsets.UTF_8));
    }
}
