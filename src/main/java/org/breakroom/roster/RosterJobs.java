package org.breakroom.roster;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.util.UUID;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.access.Viewers;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.matching.EngineMatcher;
import org.breakroom.matching.Matcher;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Applies and undoes in the background. A job that dies with its process is run again: the work is one transaction. */
@Configuration(proxyBeanMethods = false)
class RosterJobs {
    private static final Logger log = LoggerFactory.getLogger(RosterJobs.class);
    static final TaskDescriptor<RosterJob> WORK = TaskDescriptor.of("roster.work", RosterJob.class);

    @Bean
    Matcher matcher() {
        return new EngineMatcher();
    }

    @Bean
    Task<RosterJob> rosterWork(Work work) {
        return Tasks.oneTime(WORK).execute((task, context) -> work.run(task.getData()));
    }

    @Bean
    Work work(
            Applier applier,
            RosterImports imports,
            Viewers viewers,
            Locals locals,
            TransactionTemplate transaction,
            Messages messages) {
        return new Work(applier, imports, viewers, locals, transaction, messages);
    }

    static void schedule(
            SchedulerClient jobs, FederationClock clock, Viewer viewer, Local local, UUID id, boolean undo) {
        jobs.scheduleIfNotExists(WORK.instance(local.id() + "/" + id + (undo ? "/undo" : "/apply"))
                .data(new RosterJob(viewer.account(), local.id(), id, undo))
                .scheduledTo(clock.now()));
    }

    /** One piece of background work, as the viewer who asked and only while she is an officer. */
    record Work(
            Applier applier,
            RosterImports imports,
            Viewers viewers,
            Locals locals,
            TransactionTemplate transaction,
            Messages messages) {

        void run(RosterJob job) {
            var local = locals.require(job.local());
            var asked = viewers.find(job.account()).filter(v -> v.holds(Role.OFFICER, local.id()));
            asked.ifPresentOrElse(
                    viewer -> viewer.run(() -> as(viewer, local, job)),
                    () -> log.warn("import {} was asked for by someone who is no officer any more", job.list()));
        }

        private void as(Viewer viewer, Local local, RosterJob job) {
            try {
                transaction.executeWithoutResult(t -> {
                    if (job.undo()) {
                        applier.undo(viewer, local, job.list());
                    } else {
                        applier.apply(viewer, local, job.list());
                    }
                });
            } catch (Refused refused) {
                fail(local, job, String.valueOf(refused.getMessage()));
            } catch (RuntimeException e) {
                log.error("import {} failed", job.list(), e);
                fail(local, job, messages.text("en", job.undo() ? "roster.undoFailed" : "roster.failed"));
            }
        }

        /** A refused undo leaves the list applied, a failed application leaves nothing applied. */
        private void fail(Local local, RosterJob job, String why) {
            var state = job.undo() ? RosterImport.State.APPLIED : RosterImport.State.FAILED;
            transaction.executeWithoutResult(t -> imports.state(local, job.list(), state, why));
        }
    }
}
