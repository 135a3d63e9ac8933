package org.breakroom.organizer;

import static org.breakroom.db.Tables.ORGANIZER;
import static org.breakroom.db.Tables.ORGANIZER_PROGRAM;
import static org.breakroom.db.Tables.ORGANIZER_SHIFT;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.calendar.Dates;
import org.breakroom.calendar.Event;
import org.breakroom.db.tables.records.OrganizerShiftRecord;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where and when an organizer is wanted. A shift pays nothing; the hours that were worked do. */
@Component
public class Shifts implements Dates {
    private static final Period REMEMBERED = Period.ofYears(1);
    private static final int SHOWN = 100;

    private final DSLContext sql;
    private final FederationClock clock;

    Shifts(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** When an organizer is wanted where. */
    public record Shift(
            UUID id, UUID organizer, String name, @Nullable UUID worksite, String place, Instant from, Instant until) {}

    void plan(
            Viewer officer,
            Organizer organizer,
            UUID id,
            @Nullable UUID worksite,
            String place,
            Instant from,
            Instant until) {
        var s = ORGANIZER_SHIFT;
        sql.insertInto(s)
                .set(s.LOCAL_ID, organizer.local())
                .set(s.ID, id)
                .set(s.ORGANIZER_ID, organizer.id())
                .set(s.WORKSITE_ID, worksite)
                .set(s.PLACE, place)
                .set(s.STARTS_AT, from.atOffset(ZoneOffset.UTC))
                .set(s.ENDS_AT, until.atOffset(ZoneOffset.UTC))
                .set(s.AUTHOR, officer.name())
                .set(s.MADE_AT, clock.now().atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** Whether somebody is wanted elsewhere at the time. */
    boolean taken(Organizer organizer, Instant from, Instant until) {
        var s = ORGANIZER_SHIFT;
        return sql.fetchExists(
                s,
                s.LOCAL_ID.eq(organizer.local()),
                s.ORGANIZER_ID.in(Organizers.ofAll(organizer)),
                s.ENDED_AT.isNull(),
                s.STARTS_AT.lt(until.atOffset(ZoneOffset.UTC)),
                s.ENDS_AT.gt(from.atOffset(ZoneOffset.UTC)));
    }

    boolean end(Local local, UUID id) {
        var s = ORGANIZER_SHIFT;
        return sql.update(s)
                        .set(s.ENDED_AT, clock.now().atOffset(ZoneOffset.UTC))
                        .where(s.LOCAL_ID.eq(local.id()), s.ID.eq(id), s.ENDED_AT.isNull())
                        .execute()
                == 1;
    }

    List<Shift> coming(Local local) {
        return select(ORGANIZER_SHIFT.LOCAL_ID.eq(local.id()));
    }

    List<Shift> coming(Organizer organizer) {
        return select(
                ORGANIZER_SHIFT.LOCAL_ID.eq(organizer.local()).and(ORGANIZER_SHIFT.ORGANIZER_ID.eq(organizer.id())));
    }

    /** Her shifts for her calendar, with those that were called off, for a year. */
    @Override
    public List<Event> of(Viewer.Member who) {
        var s = ORGANIZER_SHIFT;
        return sql.select(s.fields())
                .select(ORGANIZER_PROGRAM.TITLE)
                .from(s)
                .join(ORGANIZER)
                .on(ORGANIZER.LOCAL_ID.eq(s.LOCAL_ID), ORGANIZER.ID.eq(s.ORGANIZER_ID))
                .join(ORGANIZER_PROGRAM)
                .on(ORGANIZER_PROGRAM.ID.eq(ORGANIZER.PROGRAM_ID))
                .where(ORGANIZER.LOCAL_ID.eq(who.local()), ORGANIZER.MEMBER_ID.eq(who.id()))
                .and(s.LOCAL_ID.eq(who.local()))
                .and(s.ENDS_AT.gt(clock.today()
                        .minus(REMEMBERED)
                        .atStartOfDay(FederationClock.ZONE)
                        .toOffsetDateTime()))
                .orderBy(s.STARTS_AT, s.ID)
                .fetch(r -> event(r.into(s), r.get(ORGANIZER_PROGRAM.TITLE)));
    }

    private static Event event(OrganizerShiftRecord shift, String program) {
        boolean ended = shift.getEndedAt() != null;
        return new Event(
                shift.getId(),
                (ended ? shift.getEndedAt() : shift.getMadeAt()).toInstant(),
                ended ? 1 : 0,
                shift.getStartsAt().toInstant(),
                shift.getEndsAt().toInstant(),
                program,
                "",
                "/me/organizing",
                shift.getPlace(),
                ended ? Event.State.CANCELLED : Event.State.CERTAIN);
    }

    private List<Shift> select(Condition which) {
        var s = ORGANIZER_SHIFT;
        return sql.select(s.ID, s.ORGANIZER_ID, ORGANIZER.NAME, s.WORKSITE_ID, s.PLACE, s.STARTS_AT, s.ENDS_AT)
                .from(s)
                .join(ORGANIZER)
                .on(ORGANIZER.LOCAL_ID.eq(s.LOCAL_ID), ORGANIZER.ID.eq(s.ORGANIZER_ID))
                .where(s.LOCAL_ID.isNotNull(), which)
                .and(s.ENDED_AT.isNull())
                .and(s.ENDS_AT.gt(clock.now().atOffset(ZoneOffset.UTC)))
                .orderBy(s.STARTS_AT, s.ID)
                .limit(SHOWN)
                .fetch(r -> new Shift(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6().toInstant(),
                        r.value7().toInstant()));
    }
}
