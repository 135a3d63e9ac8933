package org.breakroom.training;

import static org.breakroom.db.Tables.TRAINING_TALLY;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.breakroom.access.Reach;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** How many stand on which rung of the ladder, by local: counted within each local's walls, read by the federation as numbers. */
@Component
public class Rungs {
    private static final LocalTime AT_NIGHT = LocalTime.of(2, 40);

    private final DSLContext sql;
    private final Learning learning;
    private final Requirements requirements;
    private final FederationClock clock;

    Rungs(DSLContext sql, Learning learning, Requirements requirements, FederationClock clock) {
        this.sql = sql;
        this.learning = learning;
        this.requirements = requirements;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        Task<Void> countRungs(Locals locals, Rungs rungs, TransactionTemplate transaction) {
            return Tasks.recurring("training.rungs", Schedules.daily(FederationClock.ZONE, AT_NIGHT))
                    .execute((task, context) -> locals.list()
                            .forEach(local -> Viewer.shell(local.id())
                                    .run(() -> transaction.executeWithoutResult(t -> rungs.count(local)))));
        }
    }

    /**
     * A local's ladder.
     *
     * @param roles reps, organizers and officers
     * @param on by rung, 0 for none
     * @param overdue who is later than her role allows
     * @param buildings worksites with people
     * @param untrained those of them without a rep on the ladder
     */
    public record Row(
            int local,
            int roles,
            Map<Integer, Integer> on,
            int overdue,
            int buildings,
            int untrained,
            Instant counted) {}

    /** Counts a local anew, in its own walls. */
    void count(Local local) {
        var hand = Viewer.shell(local.id());
        var climbers = learning.climbers(local, new Reach.Whole(false), requirements.of(hand, local));
        var buildings = learning.buildings(local, new Reach.Whole(false), climbers);
        var today = clock.today();
        var t = TRAINING_TALLY;
        var values = Map.of(
                t.ROLES, climbers.size(),
                t.RUNG0, on(climbers, 0),
                t.RUNG101, on(climbers, 101),
                t.RUNG201, on(climbers, 201),
                t.RUNG301, on(climbers, 301),
                t.OVERDUE, (int) climbers.stream().filter(c -> c.overdue(today)).count(),
                t.BUILDINGS, buildings.size(),
                t.UNTRAINED, (int) buildings.stream().filter(b -> !b.trained()).count(),
                t.COUNTED_AT, clock.now().atOffset(ZoneOffset.UTC));
        sql.insertInto(t)
                .set(t.LOCAL_ID, local.id())
                .set(values)
                .onConflict(t.LOCAL_ID)
                .doUpdate()
                .set(values)
                .execute();
    }

    private static int on(List<Learning.Climber> climbers, int rung) {
        return (int) climbers.stream().filter(c -> c.rung() == rung).count();
    }

    /** All locals that were counted. */
    Map<Integer, Row> all() {
        var t = TRAINING_TALLY;
        return sql.selectFrom(t)
                .where(t.LOCAL_ID.isNotNull())
                .fetchMap(
                        t.LOCAL_ID,
                        r -> new Row(
                                r.getLocalId(),
                                r.getRoles(),
                                Map.of(0, r.getRung0(), 101, r.getRung101(), 201, r.getRung201(), 301, r.getRung301()),
                                r.getOverdue(),
                                r.getBuildings(),
                                r.getUntrained(),
                                r.getCountedAt().toInstant()));
    }
}
