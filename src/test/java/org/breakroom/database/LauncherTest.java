package org.breakroom.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.breakroom.cast.Home;
import org.junit.jupiter.api.Test;

/** The embedded server: durable, one a folder, private, and back after its application was killed. */
@org.junit.jupiter.api.Tag("embedded")
class LauncherTest {

    private static Connection open(Database database) throws SQLException {
        var a = database.address();
        return DriverManager.getConnection(a.jdbc(), a.owner(), a.password());
    }

    private static String ask(Connection c, String query) throws SQLException {
        try (var rows = c.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void it_is_durable_private_and_refuses_a_second_start_in_a_sentence() throws Exception {
        var folder = Home.freshFolder("launcher");
        try (var database = Database.open(folder, null);
                var c = open(database)) {
            assertThat(ask(c, "show fsync")).isEqualTo("on");
            assertThat(ask(c, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(c, "show full_page_writes")).isEqualTo("on");
            assertThat(ask(c, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(c, "show password_encryption")).isEqualTo("scram-sha-256");
            assertThat(ask(c, "show server_version_num")).startsWith("18");
            for (var secret : List.of("superuser", "owner", "database-url")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(secret))))
                        .as(secret)
                        .isEqualTo("rw-------");
            }
            assertThat(Database.runningUrl(folder))
                    .hasValueSatisfying(url -> assertThat(url).startsWith("postgresql://breakroom_owner:"));
            assertThatThrownBy(() -> Database.open(folder, null))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("Stop it first, or name another folder with --data");
            assertThatThrownBy(() -> DriverManager.getConnection(
                            database.address().jdbc(), database.address().owner(), "wrong"))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(Database.runningUrl(folder)).isEmpty();
        assertThat(folder.resolve("cluster/postmaster.pid"))
                .as("stopped cleanly")
                .doesNotExist();
    }

    /** Opens the database, writes, says so, and waits to be killed. */
    public static final class Child {
        public static void main(String[] args) throws Exception {
            var database = Database.open(Path.of(args[0]), null);
            try (var c = open(database)) {
                c.createStatement().execute("create table if not exists kept (n int)");
                c.createStatement().execute("insert into kept values (42)");
            }
            System.out.println("written");
            Thread.sleep(60_000);
        }
    }

    @Test
    void what_was_committed_is_there_after_the_application_is_killed() throws Exception {
        var folder = Home.freshFolder("killed");
        var child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Child.class.getName(),
                        folder.toString())
                .redirectError(new File("target/killed.log"))
                .start();
        try (var out = child.inputReader()) {
            String line;
            do {
                line = out.readLine();
            } while (line != null && !line.equals("written"));
            assertThat(line).isEqualTo("written");
        }
        child.destroyForcibly();
        assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("cluster/postmaster.pid"))
                .as("the server was left behind")
                .exists();
        try (var database = Database.open(folder, null);
                var c = open(database)) {
            assertThat(ask(c, "select n from kept")).isEqualTo("42");
        }
    }

    @Test
    void an_address_that_is_none_is_refused_with_how_it_should_look() {
        assertThatThrownBy(() -> Address.read("mysql://x"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("postgresql://owner:password@host:port/database");
        var address = Address.read("postgresql://own%20er:p%40ss@db.example.org/breakroom?sslmode=require");
        assertThat(address.owner()).isEqualTo("own er");
        assertThat(address.password()).isEqualTo("p@ss");
        assertThat(address.port()).isEqualTo(5432);
        assertThat(address.app()).isEqualTo("breakroom_app");
        assertThat(Address.read(address.url())).isEqualTo(address);
    }
}
