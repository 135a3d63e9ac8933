import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Loads the pages of a running demo, then times each page against its own SQL. See README.md beside it. */
class Pages {
    static final int LOCAL = 9042;
    static final int CHART_MAX = 60;
    static final int PEOPLE = 20;
    static final int SESSIONS = 10;
    static final int WARM_UP_SECONDS = 10;
    /** How often each page and its SQL are timed alone. */
    static int times = 200;
    static final int BLOCK = 20;
    static final double P95_GOAL = 100;
    static final double RATIO_GOAL = 3;

    final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    final String base;

    /** One page as one person; several addresses when it exists for several people, several sessions of that person. */
    record Page(String name, List<String> paths, List<String> sessions) {}

    Pages(String base) {
        this.base = base;
    }

    public static void main(String[] args) throws Exception {
        var options = new HashMap<String, String>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        var bench = new Pages(options.get("--base").replaceFirst("/$", ""));
        int rate = Integer.parseInt(options.getOrDefault("--rate", "50"));
        int seconds = Integer.parseInt(options.getOrDefault("--seconds", "60"));
        times = Integer.parseInt(options.getOrDefault("--times", "200"));
        var pages = bench.pages();
        System.err.println("Warming up.");
        bench.load(pages, rate, WARM_UP_SECONDS);
        System.err.println("Loading " + pages.size() + " pages.");
        var loaded = bench.load(pages, rate, seconds);
        report(loaded, rate, seconds);
        try (var sql = new Sql(Path.of(options.get("--data")))) {
            bench.ratios(pages, sql);
        }
    }

    // The pages

    List<Page> pages() throws Exception {
        var cast = new JsonMapper().readTree(get("/demo/cast.json", "").body());
        var pages = new ArrayList<Page>();
        var officer = sessions(cast, "officer", LOCAL);
        var home = "/locals/" + LOCAL;
        pages.add(new Page("Today, officer", List.of("/today"), officer));
        pages.add(new Page("Person, officer", people(home, officer), officer));
        pages.add(new Page("Search, officer", List.of(home + "/members?q=souza"), officer));
        pages.add(chart("officer", home, officer));
        pages.add(new Page("Goals of the local, officer", List.of(home + "/goals"), officer));
        var rep = sessions(cast, "rep", LOCAL);
        pages.add(new Page("Today, rep", List.of("/today"), rep));
        pages.add(chart("rep", home, rep));
        pages.add(new Page("Goals of the federation, staff", List.of("/goals"), sessions(cast, "staff", null)));
        for (var member : cast) {
            if (member.get("role").asString().equals("officer") && member.get("local").asInt() != LOCAL) {
                int number = member.get("local").asInt();
                var big = "/locals/" + number;
                var who = sessions(cast, "officer", number);
                pages.add(new Page("Today, officer of " + number, List.of("/today"), who));
                pages.add(new Page("Charts, officer of " + number, List.of(big + "/charts"), who));
                pages.add(chart("officer of " + number, big, who));
                pages.add(new Page("Search, officer of " + number, List.of(big + "/members?q=souza"), who));
                break;
            }
        }
        return pages;
    }

    /** Ten sessions of one person: under load everybody has a session of her own, and its row is written. */
    List<String> sessions(JsonNode cast, String role, Integer local) throws Exception {
        for (var member : cast) {
            boolean hers = local == null || member.get("local").asInt(0) == local;
            if (member.get("role").asString().equals(role) && hers) {
                var sessions = new ArrayList<String>();
                for (int i = 0; i < SESSIONS; i++) {
                    var in = get(member.get("signIn").asString(), "");
                    sessions.add(in.cookie());
                }
                return sessions;
            }
        }
        throw new IllegalStateException("The cast has no " + role + " of " + local + ".");
    }

    List<String> people(String local, List<String> sessions) throws Exception {
        var list = read(local + "/members", sessions);
        var found = Pattern.compile(Pattern.quote(local) + "/members/[0-9a-f-]{36}(?=\")").matcher(list);
        var people = found.results().map(r -> r.group()).distinct().limit(PEOPLE).toList();
        if (people.isEmpty()) {
            throw new IllegalStateException("No people on the list of " + local + ".");
        }
        return people;
    }

