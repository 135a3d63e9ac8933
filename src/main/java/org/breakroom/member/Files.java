package org.breakroom.member;

import static org.breakroom.db.Tables.CONTACT_POINT;
import static org.breakroom.db.Tables.EMPLOYMENT;
import static org.breakroom.db.Tables.MEMBER;
import static org.breakroom.db.Tables.MEMBER_MERGE;
import static org.breakroom.db.Tables.WORKSITE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.breakroom.kernel.PersonName;
import org.breakroom.matching.AddressLine;
import org.breakroom.matching.PersonColumn;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A whole local's people, jobs and contact facts on file, for setting a list against them. */
@Component
public class Files {
    private static final int FETCHED_AT_ONCE = 2_000;
    private static final int CONTACTS_USUAL = 2;

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

    /**
     * A phone, mail or street address.
     *
     * @param kind PHONE, EMAIL or ADDRESS
     * @param confirmed whether the member or a rep gave it
     */
    public record Contact(String kind, String value, boolean confirmed) {}

    /** Everyone on file; of records that were merged the one that stays. */
    public List<Person> people(int local) {
        var m = MEMBER;
        var people = new ArrayList<Person>();
        each(
                sql.select(m.ID, m.GIVEN_NAME, m.MIDDLE_NAME, m.FAMILY_NAME, m.SUFFIX)
                        .from(m)
                        .where(m.LOCAL_ID.eq(local))
                        .andNotExists(DSL.selectOne()
                                .from(MEMBER_MERGE)
                                .where(
                                        MEMBER_MERGE.LOCAL_ID.eq(local),
                                        MEMBER_MERGE.GONE_ID.eq(m.ID),
                                        MEMBER_MERGE.UNDONE_AT.isNull()))
                        .orderBy(m.ID),
                r -> people.add(
                        new Person(r.value1(), new PersonName(r.value2(), r.value3(), r.value4(), r.value5()))));
        return people;
    }

    /** The open jobs with one employer, a person's main one last. */
    public List<Job> jobs(int local, UUID employer) {
        var e = EMPLOYMENT;
        var same = new HashMap<String, String>();
        var jobs = new ArrayList<Job>();
        each(
                sql.select(
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
                        .orderBy(e.MAIN.asc(), e.ID),
                r -> jobs.add(new Job(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        once(same, r.value4()),
                        once(same, r.value5()),
                        r.value6(),
                        r.value7(),
                        r.value8())));
        return jobs;
    }

    /** What each person on file is reached by now, what was said last first. */
    public Map<UUID, List<Contact>> contacts(int local) {
        var c = CONTACT_POINT;
        var contacts = new HashMap<UUID, List<Contact>>();
        each(
                sql.select(c.MEMBER_ID, c.KIND, c.VALUE, c.SOURCE)
                        .from(c)
                        .where(c.LOCAL_ID.eq(local), c.ENDED_ON.isNull())
                        .orderBy(c.SAID_ON.desc(), c.ID),
                r -> contacts.computeIfAbsent(r.value1(), m -> new ArrayList<>(CONTACTS_USUAL))
                        .add(new Contact(
                                r.value2().intern(), r.value3(), !r.value4().equals("EMPLOYER"))));
        return contacts;
    }

    /**
     * What is on file of who each person is, the name and the employee number apart: contact facts, and title, worksite
     * and day of hire of the main job.
     *
     * @param contacts as {@link #contacts} gave them
     */
    public Map<UUID, Map<PersonColumn, String>> said(int local, Map<UUID, List<Contact>> contacts) {
        var said = new HashMap<UUID, Map<PersonColumn, String>>();
        contacts.forEach((member, facts) -> said.put(member, said(facts)));
        var same = new HashMap<String, String>(); // titles, worksites and days are few: each is held once
        var e = EMPLOYMENT;
        each(
                sql.select(e.MEMBER_ID, e.JOB_TITLE, WORKSITE.NAME, e.HIRED_ON)
                        .from(e)
                        .leftJoin(WORKSITE)
                        .on(WORKSITE.ID.eq(e.WORKSITE_ID))
                        .where(e.LOCAL_ID.eq(local), e.ENDED_ON.isNull(), e.MAIN.isTrue()),
                r -> {
                    var of = said.computeIfAbsent(r.value1(), m -> new EnumMap<>(PersonColumn.class));
                    PersonColumn.JOB.say(once(same, r.value2()), of);
                    PersonColumn.WORKSITE.say(once(same, r.value3()), of);
                    PersonColumn.HIRED.say(once(same, r.value4()), of);
                });
        return said;
    }

    private static Map<PersonColumn, String> said(List<Contact> facts) {
        var of = new EnumMap<PersonColumn, String>(PersonColumn.class);
        for (var fact : facts) {
            switch (fact.kind()) {
                case "PHONE" ->
                    of.putIfAbsent(
                            of.containsKey(PersonColumn.PHONE) ? PersonColumn.OTHER_PHONE : PersonColumn.PHONE,
                            fact.value());
                case "EMAIL" -> of.putIfAbsent(PersonColumn.EMAIL, fact.value());
                default -> {
                    if (!of.containsKey(PersonColumn.STREET)) {
                        AddressLine.read(fact.value(), of);
                    }
                }
            }
        }
        return of;
    }

    private static @Nullable String once(Map<String, String> same, @Nullable Object value) {
        return value == null ? null : same.computeIfAbsent(value.toString(), v -> v);
    }

    /** Gives the rows one by one as they come, so that a large local is never held twice. */
    private static <R extends Record> void each(ResultQuery<R> query, Consumer<R> row) {
        try (var rows = query.fetchSize(FETCHED_AT_ONCE).fetchLazy()) {
            rows.forEach(row);
        }
    }
}
