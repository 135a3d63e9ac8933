package org.breakroom.training;

import static org.breakroom.db.Tables.TRAINING;
import static org.breakroom.db.Tables.TRAINING_COURSE;
import static org.breakroom.db.Tables.TRAINING_DONE;
import static org.breakroom.db.Tables.TRAINING_NEED;
import static org.breakroom.db.Tables.TRAINING_REGISTRATION;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.ui.Messages;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who registered for what. A registration is a local's own row; what it says of a place is in the {@link Line}. */
@Component
public class Registrations {
    /** What is said of her on the sheet is what her roster says on the day; it goes along when her job changes. */
    private static final String ADD = """
            insert into training_registration (local_id, id, training_id, federation, member_id, name, called, job, worksite_id,
              worksite, made_by, maker, made_at)
            select m.local_id, ?, ?, ?, m.id, m.full_name, coalesce(m.called, nullif(m.given_name, ''), m.full_name),
              coalesce(m.job_title, ''), m.worksite_id, coalesce(w.name, ''), ?, ?, ?::timestamptz
            from member_on_roster m left join worksite w on w.id = m.worksite_id
            where m.local_id = ? and m.id = ?
            on conflict do nothing
            """;

    private final DSLContext sql;
    private final Line line;
    private final Trainings trainings;
    private final Aids aids;
    private final FederationClock clock;
    private final Messages messages;

    Registrations(DSLContext sql, Line line, Trainings trainings, Aids aids, FederationClock clock, Messages messages) {
        this.sql = sql;
        this.line = line;
        this.trainings = trainings;
        this.aids = aids;
        this.clock = clock;
        this.messages = messages;
    }

    /** A registration with where it stands. */
    public record Mine(UUID id, Training training, Line.Spot spot, String code, boolean came) {}

    /** Why somebody cannot register, as a sentence; empty when she can. */
    Optional<String> obstacle(Viewer.Member who, Training training) {
        if (!training.open(clock.now())) {
            return Optional.of(messages.here("training.notOpen"));
        }
        var missing = missing(who, training);
        if (!missing.isEmpty()) {
            return Optional.of(messages.here("training.first", String.join(", ", missing)));
        }
        return overlapping(who, training).stream().findFirst().map(t -> messages.here("training.overlaps", t));
    }

    /** Why she cannot register for all of these workshops, as a sentence; empty when she can. */
    Optional<String> obstacle(Viewer.Member who, List<Training> workshops) {
        return clash(workshops)
                .or(() -> workshops.stream()
                        .flatMap(w ->
                                obstacle(who, w)
                                        .map(why -> messages.here("training.workshopNot", w.title(), why))
                                        .stream())
                        .findFirst());
    }

    /** The courses that come before this one and that she has not finished, or too long ago. */
    private List<String> missing(Viewer.Member who, Training training) {
        if (training.course() == null) {
            return List.of();
        }
        var d = TRAINING_DONE;
        return sql.select(TRAINING_COURSE.TITLE)
                .from(TRAINING_NEED)
                .join(TRAINING_COURSE)
                .on(TRAINING_COURSE.ID.eq(TRAINING_NEED.NEEDS_ID))
                .where(TRAINING_NEED.COURSE_ID.eq(training.course()))
                .andNotExists(DSL.selectOne()
                        .from(d)
                        .where(d.LOCAL_ID.eq(who.local()), d.MEMBER_ID.eq(who.id()))
                        .and(d.COURSE_ID.eq(TRAINING_NEED.NEEDS_ID))
                        .and(d.LAPSES_AT.isNull().or(d.LAPSES_AT.gt(clock.now().atOffset(ZoneOffset.UTC)))))
                .orderBy(TRAINING_COURSE.LEVEL, TRAINING_COURSE.TITLE)
                .fetch(TRAINING_COURSE.TITLE);
    }

    /** What she is registered for at the same time; an institute takes up no time, its workshops do. */
    private List<String> overlapping(Viewer.Member who, Training training) {
        if (training.wide()) {
            return List.of();
        }
        var t = TRAINING;
        return sql.select(t.TITLE)
                .from(TRAINING_REGISTRATION)
                .join(t)
                .on(t.ID.eq(TRAINING_REGISTRATION.TRAINING_ID))
                .where(standing(who))
                .and(t.STARTS_AT.lt(training.ends().atOffset(ZoneOffset.UTC)))
                .and(t.ENDS_AT.gt(training.starts().atOffset(ZoneOffset.UTC)))
                .and(t.CANCELLED_AT.isNull())
                .and(t.INSTITUTE.isFalse())
                .and(t.ID.ne(training.id()))
                .and(
                        training.institute() == null
                                ? DSL.noCondition()
                                : t.INSTITUTE_ID.isDistinctFrom(training.institute()))
                .orderBy(t.STARTS_AT)
                .fetch(t.TITLE);
    }

