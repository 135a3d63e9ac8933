package org.breakroom.training;

import static org.breakroom.db.Tables.TRAINING;
import static org.breakroom.db.Tables.TRAINING_SEAT;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * The line before a training: as many places as it has, and behind them those who wait, in the order of arrival. Whoever
 * takes a number holds the training's row until her transaction ends, so numbers and places are given out one after
 * another, over all locals; nobody stands in it by name.
 */
@Component
public class Line {
    /** One statement, because the row is held from here to the commit and everybody behind waits for it. */
    private static final String TAKE = """
            with room as (
              select id, confirmed < capacity as free from training where id = ? and cancelled_at is null for update
            ), taken as (
              update training t set arrivals = t.arrivals + 1, confirmed = t.confirmed + case when room.free then 1 else 0 end
              from room where t.id = room.id
              returning t.id, t.arrivals, room.free
            )
            insert into training_seat (training_id, number, id, of_local, code, state, taken_at, changed_at)
            select id, arrivals, ?, ?, ?, case when free then 'CONFIRMED' else 'WAITING' end, ?::timestamptz, ?::timestamptz from taken
            returning state
            """;

    /** Those who waited longest move up, as many as there is room. */
    private static final String MOVE_UP = """
            with room as (
              select id, capacity - confirmed as free from training where id = ? and cancelled_at is null for update
            ), up as (
              update training_seat s set state = 'CONFIRMED', changed_at = ?::timestamptz
              where (s.training_id, s.number) in (
                select w.training_id, w.number from training_seat w join room on room.id = w.training_id
                where w.state = 'WAITING' order by w.number limit (select free from room))
              returning 1
            )
            update training t set confirmed = t.confirmed + (select count(*) from up)
            where t.id = ? and exists (select 1 from up)
            """;

    /** How somebody stands in a line: the manieth of those who wait, 0 for who has a place. */
    public record Spot(State state, int waiting) {}

    /** What a number in the line is worth. */
    public enum State {
        CONFIRMED,
        WAITING,
        ENDED
    }

    private final DSLContext sql;
    private final FederationClock clock;

    Line(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Takes the next number for a registration; empty when the training is called off. */
    Optional<State> take(UUID training, UUID registration, int local) {
        var now = clock.now().atOffset(ZoneOffset.UTC);
        return sql.resultQuery(TAKE, training, registration, local, Trainings.code(), now, now)
                .fetchOptional(r -> State.valueOf(r.get(0, String.class)));
    }

    /** Leaves the line; a place that was held goes to who waited longest. */
    void leave(UUID training, UUID registration) {
        var s = TRAINING_SEAT;
        sql.select(TRAINING.ID)
                .from(TRAINING)
                .where(TRAINING.ID.eq(training))
                .forUpdate()
                .fetch();
        var before = sql.select(s.STATE)
                .from(s)
                .where(s.TRAINING_ID.eq(training), s.ID.eq(registration), s.STATE.ne(State.ENDED.name()))
                .fetchOne(s.STATE);
        if (before == null) {
            return;
        }
        sql.update(s)
                .set(s.STATE, State.ENDED.name())
                .set(s.CHANGED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .where(s.TRAINING_ID.eq(training), s.ID.eq(registration))
                .execute();
        if (before.equals(State.CONFIRMED.name())) {
            sql.update(TRAINING)
                    .set(TRAINING.CONFIRMED, TRAINING.CONFIRMED.minus(1))
                    .where(TRAINING.ID.eq(training))
                    .execute();
            moveUp(training);
        }
    }

    void moveUp(UUID training) {
        sql.execute(MOVE_UP, training, clock.now().atOffset(ZoneOffset.UTC), training);
    }

    /** Where each of some registrations stands. */
    Map<UUID, Spot> spots(Collection<UUID> registrations) {
        var s = TRAINING_SEAT;
        var w = TRAINING_SEAT.as("w");
        var before = DSL.field(DSL.selectCount()
                .from(w)
                .where(w.TRAINING_ID.eq(s.TRAINING_ID), w.STATE.eq(State.WAITING.name()))
                .and(w.NUMBER.le(s.NUMBER))
                .and(s.STATE.eq(State.WAITING.name())));
        var spots = new HashMap<UUID, Spot>();
        sql.select(s.ID, s.STATE, before)
                .from(s)
                .where(s.ID.eq(DSL.any(registrations.toArray(UUID[]::new))))
                .forEach(r -> spots.put(r.value1(), new Spot(State.valueOf(r.value2()), r.value3())));
        return spots;
    }

    /** Whose number has this code: the registration and its local. */
    record Holder(UUID registration, int local) {}

    Optional<Holder> byCode(UUID training, String code) {
        var s = TRAINING_SEAT;
        return sql.select(s.ID, s.OF_LOCAL)
                .from(s)
                .where(s.TRAINING_ID.eq(training), s.CODE.eq(code), s.STATE.eq(State.CONFIRMED.name()))
                .fetchOptional(r -> new Holder(r.value1(), r.value2()));
    }

    /** The codes by which holders mark themselves. */
    Map<UUID, String> codes(Collection<UUID> registrations) {
        return sql.select(TRAINING_SEAT.ID, TRAINING_SEAT.CODE)
                .from(TRAINING_SEAT)
                .where(TRAINING_SEAT.ID.eq(DSL.any(registrations.toArray(UUID[]::new))))
                .fetchMap(TRAINING_SEAT.ID, TRAINING_SEAT.CODE);
    }
}
