package org.breakroom.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.breakroom.access.Viewer;
import org.breakroom.card.Pen;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The application on the phone, in a real browser with and without a network. */
@Tag("browser")
class PhoneJourneyTest extends Home {
    private static final String PIN = "274913";
    private static final String NOTE = "Works a second job, call him after seven";
    private static final Path SHOTS = Path.of("target/screenshots");
    private static Chromium chromium;

    @Autowired
    Pen pen;

    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void open() {
        chromium = new Chromium();
    }

    @AfterAll
    static void close() {
        chromium.close();
    }

    private BrowserContext context(TestLocals.Home home, int width, ColorScheme scheme) {
        var context = chromium.browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, 844)
                .setColorScheme(scheme)
                .setBaseURL(base()));
        context.addCookies(List.of(new Cookie("SESSION", locals.session(home.rep())).setUrl(base())));
        return context;
    }

    private Page page(BrowserContext context) {
        var page = context.newPage();
        page.onPageError(complaints::add);
        return page;
    }

    private static void setUp(Page page) {
        page.navigate("/phone");
        page.getByLabel("Name of this phone").fill("Test phone");
        page.locator("#new-pin").fill(PIN);
        page.locator("#pin-again").fill(PIN);
        page.locator("#setup-form [type=submit]").click();
        assertThat(page.locator("#people")).isVisible();
        page.evaluate("() => navigator.serviceWorker.ready.then(() => 1)");
    }

    private static void unlock(Page page) {
        page.locator("#pin").fill(PIN);
        page.keyboard().press("Enter");
        assertThat(page.locator("#people")).isVisible();
    }

    private int talks(TestLocals.Home home) {
        return count(home, "select count(*) from activity_standing where local_id = ? and kind = 'TALK'");
    }

    private void look(Page page, String name, int width, ColorScheme scheme) {
        Chromium.picture(page, SHOTS.resolve("phone-" + name + "-" + width + "-" + scheme + ".png"));
        var over = (Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth");
        assertThat(over).as(name + " scrolls sideways at " + width).isLessThanOrEqualTo(0);
        assertThat(Chromium.violations(page)).as("axe on " + name).isEmpty();
        assertThat(complaints).isEmpty();
    }

    /** Contact facts come while there is a signal, are confirmed by her, and stand afterwards; she signs with her finger. */
    @ParameterizedTest
    @CsvSource({"390, LIGHT", "320, DARK"})
    void a_member_signs_on_the_reps_phone(int width, ColorScheme scheme) {
        var home = locals.open();
        samples.drive(home, false);
        pen.contact(home, home.nadia(), "ADDRESS", "9 Oak Street");
        try (var context = context(home, width, scheme)) {
            var page = page(context);
            setUp(page);
            page.getByText("Nadia Rosas").click();
            page.locator("#talk-card").click();
            assertThat(page.locator("#card-address")).hasValue("9 Oak Street");
            page.locator("#card-address").fill("4 Elm Street");
            page.locator("#card-draw summary").click();
            var box = page.locator("#card-draw canvas").boundingBox();
            page.mouse().move(box.x + 20, box.y + 20);
            page.mouse().down();
            page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
            page.mouse().up();
            page.locator("#card-name").fill("Nadia Rosas");
            look(page, "card", width, scheme);
            page.locator("#card-form [type=submit]").click();
            assertThat(page.locator("#card-problem")).isVisible();
            page.locator("#card-form [name=agree]").check();
            page.locator("#card-form [type=submit]").click();
            assertThat(page.locator("#toast")).containsText("Nadia Rosas");
            page.navigate("/phone#queue");
            var signed =
                    "select count(*) from card where local_id = ? and mark like 'M%L%' and address = '4 Elm Street'";
            for (int i = 0; i < 100 && count(home, signed) == 0; i++) {
                page.waitForTimeout(100);
            }
            assertThat(count(home, signed)).isEqualTo(1);
            // the next to sign sees nothing of hers
            context.setOffline(true);
            page.navigate("/phone#people");
            if (page.locator("#enter").isVisible()) {
                unlock(page);
            }
            page.getByText("Omar Teixeira").click();
            page.locator("#talk-card").click();
            assertThat(page.locator("#card-email")).hasValue("");
            assertThat(page.locator("#card-address")).hasValue("");
            assertThat(page.locator("#card-form [name=mark]")).hasValue("");
            assertThat(page.locator("#card-facts")).containsText("Fill in what is right today");
        }
    }

    private int count(TestLocals.Home home, String query) {
        return locals.count(Viewer.shell(home.local().id()), query, home.local().id());
    }

    @ParameterizedTest
    @CsvSource({"390, LIGHT", "320, DARK", "1400, LIGHT"})
    void she_takes_her_people_along_and_logs_with_no_signal(int width, ColorScheme scheme) {
        var home = locals.open();
        samples.meeting(home, home.first());
        try (var context = context(home, width, scheme)) {
            var page = page(context);
            page.navigate("/phone");
            assertThat(page.locator("#setup")).isVisible();
            look(page, "setup", width, scheme);
            page.locator("#phone-name").fill("Test phone");
            page.locator("#new-pin").fill("123456");
            page.locator("#setup-form [type=submit]").click();
            assertThat(page.locator("#new-pin-problem")).containsText("not in a row");
            setUp(page);
            look(page, "people", width, scheme);
            context.setOffline(true);
            page.reload();
            assertThat(page.locator("#enter")).isVisible();
            look(page, "locked", width, scheme);
            unlock(page);
            page.locator("#search").fill("nadia");
            assertThat(page.locator("#people-list li")).hasCount(1);
            page.locator("#people-list a").click();
            assertThat(page.locator("#talk-name")).hasText("Nadia Rosas");
            look(page, "talk", width, scheme);
            page.locator("[name=assessment][value='2']").check();
            page.locator("[name=next][value=DAY]").check();
            page.locator("#talk-form [type=submit]").click();
            assertThat(page.locator("[data-problem=nextOn]")).containsText("Pick the day");
            page.locator("[name=next][value=TOMORROW]").check();
            page.locator("#talk-form [type=submit]").click();
            assertThat(page.locator("#sync")).hasText("1 on this phone");
            page.locator("#sync").click();
            assertThat(page.locator("#queue-list")).containsText("On this phone");
            look(page, "noted", width, scheme);
            page.locator("#tabs a[href='#chart']").click();
            assertThat(page.locator("#chart .marks [data-a='2']")).hasCount(1);
            look(page, "chart", width, scheme);
            page.locator("#tabs a[href='#meet']").click();
            page.locator("#meet-list label:has-text('Omar Teixeira')").click();
            assertThat(page.locator("#meet-list")).containsText("1 of 3 came");
            look(page, "meeting", width, scheme);
            assertThat(talks(home)).isZero();
            // closed and opened again, still without a network; then the signal comes back
            page.close();
            var again = page(context);
            again.navigate("/phone");
            unlock(again);
            assertThat(again.locator("#people-list")).containsText("tomorrow");
            context.setOffline(false);
            assertThat(again.locator("#sync")).hasText("All saved");
            assertThat(talks(home)).isEqualTo(1);
            assertThat(again.evaluate("() => caches.keys().then(k => k.length)"))
                    .isEqualTo(1);
        }
    }

    @Test
    void undo_and_correct_are_entries_of_their_own() {
        var home = locals.open();
        try (var context = context(home, 390, ColorScheme.LIGHT)) {
            var page = page(context);
            setUp(page);
            log(page, 0, "3");
            page.locator("#toast-undo").click();
            assertThat(page.locator("#toast-words")).hasText("Taken back");
            assertThat(page.locator("#sync")).hasText("All saved");
            assertThat(talks(home)).isZero();
            log(page, 1, "4");
            assertThat(page.locator("#sync")).hasText("All saved");
            page.locator("#tabs a[href='#queue']").click();
            page.locator("#queue-list [data-edit]:not([hidden])").first().click();
            assertThat(page.locator("[name=assessment][value='4']")).isChecked();
            page.locator("[name=assessment][value='1']").check();
            page.locator("#talk-form [type=submit]").click();
            page.waitForCondition(() -> locals.count(
                            Viewer.shell(home.local().id()),
                            "select count(*) from activity_standing where local_id = ? and kind = 'TALK' and assessment = 1",
                            home.local().id())
                    == 1);
            assertThat(talks(home)).isEqualTo(1);
        }
    }

    private static void log(Page page, int person, String assessment) {
        page.locator("#people-list a").nth(person).click();
        page.locator("[name=assessment][value='" + assessment + "']").check();
        page.locator("#talk-form [type=submit]").click();
        assertThat(page.locator("#people")).isVisible();
    }

    /**
     * Five taps and a note of eight words, timed by a model of hands (keystroke-level: 1.1 s a tap, 0.28 s a character, 2 s of
     * thinking) plus what the application takes; fifty times with a network and fifty without.
     */
    @Test
    void a_talk_takes_five_taps_and_twenty_seconds() {
        var home = locals.open();
        locals.crowd(home, 60);
        try (var context = context(home, 390, ColorScheme.LIGHT)) {
            var page = page(context);
            setUp(page);
            for (boolean offline : new boolean[] {false, true}) {
                context.setOffline(offline);
                var seconds = new double[50];
                for (int i = 0; i < seconds.length; i++) {
                    int taps = 0;
                    long began = System.nanoTime();
                    page.locator("#people-list a").first().click();
                    taps++;
                    page.locator("[name=assessment][value='" + (i % 5 + 1) + "']")
                            .check();
                    taps++;
                    page.locator("#note").click();
                    taps++;
                    page.locator("#note").fill(NOTE);
                    page.locator("[name=next][value=WEEK]").check();
                    taps++;
                    page.locator("#talk-form [type=submit]").click();
                    taps++;
                    page.locator("#people").waitFor();
                    double machine = (System.nanoTime() - began) / 1e9;
                    assertThat(taps).isEqualTo(5);
                    seconds[i] = taps * 1.1 + NOTE.length() * 0.28 + 2 + machine;
                }
                Arrays.sort(seconds);
                System.out.printf(
                        "phone: a talk %s, p50 %.1f s, p95 %.1f s of 50%n",
                        offline ? "offline" : "online", seconds[24], seconds[47]);
                assertThat(NOTE.split(" ")).hasSize(8);
                assertThat(seconds[47]).as("p95 of 50, offline " + offline).isLessThanOrEqualTo(20);
            }
            context.setOffline(false);
            assertThat(page.locator("#sync")).hasText("All saved");
            assertThat(talks(home)).isEqualTo(100);
        }
    }

    @Test
    void what_is_typed_outlives_locking_and_closing() {
        var home = locals.open();
        try (var context = context(home, 390, ColorScheme.LIGHT)) {
            var page = page(context);
            setUp(page);
            context.setOffline(true);
            page.locator("#people-list a").first().click();
            page.locator("[name=assessment][value='3']").check();
            page.locator("#note").fill("Half a sentence");
            page.waitForTimeout(600);
            page.close();
            var again = page(context);
            again.navigate("/phone");
            again.locator("#pin").fill(PIN);
            again.keyboard().press("Enter");
            assertThat(again.locator("#note")).hasValue("Half a sentence");
            again.locator("#lock").click();
            again.locator("#pin").fill(PIN);
            again.keyboard().press("Enter");
            assertThat(again.locator("[name=assessment][value='3']")).isChecked();
            again.locator("#talk-form [type=submit]").click();
            assertThat(again.locator("#sync")).hasText("1 on this phone");
            again.locator("#lock").click();
            unlock(again);
        }
    }

    @Test
    void ten_wrong_pins_remove_the_people_and_no_talk() {
        var home = locals.open();
        try (var context = context(home, 390, ColorScheme.LIGHT)) {
            var page = page(context);
            setUp(page);
            context.setOffline(true);
            log(page, 0, "2");
            page.locator("#lock").click();
            assertThat(page.locator("#people-list li")).hasCount(0);
            for (int left = 9; left >= 0; left--) {
                page.locator("#pin").fill("000001");
                page.keyboard().press("Enter");
                if (left > 0) {
                    assertThat(page.locator("#pin-problem")).containsText("Not this PIN. " + left + " tries");
                }
            }
            assertThat(page.locator("#stop-title")).hasText("The people on this phone are removed");
            assertThat(page.evaluate(
                            "() => import(document.querySelector('[type=module]').src.replace('app.js', 'store.js'))"
                                    + ".then(s => Promise.all([s.fact('pack'), s.fact('lock'), s.queue()]))"
                                    + ".then(([p, l, q]) => [p === undefined, l === undefined, q.length])"))
                    .isEqualTo(List.of(true, true, 1));
            context.setOffline(false);
            assertThat(page.locator("#sync")).hasText("All saved");
            assertThat(talks(home)).isEqualTo(1);
        }
    }

    @Test
    void a_revoked_phone_is_emptied_with_its_next_request_and_its_talk_waits() {
        var home = locals.open();
        try (var context = context(home, 390, ColorScheme.LIGHT)) {
            var page = page(context);
            setUp(page);
            context.setOffline(true);
            log(page, 0, "2");
            mvc.post()
                    .uri(home.path() + "/phones/" + device(home) + "/revocation")
                    .param("_key", java.util.UUID.randomUUID().toString())
                    .with(TestLocals.in(home.officer()))
                    .exchange();
            context.setOffline(false);
            assertThat(page.locator("#stop-title")).hasText("This phone is revoked");
            assertThat(page.locator("#people-list")).isHidden();
            assertThat(talks(home)).isZero();
            assertThat(locals.count(
                            Viewer.shell(home.local().id()),
                            "select count(*) from phone_entry where local_id = ? and state = 'WAITING'",
                            home.local().id()))
                    .isEqualTo(1);
            // the session that the phone was set up in is over too
            page.navigate("/today");
            assertThat(page).hasURL(Pattern.compile(".*/sign-in"));
        }
    }

    private String device(TestLocals.Home home) {
        return locals.as(
                Viewer.shell(home.local().id()),
                () -> String.valueOf(sql.fetchValue(
                        "select id from phone_device where of_local = ?",
                        home.local().id())));
    }

    @org.springframework.beans.factory.annotation.Autowired
    org.jooq.DSLContext sql;

    @Test
    void storage_refused_or_full_ends_in_a_sentence_and_keeps_the_answers() {
        var home = locals.open();
        try (var context = context(home, 390, ColorScheme.LIGHT)) {
            var page = page(context);
            setUp(page);
            page.evaluate(
                    "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }; }");
            context.setOffline(true);
            page.locator("#people-list a").first().click();
            page.locator("#note").fill("Not lost.");
            page.locator("#talk-form [type=submit]").click();
            assertThat(page.locator("#talk-full")).isVisible();
            assertThat(page.locator("#note")).hasValue("Not lost.");
            context.setOffline(false);
            page.locator("#talk-form [type=submit]").click();
            page.waitForCondition(() -> talks(home) == 1);
        }
        try (var context = context(home, 390, ColorScheme.LIGHT)) {
            context.addInitScript("indexedDB.open = () => { throw new Error('refused'); }");
            var page = page(context);
            page.navigate("/phone");
            assertThat(page.locator("#stop-title")).hasText("This browser keeps nothing");
            assertThat(page.locator("#stop-link")).hasText("Work online");
        }
    }

    @Test
    void an_older_version_gives_way_to_the_one_the_server_has() {
        var home = locals.open();
        try (var context = context(home, 390, ColorScheme.LIGHT)) {
            var page = page(context);
            context.route("**/phone/worker.js", route -> {
                var body = route.fetch()
                        .text()
                        .replaceAll("const CACHE = \"shell \\w+\"", "const CACHE = \"shell older\"");
                route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                        .setBody(body)
                        .setContentType("text/javascript")
                        .setHeaders(java.util.Map.of("Service-Worker-Allowed", "/phone")));
            });
            setUp(page);
            assertThat(page.evaluate("() => caches.keys()")).isEqualTo(List.of("shell older"));
            context.setOffline(true);
            log(page, 0, "2");
            context.unroute("**/phone/worker.js");
            context.setOffline(false);
            page.evaluate(
                    "() => navigator.serviceWorker.getRegistration('/phone').then(r => r.update()).then(() => 1)");
            page.waitForCondition(
                    () -> !String.valueOf(page.evaluate("() => caches.keys()")).contains("older"));
            assertThat(page.locator("#newer")).isVisible();
            page.locator("#newer-take").click();
            unlock(page);
            assertThat(page.locator("#sync")).hasText("All saved");
            assertThat(talks(home)).isEqualTo(1);
        }
    }
}
