package org.breakroom.mail;

import static org.breakroom.db.Tables.LETTER;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The outbox. A letter is written in the transaction that causes it, so it is sent if and only if that commits; a job
 * hands it to the mail server and forgets its text. The demo sends nothing and shows the letters on a page.
 */
@Component
public class Letters {
    static final TaskDescriptor<Void> SEND = TaskDescriptor.of("mail.send");

    private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/\\S*)");

    private final DSLContext sql;
    private final FederationClock clock;
    private final ObjectProvider<SchedulerClient> jobs;
    private final boolean demo;

    Letters(
            DSLContext sql,
            FederationClock clock,
            ObjectProvider<SchedulerClient> jobs,
            @Value("${breakroom.demo:false}") boolean demo) {
        this.sql = sql;
        this.clock = clock;
        this.jobs = jobs;
        this.demo = demo;
    }

    /** A letter as the outbox shows it. */
    public record Letter(UUID id, String to, String subject, String body, Instant writtenAt) {
        /** The link a letter carries, without the address of the server; null when it has none. */
        public @Nullable String link() {
            var found = LINK.matcher(body);
            return found.find() ? found.group(1) : null;
        }
    }

    public void write(String to, String subject, String body) {
        var now = clock.now();
        var id = Ids.at(now.toEpochMilli());
        sql.insertInto(LETTER)
                .set(LETTER.ID, id)
                .set(LETTER.TO_ADDRESS, to)
                .set(LETTER.SUBJECT, subject)
                .set(LETTER.BODY, body)
                .set(LETTER.CREATED_AT, now.atOffset(ZoneOffset.UTC))
                .execute();
        if (!demo) {
            jobs.getObject().scheduleIfNotExists(SEND.instance(id.toString()).scheduledTo(now));
        }
    }

    /** The newest letters; for the demo's page, which stands in for a mailbox. */
    public List<Letter> newest(int count) {
        return sql.selectFrom(LETTER)
                .orderBy(LETTER.CREATED_AT.desc(), LETTER.ID)
                .limit(count)
                .fetch(r -> new Letter(
                        r.getId(),
                        r.getToAddress(),
                        r.getSubject(),
                        r.getBody(),
                        r.getCreatedAt().toInstant()));
    }

    @Nullable
    Letter unsent(UUID id) {
        return sql.selectFrom(LETTER)
                .where(LETTER.ID.eq(id), LETTER.SENT_AT.isNull())
                .fetchOne(r -> new Letter(
                        r.getId(),
                        r.getToAddress(),
                        r.getSubject(),
                        r.getBody(),
                        r.getCreatedAt().toInstant()));
    }

    void sent(UUID id) {
        sql.update(LETTER)
                .set(LETTER.SENT_AT, clock.now().atOffset(ZoneOffset.UTC))
                .set(LETTER.BODY, "")
                .where(LETTER.ID.eq(id))
                .execute();
    }
}
