package org.breakroom.training;

import static org.breakroom.db.Tables.TRAINING_FEED;

import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Private calendar addresses: one at a time an account; a new one ends the old. */
@Component
class Feeds {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 24;

    private final DSLContext sql;
    private final FederationClock clock;

    Feeds(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The token of an account's address; empty when it has none. */
    Optional<String> of(Viewer viewer) {
        return sql.select(TRAINING_FEED.TOKEN)
                .from(TRAINING_FEED)
                .where(TRAINING_FEED.ACCOUNT_ID.eq(viewer.account()))
                .fetchOptional(TRAINING_FEED.TOKEN);
    }

    /** A new address; the one before stops. */
    void make(Viewer viewer) {
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var now = clock.now().atOffset(ZoneOffset.UTC);
        sql.insertInto(TRAINING_FEED)
                .set(TRAINING_FEED.ACCOUNT_ID, viewer.account())
                .set(TRAINING_FEED.TOKEN, token)
                .set(TRAINING_FEED.MADE_AT, now)
                .onConflict(TRAINING_FEED.ACCOUNT_ID)
                .doUpdate()
                .set(TRAINING_FEED.TOKEN, token)
                .set(TRAINING_FEED.MADE_AT, now)
                .execute();
    }

    void end(Viewer viewer) {
        sql.deleteFrom(TRAINING_FEED)
                .where(TRAINING_FEED.ACCOUNT_ID.eq(viewer.account()))
                .execute();
    }

    Optional<UUID> account(String token) {
        return sql.select(TRAINING_FEED.ACCOUNT_ID)
                .from(TRAINING_FEED)
                .where(TRAINING_FEED.TOKEN.eq(token))
                .fetchOptional(TRAINING_FEED.ACCOUNT_ID);
    }
}
