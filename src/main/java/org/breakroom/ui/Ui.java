package org.breakroom.ui;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.Phone;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/** What every template has at hand for one request: words, dates, the frame's links, and the hidden fields of a form. */
public final class Ui {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_YEAR = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE, d MMMM", Locale.ENGLISH);

    private final HttpServletRequest request;
    private final Messages messages;
    private final LocalDirectory locals;
    private final FederationClock clock;
    private final String assets;
    private final boolean demo;

    Ui(HttpServletRequest request, UiParts parts) {
        this.request = request;
        this.messages = parts.messages();
        this.locals = parts.locals();
        this.clock = parts.clock();
        this.assets = parts.assets();
        this.demo = parts.demo();
    }

    /** One entry of the main navigation. */
    public record Link(String key, String href, boolean current) {}

    public String language() {
        return Spoken.now();
    }

    /** The text of a message in the reader's language. */
    public String t(String key, Object... arguments) {
        return messages.text(language(), key, arguments);
    }

    public String number(long value) {
        return Figures.number(value);
    }

    /** A share as whole percent, rounded down, so that 100 % means all. */
    public int percent(long part, long whole) {
        return whole == 0 ? 0 : (int) (part * 100 / whole);
    }

    public String share(long part, long whole) {
        return Figures.share(part, whole);
    }

    /** A number with one decimal, rounded. */
    public String one(double value) {
        return String.format(Locale.ENGLISH, "%.1f", value);
    }

    /** The words for several values of one kind, in their order. */
    public String words(String prefix, Collection<?> values) {
        return values.stream().map(v -> t(prefix + v)).collect(java.util.stream.Collectors.joining(", "));
    }

    /** Names of months and days in the reader's language. */
    private DateTimeFormatter said(DateTimeFormatter format) {
        return format.withLocale(Locale.forLanguageTag(language()));
    }

    public String day(LocalDate day) {
        return said(day.getYear() == clock.today().getYear() ? DAY : DAY_AND_YEAR)
                .format(day);
    }

    public String month(YearMonth month) {
        return said(MONTH).format(month);
    }

    public String longDay(LocalDate day) {
        return said(WEEKDAY).format(day);
    }

    /** With the year, for what is read years later. */
    public String longDate(LocalDate day) {
        return Figures.longDate(day, language());
    }

    /** How long until something is due, or how late it is. */
    public String due(@Nullable LocalDate day) {
        if (day == null) {
            return "";
        }
        long days = daysUntil(day);
        if (days < 0) {
            return t("today.late", -days);
        }
        return days == 0 ? t("today.dueToday") : days == 1 ? t("today.dueTomorrow") : t("today.dueIn", days);
    }

    /** A contact fact as people write it. */
    public String contact(String kind, String value) {
        return kind.equals("PHONE") ? new Phone(value).shown() : value;
    }

    public String day(Instant instant) {
        return day(FederationClock.dayOf(instant));
    }

