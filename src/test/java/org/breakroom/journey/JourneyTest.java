package org.breakroom.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.breakroom.access.Role;
import org.breakroom.cast.Home;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The main job in a real browser, on a phone and at a desk, in light and dark, and without scripts: a list comes in, a
 * rep logs a talk, every board moves. Every page on the way is held against axe and the HTML validator.
 */
@Tag("browser")
class JourneyTest extends Home {
    private static final Path PAGES = Path.of("target/pages");
    private static final Path SHOTS = Path.of("target/screenshots");
    private static Chromium chromium;

    @BeforeAll
    static void open() throws IOException {
        Files.createDirectories(PAGES);
        Files.createDirectories(SHOTS);
        chromium = new Chromium();
    }

    @AfterAll
    static void close() throws Exception {
        chromium.close();
        validate();
    }

    /** One run of the validator over every page that was seen. */
    private static void validate() throws Exception {
        var jar = System.getenv("BREAKROOM_VNU");
        if (jar == null || jar.isBlank()) {
            return; // scripts/test says that it was left out
        }
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        jar,
                        "--errors-only",
                        "--format",
                        "gnu",
                        PAGES.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(said).as("HTML validator").isEmpty();
        try (var pages = Files.list(PAGES)) {
            assertThat(pages.count()).as("pages were validated").isGreaterThan(10);
        }
    }

    /** Pages that every rule was held against. */
    private static final Set<String> LOOKED = new HashSet<>();

