package org.breakroom.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Opens the pages of the demo again and again, as each of its people, so that the JVM's training run has seen what a
 * day's work uses and the first visitors after a start find the pages warm.
 */
@Component
@ConditionalOnProperty(name = "breakroom.demo", havingValue = "true")
public class Rehearsal {
    private static final Duration LONGEST = Duration.ofSeconds(12);
    private static final int PAGES_A_PERSON = 25;
    private static final int LOCAL_OF_LISTS = 9042;
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)\"");

    private final Environment environment;
    private final ListRehearsal lists;

    Rehearsal(Environment environment, ListRehearsal lists) {
        this.environment = environment;
        this.lists = lists;
    }

    private record Seat(String session, Set<String> paths) {}

    /** Runs for a few seconds; a page that fails is passed over, for the tests are elsewhere. */
    public void run() {
        try (var http = HttpClient.newHttpClient()) {
            var seats = Cast.members().stream()
                    .filter(m -> !m.signIn().matches(".*-\\d+"))
                    .map(m -> seat(http, m))
                    .toList();
            long end = System.nanoTime() + LONGEST.toNanos();
            while (System.nanoTime() < end) {
                for (var seat : seats) {
                    for (var path : seat.paths()) {
                        get(http, path, seat.session());
                    }
                }
            }
        }
        lists.run(LOCAL_OF_LISTS);
    }

    private Seat seat(HttpClient http, CastMember member) {
        var session = get(http, member.signIn(), "")
                .headers()
                .firstValue("Set-Cookie")
                .orElse("")
                .split(";", 2)[0];
        var paths = new LinkedHashSet<>(List.of(member.home()));
        for (var path : List.copyOf(walk(http, session, paths))) {
            if (paths.size() < PAGES_A_PERSON) {
                paths.add(path);
                walk(http, session, Set.of(path)).stream()
                        .limit(PAGES_A_PERSON - paths.size())
                        .forEach(paths::add);
            }
        }
        return new Seat(session, paths);
    }

    private Set<String> walk(HttpClient http, String session, Set<String> from) {
        var found = new LinkedHashSet<String>();
        from.forEach(path -> LINK.matcher(get(http, path, session).body())
                .results()
                .map((MatchResult r) -> r.group(1))
                .filter(p -> !p.startsWith("/assets"))
                .forEach(found::add));
        return found;
    }

    private HttpResponse<String> get(HttpClient http, String path, String session) {
        var port = environment.getProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Cookie", session)
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("the rehearsal cannot open " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the rehearsal was stopped", e);
        }
    }
}