    /** The chart of the biggest worksite a viewer has that is not beyond {@link #CHART_MAX} people. */
    Page chart(String who, String local, List<String> sessions) throws Exception {
        var list = read(local + "/charts", sessions);
        var line = Pattern.compile(
                "href=\"(" + Pattern.quote(local) + "/charts/[0-9a-f-]{36})\".*?<td class=\"n\">([0-9,]+)</td>",
                Pattern.DOTALL);
        var best = line.matcher(list)
                .results()
                .map(r -> Map.entry(r.group(1), Integer.parseInt(r.group(2).replace(",", ""))))
                .filter(e -> e.getValue() <= CHART_MAX)
                .max(Map.Entry.comparingByValue())
                .orElseThrow(() -> new IllegalStateException("No chart of up to " + CHART_MAX + " in " + local + "."));
        return new Page("Chart of " + best.getValue() + ", " + who, List.of(best.getKey()), sessions);
    }

    String read(String path, List<String> sessions) throws Exception {
        var answer = get(path, sessions.getFirst());
        if (answer.status() != 200) {
            throw new IllegalStateException(path + " answered " + answer.status() + ".");
        }
        return answer.body();
    }

    record Answer(int status, String body, String cookie) {}

    Answer get(String path, String session) throws IOException, InterruptedException {
        var answer = http.send(request(path, session).build(), BodyHandlers.ofString());
        var cookie = answer.headers().firstValue("Set-Cookie").orElse("").split(";")[0];
        return new Answer(answer.statusCode(), answer.body(), cookie);
    }

