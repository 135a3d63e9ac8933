package org.breakroom.phone;

import static org.breakroom.db.Tables.PHONE_DEVICE;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.db.tables.records.PhoneDeviceRecord;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Sha256;
import org.breakroom.signin.Sessions;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The phones: taken in by their owner, each with a token, a key and a share of its own; revoked for good. */
@Component
class Devices {
    /** The mark on a session that a phone was taken in from, so that revoking the phone ends it. */
    static final String SESSION_MARK = "phone";

    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DSLContext sql;
    private final FederationClock clock;
    private final Sessions sessions;

    Devices(DSLContext sql, FederationClock clock, Sessions sessions) {
        this.sql = sql;
        this.clock = clock;
        this.sessions = sessions;
    }

    /**
     * What a phone is told once.
     *
     * @param token with which it hands in what was noted, whoever is signed in
     * @param key to which it seals
     */
    record Welcome(String token, String key) {}

    /** What the server knows of a phone and tells nobody. */
    record Secrets(Device device, byte[] key, byte[] share) {}

    /** Takes a phone in. The id comes from it; one that is taken is refused. */
    Optional<Welcome> take(Viewer viewer, int local, UUID id, String name) {
        var token = random();
        var keys = Seal.keys();
        var d = PHONE_DEVICE;
        int taken = sql.insertInto(d)
                .set(d.ID, id)
                .set(d.ACCOUNT_ID, viewer.account())
                .set(d.OWNER, viewer.name())
                .set(d.OF_LOCAL, local)
                .set(d.NAME, name)
                .set(d.TOKEN_HASH, Sha256.of(token))
                .set(d.PRIVATE_KEY, keys.secret())
                .set(d.PUBLIC_KEY, keys.point())
                .set(d.SHARE, Base64.getDecoder().decode(random()))
                .set(d.MADE_AT, now())
                .onConflictDoNothing()
                .execute();
        return taken == 0
                ? Optional.empty()
                : Optional.of(new Welcome(token, Base64.getEncoder().encodeToString(keys.point())));
    }

    private static String random() {
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }

    /** The phone that shows this token, revoked or not. */
    Optional<Secrets> prove(@Nullable UUID id, @Nullable String token) {
        if (id == null || token == null) {
            return Optional.empty();
        }
        var d = PHONE_DEVICE;
        var row = sql.selectFrom(d).where(d.ID.eq(id)).fetchOne();
        if (row == null || !MessageDigest.isEqual(row.getTokenHash(), Sha256.of(token))) {
            return Optional.empty();
        }
        return Optional.of(new Secrets(device(row), row.getPrivateKey(), row.getShare()));
    }

    /** A phone's name, revoked or not; empty when it is not known any more. */
    String name(UUID id) {
        var name = sql.select(PHONE_DEVICE.NAME)
                .from(PHONE_DEVICE)
                .where(PHONE_DEVICE.ID.eq(id))
                .fetchOne(r -> r.value1());
        return name == null ? "" : name;
    }

    private static Device device(PhoneDeviceRecord row) {
        return new Device(
                row.getId(),
                row.getAccountId(),
                row.getOwner(),
                row.getOfLocal(),
                row.getName(),
                row.getMadeAt().toInstant(),
                instant(row.getPackedAt()),
                instant(row.getSeenAt()),
                instant(row.getRevokedAt()));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    void packed(UUID id) {
        sql.update(PHONE_DEVICE)
                .set(PHONE_DEVICE.PACKED_AT, now())
                .set(PHONE_DEVICE.SEEN_AT, now())
                .where(PHONE_DEVICE.ID.eq(id))
                .execute();
    }

    void seen(UUID id) {
        sql.update(PHONE_DEVICE)
                .set(PHONE_DEVICE.SEEN_AT, now())
                .where(PHONE_DEVICE.ID.eq(id))
                .execute();
    }

    List<Device> ofAccount(UUID account) {
        return list(PHONE_DEVICE.ACCOUNT_ID.eq(account));
    }

    List<Device> ofLocal(int local) {
        return list(PHONE_DEVICE.OF_LOCAL.eq(local));
    }

    private List<Device> list(Condition which) {
        var d = PHONE_DEVICE;
        return sql.selectFrom(d)
                .where(which)
                .orderBy(d.REVOKED_AT.desc().nullsFirst(), d.MADE_AT.desc(), d.ID)
                .limit(200)
                .fetch(Devices::device);
    }

    /** Revokes a phone for good and ends the session it was taken in from. False when there is none to revoke. */
    boolean revoke(Viewer by, UUID id, Condition which) {
        var d = PHONE_DEVICE;
        var account = sql.select(d.ACCOUNT_ID)
                .from(d)
                .where(d.ID.eq(id), d.REVOKED_AT.isNull())
                .and(which)
                .fetchOne(r -> r.value1());
        if (account == null) {
            return false;
        }
        sql.update(d)
                .set(d.REVOKED_AT, now())
                .set(d.REVOKED_BY, by.name())
                .where(d.ID.eq(id))
                .execute();
        sessions.endMarked(account, SESSION_MARK, id.toString());
        return true;
    }
}
