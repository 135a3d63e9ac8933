package org.breakroom.signin;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.breakroom.access.Accounts;
import org.breakroom.access.Role;
import org.breakroom.database.CannotStart;
import org.breakroom.kernel.Email;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Old codes are forgotten every hour; a new installation gets its first administrator from the command line. */
@Configuration(proxyBeanMethods = false)
class Housekeeping {

    @Bean
    Task<Void> forgetCodes(Codes codes) {
        return Tasks.recurring("signin.forget-codes", FixedDelay.of(Duration.ofHours(1)))
                .execute((task, context) -> codes.forget());
    }

    @Bean
    @ConditionalOnProperty("breakroom.administrator")
    SmartInitializingSingleton firstAdministrator(
            Accounts accounts,
            FederationClock clock,
            TransactionTemplate transaction,
            @Value("${breakroom.administrator}") String email) {
        return () -> {
            var address = Email.read(email)
                    .orElseThrow(
                            () -> new CannotStart("--administrator needs a mail address, such as it@example.org."));
            transaction.executeWithoutResult(t -> {
                if (accounts.find(address.address()).isEmpty()) {
                    var account = accounts.findOrOpen(address.address(), address.address());
                    accounts.hold(
                            account,
                            new Accounts.Holding(
                                    Ids.at(clock.now().toEpochMilli()),
                                    Role.ADMIN,
                                    null,
                                    null,
                                    null,
                                    clock.today(),
                                    null));
                }
            });
        };
    }
}
