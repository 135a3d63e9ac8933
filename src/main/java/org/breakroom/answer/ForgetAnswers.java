package org.breakroom.answer;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keys are kept for thirty days; a daily job forgets the older ones. */
@Configuration(proxyBeanMethods = false)
class ForgetAnswers {
    @Bean
    Task<Void> forgetOldAnswers(Answers answers) {
        return Tasks.recurring("answer.forget", FixedDelay.of(Duration.ofDays(1)))
                .execute((task, context) -> answers.forget());
    }
}
