package org.breakroom.signin;

import static org.breakroom.db.Tables.SIGN_IN_CODE;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Accounts;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.Sha256;
import org.breakroom.mail.Letters;
import org.breakroom.ui.Messages;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One-time codes by mail: eight digits, good for ten minutes, five tries, once, in the browser that asked. */
@Component
class Codes {
    static final Duration GOOD_FOR = Duration.ofMinutes(10);
    static final int TRIES_MAX = 5;
    private static final int DIGITS = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DSLContext sql;
    private final FederationClock clock;
    private final Accounts accounts;
    private final Letters letters;
    private final Messages messages;

    Codes(DSLContext sql, FederationClock clock, Accounts accounts, Letters letters, Messages messages) {
        this.sql = sql;
        this.clock = clock;
        this.accounts = accounts;
        this.letters = letters;
        this.messages = messages;
    }

    /** Sends a code if the address has an account; the answer is the same if not. */
    @Transactional
    UUID send(String email) {
        var now = clock.now();
        var id = Ids.at(now.toEpochMilli());
        var code = "%08d".formatted(RANDOM.nextInt(100_000_000));
        sql.insertInto(SIGN_IN_CODE)
                .set(SIGN_IN_CODE.ID, id)
                .set(SIGN_IN_CODE.EMAIL, email)
                .set(SIGN_IN_CODE.CODE_HASH, Sha256.of(id + code))
                .set(SIGN_IN_CODE.CREATED_AT, now.atOffset(ZoneOffset.UTC))
                .set(SIGN_IN_CODE.EXPIRES_AT, now.plus(GOOD_FOR).atOffset(ZoneOffset.UTC))
                .execute();
        if (accounts.find(email).isPresent()) {
            var shown = code.substring(0, DIGITS / 2) + " " + code.substring(DIGITS / 2);
            letters.write(
                    email,
                    messages.here("letter.code.subject", shown),
                    messages.here("letter.code.body", shown, GOOD_FOR.toMinutes()));
        }
        return id;
    }

    /** The account of a code that is right; a wrong try is counted. */
    @Transactional
    Optional<UUID> use(UUID id, String typed) {
        var digits = typed.replaceAll("[^0-9]", "");
        if (digits.length() != DIGITS) {
            return Optional.empty(); // a slip of the finger is no try
        }
        var c = SIGN_IN_CODE;
        var now = clock.now().atOffset(ZoneOffset.UTC);
        var code = sql.update(c)
                .set(c.TRIES, c.TRIES.plus(1))
                .where(c.ID.eq(id), c.USED_AT.isNull(), c.EXPIRES_AT.gt(now), c.TRIES.lt(TRIES_MAX))
                .returning(c.EMAIL, c.CODE_HASH)
                .fetchOptional();
        if (code.isEmpty() || !MessageDigest.isEqual(code.get().getCodeHash(), Sha256.of(id + digits))) {
            return Optional.empty();
        }
        sql.update(c).set(c.USED_AT, now).where(c.ID.eq(id)).execute();
        return accounts.find(code.get().getEmail());
    }

    /** Removes codes that can no longer be used. */
    @Transactional
    int forget() {
        return sql.deleteFrom(SIGN_IN_CODE)
                .where(SIGN_IN_CODE.CREATED_AT.lt(
                        clock.now().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC)))
                .execute();
    }
}
