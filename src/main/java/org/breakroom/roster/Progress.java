package org.breakroom.roster;

import static org.breakroom.db.Tables.ROSTER_PROGRESS;
import static org.jooq.impl.DSL.val;

import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** How far an import is, in a transaction of its own, because the import's is seen only when it is whole. */
@Component
public class Progress {
    private final DSLContext sql;
    private final FederationClock clock;
    private final TransactionTemplate aside;

    Progress(DSLContext sql, FederationClock clock, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.clock = clock;
        this.aside = new TransactionTemplate(transactions);
        aside.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * How far a work is.
     *
     * @param step a word: read, places, people, back, done
     * @param perSecond rows a second since it began; 0 when too little is done to tell
     * @param secondsLeft at that pace; 0 when that cannot be told
     */
    public record Now(String step, long done, long total, long perSecond, long secondsLeft) {
        static Now of(String step, long done, long total, long millis) {
            long pace = millis < 1 || done < 1 ? 0 : done * 1000 / millis;
            return new Now(step, done, total, pace, pace == 0 ? 0 : (total - done + pace - 1) / pace);
        }
    }

    void note(Local local, UUID id, String step, long done, long total) {
        aside.executeWithoutResult(t -> sql.insertInto(ROSTER_PROGRESS)
                .set(ROSTER_PROGRESS.LOCAL_ID, local.id())
                .set(ROSTER_PROGRESS.IMPORT_ID, id)
                .set(ROSTER_PROGRESS.STEP, step)
                .set(ROSTER_PROGRESS.DONE, done)
                .set(ROSTER_PROGRESS.TOTAL, total)
                .set(ROSTER_PROGRESS.AT, clock.now().atOffset(ZoneOffset.UTC))
                .set(ROSTER_PROGRESS.STARTED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .onConflict(ROSTER_PROGRESS.LOCAL_ID, ROSTER_PROGRESS.IMPORT_ID)
                .doUpdate()
                .set(ROSTER_PROGRESS.STEP, step)
                .set(ROSTER_PROGRESS.DONE, done)
                .set(ROSTER_PROGRESS.TOTAL, total)
                .set(ROSTER_PROGRESS.AT, clock.now().atOffset(ZoneOffset.UTC))
                .set(
                        ROSTER_PROGRESS.STARTED_AT,
                        done == 0 ? val(clock.now().atOffset(ZoneOffset.UTC)) : ROSTER_PROGRESS.STARTED_AT)
                .execute());
    }

    Optional<Now> find(Local local, UUID id) {
        return sql.selectFrom(ROSTER_PROGRESS)
                .where(ROSTER_PROGRESS.LOCAL_ID.eq(local.id()), ROSTER_PROGRESS.IMPORT_ID.eq(id))
                .fetchOptional(r -> Now.of(
                        r.getStep(),
                        r.getDone(),
                        r.getTotal(),
                        r.getStartedAt() == null
                                ? 0
                                : clock.now().toEpochMilli()
                                        - r.getStartedAt().toInstant().toEpochMilli()));
    }
}
