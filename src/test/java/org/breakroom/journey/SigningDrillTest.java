package org.breakroom.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.breakroom.card.Pen;
import org.breakroom.cast.Home;
import org.breakroom.cast.MadeDemo;
import org.breakroom.cast.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;

/**
 * Members sign at once over real HTTP, each from a network of her own, while PostgreSQL is killed and comes back; then
 * programs post. No acknowledged card is lost, none is there twice, and no program's counts. {@code bench/signing} runs it
 * with a thousand people, twenty rounds and ten thousand programs.
 */
@Tag("embedded")
class SigningDrillTest {
    private static final int PEOPLE = Integer.getInteger("drill.signers", 60);
    private static final int ROUNDS = Integer.getInteger("drill.rounds", 2);
    private static final int PROGRAMS = Integer.getInteger("drill.programs", 300);
    private static final int AT_ONCE = 50;

    /** What strikes PostgreSQL down and brings it back, where it is not the embedded one: see bench/powercut. */
    private static final String STRIKE = System.getProperty("drill.strike", "");

    /** Whether this run must see loss: the settings are not durable, and a drill that saw none would see nothing. */
    private static final boolean CONTROL = Boolean.getBoolean("drill.control");

    /** A database that is not the embedded one. */
    private static final String ELSEWHERE = System.getProperty("drill.database", "");

    private static final int LOCAL = 12;
    private static final Pattern COOKIE = Pattern.compile("(?i)^set-cookie: ([^=]+)=([^;]*)");

    private final int port = Home.freePort();
    private final Path data = ELSEWHERE.isEmpty() ? MadeDemo.copy("signing") : Home.freshFolder("signing");
    private Process server;

    /** What one request came to. */
    private record Answer(int status, String location, String body) {}

    /** A browser at an address of its own, told by the socket it binds to. */
    private final class Browser {
        private final String from;
        private final Map<String, String> cookies = new HashMap<>();

        Browser(int number) {
            this.from =
                    "127." + (10 + number / 60_000 % 200) + "." + (number / 250 % 250 + 1) + "." + (number % 250 + 1);
        }

        Answer get(String path) throws IOException {
            return send("GET", path, null);
        }

        Answer post(String path, Map<String, String> form) throws IOException {
            var all = new LinkedHashMap<>(form);
            all.put("_csrf", csrf());
            var body = new StringBuilder();
            all.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
            return send("POST", path, body.toString());
        }

        /** The form's token as pages carry it: under a mask of zeros. */
        private String csrf() {
            var token = cookies.getOrDefault("XSRF-TOKEN", "");
            var masked = new byte[2 * token.length()];
            System.arraycopy(token.getBytes(StandardCharsets.US_ASCII), 0, masked, token.length(), token.length());
            return java.util.Base64.getUrlEncoder().encodeToString(masked);
        }

