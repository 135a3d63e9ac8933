package org.breakroom.mail;

import static org.breakroom.db.Tables.LETTER;
import static org.jooq.impl.DSL.any;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.breakroom.db.tables.records.LetterRecord;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The outbox. A letter is written in the transaction that causes it, so it is sent if and only if that commits; a job
 * hands it to the mail server, or a text message to the gateway, once, and forgets its text. The demo sends nothing: a
 * page shows the letters there and stands in for every mailbox and telephone.
 */
@Component
public class Letters {
    static final TaskDescriptor<Void> SEND = TaskDescriptor.of("mail.send");
    static final TaskDescriptor<Void> SEND_TEXT = TaskDescriptor.of("mail.text");
    /** The failure of a letter that may have been handed over and may not: it is not sent again. */
    static final String UNSURE = "UNSURE";

    private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/\\S*)");
    private static final int FAILURE_MAX = 500;

    private final DSLContext sql;
    private final FederationClock clock;
    private final ObjectProvider<SchedulerClient> jobs;
    private final boolean demo;
    private final boolean gateway;

    Letters(
            DSLContext sql,
            FederationClock clock,
            ObjectProvider<SchedulerClient> jobs,
            @Value("${breakroom.demo:false}") boolean demo,
            @Value("${breakroom.text.url:}") String gateway) {
        this.sql = sql;
        this.clock = clock;
        this.jobs = jobs;
        this.demo = demo;
        this.gateway = !gateway.isBlank();
    }

    /** A letter as the outbox shows it; a text message has no subject. */
    public record Letter(UUID id, String to, String subject, String body, Instant writtenAt) {
        /** The link a letter carries, without the address of the server; null when it has none. */
        public @Nullable String link() {
            var found = LINK.matcher(body);
            return found.find() ? found.group(1) : null;
        }
    }

    /** A letter whose next attempt has begun: the how manieth. */
    record Attempt(Letter letter, int tries) {}

    /** Writes a mail; its id is what {@link #sent} is asked by. */
    public UUID write(String to, String subject, String body) {
        return put("MAIL", SEND, to, subject, body);
    }

    /** Writes a text message to a number like +16175550100. Without a gateway it waits, so ask {@link #canText} first. */
    public UUID text(String e164, String body) {
        return put("TEXT", SEND_TEXT, e164, "", body);
    }

    /** Whether text messages go anywhere: to a gateway, or to the demo's page. */
    public boolean canText() {
        return demo || gateway;
    }

    private UUID put(String channel, TaskDescriptor<Void> job, String to, String subject, String body) {
        var now = clock.now();
        var id = Ids.at(now.toEpochMilli());
        sql.insertInto(LETTER)
                .set(LETTER.ID, id)
                .set(LETTER.CHANNEL, channel)
                .set(LETTER.TO_ADDRESS, to)
                .set(LETTER.SUBJECT, subject)
                .set(LETTER.BODY, body)
                .set(LETTER.CREATED_AT, now.atOffset(ZoneOffset.UTC))
                .set(LETTER.SENT_AT, demo ? now.atOffset(ZoneOffset.UTC) : null)
                .execute();
        if (!demo) {
            jobs.getObject().scheduleIfNotExists(job.instance(id.toString()).scheduledTo(now));
        }
        return id;
    }

    /** When each of some letters was handed over; those that were not, or not yet, are left out. */
    public Map<UUID, Instant> sent(Collection<UUID> ids) {
        return sql.select(LETTER.ID, LETTER.SENT_AT)
                .from(LETTER)
                .where(LETTER.ID.eq(any(ids.toArray(UUID[]::new))), LETTER.SENT_AT.isNotNull())
                .fetchMap(LETTER.ID, r -> r.get(LETTER.SENT_AT).toInstant());
    }

    /** The newest letters; for the demo's page, which stands in for a mailbox. */
    public List<Letter> newest(int count) {
        return sql.selectFrom(LETTER)
                .orderBy(LETTER.CREATED_AT.desc(), LETTER.ID)
                .limit(count)
                .fetch(Letters::letter);
    }

    private static Letter letter(LetterRecord r) {
        return new Letter(
                r.getId(),
                r.getToAddress(),
                r.getSubject(),
                r.getBody(),
                r.getCreatedAt().toInstant());
    }

    /**
     * Begins an attempt, for one caller at a time; null when there is nothing to send. An attempt that begun and never
     * ended was that of a process that died, before the letter was handed over or after: nobody knows, so it stays at that.
     */
    @Nullable
    Attempt begin(UUID id) {
        var begun = sql.update(LETTER)
                .set(LETTER.BEGUN_AT, now())
                .set(LETTER.TRIES, LETTER.TRIES.plus(1))
                .where(LETTER.ID.eq(id), LETTER.BEGUN_AT.isNull())
                .and(LETTER.SENT_AT.isNull())
                .and(LETTER.FAILED_AT.isNull())
                .returning()
                .fetchOne(r -> new Attempt(letter(r), r.getTries()));
        if (begun == null) {
            fail(id, UNSURE);
        }
        return begun;
    }

    /** The attempt led to nothing, and another may begin. */
    void again(UUID id) {
        sql.update(LETTER)
                .setNull(LETTER.BEGUN_AT)
                .where(LETTER.ID.eq(id), LETTER.FAILED_AT.isNull())
                .execute();
    }

    /** Handed over: that is certain, whatever was feared of the letter meanwhile. */
    void taken(UUID id) {
        sql.update(LETTER)
                .set(LETTER.SENT_AT, now())
                .set(LETTER.BODY, "")
                .setNull(LETTER.FAILURE)
                .setNull(LETTER.FAILED_AT)
                .where(LETTER.ID.eq(id))
                .execute();
    }

    /** Never to be sent again. The first reason stays. */
    void fail(UUID id, String why) {
        sql.update(LETTER)
                .set(LETTER.FAILURE, why.substring(0, Math.min(why.length(), FAILURE_MAX)))
                .set(LETTER.FAILED_AT, now())
                .where(LETTER.ID.eq(id), LETTER.SENT_AT.isNull())
                .and(LETTER.FAILED_AT.isNull())
                .execute();
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }
}
