package org.breakroom.demo;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.breakroom.kernel.FederationClock;
import org.breakroom.list.ListFile;
import org.breakroom.place.Editions;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * The state's list of schools and libraries that the demo's worksites stand in: last year's edition is in the register,
 * this year's waits to be looked at. The worksites of the cast's local are not yet found in it.
 */
@Component
class PublicList {
    private static final String NAME = "Bay State schools and libraries";
    private static final List<String> HEADINGS =
            List.of("code", "name", "type", "district", "street", "town", "zip", "latitude", "longitude");
    private static final int CAST_LOCAL = 12;
    private static final int CODE = 0;
    private static final int CALLED = 1;

    private static final String CODES = """
            select w.id, e.name as employer, 'BS' || lpad(row_number() over (order by e.name, w.name, w.id)::text, 4, '0') as code
            from worksite w join employer e on e.id = w.employer_id
            """;

    private final DSLContext sql;
    private final Editions editions;
    private final FederationClock clock;

    PublicList(DSLContext sql, Editions editions, FederationClock clock) {
        this.sql = sql;
        this.editions = editions;
        this.clock = clock;
    }

    void make() {
        var rows = rows();
        int year = clock.today().getYear();
        try {
            editions.apply(editions.upload("Carl Okafor", NAME, String.valueOf(year - 1), file(year - 1), csv(rows)));
            sql.execute("update worksite w set place_id = p.id from (" + CODES + """
                    ) n join place p on p.code = n.code
                    where n.id = w.id and w.id not in (select worksite_id from worksite_name where local_id = ?)
                    """, CAST_LOCAL);
            editions.upload("Carl Okafor", NAME, String.valueOf(year), file(year), csv(next(rows)));
        } catch (ListFile.Unreadable e) {
            throw new IllegalStateException(e);
        }
    }

    private static String file(int year) {
        return "schools_and_libraries_" + year + ".csv";
    }

    private List<List<String>> rows() {
        return sql.fetch(
                        "select n.code, w.name, case when w.name like '%Library%' then 'Library' else 'School' end, n.employer,"
                                + " w.street, w.city, w.zip, w.latitude, w.longitude from (" + CODES
                                + ") n join worksite w on w.id = n.id order by n.code")
                .map(r -> r.intoList().stream().map(String::valueOf).toList());
    }

    /** A year later: a school is renamed, others are spelled otherwise, one has a new code, one is closed, one is new. */
    private static List<List<String>> next(List<List<String>> rows) {
        var next = new ArrayList<List<String>>();
        for (int i = 0; i < rows.size(); i++) {
            var row = new ArrayList<>(rows.get(i));
            switch (i % 40) {
                case 3 -> row.set(CALLED, row.get(CALLED).replaceFirst("^\\S+", "Ruth Batson"));
                case 8, 9, 10 -> row.set(CALLED, row.get(CALLED) + " School");
                case 15 -> row.set(CODE, "BT" + row.get(CODE).substring(2));
                default -> {}
            }
            if (i != 20) {
                next.add(row);
            }
        }
        next.add(List.of(
                "BS9001",
                "Tidewater Early Learning Center",
                "School",
                "Harbor City Public Schools",
                "4 Wharf Street",
                "Harbor City",
                "01901",
                "42.47",
                "-70.95"));
        return next;
    }

    private static byte[] csv(List<List<String>> rows) {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(HEADINGS);
            rows.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
