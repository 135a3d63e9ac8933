package org.breakroom.goal;

import static org.breakroom.db.Tables.GOAL_MEMBER;
import static org.breakroom.db.Tables.MEMBER;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.LocalTime;
import org.breakroom.access.Everything;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.SchoolYear;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens a school year for every local on its first day, and rebuilds a local's boards from the ledger. */
@Configuration(proxyBeanMethods = false)
public class Years {
    private static final LocalTime JUST_AFTER_MIDNIGHT = LocalTime.of(0, 1);

    private final Tallies tallies;
    private final Locals locals;
    private final FederationClock clock;
    private final DSLContext sql;

    Years(Tallies tallies, Locals locals, FederationClock clock, DSLContext sql) {
        this.tallies = tallies;
        this.locals = locals;
        this.clock = clock;
        this.sql = sql;
    }

    @Bean
    Task<Void> openYear(TransactionTemplate transaction) {
        return Tasks.recurring("goal.open-year", new Daily(FederationClock.ZONE, JUST_AFTER_MIDNIGHT))
                .execute((task, context) -> Everything.call(() -> {
                    locals.list().forEach(local -> transaction.executeWithoutResult(t -> open(local)));
                    return null;
                }));
    }

    private void open(Local local) {
        var year = clock.year();
        int counted =
                sql.fetchCount(GOAL_MEMBER, GOAL_MEMBER.LOCAL_ID.eq(local.id()), GOAL_MEMBER.YEAR.eq(year.start()));
        if (counted < sql.fetchCount(MEMBER, MEMBER.LOCAL_ID.eq(local.id()))) {
            tallies.moveAll(local.id(), year);
        }
    }

    /** Works out this year and the one before from a ledger that came by COPY. */
    public void rebuild(int local) {
        tallies.moveAll(local, new SchoolYear(clock.year().start() - 1));
        tallies.moveAll(local, clock.year());
    }
}
