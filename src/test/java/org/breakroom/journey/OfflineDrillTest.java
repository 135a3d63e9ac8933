package org.breakroom.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIRequest;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.breakroom.cast.Home;
import org.breakroom.cast.MadeDemo;
import org.breakroom.cast.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The offline drill: talks are noted with no network, the page is closed and opened, the server is killed while it takes
 * them and started again, and everything is sent twice more from elsewhere, shuffled. Nothing is lost and nothing doubled.
 */
@Tag("browser")
class OfflineDrillTest {
    private static final int TALKS = Integer.getInteger("drill.talks", 200);
    private static final int BY_HAND = 20;
    private static final int OTHERS = 10;
    private static final int BATCH = 50;
    private static final String PIN = "274913";
    private static final int LOCAL = 12;

    private final int port = Home.freePort();
    private final Path data = MadeDemo.copy("drill");
    private final String base = "http://localhost:" + port;
    private Process server;

    private void up() throws Exception {
        server = Server.start(port, data, Map.of(), "demo");
    }

    private long count(String query) throws Exception {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select view_as('', true, true)");
            try (var rows = statement.executeQuery(query)) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private Connection connect() throws Exception {
        var url = URI.create(Files.readString(data.resolve("database-url")).strip());
        var who = url.getUserInfo().split(":", 2);
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(), who[0], who[1]);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static final String STORE =
            "import(document.querySelector('[type=module]').src.replace('app.js', 'store.js'))";
    private static final String QUEUE =
            "import(document.querySelector('[type=module]').src.replace('app.js', 'queue.js'))";

    private Page phone(Browser browser) {
        var context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(390, 844).setBaseURL(base));
        var page = context.newPage();
        page.navigate("/demo/sign-in/rep");
        page.navigate("/phone");
        page.locator("#phone-name").fill("Drill");
        page.locator("#new-pin").fill(PIN);
        page.locator("#pin-again").fill(PIN);
        page.locator("#setup-form [type=submit]").click();
        assertThat(page.locator("#people")).isVisible();
        page.evaluate("() => navigator.serviceWorker.ready.then(() => 1)");
        return page;
    }

    /** Notes talks as the sheet does, without the taps: with everyone in turn, a minute apart. */
    private static void note(Page page, int talks, int shift) {
        page.evaluate("""
                async ([talks, shift]) => {
                  const store = await %s, queue = await %s;
                  const device = await store.fact("device");
                  const people = [...document.querySelectorAll("#people-list a")].map(a => a.hash.split("/")[1]).sort();
                  const known = new Date(Date.now() - 600000).toISOString();
                  for (let i = 0; i < talks; i++) {
                    await queue.note(device, { id: queue.newId(), kind: "talk", member: people[i %% people.length],
                      at: new Date(Date.now() - (talks - i) * 60000 - shift).toISOString(), known, outcome: "TALKED",
                      assessment: String((i + shift) %% 5 + 1), issue: [], yes: [], no: [], next: "", note: "Note " + i, seenBy: "OFFICERS" }, null);
                  }
                }
                """.formatted(STORE, QUEUE), List.of(talks, shift));
    }

    private static int waiting(Page page) {
        return (Integer) page.evaluate("() => " + STORE + ".then(s => s.queue()).then(q => q.length)");
    }

    @Test
    @SuppressWarnings("unchecked")
    void nothing_is_lost_and_nothing_doubled() throws Exception {
        up();
        try (var chromium = new Chromium()) {
            var talks = "select count(*) from activity_standing where kind = 'TALK' and local_id = " + LOCAL;
            long before = count(talks);
            var page = phone(chromium.browser);
            var context = page.context();
            context.setOffline(true);
            for (int i = 0; i < BY_HAND; i++) {
                page.locator("#people-list a").nth(i % 20).click();
                page.locator("[name=assessment][value='" + (i % 5 + 1) + "']").check();
                page.locator("#talk-form [type=submit]").click();
                page.locator("#people").waitFor();
            }
            note(page, TALKS - BY_HAND, 0);
            page.close();
            page = context.newPage();
            page.navigate("/phone");
            page.locator("#pin").fill(PIN);
            page.keyboard().press("Enter");
            assertThat(page.locator("#people")).isVisible();
            assertThat(waiting(page)).as("kept over closing").isEqualTo(TALKS);
            var entries = new ArrayList<>((List<Map<String, Object>>) page.evaluate("() => " + STORE
                    + ".then(s => s.queue()).then(q => q.map(e => ({ id: e.id, box: e.box, device: e.device })))"));

            // meanwhile another phone says otherwise about some of the same people
            var other = phone(chromium.browser);
            note(other, OTHERS, 2);
            assertThat(other.locator("#sync")).hasText("All saved");

            // the signal comes back, and in the middle the server dies
            context.setOffline(false);
            int seen = TALKS;
            for (int i = 0; i < 400 && seen == TALKS; i++) {
                page.waitForTimeout(25);
                seen = waiting(page);
            }
            server.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            int left = waiting(page);
            assertThat(left).as("killed in the middle").isBetween(1, TALKS - 1);
            up();

            // everything twice more, shuffled, from a browser that has nothing to do with it
            var stranger = chromium.request(new APIRequest.NewContextOptions().setBaseURL(base));
            for (int round = 1; round <= 2; round++) {
                Collections.shuffle(entries, new Random(round));
                for (int from = 0; from < entries.size(); from += BATCH) {
                    var device = (Map<String, Object>) entries.getFirst().get("device");
                    var batch = entries.subList(from, Math.min(from + BATCH, entries.size())).stream()
                            .map(e -> Map.of("id", e.get("id"), "box", e.get("box")))
                            .toList();
                    var answer = stranger.post(
                            "/phone/devices/" + device.get("id") + "/entries",
                            RequestOptions.create()
                                    .setHeader("Phone-Token", String.valueOf(device.get("token")))
                                    .setData(Map.of("sent", Instant.now().toString(), "entries", batch)));
                    assertThat(answer.status()).isEqualTo(200);
                }
            }
            page.locator("#tabs a[href='#queue']").click();
            page.locator("#send-again").click();
            assertThat(page.locator("#sync")).hasText("All saved");
            assertThat(waiting(page)).isZero();

            assertThat(count(talks) - before).as("each once").isEqualTo(TALKS + OTHERS);
            var ids = entries.stream().map(e -> "'" + e.get("id") + "'").toList();
            assertThat(count("select count(*) from activity where local_id = " + LOCAL + " and id in ("
                            + String.join(",", ids) + ")"))
                    .as("none lost")
                    .isEqualTo(TALKS);
            assertThat(count("select count(*) from phone_conflict where local_id = " + LOCAL))
                    .as("differences are listed")
                    .isPositive();
            assertThat(count("""
                            select count(*) from activity_latest l where l.local_id = %d and l.assessment is distinct from
                              (select a.assessment from activity_standing a where a.local_id = l.local_id and a.member_id = l.member_id
                               and a.assessment is not null order by a.happened_at desc, a.id desc limit 1)
                            """.formatted(LOCAL)))
                    .as("the last by the time of the talk counts")
                    .isZero();
            System.out.printf(
                    "drill: %d talks, %d on the phone when the server was killed, sent three times: 0 lost, 0 doubled, %d differences%n",
                    TALKS, left, count("select count(*) from phone_conflict where local_id = " + LOCAL));
        } finally {
            server.destroy();
            server.waitFor(60, TimeUnit.SECONDS);
        }
    }
}
