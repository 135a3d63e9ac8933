package org.breakroom.demo;

import static org.breakroom.db.Tables.MEMBER;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.PersonName;
import org.breakroom.matching.MatchShell;
import org.breakroom.roster.RosterShell;
import org.jooq.DSLContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Links lists of the demo's people and takes them in, so that the JVM's training run has seen that work too: each list comes
 * to a JVM that was just started.
 */
@Component
@ConditionalOnProperty(name = "breakroom.demo", havingValue = "true")
class ListRehearsal {
    private static final int ROWS = 25_000;
    private static final List<String> STREETS = List.of(
            "Elm Street", "North Main St", "Harbor Road", "Mill Lane Apt 4", "Old County Rd", "Chestnut Ave #2");
    private static final List<String> TOWNS = List.of("Ashbury", "Millbrook Falls", "East Haven", "Port Linden");

    private final Path data;
    private final DSLContext sql;
    private final TransactionTemplate transaction;
    private final Locals locals;
    private final RosterShell roster;

    ListRehearsal(
            @Value("${breakroom.data}") Path data,
            DSLContext sql,
            TransactionTemplate transaction,
            Locals locals,
            RosterShell roster) {
        this.data = data;
        this.locals = locals;
        this.sql = sql;
        this.transaction = transaction;
        this.roster = roster;
    }

    /** Runs for a few seconds, in the local of that number; the lists stay in the data folder, for another run to train on. */
    void run(int local) {
        try {
            var folder = Files.createDirectories(data.resolve("lists"));
            var onFile = folder.resolve("members.csv");
            var listed = folder.resolve("list.csv");
            var names = names(locals.findByNumber(local).orElseThrow().id());
            write(onFile, names, false);
            write(listed, names, true);
            var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            var links = folder.resolve("links.csv");
            MatchShell.run(new MatchShell.Order(listed, onFile, links, null, null, Map.of()), nowhere, nowhere);
            for (var file : List.of(onFile, listed)) {
                roster.run(new RosterShell.Order("apply", local, file, "Rehearsal", null, true, null));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As many as there are rows: the given names of one local with its family names in other pairs. */
    private List<PersonName> names(int local) {
        var some = Viewer.shell(local)
                .call(() -> transaction.execute(
                        t -> sql.select(MEMBER.GIVEN_NAME, MEMBER.MIDDLE_NAME, MEMBER.FAMILY_NAME, MEMBER.SUFFIX)
                                .from(MEMBER)
                                .where(MEMBER.LOCAL_ID.eq(local))
                                .orderBy(MEMBER.ID)
                                .fetch(r -> new PersonName(r.value1(), r.value2(), r.value3(), r.value4()))));
        return IntStream.range(0, ROWS)
                .mapToObj(i -> {
                    var one = some.get(i % some.size());
                    var family =
                            some.get((i + i / some.size() * 31) % some.size()).family();
                    return new PersonName(one.given(), one.middle(), family, one.suffix());
                })
                .toList();
    }

    /** Everybody by name, each with facts of her own; with slips as lists have them, if it has any. */
    private static void write(Path file, List<PersonName> names, boolean slips) throws IOException {
        try (var csv = CsvWriter.builder().build(Files.newBufferedWriter(file))) {
            csv.writeRecord(
                    "id",
                    "First Name",
                    "MI",
                    "Last Name",
                    "Address",
                    "City",
                    "Zip",
                    "Phone",
                    "Email",
                    "Worksite",
                    "Job Title",
                    "Hire Date");
            for (int i = 0; i < names.size(); i++) {
                var name = names.get(i);
                csv.writeRecord(
                        (slips ? "r" : "m") + i,
                        slips && i % 17 == 0 ? initial(name.given()) : name.given(),
                        slips && i % 5 == 0 ? "" : initial(name.middle()),
                        slips && i % 13 == 0 ? shorter(name.family()) : name.family(),
                        (slips && i % 23 == 0 ? i + 7 : i) % 400 + " " + STREETS.get(i % STREETS.size()),
                        TOWNS.get(i / 300 % TOWNS.size()),
                        "01%03d".formatted(i / 300 % 1_000),
                        slips && i % 7 == 0 ? "" : "(617) 555-%04d".formatted(i % 10_000),
                        slips && i % 11 == 0 ? "" : "person" + i + "@example.org",
                        "School " + i % 200,
                        i % 3 == 0 ? "Paraprofessional" : "Teacher",
                        "2019-%02d-%02d".formatted(i % 12 + 1, i % 28 + 1));
            }
        }
    }

    private static String initial(String name) {
        return name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1));
    }

    private static String shorter(String name) {
        return name.length() < 3 ? name : name.charAt(0) + name.substring(2);
    }
}
