package org.breakroom.member;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.LocalTime;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks through every local's people for duplicates each night, a local a transaction, as that local's own shell. */
@Configuration(proxyBeanMethods = false)
class DuplicateJob {
    private static final Logger log = LoggerFactory.getLogger(DuplicateJob.class);
    private static final LocalTime AT = LocalTime.of(3, 30);

    @Bean
    Task<Void> lookForDuplicates(Duplicates duplicates, Locals locals, TransactionTemplate transaction) {
        return Tasks.recurring("member.duplicates", new Daily(FederationClock.ZONE, AT))
                .execute((task, context) -> locals.list().forEach(local -> look(duplicates, local, transaction)));
    }

    /** A local that cannot be looked through is tried again the next night; the others do not wait for it. */
    private static void look(Duplicates duplicates, Local local, TransactionTemplate transaction) {
        try {
            Viewer.shell(local.id()).run(() -> transaction.executeWithoutResult(t -> duplicates.look(local)));
        } catch (RuntimeException e) {
            log.error("local {} was not looked through for duplicates", local.number(), e);
        }
    }
}
