package org.breakroom.survey;

import static org.breakroom.db.Tables.SURVEY;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lays the rows of anonymous surveys anew each night, in no order and in one transaction. That somebody answered and what she
 * answered are written together: until then the order of rows in their files, and the transaction that each row bears, would
 * tell whoever holds the database which belongs to which.
 */
@Component
class Unlinking {
    private static final LocalTime AT_NIGHT = LocalTime.of(3, 40);

    /** Rows may come in until the day a survey closes; one night more, for those of its last hours. */
    private static final int DAYS_AFTER = 2;

    private final DSLContext sql;
    private final FederationClock clock;

    Unlinking(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        Task<Void> unlinkAnswers(Locals locals, Unlinking unlinking, TransactionTemplate transaction) {
            return Tasks.recurring("survey.unlink", Schedules.daily(FederationClock.ZONE, AT_NIGHT))
                    .execute((task, context) -> locals.list()
                            .forEach(local -> Viewer.shell(local.id())
                                    .run(() -> transaction.executeWithoutResult(t -> unlinking.unlink(local)))));
        }
    }

    /** Lays a local's rows of the anonymous surveys anew that somebody may have answered since last night. */
    void unlink(Local local) {
        var surveys = sql.select(SURVEY.ID)
                .from(SURVEY)
                .where(SURVEY.NAMED.isFalse(), SURVEY.OPENED_AT.isNotNull())
                .and(SURVEY.CLOSED_AT
                        .isNull()
                        .or(SURVEY.CLOSED_AT.gt(
                                clock.now().atOffset(ZoneOffset.UTC).minusDays(DAYS_AFTER))))
                .and(SURVEY.CLOSES_ON
                        .isNull()
                        .or(SURVEY.CLOSES_ON.gt(clock.today().minusDays(DAYS_AFTER))))
                .fetch(SURVEY.ID)
                .toArray(UUID[]::new);
        // answers after what they belong to, because they go with it
        var tables = List.of("survey_turnout", "survey_response", "survey_answer");
        tables.forEach(table -> sql.execute(
                "create temporary table laid_" + table + " on commit drop as select * from " + table
                        + " where local_id = ? and survey_id = any(?)",
                local.id(),
                surveys));
        tables.forEach(table -> sql.execute(
                "delete from " + table + " where local_id = ? and survey_id = any(?)", local.id(), surveys));
        tables.forEach(table -> sql.execute(
                "insert into " + table + " select * from laid_" + table + " where local_id = ? order by random()",
                local.id()));
    }
}