    HttpRequest.Builder request(String path, String session) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
        return session.isEmpty() ? request : request.header("Cookie", session);
    }

    /** The status of a page read to its end, compressed as a browser asks for it. */
    int status(String path, String session) {
        try {
            var request = request(path, session).header("Accept-Encoding", "gzip").build();
            return http.send(request, BodyHandlers.ofByteArray()).statusCode();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    // The load

    record Loaded(ConcurrentLinkedQueue<Double> millis, AtomicInteger errors) {}

    /**
     * Open loop: requests leave when they are due, however slow the answers are, and the time of one counts from when
     * it was due, so that a stall is charged to every request it held up.
     */
    Map<Page, Loaded> load(List<Page> pages, int rate, int seconds) throws InterruptedException {
        var loaded = new LinkedHashMap<Page, Loaded>();
        pages.forEach(p -> loaded.put(p, new Loaded(new ConcurrentLinkedQueue<>(), new AtomicInteger())));
        long began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < rate * seconds; i++) {
                long due = began + i * 1_000_000_000L / rate;
                for (long left; (left = due - System.nanoTime()) > 0; ) {
                    LockSupport.parkNanos(left);
                }
                var page = pages.get(i % pages.size());
                int round = i / pages.size();
                var path = page.paths().get(round % page.paths().size());
                var session = page.sessions().get(round % page.sessions().size());
                threads.execute(() -> {
                    int status = status(path, session);
                    loaded.get(page).millis().add((System.nanoTime() - due) / 1e6);
                    if (status != 200) {
                        loaded.get(page).errors().incrementAndGet();
                    }
                });
            }
        }
        return loaded;
    }

    static void report(Map<Page, Loaded> loaded, int rate, int seconds) {
        System.out.printf("%d requests/s over all pages in turn for %d s, open loop, milliseconds; goal p95 <= %.0f%n%n",
                rate, seconds, P95_GOAL);
        System.out.println("| Page | requests | p50 | p95 | p99 | max | errors | |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---|");
        loaded.forEach((page, l) -> line(page.name(), l));
        var all = new Loaded(new ConcurrentLinkedQueue<>(), new AtomicInteger());
        loaded.values().forEach(l -> {
            all.millis().addAll(l.millis());
            all.errors().addAndGet(l.errors().get());
        });
        line("All", all);
    }

    static void line(String name, Loaded l) {
        var sorted = l.millis().stream().mapToDouble(d -> d).sorted().toArray();
        boolean pass = l.errors().get() == 0 && at(sorted, 95) <= P95_GOAL;
        System.out.printf(
                "| %s | %d | %.1f | %.1f | %.1f | %.1f | %d | %s |%n",
                name,
                sorted.length,
                at(sorted, 50),
                at(sorted, 95),
                at(sorted, 99),
                at(sorted, 100),
                l.errors().get(),
                pass ? "PASS" : "MISS");
    }

    static double at(double[] sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, rank - 1)];
    }

    // The ratios

    void ratios(List<Page> pages, Sql sql) throws Exception {
        System.out.printf(
                "%nOne request at a time, %d of each in blocks of %d, medians in milliseconds; goal ratio <= %.0f%n%n",
                times, BLOCK, RATIO_GOAL);
        System.out.println("| Page | statements | page | its SQL | ratio | |");
        System.out.println("|---|---:|---:|---:|---:|---|");
        var left = new ArrayList<String>();
        for (var page : pages) {
            System.err.println("Comparing " + page.name() + ".");
            var path = page.paths().getFirst();
            var session = page.sessions().getFirst();
            Runnable once = () -> {
                int status = status(path, session);
                if (status != 200) {
                    throw new IllegalStateException(path + " answered " + status + ".");
                }
            };
            var captured = sql.capture(once);
            try (var replay = sql.replay(captured)) {
                replay.left().forEach(why -> left.add(page.name() + ": " + why));
                var pageTimes = new double[times];
                var sqlTimes = new double[times];
                for (int i = -BLOCK; i < times; i += BLOCK) { // the first block of each warms up
                    block(pageTimes, i, once);
                    block(sqlTimes, i, replay);
                }
                Arrays.sort(pageTimes);
                Arrays.sort(sqlTimes);
                double ratio = at(pageTimes, 50) / at(sqlTimes, 50);
                System.out.printf(
                        "| %s | %d | %.2f | %.2f | %.2f | %s |%n",
                        page.name(),
                        captured.size(),
                        at(pageTimes, 50),
                        at(sqlTimes, 50),
                        ratio,
                        ratio <= RATIO_GOAL ? "PASS" : "MISS");
            }
        }
        var bare = new double[times];
        for (int i = -BLOCK; i < times; i += BLOCK) {
            block(bare, i, () -> status("/sign-in", ""));
        }
        Arrays.sort(bare);
        System.out.printf("%nFor scale: the sign-in page, which sends no SQL, takes %.2f ms.%n", at(bare, 50));
        System.out.println(left.isEmpty() ? "\nEvery statement was replayed." : "\nStatements left out of the SQL's time:\n");
        left.forEach(why -> System.out.println("- " + why));
    }

    static void block(double[] times, int from, Runnable what) {
        for (int i = from; i < from + BLOCK; i++) {
            long began = System.nanoTime();
            what.run();
            if (i >= 0) {
                times[i] = (System.nanoTime() - began) / 1e6;
            }
        }
    }

    /** One statement of the log, ready for JDBC. */
    record Statement(String text, List<String> parameters) {
        boolean binds() {
            return text.contains("view_as(");
        }
    }

    /** The demo's database: tells what a page sent and sends the same again. */
    static class Sql implements AutoCloseable {
        static final Pattern ENTRY = Pattern.compile("^\\S+ \\S+ \\S+ \\[(\\d+)] (\\w+):  (.*)", Pattern.DOTALL);
        static final Pattern EXECUTE = Pattern.compile("^(?:execute [^:]+|statement): (.*)", Pattern.DOTALL);
        static final Pattern PARAMETER = Pattern.compile("\\$\\d+ = (NULL|'(?:[^']|'')*')");
        static final Pattern PLACE = Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|\\$\\d+|\\?");
        static final Pattern ASIDE = Pattern.compile("(?i)^(begin|commit|rollback|set session)\\b.*|.*scheduled_tasks.*", Pattern.DOTALL);
        static final int SETTLE_MILLIS = 400;
        static final int CAPTURES = 6;

        final Path log;
        final String jdbc;
        final String app;
        final String appPassword;
        final Connection superuser;
        final int superuserPid;

        Sql(Path data) throws Exception {
            log = data.resolve("postgres.log");
            var url = URI.create(Files.readString(data.resolve("database-url")).strip());
            var database = url.getPath().substring(1);
            jdbc = "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + "/" + database;
            app = database + "_app";
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(url.getUserInfo().split(":")[1].getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            appPassword = HexFormat.of().formatHex(mac.doFinal(app.getBytes(StandardCharsets.UTF_8)));
            superuser = DriverManager.getConnection(
                    jdbc, "postgres", Files.readString(data.resolve("superuser")).strip());
            try (var s = superuser.createStatement();
                    var pid = s.executeQuery("select pg_backend_pid()")) {
                pid.next();
                superuserPid = pid.getInt(1);
            }
        }

        /** What one request sends; twice the same in a row, so that a job which ran meanwhile is not taken for the page's. */
        List<Statement> capture(Runnable request) throws Exception {
            List<Statement> last = List.of();
            logStatements("set log_statement = 'all'");
            try {
                for (int i = 0; i < CAPTURES; i++) {
                    long from = Files.size(log);
                    request.run();
                    Thread.sleep(SETTLE_MILLIS); // the session is saved after the answer has left
                    var now = statements(tail(from));
                    if (!now.isEmpty() && texts(now).equals(texts(last))) {
                        return now;
                    }
                    last = now;
                }
            } finally {
                logStatements("reset log_statement");
            }
            throw new IllegalStateException("The page sends other statements each time.");
        }

        static List<String> texts(List<Statement> statements) {
            return statements.stream().map(Statement::text).toList();
        }

        void logStatements(String setting) throws Exception {
            try (var s = superuser.createStatement()) {
                s.execute("alter system " + setting);
                s.execute("select pg_reload_conf()");
            }
            Thread.sleep(SETTLE_MILLIS);
        }

        String tail(long from) throws IOException {
            try (var in = Files.newInputStream(log)) {
                in.skipNBytes(from);
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        /** Without what is no work of the page: the marks of its transactions, Hikari's empty question, the job queue. */
        List<Statement> statements(String text) {
            var found = new ArrayList<Statement>();
            var open = new HashMap<Integer, String>();
            for (var entry : text.split("\n(?!\t)")) {
                var m = ENTRY.matcher(entry.replace("\n\t", "\n"));
                if (!m.matches() || Integer.parseInt(m.group(1)) == superuserPid) {
                    continue;
                }
                int pid = Integer.parseInt(m.group(1));
                var execute = EXECUTE.matcher(m.group(3));
                if (m.group(2).equals("LOG") && execute.matches()) {
                    open.put(pid, execute.group(1).strip());
                    if (!open.get(pid).isEmpty() && !ASIDE.matcher(open.get(pid)).matches()) {
                        found.add(new Statement(open.get(pid), List.of()));
                    }
                } else if (m.group(2).equals("DETAIL") && !found.isEmpty()
                        && found.getLast().text().equals(open.get(pid))) {
                    found.add(new Statement(found.removeLast().text(), parameters(m.group(3))));
                }
            }
            return found;
        }

        static List<String> parameters(String detail) {
            return PARAMETER.matcher(detail)
                    .results()
                    .map(r -> r.group(1).equals("NULL")
                            ? null
                            : r.group(1).substring(1, r.group(1).length() - 1).replace("''", "'"))
                    .toList();
        }

        Replay replay(List<Statement> captured) throws SQLException {
            var with = new Properties();
            with.put("user", app);
            with.put("password", appPassword);
            with.put("stringtype", "unspecified"); // the log has no types: PostgreSQL finds them as for a bare literal
            return new Replay(DriverManager.getConnection(jdbc, with), captured);
        }

        @Override
        public void close() throws SQLException {
            superuser.close();
        }
    }

    /**
     * The page's statements on one connection in one transaction, viewer first. Prepared once and kept, as the
     * application's pool keeps them; planning them anew each time would flatter the page.
     */
    static class Replay implements Runnable, AutoCloseable {
        private final Connection connection;
        private final List<PreparedStatement> prepared = new ArrayList<>();
        private final List<String> left = new ArrayList<>();

        Replay(Connection connection, List<Statement> captured) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(false);
            var ordered = new ArrayList<>(captured);
            captured.stream().filter(Statement::binds).findFirst().ifPresent(first -> {
                ordered.remove(first);
                ordered.addFirst(first);
            });
            for (var statement : ordered) {
                var point = connection.setSavepoint();
                try {
                    var p = connection.prepareStatement(places(statement.text()));
                    for (int i = 0; i < statement.parameters().size(); i++) {
                        p.setString(i + 1, statement.parameters().get(i));
                    }
                    p.execute();
                    prepared.add(p);
                } catch (SQLException e) {
                    connection.rollback(point);
                    left.add(e.getMessage().lines().findFirst().orElse("") + " in `"
                            + statement.text().replaceAll("\\s+", " ") + "`");
                }
            }
            connection.commit();
        }

        /** PostgreSQL's numbered places as JDBC's question marks. */
        static String places(String text) {
            return Sql.PLACE.matcher(text).replaceAll(m -> switch (m.group().charAt(0)) {
                case '$' -> "?";
                case '?' -> "??";
                default -> java.util.regex.Matcher.quoteReplacement(m.group());
            });
        }

        List<String> left() {
            return left;
        }

        @Override
        public void run() {
            try {
                for (var p : prepared) {
                    p.execute(); // the driver has read all rows when this returns
                }
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
