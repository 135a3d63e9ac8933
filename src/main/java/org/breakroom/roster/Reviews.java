package org.breakroom.roster;

import static org.breakroom.db.Tables.ROSTER_ROW;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.federation.Local;
import org.breakroom.kernel.Phone;
import org.breakroom.member.Sheet;
import org.breakroom.member.Sheets;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The rows in doubt of a list, one after the other, each laid beside those who may be her. */
@Component
public class Reviews {
    private static final int CANDIDATES_MAX = 3;
    private final DSLContext sql;
    private final Sheets sheets;
    private final JsonMapper json;

    Reviews(DSLContext sql, Sheets sheets, JsonMapper json) {
        this.sql = sql;
        this.sheets = sheets;
        this.json = json;
    }

    /**
     * One row in doubt.
     *
     * @param row its number in the list
     * @param why why it is in doubt, in words
     * @param sheets what the list says, then what is on file of up to three who may be her
     * @param left how many are undecided, this one among them
     */
    public record Review(int row, @Nullable String why, List<Sheet> sheets, int left) {}

    /** What was decided about a row. */
    public record Decided(int row, String name, String decision) {}

    /** The first undecided row behind another, or from the beginning when there is none behind. */
    Optional<Review> next(Local local, UUID id, int after) {
        var t = ROSTER_ROW;
        var open = t.LOCAL_ID
                .eq(local.id())
                .and(t.IMPORT_ID.eq(id))
                .and(t.OUTCOME.eq("IN_DOUBT"))
                .and(t.DECISION.isNull());
        int left = sql.fetchCount(t, open);
        return sql.select(t.ROW_NUMBER, t.NAME, t.WHY, t.FACTS, t.CANDIDATES)
                .from(t)
                .where(open)
                .orderBy(t.ROW_NUMBER.le(after), t.ROW_NUMBER)
                .limit(1)
                .fetchOptional()
                .map(r -> {
                    var all = new ArrayList<Sheet>();
                    all.add(listed(r.value2(), json.readValue(r.value4().data(), RowReader.Facts.class)));
                    var candidates = List.of(r.value5());
                    all.addAll(sheets.of(local.id(), candidates.subList(0, Math.min(CANDIDATES_MAX, candidates.size())))
                            .values());
                    return new Review(r.value1(), r.value3(), all, left);
                });
    }

    private static Sheet listed(String name, RowReader.Facts f) {
        var sheet = Sheet.empty(null, name);
        sheet.say(Sheet.Line.STANDING, f.status(), null, null);
        sheet.say(Sheet.Line.WORKSITE, f.worksite(), null, null);
        sheet.say(Sheet.Line.JOB, f.job(), null, null);
        sheet.say(Sheet.Line.SHIFT, f.shift(), null, null);
        sheet.say(Sheet.Line.NUMBER, f.number(), null, null);
        sheet.say(Sheet.Line.HIRED, f.hiredOn(), null, null);
        sheet.say(Sheet.Line.EMAIL, f.email(), null, null);
        sheet.say(Sheet.Line.PHONE, f.phone() == null ? null : new Phone(f.phone()).shown(), null, null);
        sheet.say(Sheet.Line.ADDRESS, f.address(), null, null);
        return sheet;
    }

    /** What was decided about a row last. */
    Optional<Decided> decided(Local local, UUID id, int row) {
        var t = ROSTER_ROW;
        return sql.select(t.NAME, t.DECISION)
                .from(t)
                .where(t.LOCAL_ID.eq(local.id()), t.IMPORT_ID.eq(id), t.ROW_NUMBER.eq(row), t.DECISION.isNotNull())
                .fetchOptional(r -> new Decided(row, r.value1(), r.value2()));
    }
}
