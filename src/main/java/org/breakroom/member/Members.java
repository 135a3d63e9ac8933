package org.breakroom.member;

import static org.breakroom.db.Tables.AREA;
import static org.breakroom.db.Tables.BUILDING_REP;
import static org.breakroom.db.Tables.CONTACT_POINT;
import static org.breakroom.db.Tables.EMPLOYMENT;
import static org.breakroom.db.Tables.MEMBER;
import static org.breakroom.db.Tables.MEMBER_ON_ROSTER;
import static org.breakroom.db.Tables.WORKSITE;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.noCondition;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Reach;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.Paged;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Messages;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The people of a local, as far as the viewer sees them. */
@Component
public class Members {
    private static final int EARLIER_MAX = 50;
    private static final int WORDS_MAX = 6;

    private final DSLContext sql;

    Members(DSLContext sql) {
        this.sql = sql;
    }

    /** One line of a list of people. */
    public record Line(
            UUID id,
            String name,
            @Nullable String job,
            @Nullable UUID worksite,
            @Nullable String place) {}

    /**
     * A person with what her page says at its head.
     *
     * @param jobSaidOn since when the employer's lists say that this is her job, worksite and shift
     */
    public record Person(
            UUID id,
            String name,
            String called,
            String status,
            @Nullable String job,
            @Nullable UUID worksite,
            @Nullable String place,
            @Nullable String area,
            @Nullable LocalDate hired,
            @Nullable LocalDate leaderSince,
            boolean rep,
            @Nullable String shift,
            @Nullable LocalDate jobSaidOn,
            List<Contact> contacts,
            List<Earlier> earlier) {}

    /** A contact fact with its source and date; the first of a kind is the one in use. */
    public record Contact(String kind, String value, String source, LocalDate saidOn, boolean inUse) {}

    /** A contact fact that another took the place of, and when. */
    public record Earlier(String kind, String value, String source, LocalDate saidOn, LocalDate endedOn) {}

    /** Which rows of the roster a reach covers: the one place where worksite scope becomes SQL. */
    public static Condition within(Reach reach, Field<UUID> worksite) {
        return switch (reach) {
            case Reach.Whole w -> noCondition();
            case Reach.Worksites(var ids) -> worksite.in(ids);
            case Reach.Nobody n -> falseCondition();
        };
    }

    /** A page of people by name, all of them or those whose name has every word of the query. */
    public Paged<Line> list(Viewer viewer, Local local, String query, int page) {
        var m = MEMBER_ON_ROSTER;
        var where = m.LOCAL_ID.eq(local.id()).and(matching(viewer, local, query));
        var total = DSL.count().over();
        var rows = sql.select(m.ID, m.FULL_NAME, m.JOB_TITLE, m.WORKSITE_ID, WORKSITE.NAME, total)
                .from(m)
                .leftJoin(WORKSITE)
                .on(WORKSITE.ID.eq(m.WORKSITE_ID))
                .where(where)
                .orderBy(m.SORT_NAME, m.ID)
                .limit(Paged.SIZE)
                .offset(Paged.offset(page))
                .fetch();
        long all = rows.isEmpty() ? 0 : rows.getFirst().value6();
        return new Paged<>(
                rows.map(r -> new Line(r.value1(), r.value2(), r.value3(), r.value4(), r.value5())),
                Math.max(1, page),
                Paged.SIZE,
                all);
    }

    /** Whom a search finds, as far as the viewer sees them. */
    Condition matching(Viewer viewer, Local local, String query) {
        var where = within(viewer.reach(local.id()), MEMBER_ON_ROSTER.WORKSITE_ID);
        var words = words(query);
        for (var word : words) {
            where = where.and(MEMBER_ON_ROSTER.FOLDED_NAME.contains(word));
        }
        // signs and smileys are no letters of anybody's name
        return words.isEmpty() && !query.isBlank() ? falseCondition() : where;
    }

    private static List<String> words(String query) {
        return java.util.Arrays.stream(PersonName.fold(query).split(" "))
                .filter(w -> !w.isBlank())
                .limit(WORDS_MAX)
                .toList();
    }

