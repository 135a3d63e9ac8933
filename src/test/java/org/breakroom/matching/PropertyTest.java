package org.breakroom.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for any rows and any file. */
@Tag("once")
class PropertyTest {
    private static final long SEED = 20_261_122;
    private static final String ALPHABET = "aAbB zZ09.-'#,;@/\"\n\r\t\u00e9\u0141\u4e2d\ud83d\ude00\u0000\u200f";

    @TempDir
    Path folder;

    private static String any(Random random, int most) {
        var text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static Map<PersonColumn, String> anyone(Random random) {
        var said = new EnumMap<PersonColumn, String>(PersonColumn.class);
        for (var column : PersonColumn.values()) {
            if (random.nextInt(3) > 0) {
                said.put(column, any(random, random.nextInt(8) == 0 ? 300 : 12));
            }
        }
        return said;
    }

    @Test
    void a_date_is_the_same_day_in_each_way_of_writing_it() {
        var random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            int year = 1900 + random.nextInt(150);
            int month = 1 + random.nextInt(12);
            int day = 1 + random.nextInt(31);
            int eight = year * 10_000 + month * 100 + day;
            for (var way : List.of(
                    "%1$04d-%2$02d-%3$02d",
                    "%1$04d/%2$02d/%3$02d",
                    "%1$d-%2$d-%3$d",
                    "%1$d. %2$d. %3$d.",
                    "%2$02d/%3$02d/%1$04d",
                    "%2$d/%3$d/%1$d",
                    "%1$04d%2$02d%3$02d")) {
                assertThat(day(way.formatted(year, month, day))).as(way).isEqualTo(eight);
            }
        }
        for (var none : List.of("2019-04", "20-04-2019-1", "yesterday ", "1/2/3", "12-34-56-7")) {
            assertThat(day(none)).as(none).isZero();
        }
    }

    private static int day(String text) {
        var cells = new Cells();
        cells.take(PersonColumn.BORN, text.toCharArray(), 0, text.length());
        return cells.day(PersonColumn.BORN);
    }

    @Test
    void who_is_named_first_makes_no_difference() throws Exception {
        var r = new Rosters(31, 400, 400, 1.7, 1);
        var people = Rosters.people(r.roster, Rosters.people(r.members, new People()));
        var random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            people.add("x" + i, anyone(random));
        }
        var nicknames = Nicknames.numbered(people.words());
        var one = new Comparison(people, people, nicknames);
        var other = new Comparison(people, people, nicknames);
        for (int i = 0; i < 60_000; i++) {
            int a = random.nextInt(people.size());
            int b = random.nextInt(people.size());
            assertThat(one.of(a, b)).isEqualTo(other.of(b, a));
        }
    }

    @Test
    void a_row_compared_with_itself_differs_in_nothing() {
        var random = new Random(SEED + 1);
        var people = new People();
        for (int i = 0; i < 500; i++) {
            people.add(String.valueOf(i), anyone(random));
        }
        var comparison = new Comparison(people, people, Nicknames.numbered(people.words()));
        for (int i = 0; i < people.size(); i++) {
            long pattern = comparison.of(i, i);
            for (var field : Field.ALL) {
                boolean town = field == Field.PLACE && people.word(i, Row.ZIP) == 0;
                assertThat(field.in(pattern)).as(field.name()).isIn(0, town ? Comparison.NEAR : Comparison.SAME);
            }
        }
    }

    @Test
    void any_file_is_read_or_refused_in_a_sentence() throws Exception {
        var random = new Random(SEED + 2);
        int read = 0;
        for (int i = 0; i < 400; i++) {
            var file = folder.resolve("any.csv");
            Files.write(file, content(random));
            var people = new People();
            try {
                PeopleFile.read(file, Map.of(), people);
                read++;
                assertThat(Linker.duplicates(people).size()).isNotNegative();
            } catch (PeopleFile.Unusable refused) {
                assertThat(refused.getMessage()).startsWith(file.toString()).endsWith(".");
            }
        }
        assertThat(read).as("some of them are readable").isPositive();
    }

    private static byte[] content(Random random) {
        var text = new StringBuilder(random.nextInt(4) == 0 ? "" : "last,first,address,phone,dob,email,zip\n");
        for (int row = random.nextInt(20); row > 0; row--) {
            for (int cell = random.nextInt(9); cell > 0; cell--) {
                text.append(any(random, 14)).append(',');
            }
            text.append('\n');
        }
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** Ten thousand of one name, at one address, with one phone and one mail address; and rows that say nothing. */
    @Test
    void what_everyone_shares_links_nobody() throws IOException {
        var file = new StringBuilder("id,first,last,address,zip,phone,email\n");
        for (int i = 0; i < 10_000; i++) {
            file.append(i).append(",Maria,Garcia,1 Main St,02101,617-555-0100,office@example.org\n");
        }
        for (int i = 10_000; i < 10_500; i++) {
            file.append(i).append(i % 2 == 0 ? ",,,,,,\n" : ",  , ,\t, , ,\n");
        }
        var left = Files.writeString(folder.resolve("left.csv"), file);
        var out = folder.resolve("out.csv");
        var said = new ByteArrayOutputStream();
        int exit = MatchShell.run(
                new MatchShell.Order(left, left, out, null, null, Map.of()),
                new PrintStream(said, true, StandardCharsets.UTF_8),
                System.err);
        assertThat(exit).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("pairs 0")
                .contains("keys that too many rows share were passed over");
        assertThat(Files.readAllLines(out)).hasSize(1);
    }

    @Test
    void ids_of_any_form_stand_in_one_order() {
        var random = new Random(SEED + 3);
        var ids = new HashSet<String>();
        while (ids.size() < 3_000) {
            ids.add(
                    random.nextInt(3) == 0
                            ? String.valueOf(random.nextInt(100_000))
                            : "member-" + any(random, 9) + "x");
        }
        var orders = new HashSet<List<String>>();
        for (int round = 0; round < 3; round++) {
            var shuffled = new ArrayList<>(ids);
            Collections.shuffle(shuffled, random);
            var people = new People();
            shuffled.forEach(id -> people.add(id, Map.of(PersonColumn.FAMILY, "Lee")));
            var sorted = people.sorted();
            var order = new ArrayList<String>();
            for (int row = 0; row < sorted.size(); row++) {
                order.add(sorted.id(row));
            }
            orders.add(order);
        }
        assertThat(orders).hasSize(1);
    }
}
