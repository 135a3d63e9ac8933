package org.breakroom.member;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.LocalTime;
import org.breakroom.access.Grants;
import org.breakroom.access.Viewer;
import org.breakroom.access.Viewers;
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

    /** Between locals as each of the staff may: of those that let her see names. */
    @Bean
    Task<Void> lookElsewhere(Elsewhere elsewhere, Grants grants, Viewers viewers, TransactionTemplate transaction) {
        return Tasks.recurring("member.elsewhere", new Daily(FederationClock.ZONE, AT.plusMinutes(30)))
                .execute((task, context) -> grants.staff().stream()
                        .flatMap(s -> viewers.find(s.account()).stream())
                        .filter(v -> v.granted().size() > 1)
                        .forEach(v -> v.run(() -> transaction.executeWithoutResult(t -> elsewhere.look(v)))));
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
