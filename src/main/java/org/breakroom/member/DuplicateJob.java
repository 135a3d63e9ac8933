package org.breakroom.member;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import java.time.LocalTime;
import org.breakroom.access.Grants;
import org.breakroom.access.Viewer;
import org.breakroom.access.Viewers;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks through every local's people for duplicates each night, a local a transaction, as that local's own shell; then between locals. */
@Configuration(proxyBeanMethods = false)
class DuplicateJob {
    private static final Logger log = LoggerFactory.getLogger(DuplicateJob.class);
    private static final LocalTime AT = LocalTime.of(3, 30);

    @Bean
    Task<Void> lookForDuplicates(Duplicates duplicates, Locals locals, TransactionTemplate transaction) {
        return Tasks.recurring("member.duplicates", new Daily(FederationClock.ZONE, AT))
                .execute((task, context) -> locals.list()
                        .forEach(local -> look(
                                Viewer.shell(local.id()),
                                "local " + local.number(),
                                () -> transaction.executeWithoutResult(t -> duplicates.look(local)))));
    }

    /** Between locals as each of the staff may: of those that let her see names. */
    @Bean
    Task<Void> lookElsewhere(Elsewhere elsewhere, Grants grants, Viewers viewers, TransactionTemplate transaction) {
        return Tasks.recurring("member.elsewhere", new Daily(FederationClock.ZONE, AT.plusMinutes(30)))
                .execute((task, context) -> grants.staff().stream()
                        .flatMap(s -> viewers.find(s.account()).stream())
                        .filter(v -> v.granted().size() > 1)
                        .forEach(v -> look(
                                v,
                                "locals " + v.granted(),
                                () -> transaction.executeWithoutResult(t -> elsewhere.look(v)))));
    }

    /** What cannot be looked through is tried again the next night; the others do not wait for it. */
    private static void look(Viewer viewer, String what, Runnable work) {
        try {
            viewer.run(work);
        } catch (RuntimeException e) {
            log.error("{} could not be looked through for duplicates", what, e);
        }
    }
}
