package org.breakroom.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.breakroom.kernel.Sha256;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What goes to a labor board: two officers let it go, and a stranger can check it. */
class FilingTest extends Home {
    @Autowired
    DSLContext sql;

    @Autowired
    Pen pen;

    @Autowired
    Heads heads;

    private <T> T inside(TestLocals.Home home, java.util.function.Supplier<T> work) {
        return locals.as(Viewer.shell(home.local().id()), work);
    }

    /** Two cards on paper: one whose page was here when it was keyed, one whose page came later; both were looked at. */
    private void paper(TestLocals.Home home, String path) {
        assertThat(pen.post(home.officer(), path + "/worksites/" + home.first() + "/sheets"))
                .hasStatus(303);
        var serials = inside(
                home,
                () -> sql.fetch(
                                "select serial from card_sheet where local_id = ? order by position",
                                home.local().id())
                        .getValues(0, String.class));
        scan(home, path, serials.get(0), "one");
        assertThat(pen.post(home.officer(), path + "/keying", "serial", serials.get(0)))
                .hasStatus(303);
        assertThat(pen.post(home.officer(), path + "/keying", "serial", serials.get(1)))
                .hasStatus(303);
        scan(home, path, null, "two");
        var second = inside(
                home,
                () -> sql.fetchValue(
                        "select id from card_scan where local_id = ? and serial is null",
                        home.local().id()));
        assertThat(pen.post(home.officer(), path + "/scans/" + second, "scanSerial", serials.get(1)))
                .hasStatus(303);
        for (var card : inside(
                home,
                () -> sql.fetch(
                                "select id from card where local_id = ?",
                                home.local().id())
                        .getValues(0, UUID.class))) {
            assertThat(pen.post(home.officer(), path + "/pages", "card", card.toString()))
                    .hasStatus(303);
        }
    }

    private void scan(TestLocals.Home home, String path, @Nullable String serial, String picture) {
        inside(
                home,
                () -> sql.execute(
                        "insert into card_scan values (?, ?, ?::uuid, 'f', 1, ?, ?, ?, ?, 'A', now(), null, null)",
                        home.local().id(),
                        locals.id(),
                        path.substring(path.lastIndexOf('/') + 1),
                        picture.getBytes(StandardCharsets.UTF_8),
                        Sha256.hex(picture),
                        serial,
                        home.officer()));
    }

