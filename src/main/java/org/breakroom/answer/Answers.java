package org.breakroom.answer;

import static org.breakroom.db.Tables.ANSWER;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table of answers, read and written in the transaction of the write they answer. */
@Component
class Answers {
    static final Duration KEPT = Duration.ofDays(30);

    private final DSLContext sql;
    private final FederationClock clock;

    Answers(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    sealed interface Beginning {}

    /** Not seen before: go on. */
    record New() implements Beginning {}

    /** Another request with this key is being worked on. */
    record InFlight() implements Beginning {}

    /** The key was used for something else. */
    record OtherBody() implements Beginning {}

    /** Done before: this was the answer. */
    record Given(int status, @Nullable String location) implements Beginning {}

    /** Takes the key for this transaction; the lock is let go when it ends, the row stays only if it commits. */
    Beginning begin(UUID account, UUID key, byte[] hash) {
        long lock = account.getLeastSignificantBits() ^ key.getMostSignificantBits() ^ key.getLeastSignificantBits();
        if (!Boolean.TRUE.equals(sql.fetchValue("select pg_try_advisory_xact_lock(?)", lock))) {
            return new InFlight();
        }
        int taken = sql.insertInto(ANSWER)
                .set(ANSWER.ACCOUNT_ID, account)
                .set(ANSWER.KEY, key)
                .set(ANSWER.BODY_HASH, hash)
                .set(ANSWER.CREATED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .onConflictDoNothing()
                .execute();
        if (taken == 1) {
            return new New();
        }
        var given = sql.selectFrom(ANSWER)
                .where(ANSWER.ACCOUNT_ID.eq(account), ANSWER.KEY.eq(key))
                .fetchSingle();
        if (!Arrays.equals(given.getBodyHash(), hash)) {
            return new OtherBody();
        }
        return given.getStatus() == null ? new InFlight() : new Given(given.getStatus(), given.getLocation());
    }

    void end(UUID account, UUID key, int status, String location) {
        sql.update(ANSWER)
                .set(ANSWER.STATUS, status)
                .set(ANSWER.LOCATION, location)
                .where(ANSWER.ACCOUNT_ID.eq(account), ANSWER.KEY.eq(key))
                .execute();
    }

    /** Removes what is older than keys are kept. */
    int forget() {
        return sql.deleteFrom(ANSWER)
                .where(ANSWER.CREATED_AT.lt(clock.now().minus(KEPT).atOffset(ZoneOffset.UTC)))
                .execute();
    }
}
