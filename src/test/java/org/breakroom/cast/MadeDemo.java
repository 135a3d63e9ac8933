package org.breakroom.cast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.breakroom.kernel.FederationClock;

/** The demo's federation, made once by the application itself; every test that wants one begins with a copy. */
public final class MadeDemo {
    private static final Path CLASSES = Path.of("target/classes");

    private MadeDemo() {}

    /** A data folder with the demo of today in it, whose database is not running. */
    public static Path copy(String name) {
        try {
            var to = Home.freshFolder(name);
            run("cp", "-a", made() + "/.", to.toString());
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The demo that these classes make today; whoever comes first makes it, and others wait for her. */
    private static synchronized Path made() throws IOException, InterruptedException {
        var home = Files.createDirectories(Path.of("target/made"));
        try (var file = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.lock(); // until the file is closed
            var which = home.resolve(LocalDate.now(FederationClock.ZONE) + "-" + newest());
            if (!Files.exists(which)) {
                run(
                        "find",
                        home.toString(),
                        "-mindepth",
                        "1",
                        "-maxdepth",
                        "1",
                        "-type",
                        "d",
                        "-exec",
                        "rm",
                        "-rf",
                        "{}",
                        "+");
                var making = home.resolve("making");
                var server = Server.start(Home.freePort(), making, Map.of(), "demo");
                server.destroy();
                assertThat(server.waitFor(1, TimeUnit.MINUTES))
                        .as("it ends when it is told to")
                        .isTrue();
                Files.move(making, which);
            }
            return which;
        }
    }

    /** When a class was last compiled, so that another one makes another demo. */
    private static long newest() throws IOException {
        try (var files = Files.walk(CLASSES)) {
            return files.filter(f -> f.toString().endsWith(".class"))
                    .mapToLong(f -> f.toFile().lastModified())
                    .max()
                    .orElse(0);
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }
}
