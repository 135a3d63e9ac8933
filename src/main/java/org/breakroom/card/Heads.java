package org.breakroom.card;

import static org.breakroom.db.Tables.CARD_CHAIN;
import static org.breakroom.db.Tables.CARD_HEAD;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.breakroom.db.tables.records.CardHeadRecord;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Sha256;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The end of each chain, signed every day with a key that is in the data folder and not in the database. What is published
 * is a hash over local, day, number and end: it binds us and tells an employer neither how many cards there are nor whether
 * any came that day.
 */
@Component
public class Heads {
    private static final String KEY_FILE = "card-key";
    private static final int SHOWN_MAX = 400;

    private final DSLContext sql;
    private final FederationClock clock;
    private final Path file;
    private volatile @Nullable KeyPair keys;

    Heads(DSLContext sql, FederationClock clock, @Value("${breakroom.data}") String folder) {
        this.sql = sql;
        this.clock = clock;
        this.file = Path.of(folder).resolve(KEY_FILE);
    }

    /** @param commitment what is published of that day's end */
    public record Head(LocalDate day, long number, String hash, String commitment, String signature, String key) {}

    /** Signs the end of a local's chain as it is now, once a day; false when that was done, or there is nothing to sign. */
    boolean sign(Local local) {
        var end = sql.selectFrom(CARD_CHAIN)
                .where(CARD_CHAIN.LOCAL_ID.eq(local.id()))
                .forUpdate()
                .fetchOptional();
        if (end.isEmpty()) {
            return false;
        }
        var today = clock.today();
        var commitment =
                commitment(local.id(), today, end.get().getNumber(), end.get().getHash());
        return sql.insertInto(CARD_HEAD)
                        .set(CARD_HEAD.LOCAL_ID, local.id())
                        .set(CARD_HEAD.DAY, today)
                        .set(CARD_HEAD.NUMBER, end.get().getNumber())
                        .set(CARD_HEAD.HASH, end.get().getHash())
                        .set(CARD_HEAD.COMMITMENT, commitment)
                        .set(CARD_HEAD.SIGNATURE, signed(commitment))
                        .set(CARD_HEAD.KEY, publicKey())
                        .set(CARD_HEAD.SIGNED_AT, Chain.at(clock.now()))
                        .onConflictDoNothing()
                        .execute()
                > 0;
    }

    /** The end of a chain as an export finds it, signed: whoever cuts links off the export cuts this off too, or leaves it alone. */
    Head end(Local local, long number, String hash) {
        var commitment = commitment(local.id(), clock.today(), number, hash);
        return new Head(clock.today(), number, hash, commitment, signed(commitment), publicKey());
    }

    static String commitment(int local, LocalDate day, long number, String hash) {
        return Sha256.hex(local + "\t" + day + "\t" + number + "\t" + hash);
    }

    List<Head> list(Local local) {
        return sql.selectFrom(CARD_HEAD)
                .where(CARD_HEAD.LOCAL_ID.eq(local.id()))
                .orderBy(CARD_HEAD.DAY.desc())
                .limit(SHOWN_MAX)
                .fetch(Heads::head);
    }

    static Head head(CardHeadRecord r) {
        return new Head(r.getDay(), r.getNumber(), r.getHash(), r.getCommitment(), r.getSignature(), r.getKey());
    }

    String publicKey() {
        return Base64.getEncoder().encodeToString(keys().getPublic().getEncoded());
    }

    /** The signature over a hash in hex, in base64. */
    String signed(String commitment) {
        try {
            var pen = Signature.getInstance("Ed25519");
            pen.initSign(keys().getPrivate());
            pen.update(commitment.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(pen.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized KeyPair keys() {
        var known = keys;
        if (known == null) {
            try {
                known = Files.exists(file) ? read() : make();
            } catch (IOException e) {
                throw new UncheckedIOException("The file " + file + " cannot be read or written", e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The file " + file + " holds no key", e);
            }
            keys = known;
        }
        return known;
    }

    private KeyPair read() throws IOException, GeneralSecurityException {
        var lines = Files.readAllLines(file);
        var factory = KeyFactory.getInstance("Ed25519");
        return new KeyPair(
                factory.generatePublic(
                        new X509EncodedKeySpec(Base64.getDecoder().decode(lines.get(1)))),
                factory.generatePrivate(
                        new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(0)))));
    }

    private KeyPair make() throws IOException, GeneralSecurityException {
        var fresh = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.createDirectories(file.toAbsolutePath().getParent());
        var aside = file.resolveSibling(KEY_FILE + ".new");
        Files.deleteIfExists(aside);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        var encoder = Base64.getEncoder();
        Files.writeString(
                aside,
                encoder.encodeToString(fresh.getPrivate().getEncoded()) + "\n"
                        + encoder.encodeToString(fresh.getPublic().getEncoded()) + "\n");
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return fresh;
    }
}
