package org.breakroom.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The engine on invented rosters whose truth is known, and on what would make it explode or change its mind. */
@Tag("once")
class LinkerTest {
    @TempDir
    Path folder;

    private Truth.Figures figures(Rosters r, List<Link> links, Predicate<Link> which) throws IOException {
        var text = new StringBuilder("roster_id,member_id\n");
        r.truth.forEach(
                (row, member) -> text.append(row).append(',').append(member).append('\n'));
        return Truth.read(file("truth.csv", text.toString()), false).judge(Truth.pairsOf(links, false, which));
    }

    private static boolean sure(Link link) {
        return link.decision() == Link.Decision.MATCH;
    }

    /** The goals of the engine, F1 of all and recall of the lane at its precision, on rosters of another maker. */
    @ParameterizedTest
    @CsvSource({"1, 1.0, 0.985, 0.97", "2, 1.0, 0.985, 0.97", "3, 1.7, 0.955, 0.82", "4, 1.7, 0.955, 0.82"})
    void rosters_find_their_members(long seed, double noise, double f1, double recall) throws Exception {
        var r = new Rosters(seed, 8_000, 4_000, noise, Rosters.SHARE);
        var links = r.link(2);
        var all = figures(r, links, l -> true);
        var lane = figures(r, links, LinkerTest::sure);
        System.out.printf("matching: seed %d, noise %.1f: all %s, lane %s%n", seed, noise, all, lane);
        assertThat(all.f1()).isGreaterThanOrEqualTo(f1);
        assertThat(lane.precision()).isGreaterThanOrEqualTo(0.998);
        assertThat(lane.recall()).isGreaterThanOrEqualTo(recall);
    }

    @Test
    void a_roster_of_strangers_finds_hardly_anyone() throws Exception {
        var r = new Rosters(5, 8_000, 4_000, 1, 0);
        var links = r.link(2);
        long sure = links.stream().filter(LinkerTest::sure).count();
        System.out.printf("matching: 4,000 strangers: %d in the lane, %d to look at%n", sure, links.size() - sure);
        assertThat(sure).isLessThanOrEqualTo(2);
    }

    @Test
    void neither_the_order_of_rows_nor_the_threads_change_anything() throws Exception {
        var r = new Rosters(7, 2_000, 1_000, 1, Rosters.SHARE);
        var links = r.link(2);
        assertThat(r.link(1)).as("one thread").isEqualTo(links);
        Collections.shuffle(r.members, new Random(1));
        Collections.shuffle(r.roster, new Random(2));
        assertThat(r.link(2)).as("other order").isEqualTo(links);
        assertThat(links).extracting(Link::right).doesNotHaveDuplicates();
        assertThat(links).extracting(Link::left).doesNotHaveDuplicates();
    }

    @Test
    void everyone_is_found_in_a_copy_of_the_file() throws Exception {
        var r = new Rosters(8, 2_000, 1, 1, Rosters.SHARE);
        var members = Rosters.people(r.members, new People());
        var links = Linker.link(members, members);
        assertThat(links).allSatisfy(l -> assertThat(l.left()).isEqualTo(l.right()));
        assertThat(links.stream().filter(LinkerTest::sure).count()).isGreaterThan(1_980);
    }

    @Test
    void what_thousands_share_makes_no_explosion() throws Exception {
        var shared = new People();
        for (var row : new Rosters(9, 2_000, 5_000, 1, 0).roster) {
            var said = new EnumMap<PersonColumn, String>(PersonColumn.class);
            said.put(PersonColumn.GIVEN, row.said().get(PersonColumn.GIVEN));
            said.put(PersonColumn.FAMILY, row.said().get(PersonColumn.FAMILY));
            said.put(PersonColumn.STREET, "1 Main Street");
            said.put(PersonColumn.ZIP, "02101");
            said.put(PersonColumn.PHONE, "617-555-0100");
            said.put(PersonColumn.EMAIL, "office@example.org");
            shared.add(row.id(), said);
        }
        long began = System.nanoTime();
        var nicknames = Nicknames.numbered(shared.words());
        var candidates = Candidates.join(
                1, kind -> new Keys(shared, nicknames).entries(kind), (kind, of) -> of, true, shared.size());
        assertThat(candidates.passedOver()).isPositive();
        assertThat(candidates.size()).isLessThan(200_000);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void the_rows_of_one_file_that_are_one_person_are_clustered() throws Exception {
        var r = new Rosters(11, 1_000, 400, 1, 1);
        var both = Rosters.people(r.roster, Rosters.people(r.members, new People()));
        var clusters = Linker.clusters(both, Linker.duplicates(both)).stream()
                .collect(Collectors.toMap(Linker.Clustered::id, Linker.Clustered::cluster));
        long together = r.truth.entrySet().stream()
                .filter(e -> clusters.get(e.getKey()).equals(clusters.get(e.getValue())))
                .count();
        assertThat(together).isGreaterThan(380);
        assertThat(clusters.values().stream().distinct().count()).isBetween(960L, 1_030L);
    }

    private record Said(int exit, String out, String err) {}

    private static Said match(Path left, Path right, Path out, Path truth, Map<String, String> map) {
        var said = new ByteArrayOutputStream();
        var wrong = new ByteArrayOutputStream();
        int exit = MatchShell.run(
                new MatchShell.Order(left, right, out, null, truth, map),
                new PrintStream(said, true, StandardCharsets.UTF_8),
                new PrintStream(wrong, true, StandardCharsets.UTF_8));
        return new Said(exit, said.toString(StandardCharsets.UTF_8), wrong.toString(StandardCharsets.UTF_8));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void two_files_are_linked_at_the_shell_and_a_wrong_one_is_told() throws Exception {
        var left = file("left.csv", """
                rec_id, given_name, surname, street_number, address_1, postcode, date_of_birth
                1, Bill, O'Neil, 12, Elm Street, 02139, 19700102
                2, Ann, Lee, 3, Oak Rd, 02139, 19800203
                """);
        var right = file("right.csv", """
                id,first,last,address,zip,dob
                a,William,ONeil,12 elm st,02139,1970-01-02
                b,Ann,Lee,3 Oak Road,02139,1980-02-03
                c,Cy,Fox,9 Ash Ln,02140,1981-01-01
                """);
        var truth = file("truth.csv", "left,right\n1,a\n2,b\n");
        var out = folder.resolve("pairs.csv");
        var said = match(left, right, out, truth, Map.of());
        assertThat(said.exit()).as(said.err()).isZero();
        assertThat(said.out()).contains("all pairs: precision 1.0000, recall 1.0000, F1 1.0000");
        assertThat(Files.readString(out))
                .startsWith("left_id,right_id,score,decision,why")
                .contains("1,a,", "nickname", "same address", "2,b,");
        assertThat(match(truth, right, out, null, Map.of()).err())
                .contains("has no column of names. It has: left, right");
        assertThat(match(left, right, out, null, Map.of("who", "name")).err()).contains("has no column “who”");
        assertThat(match(left, right, out, null, Map.of("surname", "shoe size")).err())
                .contains("“shoe size” is no meaning of a column");
        assertThat(match(folder.resolve("none.csv"), null, out, null, Map.of()).err())
                .contains("There is no file");
        var twice = file("twice.csv", "id,last\n1,A\n1,B\n");
        assertThat(match(twice, null, out, null, Map.of()).err()).contains("the id 1 stands twice");
    }
}
