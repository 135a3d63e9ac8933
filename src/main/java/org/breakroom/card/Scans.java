package org.breakroom.card;

import static org.breakroom.db.Tables.CARD;
import static org.breakroom.db.Tables.CARD_SCAN;
import static org.breakroom.db.Tables.CARD_STANDING;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.Sha256;
import org.breakroom.paper.Pictures;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Pages that were scanned or photographed: pictures, and the serials that their square codes say. */
@Component
public class Scans {
    private static final int SHOWN_MAX = 100;

    private final DSLContext sql;
    private final Signing signing;
    private final Deciding deciding;
    private final Messages messages;
    private final Chain chain;
    private final FederationClock clock;

    Scans(DSLContext sql, Signing signing, Deciding deciding, Messages messages, Chain chain, FederationClock clock) {
        this.messages = messages;
        this.deciding = deciding;
        this.chain = chain;
        this.sql = sql;
        this.signing = signing;
        this.clock = clock;
    }

    /** A page that waits for its card. */
    public record Scan(
            UUID id, String file, int page, @Nullable String serial, String uploader, Instant at) {}

    /** What came of a file's pages. */
    record Kept(int pages, int known, int toLookAt) {
        Kept and(Kept other) {
            return new Kept(pages + other.pages, known + other.known, toLookAt + other.toLookAt);
        }
    }

    /** Keeps the pages of a file, each picture once; a page whose code names a card that waits is for an officer to look at. */
    Kept keep(Viewer viewer, Local local, Drive drive, String file, List<Pictures.Picture> pages) {
        int page = 0;
        int known = 0;
        int waits = 0;
        for (var picture : pages) {
            page++;
            var hash = Sha256.hex(picture.png());
            if (has(local, drive, hash)) {
                known++;
                continue;
            }
            var serial = picture.code() == null
                    ? null
                    : Receipts.readSerial(picture.code()).orElse(null);
            var id = Ids.at(clock.now().toEpochMilli());
            sql.insertInto(CARD_SCAN)
                    .set(CARD_SCAN.LOCAL_ID, local.id())
                    .set(CARD_SCAN.ID, id)
                    .set(CARD_SCAN.DRIVE_ID, drive.id())
                    .set(CARD_SCAN.FILE_NAME, file)
                    .set(CARD_SCAN.PAGE, page)
                    .set(CARD_SCAN.PICTURE, picture.png())
                    .set(CARD_SCAN.PICTURE_HASH, hash)
                    .set(CARD_SCAN.SERIAL, serial)
                    .set(CARD_SCAN.UPLOADED_BY, viewer.account())
                    .set(CARD_SCAN.UPLOADER, viewer.name())
                    .set(CARD_SCAN.UPLOADED_AT, clock.now().atOffset(ZoneOffset.UTC))
                    .execute();
            waits += serial != null && settle(local, id, serial) ? 1 : 0;
        }
        return new Kept(pages.size() - known, known, waits);
    }

    private boolean has(Local local, Drive drive, String hash) {
        return sql.fetchExists(
                CARD_SCAN,
                CARD_SCAN
                        .LOCAL_ID
                        .eq(local.id())
                        .and(CARD_SCAN.DRIVE_ID.eq(drive.id()))
                        .and(CARD_SCAN.PICTURE_HASH.eq(hash)));
    }

    /** The page of a card that was keyed before finds it by its serial. A code proves no signature: a person looks. */
    private boolean settle(Local local, UUID scan, String serial) {
        chain.hold(local);
        var card = sql.select(CARD.ID)
                .from(CARD)
                .where(CARD.LOCAL_ID.eq(local.id()), CARD.SERIAL.eq(serial))
                .fetchOptional(CARD.ID);
        card.ifPresent(c -> attach(local, scan, c));
        return card.isPresent() && signing.stand(local, card.get()).state() == State.SIGNED;
    }

    /** A card that waits until an officer has looked at its page. */
    public record Unseen(UUID card, UUID scan, String name, String serial) {}

    /** The keyed cards of a drive whose page is here and was not looked at, the oldest first, at most a page of them. */
    List<Unseen> unseen(Local local, UUID drive) {
        var s = CARD_SCAN;
        var c = CARD_STANDING;
        return sql.select(c.ID, s.ID, c.NAME_TYPED, c.SERIAL)
                .distinctOn(c.NUMBER)
                .from(s)
                .join(c)
                .on(c.LOCAL_ID.eq(s.LOCAL_ID), c.ID.eq(s.CARD_ID))
                .where(s.LOCAL_ID.eq(local.id()), s.DRIVE_ID.eq(drive), c.LOCAL_ID.eq(local.id()))
                .and(c.FLAGS.in(Flag.NO_SCAN.name(), Flag.UNSEEN.name()))
                .and(c.STATE.eq(State.SIGNED.name()))
                .orderBy(c.NUMBER, s.UPLOADED_AT.desc())
                .limit(Keying.LINES)
                .fetch(r -> new Unseen(r.value1(), r.value2(), r.value3(), r.value4()));
    }

