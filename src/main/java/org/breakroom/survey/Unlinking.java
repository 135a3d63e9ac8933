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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private static final Logger log = LoggerFactory.getLogger(Unlinking.class);
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
                    .execute((task, context) -> locals.list().forEach(local -> unlink(unlinking, local, transaction)));
        }

        /** A local whose rows cannot be laid anew is tried again the next night; the others do not wait for it. */
        private static void unlink(Unlinking unlinking, Local local, TransactionTemplate transaction) {
            try {
                Viewer.shell(local.id()).run(() -> transaction.executeWithoutResult(t -> unlinking.unlink(local)));
            } catch (RuntimeException e) {
                log.error("the answers of local {} were not laid anew", local.number(), e);
            }
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
        // what is laid down is what is taken away: who answers meanwhile is left alone
        sql.execute("""
                create temporary table laid_turnout on commit drop as
                select * from survey_turnout where local_id = ? and survey_id = any(?)
                """, local.id(), surveys);
        sql.execute("""
                create temporary table laid_response on commit drop as
                select * from survey_response where local_id = ? and survey_id = any(?)
                """, local.id(), surveys);
        sql.execute("""
                create temporary table laid_answer on commit drop as
                select a.* from survey_answer a join laid_response r on r.id = a.response_id where a.local_id = ?
                """, local.id());
        sql.execute("""
                delete from survey_turnout t using laid_turnout l
                where t.local_id = ? and t.survey_id = l.survey_id and t.member_id = l.member_id
                """, local.id());
        sql.execute(
                "delete from survey_response r using laid_response l where r.local_id = ? and r.id = l.id", local.id());
        for (var table : List.of("turnout", "response", "answer")) {
            sql.execute(
                    "insert into survey_" + table + " select * from laid_" + table
                            + " where local_id = ? order by random()",
                    local.id());
        }
    }
}
