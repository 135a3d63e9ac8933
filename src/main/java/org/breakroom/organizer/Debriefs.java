package org.breakroom.organizer;

import static org.breakroom.db.Tables.ORGANIZER;
import static org.breakroom.db.Tables.ORGANIZER_DEBRIEF;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What organizers report of their week, and what the coordinator reads of all of them. */
@Component
public class Debriefs {
    private static final int SHOWN = 300;

    private final DSLContext sql;
    private final FederationClock clock;

    Debriefs(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * A report.
     *
     * @param week its Monday
     * @param mood 1 worn out to 5 on fire
     */
    public record Debrief(
            LocalDate week,
            int local,
            UUID organizer,
            String name,
            String went,
            String hard,
            String heard,
            String need,
            int mood) {}

    LocalDate week() {
        return clock.today().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** Keeps this week's report; written again it takes the place of what stood. */
    void write(Organizer organizer, String went, String hard, String heard, String need, int mood) {
        var d = ORGANIZER_DEBRIEF;
        var now = clock.now().atOffset(ZoneOffset.UTC);
        sql.insertInto(d)
                .set(d.LOCAL_ID, organizer.local())
                .set(d.ORGANIZER_ID, organizer.id())
                .set(d.PROGRAM_ID, organizer.program())
                .set(d.WEEK, week())
                .set(d.WENT, went)
                .set(d.HARD, hard)
                .set(d.HEARD, heard)
                .set(d.NEED, need)
                .set(d.MOOD, mood)
                .set(d.WRITTEN_AT, now)
                .onConflict(d.LOCAL_ID, d.ORGANIZER_ID, d.WEEK)
                .doUpdate()
                .set(d.WENT, went)
                .set(d.HARD, hard)
                .set(d.HEARD, heard)
                .set(d.NEED, need)
                .set(d.MOOD, mood)
                .set(d.WRITTEN_AT, now)
                .execute();
    }

    /** This week's report of somebody. */
    Optional<Debrief> current(Organizer organizer) {
        return select(ORGANIZER_DEBRIEF
                        .LOCAL_ID
                        .eq(organizer.local())
                        .and(ORGANIZER_DEBRIEF.ORGANIZER_ID.eq(organizer.id()))
                        .and(ORGANIZER_DEBRIEF.WEEK.eq(week())))
                .stream()
                .findFirst();
    }

    /** All of a program, the newest week first. */
    List<Debrief> list(Program program) {
        return select(ORGANIZER_DEBRIEF.LOCAL_ID.isNotNull().and(ORGANIZER_DEBRIEF.PROGRAM_ID.eq(program.id())));
    }

    private List<Debrief> select(org.jooq.Condition which) {
        var d = ORGANIZER_DEBRIEF;
        return sql.select(d.WEEK, d.LOCAL_ID, d.ORGANIZER_ID, ORGANIZER.NAME, d.WENT, d.HARD, d.HEARD, d.NEED, d.MOOD)
                .from(d)
                .join(ORGANIZER)
                .on(ORGANIZER.LOCAL_ID.eq(d.LOCAL_ID), ORGANIZER.ID.eq(d.ORGANIZER_ID))
                .where(d.LOCAL_ID.isNotNull(), which)
                .orderBy(d.WEEK.desc(), ORGANIZER.NAME)
                .limit(SHOWN)
                .fetch(r -> new Debrief(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        r.value7(),
                        r.value8(),
                        r.value9()));
    }
}
