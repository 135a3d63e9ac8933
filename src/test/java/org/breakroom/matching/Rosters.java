package org.breakroom.matching;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Invented members and a roster of them with the errors of real ones: nicknames, slips, married names, moves, other and
 * missing phones. One in ten members lives with another; of the rows that are no member's, a fifth lives with one.
 */
final class Rosters {
    /** How many rows of a roster are members'. */
    static final double SHARE = 0.82;

    private static final int PEOPLE_A_TOWN = 5_000;
    private static final String[] TYPES = {"st", "ave", "rd", "ln", "ct", "dr"};
    private static final Map<String, String> LONG =
            Map.of("st", "street", "ave", "avenue", "rd", "road", "ln", "lane", "ct", "court", "dr", "drive");

    private final Random random;
    private final int towns;
    private final double noise;
    private final List<String> given;
    private final List<String> family;

    /** One row of a file. */
    record Row(String id, Map<PersonColumn, String> said) {}

    final List<Row> members = new ArrayList<>();
    final List<Row> roster = new ArrayList<>();
    /** From the id of a roster row to that of its member. */
    final Map<String, String> truth = new HashMap<>();

    private final List<Map<PersonColumn, String>> onFile = new ArrayList<>();

    /**
     * @param noise how much oftener than usual a row differs from what is on file
     * @param share how many of the rows are members'
     */
    Rosters(long seed, int members, int rows, double noise, double share) throws IOException {
        this.random = new Random(seed);
        this.noise = noise;
        this.towns = Math.max(60, members / PEOPLE_A_TOWN);
        this.given = words("given_names.txt");
        this.family = words("family_names.txt");
        for (int i = 0; i < members; i++) {
            onFile.add(i > 0 && random.nextInt(10) == 0 ? relative(onFile.get(random.nextInt(i))) : anyone());
        }
        var left = new ArrayList<Integer>();
        for (int i = 0; i < members; i++) {
            this.members.add(new Row("m" + i, onFile.get(i)));
            left.add(i);
        }
        Collections.shuffle(left, random);
        for (int i = 0; i < rows; i++) {
            var id = "r" + i;
            if (random.nextDouble() < share && !left.isEmpty()) {
                int member = left.removeLast();
                truth.put(id, "m" + member);
                roster.add(new Row(id, listed(onFile.get(member))));
            } else {
                boolean atHome = random.nextInt(5) == 0;
                roster.add(new Row(
                        id, listed(atHome ? relative(new EnumMap<>(onFile.get(random.nextInt(members)))) : anyone())));
            }
        }
    }

    /** The rows as the engine takes them. */
    static People people(List<Row> rows, People into) {
        rows.forEach(r -> into.add(r.id(), r.said()));
        return into;
    }

    /** Links the roster to the members. */
    List<Link> link(int threads) {
        var left = people(roster, new People());
        return Linker.link(left, people(members, left.beside()), threads);
    }

    /** Writes rows as a file. */
    static void write(Path file, List<Row> rows) throws IOException {
        try (var csv = CsvWriter.builder().build(Files.newBufferedWriter(file))) {
            csv.writeRecord("id", "first", "mi", "last", "suffix", "dob", "address", "city", "zip", "phone", "email");
            var columns = List.of(
                    PersonColumn.GIVEN,
                    PersonColumn.MIDDLE,
                    PersonColumn.FAMILY,
                    PersonColumn.SUFFIX,
                    PersonColumn.BORN,
                    PersonColumn.STREET,
                    PersonColumn.CITY,
                    PersonColumn.ZIP,
                    PersonColumn.PHONE,
                    PersonColumn.EMAIL);
            for (var row : rows) {
                var cells = new ArrayList<String>();
                cells.add(row.id());
                columns.forEach(c -> cells.add(row.said().getOrDefault(c, "")));
                csv.writeRecord(cells);
            }
        }
    }

