package org.breakroom.matching;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The matching engine at the shell, without a database: two files, or one and its duplicates. */
public final class MatchShell {
    private static final int BAD_USE = 2;
    private static final int BLOCK = 4_096;
    private static final int BLOCKS = 16;
    private static final long MILLION = 1_000_000;

    private MatchShell() {}

    /**
     * What to do.
     *
     * @param left the roster, or the file to look for duplicates in when there is no right one
     * @param map from headings that are unusual to what their columns mean
     */
    public record Order(
            Path left,
            @Nullable Path right,
            Path out,
            @Nullable Path clusters,
            @Nullable Path truth,
            Map<String, String> map) {}

    /** Carries an order out and says what came of it; returns the exit code. */
    public static int run(Order order, PrintStream said, PrintStream wrong) {
        try {
            work(order, said);
            return 0;
        } catch (PeopleFile.Unusable e) {
            wrong.println(e.getMessage());
        } catch (NoSuchFileException e) {
            wrong.println("There is no file " + e.getFile() + ".");
        } catch (IOException | RuntimeException e) {
            wrong.println("The files could not be read or written: " + e.getMessage());
        }
        return BAD_USE + 1;
    }

    private static void work(Order order, PrintStream said) throws IOException, PeopleFile.Unusable {
        var map = map(order.map());
        var left = new People();
        var right = left.beside();
        boolean within = order.right() == null;
        read(map, left, order.left(), right, order.right());
        var links = within ? Linker.duplicates(left, Workers.USUAL) : Linker.link(left, right, Workers.USUAL);
        int sure = write(order.out(), links);
        said.printf(
                Locale.ROOT,
                "rows %d, pairs %d: match %d, review %d%n",
                left.size(),
                links.size(),
                sure,
                links.size() - sure);
        if (links.passedOver() > 0) {
            said.printf(Locale.ROOT, "%d keys that too many rows share were passed over%n", links.passedOver());
        }
        List<Linker.Clustered> clusters = within ? Linker.clusters(left, links) : List.of();
        if (order.clusters() != null && within) {
            writeClusters(order.clusters(), clusters);
        }
        if (order.truth() != null) {
            var truth = Truth.read(order.truth(), within);
            say(said, "all pairs", truth.judge(Truth.pairsOf(links, within, l -> true)));
            say(
                    said,
                    "lane match",
                    truth.judge(Truth.pairsOf(links, within, l -> l.decision() == Link.Decision.MATCH)));
            if (within) {
                say(said, "clusters", truth.judge(Truth.pairsOf(clusters)));
            }
        }
    }

    private static void say(PrintStream said, String what, Truth.Figures f) {
        said.printf(Locale.ROOT, "%s: precision %.4f, recall %.4f, F1 %.4f%n", what, f.precision(), f.recall(), f.f1());
    }

    private static Map<String, PersonColumn> map(Map<String, String> named) throws PeopleFile.Unusable {
        var map = new HashMap<String, PersonColumn>();
        for (var entry : named.entrySet()) {
            var word = entry.getValue();
            map.put(
                    entry.getKey(),
                    Arrays.stream(PersonColumn.values())
                            .filter(c -> c.name().equalsIgnoreCase(word))
                            .findFirst()
                            .orElseThrow(() ->
                                    new PeopleFile.Unusable("“" + word + "” is no meaning of a column. There are: "
                                            + String.join(", ", meanings()) + ".")));
        }
        return map;
    }

    private static List<String> meanings() {
        return Arrays.stream(PersonColumn.values())
                .map(c -> c.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Both files at once. */
    private static void read(
            Map<String, PersonColumn> map, People left, Path leftFile, People right, @Nullable Path rightFile)
            throws IOException, PeopleFile.Unusable {
        if (rightFile == null) {
            PeopleFile.read(leftFile, map, left);
            return;
        }
        var other = new FutureTask<Void>(() -> {
            PeopleFile.read(rightFile, map, right);
            return null;
        });
        Thread.ofPlatform().name("matching-right").start(other);
        PeopleFile.read(leftFile, map, left);
        try {
            other.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while a file was read", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case PeopleFile.Unusable wrong -> throw wrong;
                case IOException wrong -> throw wrong;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /** Writes links; how many of them need no person. */
    private static int write(Path file, List<Link> links) throws IOException {
        int blocks = (links.size() + BLOCK - 1) / BLOCK;
        var sure = new AtomicInteger();
        try (var out = Files.newOutputStream(file)) {
            out.write("left_id,right_id,score,decision,why\r\n".getBytes(StandardCharsets.UTF_8));
            // a few blocks at a time are put into words together and written one behind the other
            for (int first = 0; first < blocks; first += BLOCKS) {
                var texts = new byte[Math.min(BLOCKS, blocks - first)][];
                int from = first;
                Workers.share(Workers.USUAL, texts.length, () -> i -> {
                    int start = (from + i) * BLOCK;
                    texts[i] = text(links.subList(start, Math.min(start + BLOCK, links.size())), sure);
                });
                for (var text : texts) {
                    out.write(text);
                }
            }
        }
        return sure.get();
    }

    private static byte[] text(List<Link> links, AtomicInteger sure) {
        var text = new StringWriter(BLOCK * 100);
        int matches = 0;
        try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            for (var l : links) {
                boolean match = l.decision() == Link.Decision.MATCH;
                csv.writeRecord(l.left(), l.right(), millionths(l.score()), match ? "match" : "review", l.why());
                matches += match ? 1 : 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sure.addAndGet(matches);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A score with six decimals; formatting takes longer than matching does. */
    private static String millionths(double score) {
        long rounded = Math.round(score * MILLION);
        var digits = Long.toString(MILLION + rounded % MILLION);
        return rounded / MILLION + "." + digits.substring(1);
    }

    private static void writeClusters(Path file, List<Linker.Clustered> clusters) throws IOException {
        try (var csv = CsvWriter.builder().build(Files.newBufferedWriter(file))) {
            csv.writeRecord("id", "cluster");
            clusters.forEach(c -> csv.writeRecord(c.id(), c.cluster()));
        }
    }
}
