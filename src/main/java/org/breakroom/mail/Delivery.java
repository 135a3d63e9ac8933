package org.breakroom.mail;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.breakroom.kernel.FederationClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends each letter once. That an attempt begins is committed before anything leaves, and how it ended afterwards; only
 * after an attempt that surely led to nothing comes another, later each time, for five days.
 */
final class Delivery {
    static final int TRIES_MAX = 130; // nine within an hour and a half, then one an hour: five days
    private static final Duration PAUSE_FIRST = Duration.ofSeconds(20);
    private static final Duration PAUSE_MAX = Duration.ofHours(1);
    private static final Duration UNTIL_DONE = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final Letters letters;
    private final Carrier carrier;
    private final FederationClock clock;
    private final TransactionTemplate transaction;
    /** A machine that stood still makes the scheduler believe that its own work is dead: it is begun twice, here. */
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

    Delivery(Letters letters, Carrier carrier, FederationClock clock, TransactionTemplate transaction) {
        this.letters = letters;
        this.carrier = carrier;
        this.clock = clock;
        this.transaction = transaction;
    }

    Task<Void> task(TaskDescriptor<Void> job) {
        return Tasks.custom(job)
                .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(PAUSE_FIRST))
                .execute((task, context) -> {
                    var next = attempt(UUID.fromString(task.getId()));
                    return (complete, operations) -> {
                        if (next == null) {
                            operations.remove();
                        } else {
                            operations.reschedule(complete, next);
                        }
                    };
                });
    }

    /** One attempt at a letter; when to come back to it, or null when nothing is left to do. */
    @Nullable
    Instant attempt(UUID id) {
        if (!underWay.add(id)) {
            return clock.now().plus(UNTIL_DONE);
        }
        try {
            var attempt = transaction.execute(t -> letters.begin(id));
            if (attempt == null) {
                return null;
            }
            var outcome = carrier.carry(attempt.letter());
            return transaction.execute(t -> note(id, attempt.tries(), outcome));
        } finally {
            underWay.remove(id);
        }
    }

    private @Nullable Instant note(UUID id, int tries, Carrier.Outcome outcome) {
        switch (outcome) {
            case Carrier.Taken() -> letters.taken(id);
            case Carrier.Refused(var answer) -> {
                log.warn("letter {} was refused", id);
                letters.fail(id, answer);
            }
            case Carrier.Unsure(var why) -> {
                log.warn("letter {} may have been taken or not and is not sent again: {}", id, why);
                letters.fail(id, Letters.UNSURE);
            }
            case Carrier.Again(var why)
            when tries >= TRIES_MAX -> {
                log.warn("letter {} was given up after {} tries: {}", id, tries, why);
                letters.fail(id, "GIVEN UP: " + why);
            }
            case Carrier.Again(var why) -> {
                if (tries == 1) {
                    log.warn("letter {} is tried again: {}", id, why);
                }
                letters.again(id);
                return clock.now().plus(pause(tries));
            }
        }
        return null;
    }

    /** How long to wait after so many tries: twice as long each time, up to an hour. */
    static Duration pause(int tries) {
        return tries > 8 ? PAUSE_MAX : PAUSE_FIRST.multipliedBy(1L << tries - 1);
    }
}
