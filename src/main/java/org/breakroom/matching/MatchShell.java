package org.breakroom.matching;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The matching engine at the shell, without a database: two files, or one and its duplicates. */
public final class MatchShell {
    private static final int BAD_USE = 2;

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
        var left = PeopleFile.read(order.left(), map);
        var links = order.right() == null
                ? Linker.duplicates(left)
                : Linker.link(left, PeopleFile.read(order.right(), map));
        write(order.out(), links);
        long sure =
                links.stream().filter(l -> l.decision() == Link.Decision.MATCH).count();
        said.printf(
                Locale.ROOT,
                "rows %d, pairs %d: match %d, review %d%n",
                left.size(),
                links.size(),
                sure,
                links.size() - sure);
        var clusters = order.right() == null ? Linker.clusters(left, links) : null;
        if (order.clusters() != null && clusters != null) {
            write(order.clusters(), clusters);
        }
        if (order.truth() != null) {
            var truth = Truth.read(order.truth());
            say(said, "all pairs", truth.judge(Truth.pairsOf(links)));
            say(
                    said,
                    "lane match",
                    truth.judge(Truth.pairsOf(links.stream()
                            .filter(l -> l.decision() == Link.Decision.MATCH)
                            .toList())));
            if (clusters != null) {
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

    private static void write(Path file, List<Link> links) throws IOException {
        try (var csv = CsvWriter.builder().build(Files.newBufferedWriter(file))) {
            csv.writeRecord("left_id", "right_id", "score", "decision", "why");
            for (var l : links) {
                csv.writeRecord(
                        l.left(),
                        l.right(),
                        String.format(Locale.ROOT, "%.6f", l.score()),
                        l.decision().name().toLowerCase(Locale.ROOT),
                        l.why());
            }
        }
    }

    private static void write(Path file, Map<String, String> clusters) throws IOException {
        try (var csv = CsvWriter.builder().build(Files.newBufferedWriter(file))) {
            csv.writeRecord("id", "cluster");
            clusters.forEach((id, cluster) -> csv.writeRecord(id, cluster));
        }
    }
}
