package org.breakroom.card;

import static org.breakroom.db.Tables.CARD;
import static org.breakroom.db.Tables.CARD_CHAIN;
import static org.breakroom.db.Tables.CARD_STEP;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.breakroom.db.tables.records.CardRecord;
import org.breakroom.db.tables.records.CardStepRecord;
import org.breakroom.federation.Local;
import org.breakroom.kernel.Sha256;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A local's chain: each signature and each step is a link, whose hash covers its body and the hash of the link before. The
 * format is published in docs/guide/card-evidence.md and read by a verifier that shares no code with this class.
 */
@Component
class Chain {
    /** What stands before the first link. */
    static final String BEGINNING = "0".repeat(64);

    private final DSLContext sql;

    Chain(DSLContext sql) {
        this.sql = sql;
    }

    /** Where a chain ends. */
    record End(long number, String hash) {}

    End end(Local local) {
        return sql.select(CARD_CHAIN.NUMBER, CARD_CHAIN.HASH)
                .from(CARD_CHAIN)
                .where(CARD_CHAIN.LOCAL_ID.eq(local.id()))
                .fetchOptional(r -> new End(r.value1(), r.value2()))
                .orElse(new End(0, BEGINNING));
    }

    /** Puts a signature at the end of its local's chain: one writer a local at a time. */
    void add(CardRecord card) {
        var end = hold(card.getLocalId());
        card.setNumber(end.number() + 1);
        card.setPrevious(end.hash());
        card.setBodyHash(Sha256.hex(line(fields(card))));
        card.setHash(link(card.getPrevious(), card.getBodyHash()));
        sql.insertInto(CARD).set(card).execute();
        move(card.getLocalId(), card.getNumber(), card.getHash());
    }

    void add(CardStepRecord step) {
        var end = hold(step.getLocalId());
        step.setNumber(end.number() + 1);
        step.setPrevious(end.hash());
        step.setBodyHash(Sha256.hex(line(fields(step))));
        step.setHash(link(step.getPrevious(), step.getBodyHash()));
        sql.insertInto(CARD_STEP).set(step).execute();
        move(step.getLocalId(), step.getNumber(), step.getHash());
    }

    /** The hash of a link: over the one before and over the hash of its body, so that a closed body still binds the chain. */
    static String link(String previous, String body) {
        return Sha256.hex(previous + "\t" + body);
    }

    /** A link in full, as an export has it. */
    static String open(CardRecord c) {
        return line(fields(c)) + "\tprevious=" + c.getPrevious() + "\thash=" + c.getHash();
    }

    static String open(CardStepRecord s) {
        return line(fields(s)) + "\tprevious=" + s.getPrevious() + "\thash=" + s.getHash();
    }

    /** Waits for whoever else signs or decides in this local: taken first, so that what is read afterwards stays true. */
    void hold(Local local) {
        hold(local.id());
    }

    private End hold(int local) {
        sql.insertInto(CARD_CHAIN)
                .set(CARD_CHAIN.LOCAL_ID, local)
                .set(CARD_CHAIN.NUMBER, 0L)
                .set(CARD_CHAIN.HASH, BEGINNING)
                .onConflictDoNothing()
                .execute();
        return sql.select(CARD_CHAIN.NUMBER, CARD_CHAIN.HASH)
                .from(CARD_CHAIN)
                .where(CARD_CHAIN.LOCAL_ID.eq(local))
                .forUpdate()
                .fetchSingle(r -> new End(r.value1(), r.value2()));
    }

    private void move(int local, long number, String hash) {
        sql.update(CARD_CHAIN)
                .set(CARD_CHAIN.NUMBER, number)
                .set(CARD_CHAIN.HASH, hash)
                .where(CARD_CHAIN.LOCAL_ID.eq(local))
                .execute();
    }

    /** Everything a signature's hash covers, in the order in which it is written. */
    static Map<String, @Nullable Object> fields(CardRecord c) {
        var f = new LinkedHashMap<String, @Nullable Object>();
        f.put("number", c.getNumber());
        f.put("entry", "card");
        f.put("local", c.getLocalId());
        f.put("id", c.getId());
        f.put("drive", c.getDriveId());
        f.put("kind", c.getKind());
        f.put("version", c.getVersion());
        f.put("language", c.getLanguage());
        f.put("words", c.getWords());
        f.put("words_sha256", c.getWordsHash());
        f.put("member", c.getMemberId());
        f.put("name_on_file", c.getNameOnFile());
        f.put("name_typed", c.getNameTyped());
        f.put("mark", c.getMark());
        f.put("job", c.getJob());
        f.put("employer", c.getEmployer());
        f.put("unit", c.getUnit());
        f.put("email", c.getEmail());
        f.put("email_verified", c.getEmailHow());
        f.put("email_verified_at", c.getEmailAt());
        f.put("phone", c.getPhone());
        f.put("phone_verified", c.getPhoneHow());
        f.put("phone_verified_at", c.getPhoneAt());
        f.put("address", c.getAddress());
        f.put("intent", c.getIntent());
        f.put("dated_on", c.getDatedOn());
        f.put("shown_at", c.getShownAt());
        f.put("signed_at", c.getSignedAt());
        f.put("network", c.getNetwork());
        f.put("agent", c.getAgent());
        f.put("session", c.getSession());
        f.put("channel", c.getChannel());
        f.put("circulator_id", c.getCirculatorId());
        f.put("circulator", c.getCirculator());
        f.put("serial", c.getSerial());
        f.put("scan_sha256", c.getScanHash());
        f.put("flags", c.getFlags());
        return f;
    }

    static Map<String, @Nullable Object> fields(CardStepRecord s) {
        var f = new LinkedHashMap<String, @Nullable Object>();
        f.put("number", s.getNumber());
        f.put("entry", "step");
        f.put("local", s.getLocalId());
        f.put("id", s.getId());
        f.put("card", s.getCardId());
        f.put("act", s.getAct());
        f.put("at", s.getAt());
        f.put("account", s.getAccountId());
        f.put("hand", s.getHand());
        f.put("words", s.getWords());
        f.put("member", s.getMemberId());
        f.put("effective_on", s.getEffectiveOn());
        f.put("letter", s.getLetterId());
        return f;
    }

    /** One line: {@code name=value} parted by tabs, so that a link is read without any library. */
    static String line(Map<String, @Nullable Object> fields) {
        var line = new StringBuilder();
        fields.forEach((name, value) -> {
            if (!line.isEmpty()) {
                line.append('\t');
            }
            line.append(name).append('=').append(escaped(text(value)));
        });
        return line.toString();
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case OffsetDateTime at -> at.toInstant().toString();
            default -> value.toString();
        };
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** A time as the database keeps it and the line says it. */
    static OffsetDateTime at(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }
}
