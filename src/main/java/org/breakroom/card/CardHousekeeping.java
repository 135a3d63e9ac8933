package org.breakroom.card;

import static org.breakroom.db.Tables.ACTIVITY_STANDING;
import static org.breakroom.db.Tables.CARD_STANDING;
import static org.breakroom.db.Tables.CARD_STEP;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.mail.Letters;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Signs each local's chain once a day, notes which confirmations were delivered, forgets drafts whose time is over. */
@Configuration(proxyBeanMethods = false)
class CardHousekeeping {
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final int AT_ONCE = 500;

    @Bean
    Task<Void> lookAfterCards(
            Locals locals,
            Heads heads,
            Drafts drafts,
            Deliveries deliveries,
            Revocations revocations,
            TransactionTemplate transaction) {
        return Tasks.recurring("card.look-after", FixedDelay.of(EVERY)).execute((task, context) -> {
            for (var local : locals.list()) {
                Viewer.shell(local.id())
                        .run(() -> transaction.executeWithoutResult(t -> {
                            deliveries.note(local);
                            revocations.end(local);
                            heads.sign(local);
                            drafts.forget(local);
                        }));
            }
        });
    }

    @Bean
    Deliveries deliveries(DSLContext sql, Letters letters, Signing signing) {
        return new Deliveries(sql, letters, signing);
    }

    @Bean
    Revocations revocations(DSLContext sql, Signing signing, Deciding deciding, FederationClock clock) {
        return new Revocations(sql, signing, deciding, clock);
    }

    /** Cards that were taken back and whose day has come. */
    record Revocations(DSLContext sql, Signing signing, Deciding deciding, FederationClock clock) {
        int end(Local local) {
            var s = CARD_STEP;
            var due = sql.select(s.CARD_ID)
                    .from(s)
                    .join(CARD_STANDING)
                    .on(CARD_STANDING.LOCAL_ID.eq(s.LOCAL_ID), CARD_STANDING.ID.eq(s.CARD_ID))
                    .join(ACTIVITY_STANDING)
                    .on(ACTIVITY_STANDING.LOCAL_ID.eq(s.LOCAL_ID), ACTIVITY_STANDING.ID.eq(CARD_STANDING.COUNTED_BY))
                    .where(s.LOCAL_ID.eq(local.id()), s.ACT.eq(Act.REVOKED.name()))
                    .and(s.EFFECTIVE_ON.le(clock.today()))
                    .fetch(s.CARD_ID);
            var hand = Viewer.recorder(new UUID(0, 0), "Breakroom", local.id());
            due.forEach(card -> deciding.end(hand, local, signing.require(local, card)));
            return due.size();
        }
    }

    /** Which confirmations were handed over to the signer's own mail or telephone company. */
    record Deliveries(DSLContext sql, Letters letters, Signing signing) {
        int note(Local local) {
            var s = CARD_STEP;
            var d = CARD_STEP.as("d");
            var waiting = sql.select(s.LETTER_ID, s.CARD_ID)
                    .from(s)
                    .where(s.LOCAL_ID.eq(local.id()), s.ACT.eq(Act.SENT.name()), s.LETTER_ID.isNotNull())
                    .andNotExists(DSL.selectOne()
                            .from(d)
                            .where(d.LOCAL_ID.eq(s.LOCAL_ID), d.CARD_ID.eq(s.CARD_ID), d.LETTER_ID.eq(s.LETTER_ID))
                            .and(d.ACT.eq(Act.DELIVERED.name())))
                    .orderBy(s.NUMBER.desc())
                    .limit(AT_ONCE)
                    .fetchMap(s.LETTER_ID, s.CARD_ID);
            var post = Viewer.recorder(new UUID(0, 0), "Breakroom", local.id());
            var sent = letters.sent(waiting.keySet());
            sent.forEach((letter, at) -> signing.step(
                    post,
                    local,
                    java.util.Objects.requireNonNull(waiting.get(letter)),
                    Act.DELIVERED,
                    at.toString(),
                    null,
                    null,
                    letter));
            return sent.size();
        }
    }
}
