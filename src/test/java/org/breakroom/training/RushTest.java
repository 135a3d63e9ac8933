package org.breakroom.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Everybody wants the same institute the minute it opens: as many as there are places get one, the rest stand in line in the
 * order in which they came, nobody twice. The same form is posted by one client at a time in the same run.
 */
class RushTest extends Home {
    private static final int PEOPLE = Integer.getInteger("rush.people", 200);
    private static final int PLACES = PEOPLE / 5;
    private static final int AT_ONCE = Integer.getInteger("rush.atonce", 50);
    private static final int ALONE = Math.max(40, PEOPLE / 10);
    private static final int LOCALS = 4;
    private static final String TOKEN = "00000000-0000-4000-8000-000000000000";

    @Autowired
    DSLContext sql;

    /** A person with her browser's session. */
    private record Person(UUID member, String session) {}

    private List<Person> people(int count) {
        var people = new ArrayList<Person>();
        for (int l = 0; l < LOCALS; l++) {
            var home = locals.open();
            locals.crowd(home, count / LOCALS + 1);
            var ids = locals.as(
                    Viewer.shell(home.local().id()),
                    () -> sql.fetch(
                                    "select id from member where local_id = ? and full_name like 'Crowd%'",
                                    home.local().id())
                            .map(r -> r.get(0, UUID.class)));
            ids.forEach(id -> people.add(person(home, id)));
        }
        Collections.shuffle(people, new java.util.Random(7));
        return people.subList(0, count);
    }

    private Person person(TestLocals.Home home, UUID member) {
        return new Person(
                member, locals.session(locals.account(Role.MEMBER, home.local().id(), null, member)));
    }

    /** A connection of the plain kind: with hundreds of clients the newer client of the JDK takes most of the machine for itself. */
    private static HttpURLConnection open(String path) throws IOException {
        var connection = (HttpURLConnection) URI.create(base() + path).toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setReadTimeout(120_000);
        return connection;
    }

    /** The form as her browser sends it. */
    private static String post(UUID training, Person person, List<Double> millis) throws IOException {
        var masked = new byte[2 * TOKEN.length()];
        System.arraycopy(TOKEN.getBytes(StandardCharsets.US_ASCII), 0, masked, TOKEN.length(), TOKEN.length());
        var body = "_csrf=" + URLEncoder.encode(Base64.getUrlEncoder().encodeToString(masked), StandardCharsets.UTF_8)
                + "&_key=" + UUID.randomUUID();
        return timed(millis, () -> {
            var connection = open("/trainings/" + training + "/registration");
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            connection.setRequestProperty("Cookie", "XSRF-TOKEN=" + TOKEN + "; SESSION=" + person.session());
            connection.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
            return answer(connection);
        });
    }

    /** The floor: what as many clients at a time wait for a page that does nothing. */
    private static String signIn(List<Double> millis) throws IOException {
        return timed(millis, () -> answer(open("/sign-in")));
    }

    private static String answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            in.readAllBytes();
        }
        return status + " " + connection.getHeaderField("Location");
    }

    private interface Asking {
        String ask() throws IOException;
    }

    /** One request, and how long its answer took. */
    private static String timed(List<Double> millis, Asking asking) throws IOException {
        long began = System.nanoTime();
        var said = asking.ask();
        millis.add((System.nanoTime() - began) / 1e6);
        return said;
    }

    private static double p95(List<Double> millis) {
        return millis.stream().sorted().toList().get(Math.max(0, (int) Math.ceil(millis.size() * .95) - 1));
    }

    /** What one of a crowd does. */
    private interface Doing {
        Object by(Person person) throws Exception;
    }

    private static void crowd(List<Person> people, Doing doing) throws Exception {
        try (var crowd = Executors.newFixedThreadPool(AT_ONCE)) {
            var all = new ArrayList<Future<?>>();
            people.forEach(person -> all.add(crowd.submit(() -> doing.by(person))));
            for (var f : all) {
                f.get();
            }
        }
    }

    @Test
    void as_many_as_there_are_places_get_one_and_the_rest_stand_in_line() throws Exception {
        var people = people(PEOPLE + 2 * ALONE);
        var course = samples.course();
        var quiet = samples.training(null, course, 1000, PEOPLE);
        var institute = samples.training(null, course, 1100, PLACES);
        alone(quiet, people.subList(PEOPLE + ALONE, PEOPLE + 2 * ALONE)); // warms up
        var one = alone(quiet, people.subList(PEOPLE, PEOPLE + ALONE));
        var rush = Collections.synchronizedList(new ArrayList<Double>());
        var told = new ConcurrentHashMap<UUID, String>();
        long began = System.nanoTime();
        crowd(people.subList(0, PEOPLE), person -> told.put(person.member(), post(institute, person, rush)));
        double seconds = (System.nanoTime() - began) / 1e9;
        check(institute, told);
        var empty = Collections.synchronizedList(new ArrayList<Double>());
        crowd(people.subList(0, PEOPLE), person -> signIn(empty));
        System.out.printf(
                java.util.Locale.ROOT,
                "rush: %d people for %d places, %d at a time: %d confirmed, %d wait, 0 double; %.1f s, %.0f a second; p95 %.1f ms,"
                        + " one at a time %.1f ms: %.1f times; a page that asks the database nothing, as many at a time: p95 %.1f ms, %.1f times%n",
                PEOPLE,
                PLACES,
                AT_ONCE,
                told.values().stream().filter(t -> t.endsWith("CONFIRMED")).count(),
                told.values().stream().filter(t -> t.endsWith("WAITING")).count(),
                seconds,
                PEOPLE / seconds,
                p95(rush),
                p95(one),
                p95(rush) / p95(one),
                p95(empty),
                p95(empty) / p95(one));
    }

    private List<Double> alone(UUID training, List<Person> people) throws IOException {
        var millis = new ArrayList<Double>();
        for (var person : people) {
            assertThat(post(training, person, millis)).startsWith("303");
        }
        return millis;
    }

    private void check(UUID training, Map<UUID, String> told) {
        assertThat(told.values().stream().filter(t -> t.endsWith("CONFIRMED")).count())
                .isEqualTo(PLACES);
        assertThat(told.values().stream().filter(t -> t.endsWith("WAITING")).count())
                .isEqualTo(PEOPLE - PLACES);
        var seats = sql.fetch(
                "select number, state, taken_at from training_seat where training_id = ? order by number", training);
        assertThat(seats).hasSize(PEOPLE);
        assertThat(seats.subList(0, PLACES)).allMatch(s -> s.get(1).equals("CONFIRMED"));
        assertThat(seats.subList(PLACES, PEOPLE)).allMatch(s -> s.get(1).equals("WAITING"));
        assertThat(sql.fetchValue("select confirmed from training where id = ?", training))
                .isEqualTo(PLACES);
        int registered = locals.count(
                Viewer.ofCounts(),
                "select count(distinct member_id) from training_registration where training_id = ? and local_id is not null",
                training);
        assertThat(registered).as("each once").isEqualTo(PEOPLE);
    }
}
