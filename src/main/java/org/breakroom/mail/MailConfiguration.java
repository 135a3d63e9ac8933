package org.breakroom.mail;

import com.github.kagkarlsson.scheduler.task.Task;
import org.breakroom.kernel.FederationClock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** The jobs that send what was written, each where it is told where to. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {
    @Bean
    @ConditionalOnProperty("breakroom.mail.url")
    Task<Void> sendLetter(
            Letters letters,
            FederationClock clock,
            TransactionTemplate transaction,
            @Value("${breakroom.mail.url}") String url,
            @Value("${breakroom.mail.from:breakroom@localhost}") String from) {
        return new Delivery(letters, new Smtp(url, from, Smtp.PATIENCE), clock, transaction).task(Letters.SEND);
    }

    @Bean
    @ConditionalOnProperty("breakroom.text.url")
    Task<Void> sendText(
            Letters letters,
            FederationClock clock,
            TransactionTemplate transaction,
            @Value("${breakroom.text.url}") String url) {
        return new Delivery(letters, new Gateway(url, Gateway.PATIENCE), clock, transaction).task(Letters.SEND_TEXT);
    }
}