    /** For machines: to the second, in UTC. */
    public String iso(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The hour of an instant in the federation's zone, without its day. */
    public String hour(Instant instant) {
        return Figures.hour(instant);
    }

    public String time(Instant instant) {
        return day(instant) + ", " + Figures.hour(instant);
    }

    public LocalDate today() {
        return clock.today();
    }

    public long daysUntil(LocalDate day) {
        return ChronoUnit.DAYS.between(clock.today(), day);
    }

    public String csrf() {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
    }

    /** The key of a form's write: answered once under it, however often it is sent. A refused form keeps its key. */
    public String key() {
        return Ids.read(request.getParameter("_key"))
                .map(UUID::toString)
                .filter(k -> !"GET".equals(request.getMethod()))
                .orElseGet(() -> Ids.at(clock.now().toEpochMilli()).toString());
    }

    public UUID newId() {
        return Ids.at(clock.now().toEpochMilli());
    }

    /** The address of a file under static, cached for good because its address changes with it. */
    public String asset(String path) {
        return assets + path;
    }

    public String icon(String name) {
        return assets + "icons.svg#" + name;
    }

    public boolean demo() {
        return demo;
    }

    public @Nullable Viewer viewer() {
        return Viewer.current().orElse(null);
    }

    /** At most two letters of a name, where there is no picture. */
    public String initials(String name) {
        var words = name.strip();
        int last = words.lastIndexOf(' ') + 1;
        return last == 0 ? firstLetter(words) : firstLetter(words) + firstLetter(words.substring(last));
    }

    private static String firstLetter(String word) {
        return word.isEmpty() ? "" : word.substring(0, word.offsetByCodePoints(0, 1));
    }

    public String roles(List<String> roles) {
        return roles.stream().map(r -> t("role." + r)).collect(java.util.stream.Collectors.joining(", "));
    }

    /** Light, dark, or empty for what the device prefers. */
    public String theme() {
        var cookies = request.getCookies();
        return cookies == null
                ? ""
                : Arrays.stream(cookies)
                        .filter(c -> c.getName().equals("theme"))
                        .map(Cookie::getValue)
                        .filter(v -> v.equals("light") || v.equals("dark"))
                        .findFirst()
                        .orElse("");
    }

    /** The line under a name: role and local. */
    public String who() {
        var viewer = viewer();
        if (viewer == null || viewer.seats().isEmpty()) {
            return "";
        }
        var role = t("role." + viewer.seats().getFirst().role());
        var home = viewer.homeLocal();
        return role + " · " + (home == null ? t("federation.name") : localName(home));
    }

    private String localName(int local) {
        var line = locals.line(local);
        return t("local.line", line.name(), String.valueOf(line.number()));
    }

    /** The main navigation of this viewer. */
    public List<Link> nav() {
        var links = new ArrayList<Link>();
        Viewer.current().ifPresent(v -> {
            var home = v.homeLocal();
            if (home != null) {
                var base = "/locals/" + locals.line(home).number();
                if (v.has(Role.REP, Role.ORGANIZER, Role.OFFICER)) {
                    add(links, "today", "/today");
                    add(links, "charts", base + "/charts");
                    add(links, "members", base + "/members");
                }
                if (v.has(Role.MEMBER) && !v.has(Role.REP, Role.ORGANIZER, Role.OFFICER)) {
                    add(links, "me", "/me");
                    add(links, "trainings", "/trainings");
                }
                add(links, "goals", base + "/goals");
                if (v.has(Role.OFFICER)) {
                    add(links, "rosters", base + "/roster-imports");
                    add(links, "invitations", base + "/invitations");
                }
            } else {
                add(links, "goals", "/goals");
                add(links, "meetings", "/meetings");
                add(links, "drives", "/drives");
                add(links, "trainings", "/trainings");
                add(links, "places", "/places");
            }
            if (v.has(Role.ADMIN)) {
                add(links, "accounts", "/accounts");
            }
        });
        return links;
    }

    private void add(List<Link> links, String key, String href) {
        var path = path();
        boolean home = "/".equals(path) && links.isEmpty();
        links.add(new Link(key, href, home || path.equals(href) || path.startsWith(href + "/")));
    }

    /** Where search goes for this viewer; null for those who see no one by name. */
    public @Nullable String searchAction() {
        return talking("/members");
    }

    /** Where a local's ladder of trainings stands for this viewer; null for those who talk to nobody. */
    public @Nullable String learningPath() {
        return talking("/learning");
    }

    /** Where the paid organizers of an officer's local stand; null for all others. */
    public @Nullable String crewPath() {
        return Viewer.current().filter(v -> v.has(Role.OFFICER)).isPresent() ? talking("/organizers") : null;
    }

    /** A page of the local in which this viewer talks to people. */
    private @Nullable String talking(String page) {
        var home = Viewer.current()
                .filter(v -> v.has(Role.REP, Role.ORGANIZER, Role.OFFICER))
                .map(Viewer::homeLocal)
                .orElse(null);
        return home == null ? null : "/locals/" + locals.line(home).number() + page;
    }

    /** The day of an instant in the federation's zone. */
    public LocalDate dayOf(Instant instant) {
        return FederationClock.dayOf(instant);
    }

    /** The path the person asked for, also behind a forward. */
    public String path() {
        return request.getAttribute("jakarta.servlet.forward.request_uri") instanceof String original
                ? original
                : request.getRequestURI();
    }

    /** A text as part of an address. */
    public static String inAddress(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public @Nullable String query(String name) {
        return request.getParameter(name);
    }
}
