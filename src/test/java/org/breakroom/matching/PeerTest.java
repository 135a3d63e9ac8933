package org.breakroom.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine against a peer in the same run, alternating, each a process of its own: files in, links out, on two cores.
 * The small size is for every day; {@code bench/matching --peer} runs it with {@code -Dpeer.rows=1000000 -Dpeer.rounds=5}.
 */
@Tag("once")
class PeerTest {
    private static final int ROWS = Integer.getInteger("peer.rows", 40_000);
    private static final int ROUNDS = Integer.getInteger("peer.rounds", 1);
    private static final double MEGA = 1024;

    @TempDir
    Path folder;

    /** What a process took. */
    private record Took(double wall, double cpu, double megabytes) {}

    private Took run(List<String> flags, Class<?> program, Path out) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(
                List.of(file("roster.csv").toString(), file("members.csv").toString(), out.toString()));
        long began = System.nanoTime();
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        var status = Path.of("/proc", String.valueOf(process.pid()), "status");
        double cpu = 0;
        double peak = 0;
        while (process.isAlive()) {
            cpu = process.info().totalCpuDuration().map(d -> d.toNanos() / 1e9).orElse(cpu);
            peak = Math.max(peak, peak(status));
            Thread.sleep(10);
        }
        double wall = (System.nanoTime() - began) / 1e9;
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("said")))
                .isZero();
        return new Took(wall, cpu, peak);
    }

    private static double peak(Path status) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(l -> l.startsWith("VmHWM"))
                    .mapToDouble(l -> Double.parseDouble(l.replaceAll("\\D", "")) / MEGA)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static double median(double... values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** As the script starts the command. */
    private static List<String> flags() throws IOException {
        var line = Files.readAllLines(Path.of("breakroom")).stream()
                .filter(l -> l.startsWith("linking="))
                .findFirst()
                .orElseThrow();
        return List.of(
                line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')).split(" "));
    }

    private Truth.Figures figures(Path links) throws IOException {
        return Truth.read(file("truth.csv"), false)
                .judge(Files.readAllLines(links).stream()
                        .skip(1)
                        .map(l -> l.split(",", 3))
                        .map(l -> l[0] + "\t" + l[1])
                        .collect(Collectors.toSet()));
    }

    @Test
    void a_roster_is_linked_in_a_fraction_of_a_peer_s_time() throws Exception {
        Rosters.main(new String[] {folder.toString(), "77", String.valueOf(2 * ROWS), String.valueOf(ROWS), "1.0"});
        var ours = file("ours.csv");
        var theirs = file("theirs.csv");
        var flags = flags();
        var took = new ArrayList<Took>();
        var peer = new ArrayList<Took>();
        run(flags, Shell.class, ours);
        run(List.of(), DuckReference.class, theirs);
        for (int round = 0; round < ROUNDS; round++) {
            took.add(run(flags, Shell.class, ours));
            peer.add(run(List.of(), DuckReference.class, theirs));
        }
        double wall = median(ratios(took, peer, true));
        double cpu = median(ratios(took, peer, false));
        var we = figures(ours);
        var they = figures(theirs);
        System.out.printf(
                Locale.ROOT,
                "peer: %d rows to %d members: ours %.1f s wall, %.1f s CPU, %.0f MB, F1 %.4f; the reference on DuckDB %.1f s, %.1f s,"
                        + " %.0f MB, F1 %.4f; ratio of %d pairs: wall %.2f (%s), CPU %.2f%n",
                ROWS,
                2 * ROWS,
                median(took.stream().mapToDouble(Took::wall).toArray()),
                median(took.stream().mapToDouble(Took::cpu).toArray()),
                took.stream().mapToDouble(Took::megabytes).max().orElse(0),
                we.f1(),
                median(peer.stream().mapToDouble(Took::wall).toArray()),
                median(peer.stream().mapToDouble(Took::cpu).toArray()),
                peer.stream().mapToDouble(Took::megabytes).max().orElse(0),
                they.f1(),
                ROUNDS,
                wall,
                Arrays.stream(ratios(took, peer, true))
                        .mapToObj(r -> String.format(Locale.ROOT, "%.2f", r))
                        .collect(Collectors.joining(" ")),
                cpu);
        assertThat(we.f1()).isGreaterThan(they.f1()).isGreaterThan(0.985);
        assertThat(they.f1()).as("the reference is a fair one").isGreaterThan(0.9);
    }

    private static double[] ratios(List<Took> ours, List<Took> theirs, boolean wall) {
        var ratios = new double[ours.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = wall ? ours.get(i).wall / theirs.get(i).wall : ours.get(i).cpu / theirs.get(i).cpu;
        }
        return ratios;
    }

    /** The shell's command as a program of its own: left, right, out. */
    static final class Shell {
        private Shell() {}

        public static void main(String[] args) {
            System.exit(MatchShell.run(
                    new MatchShell.Order(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), null, null, Map.of()),
                    new PrintStream(System.out, true, StandardCharsets.UTF_8),
                    new PrintStream(System.err, true, StandardCharsets.UTF_8)));
        }
    }
}
