package org.breakroom.cast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakroom.Breakroom;

/** Breakroom in a process of its own, for the tests that kill it. */
public final class Server {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Server() {}

    /** How this JVM was told to compile and collect: what it starts does the same. */
    public static List<String> jit() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> a.startsWith("-XX:TieredStopAtLevel") || a.startsWith("-XX:+UseSerialGC"))
                .toList();
    }

    /**
     * Starts one and waits until it answers; what it prints goes to a log in target, named for its folder.
     *
     * @param environment what it finds there beside what is there; without a database's address it brings its own
     * @param words the command and its options, port and folder apart
     */
    public static Process start(int port, Path data, Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        var log = Path.of("target", data.getFileName() + ".log").toFile();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Breakroom.class.getName()));
        command.addAll(1, jit());
        command.addAll(List.of(words));
        command.addAll(List.of("--port", String.valueOf(port), "--data", data.toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().remove("BREAKROOM_DATABASE_URL");
        builder.environment().putAll(environment);
        var server = builder.start();
        var end = Instant.now().plus(PATIENCE);
        while (!answers(port)) {
            assertThat(server.isAlive()).as("the server runs; see " + log).isTrue();
            assertThat(Instant.now()).as("the server comes up; see " + log).isBefore(end);
            Thread.sleep(100);
        }
        return server;
    }

    private static boolean answers(int port) {
        try {
            var health = (HttpURLConnection)
                    URI.create("http://localhost:" + port + "/health").toURL().openConnection();
            return health.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}
