package org.breakroom.member;

import static org.breakroom.db.Tables.CONTACT_POINT;
import static org.breakroom.db.Tables.EMPLOYMENT;
import static org.breakroom.db.Tables.MEMBER;
import static org.breakroom.db.Tables.MEMBER_MERGE;
import static org.breakroom.db.Tables.WORKSITE;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.breakroom.kernel.PersonName;
import org.breakroom.matching.AddressLine;
import org.breakroom.matching.PersonColumn;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A whole local's people, jobs and contact facts on file, for setting a list against them. */
@Component
public class Files {
    private final DSLContext sql;

    Files(DSLContext sql) {
        this.sql = sql;
    }

    public record Person(UUID id, PersonName name) {}

    /** The open job of a member with one employer. */
    public record Job(
            UUID id,
            UUID member,
            @Nullable String number,
            @Nullable String title,
            @Nullable String shift,
            @Nullable UUID worksite,
            @Nullable UUID area,
            @Nullable LocalDate hiredOn) {}

    /** @param confirmed whether the member or a rep gave it */
    public record Contact(UUID member, String kind, String value, boolean confirmed) {}

    /** Everyone on file; of records that were merged the one that stays. */
    public List<Person> people(int local) {
        var m = MEMBER;
        return sql.select(m.ID, m.GIVEN_NAME, m.MIDDLE_NAME, m.FAMILY_NAME, m.SUFFIX)
                .from(m)
                .where(m.LOCAL_ID.eq(local))
                .andNotExists(DSL.selectOne()
                        .from(MEMBER_MERGE)
                        .where(
                                MEMBER_MERGE.LOCAL_ID.eq(local),
                                MEMBER_MERGE.GONE_ID.eq(m.ID),
                                MEMBER_MERGE.UNDONE_AT.isNull()))
                .orderBy(m.ID)
                .fetch(r -> new Person(r.value1(), new PersonName(r.value2(), r.value3(), r.value4(), r.value5())));
    }

    public List<Job> jobs(int local, UUID employer) {
        var e = EMPLOYMENT;
        return sql.select(
                        e.ID,
                        e.MEMBER_ID,
                        e.EMPLOYEE_NUMBER,
                        e.JOB_TITLE,
                        e.SHIFT,
                        e.WORKSITE_ID,
                        e.AREA_ID,
                        e.HIRED_ON)
                .from(e)
                .where(e.LOCAL_ID.eq(local), e.EMPLOYER_ID.eq(employer), e.ENDED_ON.isNull())
                .orderBy(e.MAIN.asc(), e.ID)
                .fetch(r -> new Job(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        r.value7(),
                        r.value8()));
    }

    public List<Contact> contacts(int local) {
        var c = CONTACT_POINT;
        return sql.select(c.MEMBER_ID, c.KIND, c.VALUE, c.SOURCE)
                .from(c)
                .where(c.LOCAL_ID.eq(local), c.ENDED_ON.isNull())
                .fetch(r -> new Contact(
                        r.value1(), r.value2(), r.value3(), !r.value4().equals("EMPLOYER")));
    }

    /**
     * What is on file of who each person is, the name and the employee number apart: contact facts, and title, worksite
     * and day of hire of the main job.
     */
    public Map<UUID, Map<PersonColumn, String>> said(int local) {
        var said = new HashMap<UUID, Map<PersonColumn, String>>();
        var c = CONTACT_POINT;
        sql.select(c.MEMBER_ID, c.KIND, c.VALUE)
                .from(c)
                .where(c.LOCAL_ID.eq(local), c.ENDED_ON.isNull())
                .orderBy(c.SAID_ON.desc(), c.ID)
                .forEach(r -> {
                    var of = said.computeIfAbsent(r.value1(), m -> new EnumMap<>(PersonColumn.class));
                    switch (r.value2()) {
                        case "PHONE" ->
                            of.putIfAbsent(
                                    of.containsKey(PersonColumn.PHONE) ? PersonColumn.OTHER_PHONE : PersonColumn.PHONE,
                                    r.value3());
                        case "EMAIL" -> of.putIfAbsent(PersonColumn.EMAIL, r.value3());
                        default -> {
                            if (!of.containsKey(PersonColumn.STREET)) {
                                AddressLine.read(r.value3(), of);
                            }
                        }
                    }
                });
        var e = EMPLOYMENT;
        sql.select(e.MEMBER_ID, e.JOB_TITLE, WORKSITE.NAME, e.HIRED_ON)
                .from(e)
                .leftJoin(WORKSITE)
                .on(WORKSITE.ID.eq(e.WORKSITE_ID))
                .where(e.LOCAL_ID.eq(local), e.ENDED_ON.isNull(), e.MAIN.isTrue())
                .forEach(r -> {
                    var of = said.computeIfAbsent(r.value1(), m -> new EnumMap<>(PersonColumn.class));
                    PersonColumn.JOB.say(r.value2(), of);
                    PersonColumn.WORKSITE.say(r.value3(), of);
                    PersonColumn.HIRED.say(r.value4(), of);
                });
        return said;
    }
}
