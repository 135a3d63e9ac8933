package org.breakroom.roster;

import static org.breakroom.db.Tables.ROSTER_ROW;

import java.io.IOException;
import java.io.Writer;
import java.util.UUID;
import org.breakroom.federation.Local;
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
        imports.file(local, id).errors(problems, to);
    }
}