    public Person require(Viewer viewer, Local local, UUID id) {
        return find(viewer, local, id).orElseThrow(NotFound::new);
    }

    /** A person on the roster that the viewer sees by name. */
    public Optional<Person> find(Viewer viewer, Local local, UUID id) {
        return find(local, id, within(viewer.reach(local.id()), MEMBER_ON_ROSTER.WORKSITE_ID));
    }

    /** The viewer's own record. */
    public Person self(Viewer viewer, Local local) {
        var id = viewer.self(local.id()).orElseThrow(NotFound::new);
        return find(local, id, noCondition()).orElseThrow(NotFound::new);
    }

    private Optional<Person> find(Local local, UUID id, Condition within) {
        var m = MEMBER_ON_ROSTER;
        var rep = DSL.field(DSL.exists(DSL.selectOne()
                .from(BUILDING_REP)
                .where(BUILDING_REP.LOCAL_ID.eq(local.id()), BUILDING_REP.MEMBER_ID.eq(id))
                .and(BUILDING_REP.UNTIL_ON.isNull())));
        return sql.select(
                        m.ID,
                        m.FULL_NAME,
                        m.GIVEN_NAME,
                        m.CALLED,
                        m.STATUS,
                        m.JOB_TITLE,
                        m.WORKSITE_ID,
                        WORKSITE.NAME,
                        AREA.NAME,
                        m.HIRED_ON,
                        m.LEADER_SINCE,
                        rep,
                        m.SHIFT,
                        EMPLOYMENT.STARTED_ON)
                .from(m)
                .leftJoin(WORKSITE)
                .on(WORKSITE.ID.eq(m.WORKSITE_ID))
                .leftJoin(AREA)
                .on(AREA.LOCAL_ID.eq(m.LOCAL_ID), AREA.ID.eq(m.AREA_ID))
                .leftJoin(EMPLOYMENT)
                .on(EMPLOYMENT.LOCAL_ID.eq(m.LOCAL_ID), EMPLOYMENT.MEMBER_ID.eq(m.ID))
                .and(EMPLOYMENT.ENDED_ON.isNull())
                .and(EMPLOYMENT.MAIN)
                .where(m.LOCAL_ID.eq(local.id()), m.ID.eq(id))
                .and(within)
                .fetchOptional(r -> {
                    var onFile = contacts(local, id);
                    return new Person(
                            r.value1(),
                            r.value2(),
                            called(r.value2(), r.value3(), r.value4()),
                            r.value5(),
                            r.value6(),
                            r.value7(),
                            r.value8(),
                            r.value9(),
                            r.value10(),
                            r.value11(),
                            r.value12(),
                            r.value13(),
                            r.value14(),
                            onFile.inUse(),
                            onFile.earlier());
                });
    }

    private static String called(String full, String given, @Nullable String called) {
        if (called != null) {
            return called;
        }
        return given.isEmpty() ? full : given;
    }

    /** What is and was on file of her numbers and addresses. */
    private record OnFile(List<Contact> inUse, List<Earlier> earlier) {}

    /** Of each kind first what she said herself, then what is newest; what is no longer on file, the latest first. */
    private OnFile contacts(Local local, UUID id) {
        var c = CONTACT_POINT;
        var inUse = new ArrayList<Contact>();
        var earlier = new ArrayList<Earlier>();
        sql.select(c.KIND, c.VALUE, c.SOURCE, c.SAID_ON, c.ENDED_ON)
                .from(c)
                .where(c.LOCAL_ID.eq(local.id()), c.MEMBER_ID.eq(id))
                .orderBy(
                        c.KIND,
                        DSL.case_(c.SOURCE).when("MEMBER", 1).when("REP", 2).otherwise(3),
                        c.SAID_ON.desc(),
                        c.ID)
                .forEach(r -> {
                    if (r.value5() == null) {
                        boolean first =
                                inUse.isEmpty() || !inUse.getLast().kind().equals(r.value1());
                        inUse.add(new Contact(r.value1(), r.value2(), r.value3(), r.value4(), first));
                    } else {
                        earlier.add(new Earlier(r.value1(), r.value2(), r.value3(), r.value4(), r.value5()));
                    }
                });
        earlier.sort(Comparator.comparing(Earlier::endedOn)
                .thenComparing(Earlier::saidOn)
                .reversed());
        return new OnFile(inUse, earlier.subList(0, Math.min(EARLIER_MAX, earlier.size())));
    }