    /** What became of one who wanted to register. */
    enum Outcome {
        CONFIRMED,
        WAITING,
        /** She was registered already. */
        KNOWN,
        /** Not on the roster, or called off meanwhile. */
        NONE
    }

    /** Registers somebody: a place if there is one, else the end of the line. */
    Outcome register(Viewer viewer, Viewer.Member who, Training training) {
        var id = Ids.at(clock.now().toEpochMilli());
        int added = sql.execute(
                ADD,
                id,
                training.id(),
                training.local() == null,
                viewer.account(),
                viewer.name(),
                clock.now().atOffset(ZoneOffset.UTC),
                who.local(),
                who.id());
        if (added == 0) {
            return find(who, training.id()).isPresent() ? Outcome.KNOWN : Outcome.NONE;
        }
        // last, because everybody else waits for it
        return line.take(training.id(), id, who.local())
                .map(s -> Outcome.valueOf(s.name()))
                .orElseThrow(NotFound::new);
    }

    /** Who of a local is registered for a training, with where she stands. */
    Map<UUID, Line.Spot> ofLocal(Local local, UUID training) {
        var r = TRAINING_REGISTRATION;
        var held = sql.select(r.MEMBER_ID, r.ID)
                .from(r)
                .where(r.LOCAL_ID.eq(local.id()), r.TRAINING_ID.eq(training), r.ENDED_AT.isNull())
                .fetchMap(r.MEMBER_ID, r.ID);
        var spots = line.spots(held.values());
        var out = new HashMap<UUID, Line.Spot>();
        held.forEach((member, id) -> {
            var spot = spots.get(id);
            if (spot != null) {
                out.put(member, spot);
            }
        });
        return out;
    }

    /** Her registration for a training, if it stands. */
    Optional<Mine> find(Viewer.Member who, UUID training) {
        return of(who, List.of(training)).stream().findFirst();
    }

    private org.jooq.Condition standing(Viewer.Member who) {
        var r = TRAINING_REGISTRATION;
        return r.LOCAL_ID.eq(who.local()).and(r.MEMBER_ID.eq(who.id())).and(r.ENDED_AT.isNull());
    }

    List<Mine> of(Viewer.Member who, Collection<UUID> trainings) {
        return mine(standing(who).and(TRAINING_REGISTRATION.TRAINING_ID.in(trainings)));
    }

    /** Everything she is registered for, in the order of time. */
    List<Mine> of(Viewer.Member who) {
        return mine(standing(who));
    }

    private List<Mine> mine(org.jooq.Condition where) {
        var r = TRAINING_REGISTRATION;
        var rows = sql.select(r.ID, r.TRAINING_ID, r.ACTIVITY_ID)
                .from(r)
                .where(where)
                .fetch();
        var spots = line.spots(rows.map(x -> x.value1()));
        var codes = line.codes(rows.map(x -> x.value1()));
        var held =
                trainings.findAll(rows.map(x -> x.value2())).stream().collect(Collectors.toMap(Training::id, t -> t));
        return rows.stream()
                .filter(x -> spots.containsKey(x.value1()) && held.containsKey(x.value2()))
                .map(x -> new Mine(
                        x.value1(),
                        java.util.Objects.requireNonNull(held.get(x.value2())),
                        java.util.Objects.requireNonNull(spots.get(x.value1())),
                        codes.getOrDefault(x.value1(), ""),
                        x.value3() != null))
                .sorted(Comparator.comparing((Mine m) -> m.training().starts())
                        .thenComparing(m -> m.training().wide() ? 0 : 1)
                        .thenComparing(m -> m.training().id()))
                .toList();
    }

