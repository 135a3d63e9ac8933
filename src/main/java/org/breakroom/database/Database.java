package org.breakroom.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database of one data folder: embedded and started here, named by {@code BREAKROOM_DATABASE_URL}, or already kept
 * by a running Breakroom, whose owner-only file in the folder says where.
 */
public final class Database implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final String RUNNING = "database-url";
    private static final String OWNER = "breakroom_owner";
    private static final String NAME = "breakroom";

    private final Address address;
    private final @Nullable PostgresServer server;
    private final @Nullable Path announced;
    private final @Nullable FolderLock lock;

    private Database(
            Address address, @Nullable PostgresServer server, @Nullable Path announced, @Nullable FolderLock lock) {
        this.address = address;
        this.server = server;
        this.announced = announced;
        this.lock = lock;
    }

    /** Starts or reaches the database, makes its roles and says in the folder where it is. */
    public static Database open(Path folder, @Nullable String url) {
        var lock = FolderLock.take(folder);
        try {
            return url == null || url.isBlank() ? embedded(folder, lock) : named(folder, Address.read(url), lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** The database of a Breakroom that is running on this folder; empty when none is. */
    public static Optional<Database> running(Path folder) {
        return runningUrl(folder).map(url -> new Database(Address.read(url), null, null, null));
    }

    /** The owner's address of the database while a Breakroom runs on this folder. */
    public static Optional<String> runningUrl(Path folder) {
        var file = folder.resolve(RUNNING);
        try {
            if (Files.notExists(file) || !FolderLock.held(folder)) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            throw new CannotStart(
                    "The file " + file + " cannot be read: run the command as the one who started Breakroom.", e);
        }
    }

    private static Database embedded(Path folder, FolderLock lock) {
        var server = new PostgresServer(folder);
        try {
            var password = Secrets.inFile(folder.resolve("owner"));
            var address = new Address("127.0.0.1", server.port(), NAME, OWNER, password, "");
            try (var c = server.superuser("postgres");
                    var s = c.createStatement()) {
                if (missing(c, "select 1 from pg_roles where rolname = '" + OWNER + "'")) {
                    s.execute("create role " + OWNER + " login createrole");
                }
                s.execute("alter role " + OWNER + " password '" + password + "'");
                if (missing(c, "select 1 from pg_database where datname = '" + NAME + "'")) {
                    s.execute("create database " + NAME + " owner " + OWNER);
                }
            }
            makeAppRole(address);
            return announce(folder, address, server, lock);
        } catch (SQLException | IOException e) {
            server.close();
            throw new CannotStart("The embedded database could not be prepared: " + e.getMessage(), e);
        }
    }

    private static Database named(Path folder, Address address, FolderLock lock) {
        try {
            makeAppRole(address);
            Files.createDirectories(folder);
            return announce(folder, address, null, lock);
        } catch (SQLException e) {
            throw new CannotStart(
                    "The server in BREAKROOM_DATABASE_URL does not answer or refuses its owner: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CannotStart("The folder " + folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void makeAppRole(Address address) throws SQLException {
        try (var c = DriverManager.getConnection(address.jdbc(), address.owner(), address.password());
                var s = c.createStatement()) {
            var role = quoted(c, address.app());
            if (missing(
                    c,
                    "select 1 from pg_roles where rolname = '" + address.app().replace("'", "''") + "'")) {
                s.execute("create role " + role + " login nosuperuser nobypassrls nocreatedb nocreaterole");
                s.execute("grant " + role + " to current_user");
            }
            s.execute("alter role " + role + " password '" + address.appPassword() + "'");
        }
    }

    private static String quoted(Connection c, String name) throws SQLException {
        try (var s = c.createStatement()) {
            return s.enquoteIdentifier(name, true);
        }
    }

    private static boolean missing(Connection c, String query) throws SQLException {
        try (var s = c.createStatement();
                var rows = s.executeQuery(query)) {
            return !rows.next();
        }
    }

    private static Database announce(Path folder, Address address, @Nullable PostgresServer server, FolderLock lock)
            throws IOException {
        var file = folder.resolve(RUNNING);
        Secrets.writePrivately(file, address.url() + "\n");
        return new Database(address, server, file, lock);
    }

    Address address() {
        return address;
    }

    /** Whether this process brought the schema up, and so migrates it. */
    boolean keeper() {
        return announced != null;
    }

    /** Whether the server is one's own, and nobody else's. */
    boolean embedded() {
        return server != null;
    }

    @Override
    public void close() {
        try {
            if (announced != null) {
                Files.deleteIfExists(announced);
            }
        } catch (IOException e) {
            log.warn("The file {} is left behind: {}", announced, e.getMessage());
        }
        if (server != null) {
            server.close();
        }
        if (lock != null) {
            lock.close();
        }
    }
}