    /** The language someone is written to: her own where the program has it. */
    public String language(Local local, UUID id) {
        return sql.select(MEMBER.LANGUAGE)
                .from(MEMBER)
                .where(MEMBER.LOCAL_ID.eq(local.id()), MEMBER.ID.eq(id))
                .fetchOptional(MEMBER.LANGUAGE)
                .filter(Messages.LANGUAGES::contains)
                .orElse(Messages.LANGUAGES.getFirst());
    }

    /** Who on the roster has exactly this name, however it is written. */
    public List<UUID> named(Local local, String name) {
        return sql.select(MEMBER_ON_ROSTER.ID)
                .from(MEMBER_ON_ROSTER)
                .where(MEMBER_ON_ROSTER.LOCAL_ID.eq(local.id()), MEMBER_ON_ROSTER.FOLDED_NAME.eq(PersonName.fold(name)))
                .orderBy(MEMBER_ON_ROSTER.ID)
                .fetch(MEMBER_ON_ROSTER.ID);
    }

    /** Whether a person exists in a local for the viewer, and where she works. */
    public Optional<UUID> worksite(Viewer viewer, Local local, UUID id) {
        return sql.select(MEMBER_ON_ROSTER.WORKSITE_ID)
                .from(MEMBER_ON_ROSTER)
                .where(MEMBER_ON_ROSTER.LOCAL_ID.eq(local.id()), MEMBER_ON_ROSTER.ID.eq(id))
                .and(within(viewer.reach(local.id()), MEMBER_ON_ROSTER.WORKSITE_ID))
                .fetchOptional(r -> r.value1());
    }

    /** One of the people of a worksite, for marking who did what. */
    public record Mate(
            UUID id,
            String name,
            @Nullable String job,
            @Nullable String area) {}

    /** The same by area, in their order; who has none stands under an empty name. */
    public static Map<String, List<Mate>> byArea(List<Mate> crew) {
        var areas = new LinkedHashMap<String, List<Mate>>();
        crew.forEach(m -> areas.computeIfAbsent(m.area() == null ? "" : m.area(), a -> new ArrayList<>())
                .add(m));
        return areas;
    }

    /** The people of a worksite by area and name, as far as the viewer sees them. */
    public List<Mate> crew(Viewer viewer, Local local, UUID worksite) {
        var m = MEMBER_ON_ROSTER;
        return sql.select(m.ID, m.FULL_NAME, m.JOB_TITLE, AREA.NAME)
                .from(m)
                .leftJoin(AREA)
                .on(AREA.LOCAL_ID.eq(m.LOCAL_ID), AREA.ID.eq(m.AREA_ID))
                .where(m.LOCAL_ID.eq(local.id()), m.WORKSITE_ID.eq(worksite))
                .and(within(viewer.reach(local.id()), m.WORKSITE_ID))
                .orderBy(AREA.POSITION.asc().nullsLast(), AREA.NAME, m.SORT_NAME, m.ID)
                .fetch(r -> new Mate(r.value1(), r.value2(), r.value3(), r.value4()));
    }

    /** Who is on the roster of a worksite today, as far as the viewer sees them. */
    public Set<UUID> at(Viewer viewer, Local local, UUID worksite) {
        return sql.select(MEMBER_ON_ROSTER.ID)
                .from(MEMBER_ON_ROSTER)
                .where(MEMBER_ON_ROSTER.LOCAL_ID.eq(local.id()), MEMBER_ON_ROSTER.WORKSITE_ID.eq(worksite))
                .and(within(viewer.reach(local.id()), MEMBER_ON_ROSTER.WORKSITE_ID))
                .fetchSet(MEMBER_ON_ROSTER.ID);
    }
}
