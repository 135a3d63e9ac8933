package org.breakroom.cast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Where all tests that need Breakroom live: one application, one database, the demo's federation in it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@AutoConfigureMockMvc
@ActiveProfiles("demo")
@Import({
    TestLocals.class,
    Samples.class,
    PaidSamples.class,
    TeachSamples.class,
    Statements.class,
    org.breakroom.card.Pen.class
})
public abstract class Home {
    public static final int PORT = freePort();
    private static final String ELSEWHERE = System.getenv().getOrDefault("BREAKROOM_DATABASE_URL", "");

    /** Apart, so that a test that only wants a free port copies no demo. */
    private static final class Folder {
        static final Path DATA = ELSEWHERE.isEmpty() ? MadeDemo.copy("home") : freshFolder("home");
    }

    @Autowired
    protected MockMvcTester mvc;

    @Autowired
    protected TestLocals locals;

    @Autowired
    protected Samples samples;

    @DynamicPropertySource
    static void place(DynamicPropertyRegistry registry) {
        registry.add("server.port", () -> PORT);
        registry.add("breakroom.data", () -> data().toString());
        registry.add("breakroom.origin", Home::base);
        // patience: a machine shared with others may stand still for longer than a person would wait for a page
        registry.add("spring.datasource.hikari.connection-timeout", () -> 60_000);
        // each of two applications that run tests at a time has a database of its own
        registry.add(
                "breakroom.database-url", () -> ELSEWHERE.replace("{fork}", System.getProperty("breakroom.fork", "1")));
    }

    /** Posts a form as somebody, under a key of its own: names and values in turn. */
    protected MvcTestResult post(UUID by, String path, String... params) {
        var request = mvc.post().uri(path).param("_key", UUID.randomUUID().toString());
        for (int i = 0; i < params.length; i += 2) {
            request = request.param(params[i], params[i + 1]);
        }
        return request.with(TestLocals.in(by)).exchange();
    }

    /** A page as somebody sees it, which has to be there. */
    protected String page(UUID by, String path) throws Exception {
        var result = mvc.get().uri(path).with(TestLocals.in(by)).exchange();
        assertThat(result).as(path).hasStatusOk();
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    /** What a refused form says: 422 and the page again. */
    protected static String said(MvcTestResult result) throws Exception {
        assertThat(result).hasStatus(422);
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    /** The data folder of the application under test. */
    public static Path data() {
        return Folder.DATA;
    }

    public static String base() {
        return "http://localhost:" + PORT;
    }

    public static Path freshFolder(String name) {
        try {
            Files.createDirectories(Path.of("target/data"));
            return Files.createTempDirectory(Path.of("target/data"), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
