package org.breakroom.roster;

import static org.breakroom.db.Tables.ROSTER_ROW;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.UUID;
import org.breakroom.federation.Local;
import org.breakroom.kernel.Csv;
import org.breakroom.list.ListFile;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** The rows with something wrong, as they came, with their number and what is wrong: to mend and send again. */
@Component
class ErrorFile {
    private final DSLContext sql;
    private final RosterImports imports;

    ErrorFile(DSLContext sql, RosterImports imports) {
        this.sql = sql;
        this.imports = imports;
    }

    void write(Local local, UUID id, Writer to) throws IOException {
        var problems = sql.select(ROSTER_ROW.ROW_NUMBER, ROSTER_ROW.PROBLEMS)
                .from(ROSTER_ROW)
                .where(ROSTER_ROW.LOCAL_ID.eq(local.id()), ROSTER_ROW.IMPORT_ID.eq(id))
                .and(ROSTER_ROW.PROBLEMS.isNotNull())
                .fetchMap(ROSTER_ROW.ROW_NUMBER, ROSTER_ROW.PROBLEMS);
        var file = imports.file(local, id);
        to.write(Csv.MARK);
        try (var csv = CsvWriter.builder().build(to)) {
            var headings = new ArrayList<>(file.headings());
            headings.add("row");
            headings.add("error");
            csv.writeRecord(headings.stream().map(Csv::harmless).toList());
            file.rows(row -> {
                var problem = problems.get(row.number());
                if (problem != null) {
                    var cells = new ArrayList<>(row.cells());
                    while (cells.size() < file.headings().size()) {
                        cells.add("");
                    }
                    cells.add(String.valueOf(row.number()));
                    cells.add(problem);
                    csv.writeRecord(cells.stream().map(Csv::harmless).toList());
                }
            });
        } catch (ListFile.Unreadable e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
