package org.breakroom.mail;

import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.breakroom.database.CannotStart;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends letters over SMTP: again after a failure, later each time, never twice once the server took one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "breakroom.mail.url")
class MailConfiguration {
    private static final Duration RETRY_FIRST = Duration.ofSeconds(20);
    private static final String TIMEOUT_MS = "10000";

    @Bean
    JavaMailSenderImpl mailSender(@Value("${breakroom.mail.url}") String url) {
        var uri = URI.create(url);
        if (uri.getHost() == null || uri.getScheme() == null || !uri.getScheme().startsWith("smtp")) {
            throw new CannotStart("BREAKROOM_MAIL_URL is not an address: write smtp://user:password@host:port.");
        }
        var sender = new JavaMailSenderImpl();
        sender.setProtocol(uri.getScheme());
        sender.setHost(uri.getHost());
        sender.setPort(uri.getPort());
        var properties = sender.getJavaMailProperties();
        for (var limit : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty("mail." + uri.getScheme() + "." + limit, TIMEOUT_MS);
        }
        var user = uri.getUserInfo();
        if (user != null && user.contains(":")) {
            sender.setUsername(user.substring(0, user.indexOf(':')));
            sender.setPassword(user.substring(user.indexOf(':') + 1));
            properties.setProperty("mail." + uri.getScheme() + ".auth", "true");
            properties.setProperty("mail." + uri.getScheme() + ".starttls.enable", "true");
        }
        return sender;
    }

    @Bean
    Task<Void> sendLetter(
            Letters letters,
            JavaMailSenderImpl sender,
            TransactionTemplate transaction,
            @Value("${breakroom.mail.from}") String from) {
        return Tasks.oneTime(Letters.SEND)
                .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(RETRY_FIRST))
                .execute((TaskInstance<Void> task, ExecutionContext context) -> {
                    var id = UUID.fromString(task.getId());
                    var letter = letters.unsent(id);
                    if (letter == null) {
                        return;
                    }
                    var message = new SimpleMailMessage();
                    message.setFrom(from);
                    message.setTo(letter.to());
                    message.setSubject(letter.subject());
                    message.setText(letter.body());
                    sender.send(message);
                    transaction.executeWithoutResult(t -> letters.sent(id));
                });
    }
}