    /** She goes, or is taken off by who keeps the sheet; her workshops go with the institute. Who waited longest moves up. */
    void end(Viewer viewer, int local, UUID id) {
        var r = TRAINING_REGISTRATION;
        var row = sql.select(r.MEMBER_ID, r.TRAINING_ID)
                .from(r)
                .where(r.LOCAL_ID.eq(local), r.ID.eq(id), r.ENDED_AT.isNull(), r.ACTIVITY_ID.isNull())
                .forUpdate()
                .fetchOptional()
                .orElseThrow(NotFound::new);
        var workshops = sql.select(r.ID, r.TRAINING_ID)
                .from(r)
                .join(TRAINING)
                .on(TRAINING.ID.eq(r.TRAINING_ID))
                .where(r.LOCAL_ID.eq(local), r.MEMBER_ID.eq(row.value1()), r.ENDED_AT.isNull())
                .and(TRAINING.INSTITUTE_ID.eq(row.value2()))
                .orderBy(r.TRAINING_ID)
                .fetch();
        // as in registering: the institute before its workshops, and those in the order of their ids
        end(viewer, local, row.value2(), id);
        workshops.forEach(w -> end(viewer, local, w.value2(), w.value1()));
    }

    private void end(Viewer viewer, int local, UUID training, UUID id) {
        var r = TRAINING_REGISTRATION;
        sql.update(r)
                .set(r.ENDED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .set(r.ENDER, viewer.name())
                .where(r.LOCAL_ID.eq(local), r.ID.eq(id))
                .execute();
        aids.drop(viewer, local, id);
        line.leave(training, id);
    }

    /**
     * The workshops of an institute as she ticked them: new ones are taken, those not ticked any more left. Returns the
     * problem as a sentence, and then nothing changed.
     */
    Optional<String> choose(Viewer viewer, Viewer.Member who, List<Training> workshops, Set<UUID> ticked) {
        trainings.holdAll(workshops.stream().map(Training::id).toList());
        var wanted = workshops.stream()
                .filter(w -> ticked.contains(w.id()))
                .sorted(Comparator.comparing(Training::id))
                .toList();
        var now = of(who, workshops.stream().map(Training::id).toList());
        var held = now.stream().map(m -> m.training().id()).collect(Collectors.toSet());
        var fresh = wanted.stream().filter(w -> !held.contains(w.id())).toList();
        var why = clash(wanted).or(() -> obstacle(who, fresh));
        if (why.isPresent()) {
            return why;
        }
        now.stream()
                .filter(m -> !ticked.contains(m.training().id()) && !m.came())
                .sorted(Comparator.comparing(m -> m.training().id()))
                .forEach(m -> end(viewer, who.local(), m.training().id(), m.id()));
        fresh.forEach(w -> register(viewer, who, w));
        return Optional.empty();
    }

    /** Two of them at the same time, as a sentence. */
    private Optional<String> clash(List<Training> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            for (int j = i + 1; j < wanted.size(); j++) {
                var a = wanted.get(i);
                var b = wanted.get(j);
                if (a.overlaps(b)) {
                    return Optional.of(messages.here(
                            "training.clash", a.title(), b.title(), a.hours(org.breakroom.ui.Spoken.now())));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * A line of the sheet.
     *
     * @param number in the line, from 1; the sheet on paper has the same
     */
    public record Entry(
            UUID id,
            int local,
            UUID member,
            String name,
            String job,
            @Nullable UUID worksiteId,
            String worksite,
            String maker,
            Instant made,
            Line.State state,
            long number,
            String code,
            boolean came) {}

    /** Everybody in the line of a training whom the viewer sees, in its order: of all locals for the federation's keeper. */
    List<Entry> sheet(UUID training) {
        var r = TRAINING_REGISTRATION;
        var seats = org.breakroom.db.Tables.TRAINING_SEAT;
        var places = sql.select(seats.ID, seats.NUMBER, seats.STATE, seats.CODE)
                .from(seats)
                .where(seats.TRAINING_ID.eq(training), seats.STATE.ne(Line.State.ENDED.name()))
                .orderBy(seats.NUMBER)
                .fetchMap(seats.ID);
        var entries = new ArrayList<Entry>();
        sql.selectFrom(r)
                .where(r.TRAINING_ID.eq(training), r.LOCAL_ID.isNotNull(), r.ENDED_AT.isNull())
                .forEach(x -> {
                    var place = places.get(x.getId());
                    if (place != null) {
                        entries.add(new Entry(
                                x.getId(),
                                x.getLocalId(),
                                x.getMemberId(),
                                x.getName(),
                                x.getJob(),
                                x.getWorksiteId(),
                                x.getWorksite(),
                                x.getMaker(),
                                x.getMadeAt().toInstant(),
                                Line.State.valueOf(place.get(seats.STATE)),
                                place.get(seats.NUMBER),
                                place.get(seats.CODE),
                                x.getActivityId() != null));
                    }
                });
        entries.sort(Comparator.comparingLong(Entry::number));
        return entries;
    }
}
