package org.breakroom.training;

import static org.breakroom.db.Tables.TRAINING_COURSE;
import static org.breakroom.db.Tables.TRAINING_MATERIAL;
import static org.breakroom.db.Tables.TRAINING_NEED;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.breakroom.db.tables.records.TrainingCourseRecord;
import org.breakroom.kernel.FederationClock;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The catalogue: the federation's courses for everybody, a local's own for its people. */
@Component
public class Courses {
    private final DSLContext sql;
    private final FederationClock clock;

    Courses(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** A file or an address to read before or after; the file itself is fetched when it is asked for. */
    public record Material(
            UUID id,
            UUID course,
            String title,
            @Nullable String link,
            @Nullable String fileName,
            String author) {}

    /** What the viewer sees of the catalogue, by rung and title. */
    List<Course> list(Viewer viewer, boolean retired) {
        return list(retired ? seen(viewer) : seen(viewer).and(TRAINING_COURSE.RETIRED_AT.isNull()));
    }

    private static Condition seen(Viewer viewer) {
        return TRAINING_COURSE.OF_LOCAL.isNull().or(TRAINING_COURSE.OF_LOCAL.in(viewer.locals()));
    }

    private List<Course> list(Condition where) {
        var c = TRAINING_COURSE;
        var rows = sql.selectFrom(c)
                .where(where)
                .orderBy(c.LEVEL.asc().nullsLast(), c.TITLE, c.ID)
                .fetch();
        var needs = needs(rows.map(TrainingCourseRecord::getId));
        return rows.map(r -> new Course(
                r.getId(),
                r.getOfLocal(),
                r.getTitle(),
                r.getLevel() == null ? null : r.getLevel().intValue(),
                r.getAbout(),
                List.of(r.getTopics()),
                List.of(r.getLanguages()),
                r.getHours(),
                r.getRefreshMonths() == null ? null : r.getRefreshMonths().intValue(),
                needs.getOrDefault(r.getId(), List.of()),
                r.getRetiredAt() != null));
    }

    private Map<UUID, List<UUID>> needs(Collection<UUID> courses) {
        return sql.select(TRAINING_NEED.COURSE_ID, TRAINING_NEED.NEEDS_ID)
                .from(TRAINING_NEED)
                .where(TRAINING_NEED.COURSE_ID.in(courses))
                .orderBy(TRAINING_NEED.NEEDS_ID)
                .fetchGroups(TRAINING_NEED.COURSE_ID, TRAINING_NEED.NEEDS_ID);
    }

    Optional<Course> find(Viewer viewer, UUID id) {
        return list(seen(viewer).and(TRAINING_COURSE.ID.eq(id))).stream().findFirst();
    }

    /** A course of any local: of a training that the viewer sees. */
    Optional<Course> find(UUID id) {
        return list(TRAINING_COURSE.ID.eq(id)).stream().findFirst();
    }

    Course require(Viewer viewer, UUID id) {
        return find(viewer, id).orElseThrow(NotFound::new);
    }

    Map<UUID, String> titles(Collection<UUID> ids) {
        return sql.select(TRAINING_COURSE.ID, TRAINING_COURSE.TITLE)
                .from(TRAINING_COURSE)
                .where(TRAINING_COURSE.ID.in(ids))
                .fetchMap(TRAINING_COURSE.ID, TRAINING_COURSE.TITLE);
    }

    /** Adds a course or changes one of this id; what comes before it is set anew. */
    void save(Viewer viewer, Course course) {
        var c = TRAINING_COURSE;
        var level = course.level() == null ? null : course.level().shortValue();
        var refresh =
                course.refreshMonths() == null ? null : course.refreshMonths().shortValue();
        sql.insertInto(c)
                .set(c.ID, course.id())
                .set(c.OF_LOCAL, course.local())
                .set(c.TITLE, course.title())
                .set(c.LEVEL, level)
                .set(c.ABOUT, course.about())
                .set(c.TOPICS, course.topics().toArray(String[]::new))
                .set(c.LANGUAGES, course.languages().toArray(String[]::new))
                .set(c.HOURS, course.hours())
                .set(c.REFRESH_MONTHS, refresh)
                .set(c.AUTHOR, viewer.name())
                .set(c.MADE_AT, clock.now().atOffset(ZoneOffset.UTC))
                .onConflict(c.ID)
                .doUpdate()
                .set(c.TITLE, course.title())
                .set(c.LEVEL, level)
                .set(c.ABOUT, course.about())
                .set(c.TOPICS, course.topics().toArray(String[]::new))
                .set(c.LANGUAGES, course.languages().toArray(String[]::new))
                .set(c.HOURS, course.hours())
                .set(c.REFRESH_MONTHS, refresh)
                .execute();
        sql.deleteFrom(TRAINING_NEED)
                .where(TRAINING_NEED.COURSE_ID.eq(course.id()))
                .execute();
        course.needs()
                .forEach(n -> sql.insertInto(TRAINING_NEED)
                        .set(TRAINING_NEED.COURSE_ID, course.id())
                        .set(TRAINING_NEED.NEEDS_ID, n)
                        .execute());
    }

    /**
     * The way round by which a course would come before itself, if it came after these: from it back to it, empty when there
     * is none. Two who change prerequisites at once do so one after the other.
     */
    List<UUID> circle(UUID course, Collection<UUID> needs) {
        sql.fetch("select pg_advisory_xact_lock(hashtext('training_need'))");
        var all = new HashMap<>(sql.select(TRAINING_NEED.COURSE_ID, TRAINING_NEED.NEEDS_ID)
                .from(TRAINING_NEED)
                .fetchGroups(TRAINING_NEED.COURSE_ID, TRAINING_NEED.NEEDS_ID));
        all.put(course, List.copyOf(needs));
        var way = new ArrayList<UUID>();
        return back(course, course, all, new HashSet<>(), way) ? way : List.of();
    }

    private static boolean back(UUID at, UUID to, Map<UUID, List<UUID>> needs, Set<UUID> seen, ArrayList<UUID> way) {
        way.add(at);
        for (var next : needs.getOrDefault(at, List.of())) {
            if (next.equals(to)) {
                way.add(to);
                return true;
            }
            if (seen.add(next) && back(next, to, needs, seen, way)) {
                return true;
            }
        }
        way.removeLast();
        return false;
    }

    /** Takes a course out of the catalogue or back into it; what was learned stays. */
    void retire(UUID id, boolean retired) {
        sql.update(TRAINING_COURSE)
                .set(TRAINING_COURSE.RETIRED_AT, retired ? clock.now().atOffset(ZoneOffset.UTC) : null)
                .where(TRAINING_COURSE.ID.eq(id))
                .execute();
    }

    List<Material> materials(UUID course) {
        var m = TRAINING_MATERIAL;
        return sql.select(m.ID, m.COURSE_ID, m.TITLE, m.LINK, m.FILE_NAME, m.AUTHOR)
                .from(m)
                .where(m.COURSE_ID.eq(course), m.REMOVED_AT.isNull())
                .orderBy(m.MADE_AT, m.ID)
                .fetch(r -> new Material(r.value1(), r.value2(), r.value3(), r.value4(), r.value5(), r.value6()));
    }

    void add(Viewer viewer, Material material, byte @Nullable [] file) {
        var m = TRAINING_MATERIAL;
        sql.insertInto(m)
                .set(m.ID, material.id())
                .set(m.COURSE_ID, material.course())
                .set(m.TITLE, material.title())
                .set(m.LINK, material.link())
                .set(m.FILE_NAME, material.fileName())
                .set(m.FILE, file)
                .set(m.AUTHOR, viewer.name())
                .set(m.MADE_AT, clock.now().atOffset(ZoneOffset.UTC))
                .execute();
    }

    void removeMaterial(UUID course, UUID id) {
        var m = TRAINING_MATERIAL;
        if (sql.update(m)
                        .set(m.REMOVED_AT, clock.now().atOffset(ZoneOffset.UTC))
                        .where(m.ID.eq(id), m.COURSE_ID.eq(course), m.REMOVED_AT.isNull())
                        .execute()
                == 0) {
            throw new NotFound();
        }
    }

    /** A material's file with its name. */
    public record Attachment(String name, byte[] bytes) {}

    Attachment file(UUID course, UUID id) {
        var m = TRAINING_MATERIAL;
        return sql.select(m.FILE_NAME, m.FILE)
                .from(m)
                .where(m.ID.eq(id), m.COURSE_ID.eq(course), m.REMOVED_AT.isNull(), m.FILE.isNotNull())
                .fetchOptional(r -> new Attachment(r.value1(), r.value2()))
                .orElseThrow(NotFound::new);
    }
}
