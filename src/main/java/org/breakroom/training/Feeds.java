package org.breakroom.training;

import static org.breakroom.db.Tables.TRAINING_FEED;

import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
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
        var f = TRAINING_FEED;
        return sql.select(f.TOKEN)
                .from(f)
                .where(f.ACCOUNT_ID.eq(viewer.account()), f.ENDED_AT.isNull())
                .fetchOptional(f.TOKEN);
    }

    /** A new address; the one before stops. */
    void make(Viewer viewer) {
        end(viewer);
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        var now = clock.now();
        sql.insertInto(TRAINING_FEED)
                .set(TRAINING_FEED.ID, Ids.at(now.toEpochMilli()))
                .set(TRAINING_FEED.ACCOUNT_ID, viewer.account())
                .set(
                        TRAINING_FEED.TOKEN,
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                .set(TRAINING_FEED.MADE_AT, now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    void end(Viewer viewer) {
        sql.update(TRAINING_FEED)
                .set(TRAINING_FEED.ENDED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .where(TRAINING_FEED.ACCOUNT_ID.eq(viewer.account()), TRAINING_FEED.ENDED_AT.isNull())
                .execute();
    }

    Optional<UUID> account(String token) {
        var f = TRAINING_FEED;
        return sql.select(f.ACCOUNT_ID)
                .from(f)
                .where(f.TOKEN.eq(token), f.ENDED_AT.isNull())
                .fetchOptional(r -> r.value1());
    }
}
