package org.breakroom.member;

import static org.breakroom.db.Tables.CONTACT_POINT;
import static org.breakroom.db.Tables.EMPLOYER;
import static org.breakroom.db.Tables.EMPLOYMENT;
import static org.breakroom.db.Tables.MEMBER;
import static org.breakroom.db.Tables.MEMBERSHIP;
import static org.breakroom.db.Tables.WORKSITE;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.breakroom.kernel.Phone;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Lays down what is on file about a few people, with its sources. */
@Component
public class Sheets {
    private final DSLContext sql;

    Sheets(DSLContext sql) {
        this.sql = sql;
    }

    /** The sheets of those of these people who are on file, in the order in which they were asked for. */
    public Map<UUID, Sheet> of(int local, Collection<UUID> people) {
        var sheets = new LinkedHashMap<UUID, Sheet>();
        var names = sql.select(MEMBER.ID, MEMBER.FULL_NAME)
                .from(MEMBER)
                .where(MEMBER.LOCAL_ID.eq(local), MEMBER.ID.in(people))
                .fetchMap(MEMBER.ID, MEMBER.FULL_NAME);
        people.forEach(id -> {
            var name = names.get(id);
            if (name != null) {
                sheets.put(id, Sheet.empty(id, name));
            }
        });
        standing(local, sheets);
        jobs(local, sheets);
        contacts(local, sheets);
        return sheets;
    }

    private void standing(int local, Map<UUID, Sheet> sheets) {
        var s = MEMBERSHIP;
        sql.select(s.MEMBER_ID, s.STATUS, s.STARTED_ON)
                .from(s)
                .where(s.LOCAL_ID.eq(local), s.MEMBER_ID.in(sheets.keySet()), s.ENDED_ON.isNull())
                .forEach(r -> at(sheets, r.value1()).say(Sheet.Line.STANDING, r.value2(), null, r.value3()));
    }

    private void jobs(int local, Map<UUID, Sheet> sheets) {
        var e = EMPLOYMENT;
        sql.select(e.MEMBER_ID, e.JOB_TITLE, e.SHIFT, e.EMPLOYEE_NUMBER, e.HIRED_ON, WORKSITE.NAME, EMPLOYER.NAME)
                .from(e)
                .join(EMPLOYER)
                .on(EMPLOYER.ID.eq(e.EMPLOYER_ID))
                .leftJoin(WORKSITE)
                .on(WORKSITE.ID.eq(e.WORKSITE_ID))
                .where(e.LOCAL_ID.eq(local), e.MEMBER_ID.in(sheets.keySet()), e.ENDED_ON.isNull())
                .orderBy(e.MAIN.desc(), e.ID)
                .forEach(r -> {
                    var sheet = at(sheets, r.value1());
                    sheet.say(Sheet.Line.JOB, r.value2(), null, null);
                    sheet.say(Sheet.Line.SHIFT, r.value3(), null, null);
                    sheet.say(Sheet.Line.NUMBER, r.value4(), r.value7(), null);
                    sheet.say(Sheet.Line.HIRED, r.value5(), null, null);
                    sheet.say(Sheet.Line.WORKSITE, r.value6(), r.value7(), null);
                });
    }

    private void contacts(int local, Map<UUID, Sheet> sheets) {
        var c = CONTACT_POINT;
        sql.select(c.MEMBER_ID, c.KIND, c.VALUE, c.SOURCE, c.SAID_ON)
                .from(c)
                .where(c.LOCAL_ID.eq(local), c.MEMBER_ID.in(sheets.keySet()), c.ENDED_ON.isNull())
                .orderBy(c.SAID_ON.desc(), c.ID)
                .forEach(r -> at(sheets, r.value1())
                        .say(
                                Sheet.Line.valueOf(r.value2()),
                                r.value2().equals("PHONE") ? new Phone(r.value3()).shown() : r.value3(),
                                r.value4(),
                                r.value5()));
    }

    private static Sheet at(Map<UUID, Sheet> sheets, UUID id) {
        return sheets.getOrDefault(id, Sheet.empty(id, ""));
    }
}