        private Answer send(String method, String path, String body) throws IOException {
            try (var socket = new Socket()) {
                socket.bind(new InetSocketAddress(from, 0));
                socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
                socket.setSoTimeout(60_000);
                var bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.US_ASCII);
                var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost:" + port
                        + "\r\nConnection: close\r\nAccept-Encoding: identity\r\nUser-Agent: Drill\r\n");
                if (!cookies.isEmpty()) {
                    var said = new ArrayList<String>();
                    cookies.forEach((name, value) -> said.add(name + "=" + value));
                    head.append("Cookie: ").append(String.join("; ", said)).append("\r\n");
                }
                if (body != null) {
                    head.append("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ")
                            .append(bytes.length)
                            .append("\r\n");
                }
                var out = socket.getOutputStream();
                out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
                out.write(bytes);
                out.flush();
                var text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                int end = text.indexOf("\r\n\r\n");
                if (end < 0) {
                    throw new IOException("no answer");
                }
                var location = "";
                for (var line : text.substring(0, end).split("\r\n")) {
                    var cookie = COOKIE.matcher(line);
                    if (cookie.find()) {
                        cookies.put(cookie.group(1), cookie.group(2));
                    }
                    if (line.toLowerCase(java.util.Locale.ROOT).startsWith("location: ")) {
                        location = line.substring("location: ".length()).strip();
                    }
                }
                return new Answer(Integer.parseInt(text.substring(9, 12)), location, text.substring(end + 4));
            }
        }
    }

    private void up() throws Exception {
        server = Server.start(
                port, data, ELSEWHERE.isEmpty() ? Map.of() : Map.of("BREAKROOM_DATABASE_URL", ELSEWHERE), "demo");
    }

    private Connection connect() throws Exception {
        var url = URI.create(Files.readString(data.resolve("database-url")).strip());
        var who = url.getUserInfo().split(":", 2);
        var c = DriverManager.getConnection(
                "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(), who[0], who[1]);
        c.setAutoCommit(false);
        c.createStatement().execute("set synchronous_commit = on"); // what the drill prepares is not what it tries
        c.createStatement().execute("select view_as('', true, true)");
        return c;
    }

    private long count(String query) throws Exception {
        try (var c = connect();
                var rows = c.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The receipts that are on file. */
    private Set<String> kept() throws Exception {
        var kept = new HashSet<String>();
        try (var c = connect();
                var rows = c.createStatement()
                        .executeQuery("select receipt from card_receipt where local_id = " + LOCAL)) {
            while (rows.next()) {
                kept.add(rows.getString(1));
            }
        }
        return kept;
    }

    /** A member who signs: where her card is; one in ten comes with nothing and asks for her code first. */
    private record Signer(int number, String name, Browser browser, String card) {
        boolean fromTheStart() {
            return number % 10 == 0;
        }

        String mail() {
            return "drill" + number + "@example.org";
        }
    }

    /** Each at her own link, at her own address; nine in ten with a draft whose code was typed: the drill is about signing. */
    private List<Signer> signers(int from, int people) throws Exception {
        var signers = new ArrayList<Signer>();
        try (var c = connect()) {
            var drive = UUID.randomUUID();
            try (var rows = c.createStatement()
                    .executeQuery(
                            "select id from card_drive where local_id = " + LOCAL + " order by opened_at limit 1")) {
                rows.next();
                drive = rows.getObject(1, UUID.class);
            }
            for (int number = from; number < from + people; number++) {
                var member = UUID.randomUUID();
                var name = "Drill Signer " + number;
                run(
                        c,
                        "insert into member (local_id, id, given_name, middle_name, family_name, suffix, full_name, sort_name, folded_name,"
                                + " created_at) values (" + LOCAL + ", ?, 'Drill', 'Signer', ?, '', ?, ?, ?, now())",
                        member,
                        String.valueOf(number),
                        name,
                        number + " drill signer",
                        "drill signer " + number);
                run(
                        c,
                        "insert into membership (local_id, id, member_id, status, started_on) values (" + LOCAL
                                + ", ?, ?, 'MEMBER', (now() at time zone 'America/New_York')::date)",
                        UUID.randomUUID(),
                        member);
                var token = "DR" + "%024d".formatted(number);
                var link = UUID.randomUUID();
                run(
                        c,
                        "insert into card_link (local_id, id, drive_id, member_id, token_hash, made_by, maker, made_at, expires_at) values ("
                                + LOCAL + ", ?, ?, ?, ?, ?, 'drill', now(), now() + interval '1 day')",
                        link,
                        drive,
                        member,
                        sha256(token),
                        link);
                run(
                        c,
                        "insert into contact_point (local_id, id, member_id, kind, value, source, said_on) values ("
                                + LOCAL
                                + ", ?, ?, 'EMAIL', ?, 'MEMBER', (now() at time zone 'America/New_York')::date)",
                        UUID.randomUUID(),
                        member,
                        "drill" + number + "@example.org");
                var browser = new Browser(number);
                var draft = new UUID(System.currentTimeMillis() << 16 | 0x7000, Long.MIN_VALUE | number);
                run(
                        c,
                        "insert into card_draft (local_id, id, link_id, drive_id, member_id, said_name, secret_hash, channel, sent_to, code_hash,"
                                + " language, version, network, agent, session, made_at, expires_at, verified_at) values ("
                                + LOCAL
                                + ", ?, ?, ?, ?, ?, ?, 'EMAIL', ?, '', 'en', 1, ?, 'Drill', ?, now(), now() + interval '2 hours', now())",
                        draft,
                        link,
                        drive,
                        member,
                        name,
                        sha256("secret" + number),
                        "drill" + number + "@example.org",
                        browser.from,
                        "device" + number);
                var signer = new Signer(number, name, browser, "/locals/9042/card/" + token);
                if (!signer.fromTheStart()) {
                    browser.cookies.put("card", draft + ".secret" + number);
                    browser.cookies.put("device", "device" + number);
                }
                signers.add(signer);
            }
            c.commit();
        }
        return signers;
    }

    private static void run(Connection c, String statement, Object... values) throws Exception {
        try (var s = c.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                s.setObject(i + 1, values[i]);
            }
            s.executeUpdate();
        }
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Signs, and goes on trying as a person does who is told to try again; the receipt, or why there is none. */
    private String sign(Signer signer, AtomicInteger outages, ConcurrentLinkedQueue<String> odd) throws Exception {
        var end = Instant.now().plus(Duration.ofSeconds(90));
        try {
            if (signer.fromTheStart() && !prove(signer, end, outages, odd)) {
                return "";
            }
            var page = until(end, () -> signer.browser().get(signer.card() + "/signature"), 200, outages, odd);
            if (page == null) {
                return "";
            }
            var form = new LinkedHashMap<String, String>();
            for (var field : List.of("phone", "email", "address", "text")) {
                var m = Pattern.compile("name=\"" + field + "\"[^>]*? value=\"([^\"]*)\"")
                        .matcher(page.body());
                form.put(field, m.find() ? HtmlUtils.htmlUnescape(m.group(1)) : "");
            }
            form.put("name", signer.name());
            form.put("agree", "1");
            var signed = until(
                    end,
                    () -> {
                        var answer = signer.browser().post(signer.card() + "/signature", form);
                        if (answer.status() == 503) {
                            assertThat(answer.body())
                                    .as("the answers are kept")
                                    .contains("name=\"name\" value=\"" + HtmlUtils.htmlEscape(signer.name()));
                        }
                        return answer;
                    },
                    303,
                    outages,
                    odd);
            return signed == null || !signed.location().contains("/receipts/")
                    ? ""
                    : signed.location().replaceAll(".*/receipts/|\\?.*", "");
        } catch (Exception | AssertionError e) {
            odd.add(signer.number() + ": " + e); // a connection that broke is no clean page either
            return "";
        }
    }

    private interface Step {
        Answer take() throws Exception;
    }

    /** Takes a step again until it has the answer that is due, or the time is over. */
    private static @Nullable Answer until(
            Instant end, Step step, int due, AtomicInteger outages, ConcurrentLinkedQueue<String> odd)
            throws Exception {
        while (Instant.now().isBefore(end)) {
            var answer = step.take();
            if (answer.status() == due) {
                return answer;
            }
            if (!clean(answer, outages, odd)) {
                return null;
            }
            Thread.sleep(200);
        }
        odd.add("never");
        return null;
    }

    /** Opens her link, does the page's work, asks for a code, reads it in her mailbox and types it. */
    private boolean prove(Signer signer, Instant end, AtomicInteger outages, ConcurrentLinkedQueue<String> odd)
            throws Exception {
        var page = until(end, () -> signer.browser().get(signer.card()), 200, outages, odd);
        if (page == null) {
            return false;
        }
        var form = Map.of(
                "to",
                "EMAIL",
                "_opened",
                field(page.body(), "name=\"_opened\" value=\"([^\"]*)\""),
                "_work",
                Pen.work(HtmlUtils.htmlUnescape(field(page.body(), "data-work=\"([^\"]*)\""))));
        Thread.sleep(1600); // nobody reads a card faster
        if (until(end, () -> signer.browser().post(signer.card(), form), 303, outages, odd) == null) {
            return false;
        }
        var code = code(signer.mail(), end);
        return until(end, () -> signer.browser().post(signer.card() + "/code", Map.of("code", code)), 303, outages, odd)
                != null;
    }

    /** The code in the newest letter to a mailbox, read past the application: PostgreSQL may be down just now. */
    private String code(String mail, Instant end) throws Exception {
        while (Instant.now().isBefore(end)) {
            try (var c = connect();
                    var s = c.prepareStatement(
                            "select body from letter where to_address = ? order by created_at desc")) {
                s.setString(1, mail);
                try (var rows = s.executeQuery()) {
                    if (rows.next()) {
                        return field(rows.getString(1), "(\\d{3} ?\\d{3})").replace(" ", "");
                    }
                }
            } catch (java.sql.SQLException e) {
                Thread.sleep(100);
            }
        }
        throw new AssertionError("no code came to " + mail);
    }

    private static boolean clean(Answer answer, AtomicInteger outages, ConcurrentLinkedQueue<String> odd) {
        if (answer.status() == 503) {
            outages.incrementAndGet();
            return true;
        }
        odd.add(answer.status() + " "
                + answer.body().replaceAll("(?s)<[^>]*>|\\s+", " ").strip());
        return false;
    }

    private void killPostgres() throws Exception {
        if (!STRIKE.isEmpty()) {
            assertThat(new ProcessBuilder(STRIKE).inheritIO().start().waitFor()).isZero();
            return;
        }
        var pid = Long.parseLong(Files.readAllLines(data.resolve("cluster/postmaster.pid"))
                .getFirst()
                .strip());
        new ProcessBuilder("kill", "-9", String.valueOf(pid)).start().waitFor();
    }

    @Test
    void nobody_who_signed_is_lost_or_doubled_and_no_program_counts() throws Exception {
        try {
            up();
            int from = 1;
            long acknowledged = 0;
            long lost = 0;
            int outages = 0;
            long longest = 0;
            for (int round = 0; round < ROUNDS; round++) {
                var signers = signers(from, PEOPLE);
                from += PEOPLE;
                long before = count("select count(*) from card where local_id = " + LOCAL);
                var receipts = new ConcurrentLinkedQueue<String>();
                var odd = new ConcurrentLinkedQueue<String>();
                var broken = new AtomicInteger();
                try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
                    signers.forEach(s -> pool.submit(() -> {
                        var receipt = sign(s, broken, odd);
                        if (!receipt.isEmpty()) {
                            receipts.add(receipt);
                        }
                        return null;
                    }));
                    // in the middle of them: a tenth have their receipt in the first round, more in each next one
                    var patience = Instant.now().plusSeconds(60);
                    while (receipts.size() < PEOPLE * (1 + 2 * round % 8) / 10
                            && Instant.now().isBefore(patience)) {
                        Thread.sleep(5);
                    }
                    killPostgres();
                    var began = Instant.now();
                    while (new Browser(0).get("/health").status() != 200) {
                        Thread.sleep(50);
                    }
                    longest = Math.max(
                            longest, Duration.between(began, Instant.now()).toMillis());
                    pool.shutdown();
                    assertThat(pool.awaitTermination(3, TimeUnit.MINUTES)).isTrue();
                }
                acknowledged += receipts.size();
                outages += broken.get();
                var kept = kept();
                lost += receipts.stream().filter(r -> !kept.contains(r)).count();
                if (CONTROL) {
                    continue;
                }
                assertThat(odd).as("only clean 503 pages").isEmpty();
                assertThat(lost).as("acknowledged and not there").isZero();
                assertThat(receipts).hasSize(signers.size()).doesNotHaveDuplicates();
                assertThat(count("select count(*) from card where local_id = " + LOCAL) - before)
                        .as("each signed once")
                        .isEqualTo(signers.size());
            }
            if (CONTROL) {
                System.out.println("signing drill: control, " + ROUNDS + " rounds of " + PEOPLE + ": " + lost + " of "
                        + acknowledged + " acknowledged cards lost");
                assertThat(lost)
                        .as("a drill that sees no loss here sees nothing")
                        .isPositive();
                return;
            }
            assertThat(count("select count(*) from (select member_id from card_standing where local_id = " + LOCAL
                            + " and state = 'COUNTED' group by drive_id, member_id having count(*) > 1) x"))
                    .isZero();
            assertThat(count("select count(*) from (select number from card where local_id = " + LOCAL
                            + " union all select number from card_step where local_id = " + LOCAL + ") x"))
                    .as("the chain has no gap")
                    .isEqualTo(count("select number from card_chain where local_id = " + LOCAL));
            var counted = programs(from);
            System.out.println("signing drill: " + ROUNDS + " rounds of " + PEOPLE + ", " + acknowledged
                    + " acknowledged, 0 lost, 0 double, " + outages + " tries met an outage, PostgreSQL back within "
                    + longest
                    + " ms; " + PROGRAMS + " programs posted, " + counted + " counted");
        } finally {
            if (server != null) {
                server.destroy();
                server.waitFor(60, TimeUnit.SECONDS);
                server.destroyForcibly();
            }
        }
    }

    /** Programs post what they can make up; what gets as far as a code gets no card. */
    private long programs(int from) throws Exception {
        // a member's own link, and the code on the poster in the staff room
        var doors = List.of(signers(from, 1).getFirst().card(), poster());
        var page = new Browser(from).get(doors.getLast());
        assertThat(page.status()).isEqualTo(200);
        var opened = field(page.body(), "name=\"_opened\" value=\"([^\"]*)\"");
        var solved = Pen.work(HtmlUtils.htmlUnescape(field(page.body(), "data-work=\"([^\"]*)\"")));
        // a page can be sent once: those that do no work come with one each
        var bare = new ConcurrentLinkedQueue<String>();
        for (int i = 0; i <= PROGRAMS; i += 5) {
            bare.add(field(new Browser(from).get(doors.getLast()).body(), "name=\"_opened\" value=\"([^\"]*)\""));
        }
        Thread.sleep(1600);
        long before = count("select count(*) from card where local_id = " + LOCAL);
        long codes = count("select count(*) from letter");
        try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < PROGRAMS; i++) {
                int n = i;
                pool.submit(() -> {
                    var bot = new Browser(100_000 + n);
                    var door = doors.get(n % 2);
                    bot.get(door);
                    var form = new LinkedHashMap<>(
                            Map.of("to", "OTHER", "contact", "bot" + n + "@example.org", "name", "Bot " + n));
                    switch (n / 2 % 5) {
                        case 0 -> form.put("website", "http://example.org");
                        case 1 -> form.putAll(Map.of("_opened", opened, "_work", solved)); // one proof for all
                        case 2 -> form.putAll(Map.of("_opened", "1.abc"));
                        case 3 -> form.putAll(Map.of("_opened", opened, "_work", "bm9uZQ=="));
                        default -> // as a browser without JavaScript
                            form.put("_opened", Objects.requireNonNullElse(bare.poll(), opened));
                    }
                    bot.post(door, form);
                    bot.post(door + "/code", Map.of("code", "123456"));
                    return bot.post(door + "/signature", Map.of("name", "Bot", "agree", "1", "text", ""));
                });
            }
            pool.shutdown();
            assertThat(pool.awaitTermination(20, TimeUnit.MINUTES)).isTrue();
        }
        long counted = count("select count(*) from card where local_id = " + LOCAL) - before;
        assertThat(counted).as("programs that count").isZero();
        System.out.println(
                "signing drill: " + (count("select count(*) from letter") - codes) + " codes went out to programs");
        return counted;
    }

    private String poster() throws Exception {
        var token = "DRPXSTER"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 18).toUpperCase(java.util.Locale.ROOT);
        try (var c = connect()) {
            run(
                    c,
                    "insert into card_link (local_id, id, drive_id, worksite_id, token_hash, token, made_by, maker, made_at,"
                            + " expires_at) select local_id, ?, id, null, ?, ?, ?, 'drill', now(), now() + interval '1 day'"
                            + " from card_drive where local_id = " + LOCAL + " order by opened_at limit 1",
                    UUID.randomUUID(),
                    sha256(token),
                    token,
                    UUID.randomUUID());
            c.commit();
        }
        return "/locals/9042/card/" + token;
    }

    private static String field(String html, String pattern) {
        var m = Pattern.compile(pattern).matcher(html);
        assertThat(m.find()).as(pattern).isTrue();
        return m.group(1);
    }
}
