package org.breakroom.journey;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.APIRequest;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, and the checker that looks over its shoulder. */
final class Chromium implements AutoCloseable {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice");
    /** Machines are shared: slow is not wrong. */
    private static final double PATIENCE_MS = 20_000;

    private final Playwright playwright;
    final Browser browser;

    Chromium() {
        com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var chromium = System.getenv().getOrDefault("BREAKROOM_CHROMIUM", "/usr/bin/chromium");
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(chromium))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** Requests without a browser. */
    APIRequestContext request(APIRequest.NewContextOptions options) {
        return playwright.request().newContext(options);
    }

    /** Rules that another width or theme can break on a page whose other rules were held against the same page before. */
    private static final List<String> SIGHT =
            List.of("color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size");

    /** What axe finds on a page: the rule, and where. */
    static Map<String, List<String>> violations(Page page) {
        return violations(axe(page).withTags(RULES));
    }

    /** What axe finds that hangs on width and theme. */
    static Map<String, List<String>> violationsOfSight(Page page) {
        return violations(axe(page).withRules(SIGHT));
    }

    /** In the page itself (no page of ours has a foreign frame), and no more than what is wrong: half the time. */
    private static AxeBuilder axe(Page page) {
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page).setLegacyMode(true).options(options);
    }

    private static Map<String, List<String>> violations(AxeBuilder axe) {
        var found = new LinkedHashMap<String, List<String>>();
        axe.analyze()
                .getViolations()
                .forEach(v -> found.put(
                        v.getId(),
                        v.getNodes().stream().map(n -> n.getHtml()).limit(3).toList()));
        return found;
    }

    /** Keeps a picture to look at. A browser starved of time can fail to take one; that is asked once more, and is no finding. */
    static void picture(Page page, Path file) {
        if (System.getenv("CI") != null) {
            return; // nobody looks there, and two cores have enough to do
        }
        var options = new Page.ScreenshotOptions().setPath(file);
        try {
            page.screenshot(options);
        } catch (PlaywrightException e) {
            page.waitForTimeout(1_000);
            page.screenshot(options);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
