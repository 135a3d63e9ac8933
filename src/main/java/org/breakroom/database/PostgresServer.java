package org.breakroom.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One private PostgreSQL in a folder: unpacked, initialised, started and stopped by this process, which
 * holds the folder (see FolderLock), with the durable settings PostgreSQL ships with. A server that a killed process left behind is stopped before the next start.
 */
final class PostgresServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final String SUPERUSER = "postgres";

    private final Path home;
    private final Path cluster;
    private final List<String> prefix;
    private final Path bin;
    private final String superuserPassword;
    private final int port;
    private @Nullable Process process;
    private volatile boolean closing;

    PostgresServer(Path folder) {
        try {
            home = Files.createDirectories(folder.toAbsolutePath().normalize());
            cluster = home.resolve("cluster");
            prefix = unprivileged();
            bin = new PostgresBinaries(home).folder().resolve("bin");
            superuserPassword = Secrets.inFile(home.resolve("superuser"));
            if (Files.notExists(cluster)) {
                initialise();
            } else if (Files.exists(cluster.resolve("postmaster.pid"))) {
                stop();
            }
            port = freePort();
            start();
        } catch (IOException e) {
            throw new CannotStart("The folder " + folder + " cannot be used for the database: " + e.getMessage(), e);
        }
    }

    int port() {
        return port;
    }

    Connection superuser(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), SUPERUSER, superuserPassword);
    }

    /** Into a folder aside and moved when whole, so that a kill in between leaves nothing half made. */
    private void initialise() throws IOException {
        var aside = Files.createTempDirectory(home, "initdb");
        run(
                tool("initdb"),
                "-D",
                aside.toString(),
                "-U",
                SUPERUSER,
                "-E",
                "UTF8",
                "-A",
                "scram-sha-256",
                "--pwfile=" + home.resolve("superuser"),
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C");
        Files.move(aside, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private void start() throws IOException {
        var command = new ArrayList<String>();
        if (Files.isExecutable(SETSID)) {
            command.add(
                    SETSID.toString()); // Ctrl-C in a terminal is for the application, which stops its server itself
        }
        command.addAll(prefix);
        command.addAll(List.of(
                tool("postgres"),
                "-D",
                cluster.toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "timezone=UTC",
                "-c",
                "jit=off",
                "-c",
                "max_connections=60"));
        var started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        process = started;
        awaitAnswer(started);
        started.onExit().thenRun(this::again);
    }

    /**
     * A server that ended without being asked to, killed or out of memory, is started again on its port: what it had
     * acknowledged is in its log, and pages answer 503 until it is back.
     */
    private synchronized void again() {
        long end = System.nanoTime() + START_MAX.toNanos();
        while (!closing && System.nanoTime() < end) {
            try {
                log.warn("PostgreSQL ended without being asked to and is started again; its log is {}", log());
                start();
                return;
            } catch (CannotStart | IOException e) {
                // what is left of the old one holds its memory for a moment longer
                log.info("not yet: {}", e.getMessage());
                pause();
            }
        }
    }

    private void awaitAnswer(Process started) {
        long end = System.nanoTime() + START_MAX.toNanos();
        while (true) {
            try (var c = superuser(SUPERUSER)) {
                return;
            } catch (SQLException e) {
                if (!started.isAlive() || System.nanoTime() > end) {
                    halt();
                    throw new CannotStart("PostgreSQL did not start; its log is " + log(), e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while PostgreSQL was starting.", e);
        }
    }

    /** PostgreSQL refuses to run as root; a user namespace without a mapping makes root look like nobody. */
    private static List<String> unprivileged() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        try {
            var probe = new ProcessBuilder("unshare", "-U", "true")
                    .redirectErrorStream(true)
                    .start();
            if (probe.waitFor(5, TimeUnit.SECONDS) && probe.exitValue() == 0) {
                return List.of("unshare", "-U");
            }
        } catch (IOException e) {
            throw new CannotStart(NOT_AS_ROOT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new CannotStart(NOT_AS_ROOT);
    }

    private static final String NOT_AS_ROOT =
            "PostgreSQL will not run as root on this machine: use an ordinary user, or name a server in BREAKROOM_DATABASE_URL.";

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String tool(String name) {
        return bin.resolve(name).toString();
    }

    private Path log() {
        return home.resolve("postgres.log");
    }

    private void run(String... args) throws IOException {
        if (!succeeds(args)) {
            throw new CannotStart(Path.of(args[0]).getFileName() + " failed; the log is " + log());
        }
    }

    private boolean succeeds(String... args) throws IOException {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(args));
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void stop() throws IOException {
        if (!succeeds(tool("pg_ctl"), "-D", cluster.toString(), "stop", "-m", "fast", "-t", "30")) {
            // A pid file without its server: the next start checks and takes it over.
            succeeds(tool("pg_ctl"), "-D", cluster.toString(), "status");
        }
    }

    @Override
    public void close() {
        closing = true;
        halt();
    }

    private synchronized void halt() {
        try {
            var running = process;
            if (running != null && running.isAlive()) {
                stop();
            }
        } catch (IOException e) {
            throw new CannotStart("PostgreSQL could not be stopped cleanly; its log is " + log(), e);
        }
    }
}