    private static byte[] entry(byte[] zip, String name) throws IOException {
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return in.readAllBytes();
                }
            }
        }
        throw new AssertionError(name);
    }

    private static String first(byte[] zip, String folder) throws IOException {
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().startsWith(folder)) {
                    return entry.getName();
                }
            }
        }
        throw new AssertionError("nothing in " + folder);
    }

    /** The same zip with one file changed, or without it. */
    private static byte[] with(byte[] zip, String name, byte @Nullable [] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip));
                var to = new ZipOutputStream(out)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.getName().equals(name)) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    in.transferTo(to);
                } else if (bytes != null) {
                    to.putNextEntry(new ZipEntry(name));
                    to.write(bytes);
                }
            }
        }
        return out.toByteArray();
    }

    /** The same zip with one file more. */
    private static byte[] more(byte[] zip, String name) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip));
                var to = new ZipOutputStream(out)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(to);
            }
            to.putNextEntry(new ZipEntry(name));
        }
        return out.toByteArray();
    }

    /** What the verifier says, run as a stranger runs it. */
    private static String verify(byte[] zip, String... more) throws Exception {
        var file = Files.write(Home.freshFolder("filing").resolve("filing.zip"), zip);
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "src/main/resources/card/VerifyCards.java",
                file.toString()));
        command.addAll(List.of(more));
        var run = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(said.contains("all right") ? 0 : 1);
        return said;
    }

    @Test
    void a_filing_takes_two_officers_and_verifies_without_breakroom() throws Exception {
        var home = locals.open();
        var path = pen.drive(home, CardKind.AUTHORIZATION);
        paper(home, path);
        inside(home, () -> heads.sign(home.local()));
        assertThat(pen.post(home.officer(), path + "/filings", "reason", "x")).hasStatus(422);
        assertThat(pen.post(home.officer(), path + "/filings", "reason", "For the labor relations board"))
                .hasStatus(303);
        var id = inside(
                home,
                () -> sql.fetchValue(
                        "select id from card_filing where local_id = ?",
                        home.local().id()));
        var at = path + "/filings/" + id;
        assertThat(mvc.get().uri(at + "/filing.zip").with(in(home.officer()))).hasStatus(404);
        assertThat(pen.post(home.officer(), at, "act", "approve"))
                .as("not her own")
                .hasStatus(422);
        var second = locals.account(Role.OFFICER, home.local().id(), null, null);
        assertThat(pen.post(second, at, "act", "approve")).hasStatus(303);
        var zip = mvc.get().uri(at + "/filing.zip").with(in(home.officer())).exchange();
        assertThat(zip).hasStatusOk();
        var bytes = zip.getResponse().getContentAsByteArray();
        var names = new TreeSet<String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName().replaceAll("\\d+", "N"));
                if (entry.getName().endsWith(".pdf")) {
                    var pdf = new ByteArrayOutputStream();
                    in.transferTo(pdf);
                    try (var read = org.apache.pdfbox.Loader.loadPDF(pdf.toByteArray())) {
                        assertThat(new org.apache.pdfbox.text.PDFTextStripper().getText(read))
                                .contains("Filing " + id);
                    }
                }
            }
        }
        assertThat(names)
                .isEqualTo(Set.of(
                        "cards/N.pdf",
                        "scans/N-N.png",
                        "list.csv",
                        "declaration.pdf",
                        "chain.txt",
                        "VerifyCards.java"));
        assertThat(verify(bytes)).contains("2 cards", "2 pages", "all right", "1 signed days");
        var chain = new String(entry(bytes, "chain.txt"), StandardCharsets.UTF_8);
        var kept = chain.replaceAll("(?s).*head\t[^\n]*commitment=([0-9a-f]{64}).*", "$1");
        assertThat(verify(bytes, "--commitment", kept)).contains("all right");
        assertThat(verify(bytes, "--commitment", Sha256.hex("another")))
                .contains("that somebody kept is not in the file");
        // the last links cut off, with the line that signs the end or without it
        var links = chain.lines().toList();
        int last = IntStream.range(0, links.size())
                .filter(n -> links.get(n).contains("\tentry="))
                .max()
                .orElseThrow();
        var short1 = IntStream.range(0, links.size())
                .filter(n -> n != last)
                .mapToObj(links::get)
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(verify(with(bytes, "chain.txt", short1.getBytes(StandardCharsets.UTF_8))))
                .contains("the export ended with another link");
        var short2 = links.stream().limit(last).collect(Collectors.joining("\n", "", "\n"));
        assertThat(verify(with(bytes, "chain.txt", short2.getBytes(StandardCharsets.UTF_8))))
                .contains("the signed end of the export is missing");
        // what is for reading is held against the list of files, and the list against its signature
        for (var name : List.of("list.csv", "declaration.pdf", first(bytes, "cards/"), "VerifyCards.java")) {
            assertThat(verify(with(bytes, name, "another".getBytes(StandardCharsets.UTF_8))))
                    .contains("WRONG " + name + ": altered");
            assertThat(verify(with(bytes, name, null)))
                    .contains("WRONG " + name + ": this file of the filing is missing");
        }
        assertThat(verify(more(bytes, "cards/999999.pdf"))).contains("cards/999999.pdf: this is no file of the filing");
        var twice = new String(more(bytes, "chain.tx2"), StandardCharsets.ISO_8859_1).replace("chain.tx2", "chain.txt");
        assertThat(verify(twice.getBytes(StandardCharsets.ISO_8859_1))).contains("chain.txt: ");
        var forged = with(bytes, "list.csv", "another".getBytes(StandardCharsets.UTF_8));
        var renamed = chain.replaceAll("(name=list.csv\tsha256=)[0-9a-f]{64}", "$1" + Sha256.hex("another"));
        assertThat(verify(with(forged, "chain.txt", renamed.getBytes(StandardCharsets.UTF_8))))
                .contains("the list of files is not the one that was signed");
        var unlisted = chain.replaceAll("(?m)^files?\t.*\n", "");
        assertThat(verify(with(bytes, "chain.txt", unlisted.getBytes(StandardCharsets.UTF_8))))
                .contains("the signed list of the filing's files is missing");
        // another page under a card's number
        var page = first(bytes, "scans/");
        assertThat(verify(with(bytes, page, "another".getBytes(StandardCharsets.UTF_8))))
                .contains("no card and no step names this page", "is not in the file");
        assertThat(pen.page(home.officer(), home.path() + "/audit")).contains("let an export of cards go");
        // what is published binds us and tells nobody how many cards there are
        var published = mvc.get()
                .uri(home.path() + "/card-heads")
                .exchange()
                .getResponse()
                .getContentAsString();
        assertThat(published)
                .contains(inside(
                        home,
                        () -> String.valueOf(sql.fetchValue(
                                "select commitment from card_head where local_id = ?",
                                home.local().id()))));
        assertThat(published)
                .doesNotContain(inside(
                        home,
                        () -> String.valueOf(sql.fetchValue(
                                "select hash from card_head where local_id = ?",
                                home.local().id()))));
    }
}