    /**
     * An officer has seen her signature on the pages of these cards: they count from now, all or none.
     *
     * @throws Refused when one of them does not wait for a look, or cannot count
     */
    void seen(Viewer officer, Local local, UUID drive, Collection<UUID> cards) {
        chain.hold(local);
        var waiting = unseen(local, drive).stream().collect(Collectors.toMap(Unseen::card, u -> u));
        for (var card : cards) {
            var waits = waiting.get(card);
            var why = waits == null
                    ? "card.decidedBefore"
                    : deciding.decide(
                            officer,
                            local,
                            signing.require(local, card),
                            Act.UPHELD.name(),
                            "SCAN " + hash(local, waits.scan()),
                            null);
            if (why != null) {
                var who = waits == null ? "" : waits.name() + ": ";
                throw new Refused(HttpStatus.CONFLICT, who + messages.here(why));
            }
        }
    }

    void attach(Local local, UUID scan, UUID card) {
        sql.update(CARD_SCAN)
                .set(CARD_SCAN.CARD_ID, card)
                .where(CARD_SCAN.LOCAL_ID.eq(local.id()), CARD_SCAN.ID.eq(scan))
                .execute();
    }

    /** The pages of a drive that wait for their card, the oldest first. */
    List<Scan> open(Local local, UUID drive) {
        return select(local, drive, org.jooq.impl.DSL.noCondition());
    }

    private List<Scan> select(Local local, UUID drive, org.jooq.Condition which) {
        var s = CARD_SCAN;
        return sql.select(s.ID, s.FILE_NAME, s.PAGE, s.SERIAL, s.UPLOADER, s.UPLOADED_AT)
                .from(s)
                .where(s.LOCAL_ID.eq(local.id()), s.DRIVE_ID.eq(drive), s.CARD_ID.isNull(), s.SET_ASIDE_AT.isNull())
                .and(which)
                .orderBy(s.UPLOADED_AT, s.PAGE, s.ID)
                .limit(SHOWN_MAX)
                .fetch(r -> new Scan(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6().toInstant()));
    }

    /** A page with this serial that waits for its card. */
    Optional<Scan> of(Local local, UUID drive, String serial) {
        return select(local, drive, CARD_SCAN.SERIAL.eq(serial)).stream().findFirst();
    }

    Optional<byte[]> picture(Local local, UUID scan) {
        return sql.select(CARD_SCAN.PICTURE)
                .from(CARD_SCAN)
                .where(CARD_SCAN.LOCAL_ID.eq(local.id()), CARD_SCAN.ID.eq(scan))
                .fetchOptional(CARD_SCAN.PICTURE);
    }

    String hash(Local local, UUID scan) {
        return sql.select(CARD_SCAN.PICTURE_HASH)
                .from(CARD_SCAN)
                .where(CARD_SCAN.LOCAL_ID.eq(local.id()), CARD_SCAN.ID.eq(scan))
                .fetchSingle(r -> r.value1());
    }

    /** Says which serial a page has whose code cannot be read; false when its code says another. */
    boolean name(Local local, UUID scan, String serial) {
        boolean named = sql.update(CARD_SCAN)
                        .set(CARD_SCAN.SERIAL, serial)
                        .where(CARD_SCAN.LOCAL_ID.eq(local.id()), CARD_SCAN.ID.eq(scan))
                        .and(CARD_SCAN.SERIAL.isNull().or(CARD_SCAN.SERIAL.eq(serial)))
                        .execute()
                > 0;
        if (named) {
            settle(local, scan, serial);
        }
        return named;
    }

    /** A page that is no card of this drive: kept, and no longer listed. */
    boolean setAside(Local local, UUID scan) {
        return sql.update(CARD_SCAN)
                        .set(CARD_SCAN.SET_ASIDE_AT, clock.now().atOffset(ZoneOffset.UTC))
                        .where(CARD_SCAN.LOCAL_ID.eq(local.id()), CARD_SCAN.ID.eq(scan), CARD_SCAN.CARD_ID.isNull())
                        .execute()
                > 0;
    }
}
