package org.breakroom.goal;

import static org.breakroom.db.Tables.GOAL_COUNTING;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.breakroom.access.Everything;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.SchoolYear;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts every local anew on the first day of a school year and after a new definition, from the ledger. */
@Configuration(proxyBeanMethods = false)
public class Years {
    private static final Logger log = LoggerFactory.getLogger(Years.class);
    private static final Duration LOOKED_AFTER = Duration.ofSeconds(10);

    private final Tallies tallies;
    private final Definitions definitions;
    private final Locals locals;
    private final FederationClock clock;
    private final DSLContext sql;

    Years(Tallies tallies, Definitions definitions, Locals locals, FederationClock clock, DSLContext sql) {
        this.locals = locals;
        this.tallies = tallies;
        this.definitions = definitions;
        this.clock = clock;
        this.sql = sql;
    }

    @Bean
    Task<Void> count(TransactionTemplate transaction) {
        return Tasks.recurring("goal.count", FixedDelay.of(LOOKED_AFTER))
                .execute((task, context) -> countAll(transaction));
    }

    /** Counts each local of this year that is not counted yet, or by an older definition; a local is one transaction. */
    void countAll(TransactionTemplate transaction) {
        var year = clock.year();
        var g = GOAL_COUNTING;
        Everything.call(() -> {
            var counted = transaction.execute(t -> sql.select(g.LOCAL_ID)
                    .from(g)
                    .where(g.YEAR.eq(year.start()))
                    .and(g.VERSION.eq(definitions.of(year).version()))
                    .fetchSet(g.LOCAL_ID));
            locals.list().stream()
                    .map(Local::id)
                    .filter(id -> counted == null || !counted.contains(id))
                    .forEach(id -> count(transaction, id, year));
            return null;
        });
    }

    /** A local that cannot be counted is tried again the next time; the others do not wait for it. */
    private void count(TransactionTemplate transaction, int local, SchoolYear year) {
        try {
            transaction.executeWithoutResult(t -> tallies.moveAll(local, year));
        } catch (RuntimeException e) {
            log.error("local {} was not counted", local, e);
        }
    }

    /** Works out this year and the one before from a ledger that came by COPY. */
    public void rebuild(int local) {
        tallies.moveAll(local, new SchoolYear(clock.year().start() - 1));
        tallies.moveAll(local, clock.year());
    }
}