    /** Writes members.csv, roster.csv and truth.csv: folder, seed, members, rows, noise. */
    public static void main(String[] args) throws IOException {
        var folder = Path.of(args[0]);
        var made = new Rosters(
                Long.parseLong(args[1]),
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]),
                Double.parseDouble(args[4]),
                SHARE);
        write(folder.resolve("members.csv"), made.members);
        write(folder.resolve("roster.csv"), made.roster);
        try (var csv = CsvWriter.builder().build(Files.newBufferedWriter(folder.resolve("truth.csv")))) {
            csv.writeRecord("roster_id", "member_id");
            made.truth.forEach((row, member) -> csv.writeRecord(row, member));
        }
    }

    private static List<String> words(String file) throws IOException {
        return Files.readAllLines(Path.of("src/main/resources/demo", file)).stream()
                .filter(l -> !l.isBlank())
                .map(l -> l.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Common words oftener, as names are. */
    private String of(List<String> words) {
        return words.get((int) (random.nextDouble() * random.nextDouble() * words.size()));
    }

    private Map<PersonColumn, String> anyone() {
        var p = new EnumMap<PersonColumn, String>(PersonColumn.class);
        p.put(PersonColumn.GIVEN, of(given));
        p.put(PersonColumn.FAMILY, of(family));
        if (random.nextBoolean()) {
            p.put(PersonColumn.MIDDLE, String.valueOf((char) ('a' + random.nextInt(26))));
        }
        p.put(
                PersonColumn.BORN,
                String.format(
                        Locale.ROOT,
                        "%d-%02d-%02d",
                        1955 + random.nextInt(50),
                        1 + random.nextInt(12),
                        1 + random.nextInt(28)));
        move(p);
        p.put(PersonColumn.PHONE, phone());
        if (random.nextInt(10) < 7) {
            p.put(PersonColumn.EMAIL, mail(p));
        }
        return p;
    }

    private void move(Map<PersonColumn, String> p) {
        int town = random.nextInt(towns);
        p.put(
                PersonColumn.STREET,
                (1 + random.nextInt(900)) + " " + family.get(random.nextInt(400)) + " "
                        + TYPES[random.nextInt(TYPES.length)]
                        + (random.nextInt(6) == 0 ? " apt " + (1 + random.nextInt(40)) : ""));
        p.put(PersonColumn.CITY, "town" + town);
        p.put(PersonColumn.ZIP, String.valueOf(20_000 + town * 7 + random.nextInt(3)));
    }

    private String phone() {
        return "69" + (10_000_000 + random.nextInt(90_000_000));
    }

    private String mail(Map<PersonColumn, String> p) {
        return p.get(PersonColumn.GIVEN).charAt(0) + p.get(PersonColumn.FAMILY) + random.nextInt(900) + "@example.org";
    }

    /** Someone of the same home: spouse, parent and child of one name, twin, or housemate. */
    private Map<PersonColumn, String> relative(Map<PersonColumn, String> of) {
        var p = anyone();
        for (var home : List.of(PersonColumn.STREET, PersonColumn.CITY, PersonColumn.ZIP)) {
            p.put(home, of.get(home));
        }
        if (random.nextInt(10) < 8) {
            p.put(PersonColumn.FAMILY, of.get(PersonColumn.FAMILY));
        }
        if (random.nextInt(10) < 4) {
            p.put(PersonColumn.PHONE, of.get(PersonColumn.PHONE));
        }
        int kind = random.nextInt(60);
        if (kind == 0) {
            p.put(PersonColumn.GIVEN, of.get(PersonColumn.GIVEN));
            p.put(PersonColumn.FAMILY, of.get(PersonColumn.FAMILY));
            p.put(PersonColumn.SUFFIX, "jr");
            of.put(PersonColumn.SUFFIX, "sr");
        } else if (kind == 1) {
            p.put(PersonColumn.BORN, of.get(PersonColumn.BORN));
        }
        return p;
    }

    private boolean happens(double share) {
        return random.nextDouble() < share * noise;
    }

    /** The same person as an employer lists her. */
    private Map<PersonColumn, String> listed(Map<PersonColumn, String> of) {
        var p = new EnumMap<>(of);
        if (happens(.06)) {
            var full = new ArrayList<>(Nicknames.of(p.get(PersonColumn.GIVEN)));
            p.put(PersonColumn.GIVEN, full.get(random.nextInt(full.size())));
        }
        if (happens(.03)) {
            p.put(PersonColumn.GIVEN, slip(p.get(PersonColumn.GIVEN)));
        }
        if (happens(.02)) {
            p.put(PersonColumn.GIVEN, p.get(PersonColumn.GIVEN).substring(0, 1));
        }
        if (happens(.03)) {
            p.put(PersonColumn.FAMILY, slip(p.get(PersonColumn.FAMILY)));
        }
        if (happens(.02)) {
            p.put(PersonColumn.FAMILY, of(family));
        } else if (happens(.02)) {
            p.put(PersonColumn.FAMILY, p.get(PersonColumn.FAMILY) + "-" + of(family));
        }
        if (happens(.01)) {
            var first = p.get(PersonColumn.GIVEN);
            p.put(PersonColumn.GIVEN, p.get(PersonColumn.FAMILY));
            p.put(PersonColumn.FAMILY, first);
        }
        elsewhere(p);
        p.replaceAll((c, text) -> text.toUpperCase(Locale.ROOT));
        return p;
    }

    private void elsewhere(Map<PersonColumn, String> p) {
        if (happens(.1)) {
            move(p);
        } else if (happens(.04)) {
            p.put(PersonColumn.STREET, slip(p.get(PersonColumn.STREET)));
        }
        if (happens(.12)) {
            p.put(PersonColumn.PHONE, phone());
        } else if (happens(.15)) {
            p.remove(PersonColumn.PHONE);
        }
        if (happens(.3)) {
            p.remove(PersonColumn.EMAIL);
        } else if (p.containsKey(PersonColumn.EMAIL) && happens(.08)) {
            p.put(PersonColumn.EMAIL, mail(p));
        }
        if (happens(.35)) {
            p.remove(PersonColumn.BORN);
        } else if (happens(.02)) {
            var b = p.get(PersonColumn.BORN).split("-");
            p.put(PersonColumn.BORN, b[0] + "-" + b[2] + "-" + b[1]);
        }
        if (happens(.3)) {
            p.remove(PersonColumn.SUFFIX);
        }
        if (random.nextBoolean()) {
            LONG.forEach((shortly, fully) -> p.computeIfPresent(
                    PersonColumn.STREET, (c, s) -> s.replaceFirst(" " + shortly + "$", " " + fully)));
        }
    }

    /** A letter more, less, another, or two crossed. */
    private String slip(String word) {
        int at = 1 + random.nextInt(Math.max(1, word.length() - 1));
        var rest = word.substring(Math.min(word.length(), at + 1));
        return switch (random.nextInt(3)) {
            case 0 -> word.substring(0, at) + (char) ('a' + random.nextInt(26)) + rest;
            case 1 -> word.substring(0, at) + rest;
            default ->
                at + 1 < word.length()
                        ? word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2)
                        : word + word.charAt(word.length() - 1);
        };
    }
}
