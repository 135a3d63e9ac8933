package org.breakroom.training;

import static org.breakroom.db.Tables.TRAINING;
import static org.breakroom.db.Tables.TRAINING_COURSE;
import static org.breakroom.db.Tables.TRAINING_SEAT;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.breakroom.db.tables.records.TrainingRecord;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Paged;
import org.breakroom.kernel.PersonName;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is held when: the federation's trainings and institutes for everybody, a local's own for its people. */
@Component
public class Trainings {
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
    private static final int CODE_LENGTH = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DSLContext sql;
    private final FederationClock clock;

    Trainings(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** A training to be held, or what is to become of one. */
    record Wanted(
            UUID id,
            @Nullable Integer local,
            @Nullable UUID course,
            @Nullable UUID institute,
            boolean wide,
            String title,
            String about,
            String track,
            Mode mode,
            String place,
            String link,
            ZoneId zone,
            Instant starts,
            Instant ends,
            BigDecimal hours,
            int capacity) {}

    /**
     * What a list of trainings is narrowed to.
     *
     * @param level 0 for all
     * @param past what is over, newest first, in place of what is to come
     */
    public record Asked(String words, int level, boolean past) {}

    /** Codes without letters that are taken for one another. */
    static String code() {
        return RANDOM.ints(CODE_LENGTH, 0, LETTERS.length())
                .collect(StringBuilder::new, (b, i) -> b.append(LETTERS.charAt(i)), StringBuilder::append)
                .toString();
    }

    static Training read(TrainingRecord r) {
        return new Training(
                r.getId(),
                r.getOfLocal(),
                r.getCourseId(),
                r.getInstituteId(),
                r.getInstitute(),
                r.getTitle(),
                r.getAbout(),
                r.getTrack(),
                Mode.valueOf(r.getMode()),
                r.getPlace(),
                r.getLink(),
                ZoneId.of(r.getZone()),
                r.getStartsAt().toInstant(),
                r.getEndsAt().toInstant(),
                r.getHours(),
                r.getCapacity(),
                r.getConfirmed(),
                r.getArrivals(),
                r.getSequence(),
                r.getCode(),
                r.getChangedAt().toInstant(),
                r.getCancelledAt() == null ? null : r.getCancelledAt().toInstant());
    }

    private static Condition seen(Viewer viewer) {
        return TRAINING.OF_LOCAL.isNull().or(TRAINING.OF_LOCAL.in(viewer.locals()));
    }

    /** A page of trainings and institutes, without workshops, which stand with their institute. */
    Paged<Training> list(Viewer viewer, Asked asked, int page) {
        var t = TRAINING;
        var now = clock.now().atOffset(ZoneOffset.UTC);
        var where = seen(viewer).and(t.INSTITUTE_ID.isNull());
        where = asked.past() ? where.and(t.ENDS_AT.lt(now)) : where.and(t.ENDS_AT.ge(now));
        if (asked.level() > 0) {
            where = where.and(t.COURSE_ID.in(
                    DSL.select(TRAINING_COURSE.ID).from(TRAINING_COURSE).where(TRAINING_COURSE.LEVEL.eq((short)
                            asked.level()))));
        }
        for (var word : PersonName.tidy(asked.words()).split(" ")) {
            where = where.and(t.TITLE.containsIgnoreCase(word).or(t.PLACE.containsIgnoreCase(word)));
        }
        var rows = sql.selectFrom(t)
                .where(where)
                .orderBy(asked.past() ? t.STARTS_AT.desc() : t.STARTS_AT.asc(), t.ID)
                .limit(Paged.SIZE)
                .offset(Paged.offset(page))
                .fetch(Trainings::read);
        return new Paged<>(rows, Math.max(1, page), Paged.SIZE, sql.fetchCount(t, where));
    }

    /** What is to come of a course. */
    List<Training> ofCourse(Viewer viewer, UUID course) {
        return sql.selectFrom(TRAINING)
                .where(seen(viewer), TRAINING.COURSE_ID.eq(course), TRAINING.CANCELLED_AT.isNull())
                .and(TRAINING.ENDS_AT.ge(clock.now().atOffset(ZoneOffset.UTC)))
                .orderBy(TRAINING.STARTS_AT, TRAINING.ID)
                .limit(Paged.SIZE)
                .fetch(Trainings::read);
    }

    /** The workshops of an institute in the order of their time. */
    List<Training> workshops(UUID institute) {
        return sql.selectFrom(TRAINING)
                .where(TRAINING.INSTITUTE_ID.eq(institute))
                .orderBy(TRAINING.STARTS_AT, TRAINING.TRACK, TRAINING.TITLE, TRAINING.ID)
                .fetch(Trainings::read);
    }

    Training require(Viewer viewer, UUID id) {
        return find(id).filter(t -> Keeping.sees(viewer, t.local())).orElseThrow(NotFound::new);
    }

    /** One that the viewer keeps. */
    Training requireKept(Viewer viewer, UUID id) {
        var training = require(viewer, id);
        Keeping.requireKeeper(viewer, training.local());
        return training;
    }

    Optional<Training> find(UUID id) {
        return sql.selectFrom(TRAINING).where(TRAINING.ID.eq(id)).fetchOptional(Trainings::read);
    }

    List<Training> findAll(Collection<UUID> ids) {
        return sql.selectFrom(TRAINING)
                .where(TRAINING.ID.in(ids))
                .orderBy(TRAINING.STARTS_AT, TRAINING.ID)
                .fetch(Trainings::read);
    }

    void schedule(Viewer viewer, Wanted w) {
        var t = TRAINING;
        var now = clock.now().atOffset(ZoneOffset.UTC);
        sql.insertInto(t)
                .set(t.ID, w.id())
                .set(t.OF_LOCAL, w.local())
                .set(t.COURSE_ID, w.course())
                .set(t.INSTITUTE_ID, w.institute())
                .set(t.INSTITUTE, w.wide())
                .set(t.TITLE, w.title())
                .set(t.ABOUT, w.about())
                .set(t.TRACK, w.track())
                .set(t.MODE, w.mode().name())
                .set(t.PLACE, w.place())
                .set(t.LINK, w.link())
                .set(t.ZONE, w.zone().getId())
                .set(t.STARTS_AT, w.starts().atOffset(ZoneOffset.UTC))
                .set(t.ENDS_AT, w.ends().atOffset(ZoneOffset.UTC))
                .set(t.HOURS, w.hours())
                .set(t.CAPACITY, w.capacity())
                .set(t.CODE, code())
                .set(t.AUTHOR, viewer.name())
                .set(t.MADE_AT, now)
                .set(t.CHANGED_AT, now)
                .execute();
    }

    /** The training as it is, held against everybody else until the transaction ends. */
    Training hold(UUID id) {
        return sql.selectFrom(TRAINING)
                .where(TRAINING.ID.eq(id))
                .forUpdate()
                .fetchOptional(Trainings::read)
                .orElseThrow(NotFound::new);
    }

    /** Holds several, one after another by id: two who leave and take different ones must not wait for each other. */
    void holdAll(Collection<UUID> ids) {
        sql.select(TRAINING.ID)
                .from(TRAINING)
                .where(TRAINING.ID.in(ids))
                .orderBy(TRAINING.ID)
                .forUpdate()
                .fetch();
    }

    /**
     * What changed of it, but for its course and whose it is. Where a calendar shows it, the sequence is raised and everybody
     * in the line is told; of another day they are reminded anew.
     */
    void change(Training before, Wanted w) {
        var t = TRAINING;
        boolean moved = !w.starts().equals(before.starts());
        if (moved) {
            sql.update(TRAINING_SEAT)
                    .setNull(TRAINING_SEAT.REMINDED_AT)
                    .where(TRAINING_SEAT.TRAINING_ID.eq(w.id()))
                    .execute();
        }
        boolean shown = moved
                || !w.ends().equals(before.ends())
                || !w.zone().equals(before.zone())
                || !w.title().equals(before.title())
                || !w.about().equals(before.about())
                || w.mode() != before.mode()
                || !w.place().equals(before.place())
                || !w.link().equals(before.link());
        sql.update(t)
                .set(t.TITLE, w.title())
                .set(t.ABOUT, w.about())
                .set(t.TRACK, w.track())
                .set(t.MODE, w.mode().name())
                .set(t.PLACE, w.place())
                .set(t.LINK, w.link())
                .set(t.ZONE, w.zone().getId())
                .set(t.STARTS_AT, w.starts().atOffset(ZoneOffset.UTC))
                .set(t.ENDS_AT, w.ends().atOffset(ZoneOffset.UTC))
                .set(t.HOURS, w.hours())
                .set(t.CAPACITY, w.capacity())
                .set(t.SEQUENCE, t.SEQUENCE.plus(shown ? 1 : 0))
                .set(
                        t.CHANGED_AT,
                        shown
                                ? clock.now().atOffset(ZoneOffset.UTC)
                                : before.changed().atOffset(ZoneOffset.UTC))
                .where(t.ID.eq(w.id()))
                .execute();
    }

    /** Calls it off, with those workshops of an institute that still stand. */
    void callOff(UUID id) {
        cancelled(id, clock.now(), TRAINING.CANCELLED_AT.isNull());
    }

    /** Takes that back: of the workshops for those that were called off with the institute. */
    void takeBack(Training training) {
        var since = Objects.requireNonNull(training.cancelled()).atOffset(ZoneOffset.UTC);
        cancelled(training.id(), null, TRAINING.CANCELLED_AT.eq(since));
    }

    private void cancelled(UUID id, @Nullable Instant at, Condition which) {
        sql.update(TRAINING)
                .set(TRAINING.CANCELLED_AT, at == null ? null : at.atOffset(ZoneOffset.UTC))
                .set(TRAINING.SEQUENCE, TRAINING.SEQUENCE.plus(1))
                .set(TRAINING.CHANGED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .where(TRAINING.ID.eq(id).or(TRAINING.INSTITUTE_ID.eq(id)))
                .and(which)
                .execute();
    }
}
