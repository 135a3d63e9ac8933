package org.breakroom.calendar;

import static org.breakroom.db.Tables.CALENDAR_FEED;

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
public class Feeds {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 24;

    private final DSLContext sql;
    private final FederationClock clock;

    Feeds(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** The token of an account's address; empty when it has none. */
    public Optional<String> of(Viewer viewer) {
        return sql.select(CALENDAR_FEED.TOKEN)
                .from(CALENDAR_FEED)
                .where(CALENDAR_FEED.ACCOUNT_ID.eq(viewer.account()))
                .fetchOptional(CALENDAR_FEED.TOKEN);
    }

    /** A new address; the one before stops. */
    void make(Viewer viewer) {
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var now = clock.now().atOffset(ZoneOffset.UTC);
        sql.insertInto(CALENDAR_FEED)
                .set(CALENDAR_FEED.ACCOUNT_ID, viewer.account())
                .set(CALENDAR_FEED.TOKEN, token)
                .set(CALENDAR_FEED.MADE_AT, now)
                .onConflict(CALENDAR_FEED.ACCOUNT_ID)
                .doUpdate()
                .set(CALENDAR_FEED.TOKEN, token)
                .set(CALENDAR_FEED.MADE_AT, now)
                .execute();
    }

    void end(Viewer viewer) {
        sql.deleteFrom(CALENDAR_FEED)
                .where(CALENDAR_FEED.ACCOUNT_ID.eq(viewer.account()))
                .execute();
    }

    Optional<UUID> account(String token) {
        return sql.select(CALENDAR_FEED.ACCOUNT_ID)
                .from(CALENDAR_FEED)
                .where(CALENDAR_FEED.TOKEN.eq(token))
                .fetchOptional(CALENDAR_FEED.ACCOUNT_ID);
    }
}