    private static BrowserContext context(int width, ColorScheme scheme, boolean scripts) {
        return chromium.browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, width < 500 ? 844 : 900)
                .setColorScheme(scheme)
                .setJavaScriptEnabled(scripts)
                .setBaseURL(base()));
    }

    private final List<String> complaints = new ArrayList<>();

    private Page page(BrowserContext context) {
        var page = context.newPage();
        page.onConsoleMessage(m -> {
            if (m.type().equals("warning")) {
                System.out.println("browser: " + m.text());
            }
            if (m.type().equals("error") && !m.text().contains("status of 422")) {
                complaints.add(m.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    /** Looks at a page as a person and two checkers would: nothing sticks out, nothing is wrong, a picture is kept. */
    private void look(Page page, String name, int width, ColorScheme scheme, boolean scripts) {
        var file = name + "-" + width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT)
                + (scripts ? "" : "-noscript");
        Chromium.picture(page, SHOTS.resolve(file + ".png"));
        boolean first = LOOKED.add(name);
        if (first) {
            keep(page, name);
        }
        if (!scripts) {
            return;
        }
        var over = (Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth");
        assertThat(over).as(name + " scrolls sideways at " + width).isLessThanOrEqualTo(0);
        // the walk at 390 px comes first and holds every rule against every page; the others what hangs on width and
        // theme
        assertThat(first ? Chromium.violations(page) : Chromium.violationsOfSight(page))
                .as("axe on " + file)
                .isEmpty();
        assertThat(complaints).as("console on " + file).isEmpty();
    }

    /** Keeps a page as it came, for the validator. */
    private static void keep(Page page, String name) {
        try {
            var html = page.request().get(page.url());
            if (html.status() < 400 && !page.url().contains("/sign-in/")) {
                Files.writeString(PAGES.resolve(name + ".html"), html.text());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"390, LIGHT, true", "1400, DARK, true", "1400, LIGHT, false"})
    void a_list_comes_in_a_rep_logs_a_talk_and_every_board_moves(int width, ColorScheme scheme, boolean scripts)
            throws IOException {
        var home = locals.open();
        try (var context = context(width, scheme, scripts)) {
            var page = page(context);
            signIn(context, home.officer());
            page.navigate(home.path() + "/roster-imports");
            look(page, "rosters", width, scheme, scripts);
            page.getByLabel("The employer's list")
                    .setInputFiles(
                            Files.writeString(Files.createTempDirectory("list").resolve("october.csv"), """
                            Name,School,Job Title,Phone
                            "Rosas, Nadia",First School,Para,508-555-0100
                            "Featherstonehaugh-Oyelaran de Albuquerque, Maria-Guadalupe",First School,Para,508-555-0101
                            "Long, Bad",First School,Para,nonsense
                            "Lee, Quin",Second School,Para,
                            "Lee, Quin",First School,Clerk,
                            """));
            page.getByLabel("Employer", new Page.GetByLabelOptions().setExact(true))
                    .fill("Town Schools");
            button(page, "Upload and look").click();
            assertThat(page.getByRole(
                            com.microsoft.playwright.options.AriaRole.HEADING, named("What the columns mean")))
                    .isVisible();
            look(page, "columns", width, scheme, scripts);
            button(page, "Show what it changes").click();
            assertThat(page.locator("body")).containsText("2 people are new");
            look(page, "preview", width, scheme, scripts);
            page.getByText("Look at them one by one").click();
            assertThat(page.locator("main")).containsText("Quin Lee");
            look(page, "review", width, scheme, scripts);
            button(page, "Someone else").click();
            assertThat(page.locator("main")).containsText("is someone else");
            button(page, "Undo").click();
            page.getByText("Back to the preview").click();
            button(page, "Apply 3 rows").click();
            for (int i = 0; i < 60 && !page.locator("h1").innerText().equals("What this list changed"); i++) {
                page.waitForTimeout(500);
                if (!scripts) {
                    page.reload();
                }
            }
            assertThat(page.locator("h1")).hasText("What this list changed");
            look(page, "applied", width, scheme, scripts);

            context.clearCookies();
            signIn(context, home.rep());
            page.navigate("/today");
            look(page, "today", width, scheme, scripts);
            page.navigate(home.path() + "/charts/" + home.first());
            assertThat(page.locator(".meter").first()).containsText("0 of 5 had a 1-on-1");
            look(page, "chart", width, scheme, scripts);
            page.getByText("Nadia Rosas").first().click();
            var log = page.locator("#panel a.primary");
            assertThat(log).isVisible();
            look(page, "panel", width, scheme, scripts);
            log.click();
            look(page, "talk", width, scheme, scripts);
            // five taps
            page.locator("input[name=assessment][value='2']").check();
            page.locator("label.pick", new Page.LocatorOptions().setHasText("Wages"))
                    .locator("input")
                    .check();
            page.locator("input[name=yes]").first().check();
            page.locator("input[name=next][value='WEEK']").check();
            button(page, "Save").click();
            assertThat(page.locator(".toast")).containsText("Saved: 1-on-1 with Nadia Rosas");
            assertThat(page.locator(".meter").first()).containsText("1 of 5 had a 1-on-1");
            look(page, "saved", width, scheme, scripts);
            page.navigate(home.path() + "/members/" + home.nadia());
            assertThat(page.locator(".timeline"))
                    .containsText("stands at 2, supports · cares about Wages · said yes to Sign");
            look(page, "person", width, scheme, scripts);
            page.navigate(home.path() + "/goals");
            assertThat(page.locator("body")).containsText("1 of 8 members");
            look(page, "goals", width, scheme, scripts);

            page.navigate(home.path() + "/members/" + home.nadia());
            button(page, "Take back").click();
            assertThat(page.locator("body")).containsText("Nothing recorded yet");
            page.navigate(home.path() + "/goals");
            assertThat(page.locator("body")).containsText("0 of 8 members");
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON, named(name))
                .first();
    }

    /** A session begun for a test's own account, as the demo begins one for its cast. */
    private void signIn(BrowserContext context, java.util.UUID account) {
        var cookie = locals.session(account);
        context.addCookies(List.of(new com.microsoft.playwright.options.Cookie("SESSION", cookie).setUrl(base())));
    }

    /** Waits until the plan takes people by mouse and by keys: a browser may show its page, and focus a person, before. */
    private static void carries(Page page) {
        page.locator(":root.carries").waitFor();
    }

    private static void drag(
            Page page,
            com.microsoft.playwright.options.BoundingBox from,
            com.microsoft.playwright.options.BoundingBox to) {
        page.mouse().move(from.x + from.width / 2, from.y + from.height / 2);
        page.mouse().down();
        page.mouse()
                .move(
                        to.x + to.width / 2,
                        to.y + to.height / 2,
                        new com.microsoft.playwright.Mouse.MoveOptions().setSteps(5));
        page.mouse().up();
    }

    /** The map by mouse: a room is drawn where the pen goes, a person is dragged into it; and all of it without a mouse. */
    @Test
    void a_room_is_drawn_and_a_person_dragged_into_it() {
        var home = locals.open();
        try (var context = context(1400, ColorScheme.LIGHT, true)) {
            var page = page(context);
            signIn(context, home.rep());
            page.navigate(home.path() + "/maps/" + home.first());
            page.getByLabel("Name of the floor").fill("Ground floor");
            button(page, "Add it").click();
            for (var room : List.of("Room 12", "Room 14")) {
                page.getByLabel("Room", new Page.GetByLabelOptions().setExact(true))
                        .fill(room);
                button(page, "Add the room").click();
            }
            page.locator(".crew label")
                    .filter(new Locator.FilterOptions().setHasText("Nadia Rosas"))
                    .click();
            page.getByLabel("Put them in")
                    .selectOption(
                            new com.microsoft.playwright.options.SelectOption().setLabel("Ground floor: Room 12"));
            button(page, "Put them there").click();
            assertThat(page.locator("body")).containsText("Places saved: 1");
            carries(page);
            var who = page.locator("svg [data-person]").first().boundingBox();
            drag(page, who, page.locator("[data-room]").nth(1).boundingBox());
            var nadia = page.locator("svg [aria-label^='Nadia Rosas']");
            assertThat(nadia).hasAttribute("aria-label", "Nadia Rosas, Room 14");
            carries(page);
            // from the tray by mouse, and back by keys
            var tray = page.locator(".tray [data-person]").first();
            drag(page, tray.boundingBox(), page.locator("[data-room]").first().boundingBox());
            assertThat(page.locator("svg [data-person]")).hasCount(2);
            carries(page);
            nadia.focus();
            page.keyboard().press("ArrowLeft");
            assertThat(page.locator("#carry")).containsText("Ground floor: Room 12");
            page.keyboard().press("Escape");
            assertThat(page.locator("g.over")).hasCount(0);
            page.keyboard().press("ArrowLeft");
            page.keyboard().press("Enter");
            var moved = page.locator("svg [data-person][aria-label='Nadia Rosas, Room 12']");
            assertThat(moved).isFocused();
            carries(page);
            page.keyboard().press("Delete");
            assertThat(page.locator(".tray [data-person]")
                            .filter(new Locator.FilterOptions().setHasText("Nadia Rosas")))
                    .isFocused();
            carries(page);
            page.keyboard().press("ArrowRight");
            page.keyboard().press("Enter");
            assertThat(moved).isFocused();
            carries(page);
            var plan = page.locator("svg.plan").boundingBox();
            page.mouse().move(plan.x + plan.width * .6, plan.y + plan.height * .3);
            page.mouse().down();
            page.mouse()
                    .move(
                            plan.x + plan.width * .9,
                            plan.y + plan.height * .5,
                            new com.microsoft.playwright.Mouse.MoveOptions().setSteps(5));
            page.mouse().up();
            assertThat(page.locator("[data-box]"))
                    .hasValue(
                            java.util.regex.Pattern.compile("(599|600|601) (299|300|301) (299|300|301) (199|200|201)"));
            page.getByLabel("Room", new Page.GetByLabelOptions().setExact(true)).fill("Staff room");
            page.keyboard().press("Enter");
            assertThat(page.locator(".roomname")).hasCount(3);
            look(page, "map", 1400, ColorScheme.LIGHT, true);
        }
    }

    @ParameterizedTest
    @CsvSource({"390, LIGHT", "1400, DARK"})
    void the_demos_pages_stand_for_each_of_the_cast(int width, ColorScheme scheme) {
        for (var role : List.of("member", "rep", "organizer", "officer", "staff", "admin")) {
            try (var context = context(width, scheme, true)) {
                var page = page(context);
                page.navigate("/demo/sign-in/" + role);
                look(page, "home-" + role, width, scheme, true);
                var session = context.cookies().stream()
                        .filter(c -> c.name.equals("SESSION"))
                        .findFirst()
                        .orElseThrow();
                assertThat(session.httpOnly).isTrue();
                assertThat(session.sameSite.name()).isEqualTo("LAX");
                // what everybody reads alike is looked at as a member, and as an officer who may add to it
                var shared = List.of("/trainings", "/courses", "/surveys", "/me/learning");
                for (var path : List.of("member", "officer").contains(role) ? shared : List.<String>of()) {
                    page.navigate(path);
                    look(page, role + path.replace('/', '-'), width, scheme, true);
                    if (!path.equals("/me/learning")) {
                        page.locator("a.line").last().click();
                        look(page, role + path.replace('/', '-') + "-one", width, scheme, true);
                    }
                }
                for (var link : page.locator(".topbar nav a").all().stream()
                        .map(a -> a.getAttribute("href"))
                        .toList()) {
                    page.navigate(link);
                    look(page, role + link.replaceAll("[^a-z]+", "-"), width, scheme, true);
                }
                if (role.equals("officer")) {
                    page.navigate("/locals/9042/charts");
                    page.getByText("Harborview Elementary").click();
                    look(page, "harborview", width, scheme, true);
                    for (var path : List.of(
                            "grants",
                            "audit",
                            "members/exports",
                            "worksites?q=harbor",
                            "campaigns",
                            "snapshots",
                            "meetings",
                            "orientation",
                            "tests",
                            "coverage",
                            "learning",
                            "training-aid",
                            "organizers",
                            "raps",
                            "phones")) {
                        page.navigate("/locals/9042/" + path);
                        look(page, path.replaceAll("[^a-z]+", "-"), width, scheme, true);
                        var first = page.locator(".line.sites a, .heat td a, .sites a.line")
                                .first();
                        if (first.count() > 0) {
                            page.navigate(first.getAttribute("href") + (path.equals("coverage") ? "?even=1" : ""));
                            look(page, path + "-one", width, scheme, true);
                        }
                    }
                    for (var path : List.of("/kits", "/phones", "/phone")) {
                        page.navigate(path);
                        look(page, "field" + path.replace("/", "-"), width, scheme, true);
                    }
                }
                if (role.equals("officer")) {
                    page.navigate("/locals/9042/duplicates");
                    button(page, "Look again now").click();
                    assertThat(page.locator("main")).containsText("2 pairs of records may be one person");
                    look(page, "duplicates", width, scheme, true);
                    page.keyboard().press("1");
                    assertThat(page.locator("main")).containsText("Merged in the last 30 days");
                    look(page, "merged", width, scheme, true);
                    button(page, "Two records again").click();
                    assertThat(page.locator("main")).containsText("2 pairs of records may be one person");
                }
                if (role.equals("organizer")) {
                    page.navigate("/me/organizing");
                    look(page, "organizing", width, scheme, true);
                }
                if (role.equals("member")) {
                    page.navigate("/organizers");
                    page.locator("a.line").first().click();
                    look(page, "program-apply", width, scheme, true);
                }
                if (role.equals("staff")) {
                    page.navigate("/organizers");
                    look(page, "programs", width, scheme, true);
                    page.navigate("/organizers/new");
                    look(page, "program-new", width, scheme, true);
                    page.navigate("/organizers");
                    var begun = page.locator("a.line").last().getAttribute("href");
                    for (var part : List.of("", "/applicants", "/hours", "/money", "/debriefs")) {
                        page.navigate(begun + part);
                        look(page, "program" + part.replace('/', '-'), width, scheme, true);
                    }
                    page.navigate(begun + "/applicants");
                    page.locator("main a.line").first().click();
                    look(page, "program-applicant", width, scheme, true);
                    page.navigate("/trainings/new?wide=on");
                    look(page, "training-new", width, scheme, true);
                    page.navigate("/trainings/rungs");
                    look(page, "training-rungs", width, scheme, true);
                    page.navigate("/trainings");
                    page.navigate(page.locator("a.line").first().getAttribute("href") + "/presenters");
                    look(page, "training-presenters", width, scheme, true);
                    page.navigate("/surveys");
                    page.navigate(page.locator("a.line").last().getAttribute("href") + "/results");
                    look(page, "survey-results", width, scheme, true);
                    page.navigate("/surveys");
                    page.getByLabel("Title").fill("Journey " + width);
                    button(page, "Make it").click();
                    look(page, "survey-build", width, scheme, true);
                    page.navigate("/trainings?past=yes");
                    page.navigate(page.locator("a.line").first().getAttribute("href") + "/sheet");
                    look(page, "training-sheet", width, scheme, true);
                    page.navigate("/places");
                    page.locator("a.line").first().click();
                    look(page, "edition", width, scheme, true);
                    page.navigate("/goals/definitions");
                    look(page, "definitions", width, scheme, true);
                }
            }
        }
        try (var context = context(width, scheme, true)) {
            var page = page(context);
            for (var path : List.of("/sign-in", "/sign-in/code", "/style", "/demo", "/demo/mail")) {
                page.navigate(path);
                look(page, "open" + path.replace('/', '-'), width, scheme, true);
            }
        }
    }

    @Test
    void a_passkey_is_made_and_signs_in() {
        try (var context = context(1400, ColorScheme.LIGHT, true)) {
            var page = page(context);
            var cdp = context.newCDPSession(page);
            cdp.send("WebAuthn.enable");
            var options = new JsonObject();
            options.addProperty("protocol", "ctap2");
            options.addProperty("transport", "internal");
            options.addProperty("hasResidentKey", true);
            options.addProperty("hasUserVerification", true);
            options.addProperty("isUserVerified", true);
            options.addProperty("automaticPresenceSimulation", true);
            var args = new JsonObject();
            args.add("options", options);
            cdp.send("WebAuthn.addVirtualAuthenticator", args);
            signIn(context, locals.account(Role.STAFF, null, null, null));
            page.navigate("/account");
            page.getByLabel("Name of the passkey").fill("laptop");
            button(page, "Make a passkey").click();
            assertThat(page.locator(".list").first()).containsText("laptop");
            look(page, "account", 1400, ColorScheme.LIGHT, true);
            context.clearCookies();
            page.navigate("/sign-in");
            button(page, "Sign in with a passkey").click();
            assertThat(page.locator("h1")).hasText("Engagement goals");
        }
    }

    @ParameterizedTest
    @CsvSource({"390, DARK", "1400, LIGHT"})
    void the_wall_is_worked_by_keys_and_seen_in_every_way(int width, ColorScheme scheme) {
        try (var context = context(width, scheme, true)) {
            var home = locals.open();
            signIn(context, home.officer());
            var page = page(context);
            var wall = home.path() + "/charts/" + home.first();
            page.navigate(wall);
            page.locator(".wall").focus();
            page.keyboard().press("ArrowDown");
            var tile = page.locator(".tile", new com.microsoft.playwright.Page.LocatorOptions().setHasText("Nadia"));
            tile.focus();
            page.keyboard().press("2");
            assertThat(page.locator("[data-said]")).containsText("Nadia Rosas: 2");
            assertThat(tile.locator(".chip")).hasAttribute("data-a", "2");
            page.keyboard().press("u");
            assertThat(page.locator("[data-said]")).containsText("Taken back");
            assertThat(tile.locator(".chip")).hasAttribute("data-a", "0");
            page.keyboard().press("x");
            look(page, "wall-selected", width, scheme, true);
            page.locator(".acts button[type=submit]").click();
            assertThat(page.locator(".toast")).containsText("Recorded for one person");
            page.locator(".toast button").click();
            assertThat(page.locator(".toast")).containsText("Taken back for one person");
            for (var view : List.of(
                    "?group=assessment", "?view=table&since=2026-01-01", "?show=leaders", "?as_of=2026-02-01")) {
                page.navigate(wall + view);
                look(page, "wall" + view.replaceAll("[^a-z]+", "-"), width, scheme, true);
            }
            locals.crowd(home, 400);
            page.navigate(wall);
            look(page, "wall-dense", width, scheme, true);
        }
    }

    @Test
    void keys_reach_search_and_help_and_can_be_switched_off() {
        try (var context = context(1400, ColorScheme.LIGHT, true)) {
            var page = page(context);
            page.navigate("/demo/sign-in/officer");
            page.keyboard().press("/");
            assertThat(page.locator("#search")).isFocused();
            page.keyboard().press("Tab");
            page.locator("h1").click();
            page.keyboard().press("?");
            assertThat(page.locator("#help")).isVisible();
            look(page, "help", 1400, ColorScheme.LIGHT, true);
            page.locator("[data-keys-switch]").uncheck();
            page.keyboard().press("Escape");
            page.keyboard().press("?");
            assertThat(page.locator("#help")).isHidden();
        }
    }

    @Test
    void a_refused_form_says_what_is_wrong_and_keeps_the_answers() {
        var home = locals.open();
        try (var context = context(390, ColorScheme.LIGHT, true)) {
            var page = page(context);
            signIn(context, home.officer());
            page.navigate(home.path() + "/invitations");
            page.locator("#email").fill("rosa at home");
            button(page, "Send the invitation").click();
            assertThat(page.locator(".problems")).isFocused();
            assertThat(page).hasTitle("Error: Who has access · Breakroom");
            assertThat(page.locator("#email")).hasValue("rosa at home");
            look(page, "refused", 390, ColorScheme.LIGHT, true);
        }
    }
}
