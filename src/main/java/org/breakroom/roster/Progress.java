package org.breakroom.roster;

import static org.breakroom.db.Tables.ROSTER_PROGRESS;

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

    /** @param step a word: read, places, people, done */
    public record Now(String step, long done, long total) {}

    void note(Local local, UUID id, String step, long done, long total) {
        aside.executeWithoutResult(t -> sql.insertInto(ROSTER_PROGRESS)
                .set(ROSTER_PROGRESS.LOCAL_ID, local.id())
                .set(ROSTER_PROGRESS.IMPORT_ID, id)
                .set(ROSTER_PROGRESS.STEP, step)
                .set(ROSTER_PROGRESS.DONE, done)
                .set(ROSTER_PROGRESS.TOTAL, total)
                .set(ROSTER_PROGRESS.AT, clock.now().atOffset(ZoneOffset.UTC))
                .onConflict(ROSTER_PROGRESS.LOCAL_ID, ROSTER_PROGRESS.IMPORT_ID)
                .doUpdate()
                .set(ROSTER_PROGRESS.STEP, step)
                .set(ROSTER_PROGRESS.DONE, done)
                .set(ROSTER_PROGRESS.TOTAL, total)
                .set(ROSTER_PROGRESS.AT, clock.now().atOffset(ZoneOffset.UTC))
                .execute());
    }

    Optional<Now> find(Local local, UUID id) {
        return sql.selectFrom(ROSTER_PROGRESS)
                .where(ROSTER_PROGRESS.LOCAL_ID.eq(local.id()), ROSTER_PROGRESS.IMPORT_ID.eq(id))
                .fetchOptional(r -> new Now(r.getStep(), r.getDone(), r.getTotal()));
    }
}
