package org.breakroom.card;

import static org.breakroom.db.Tables.CARD;
import static org.breakroom.db.Tables.CARD_SCAN;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.paper.Pictures;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pages that were scanned or photographed: pictures, and the serials that their square codes say. */
@Component
public class Scans {
    private static final int SHOWN_MAX = 100;

    private final DSLContext sql;
    private final Signing signing;
    private final Chain chain;
    private final FederationClock clock;

    Scans(DSLContext sql, Signing signing, Chain chain, FederationClock clock) {
        this.chain = chain;
        this.sql = sql;
        this.signing = signing;
        this.clock = clock;
    }

    /** A page that waits for its card. */
    public record Scan(
            UUID id, String file, int page, @Nullable String serial, String uploader, Instant at) {}

    /** Keeps the pages of a file; returns how many of them at once belonged to a card that waited for its picture. */
    int keep(Viewer viewer, Local local, Drive drive, String file, List<Pictures.Picture> pages) {
        int page = 0;
        int settled = 0;
        for (var picture : pages) {
            page++;
            var serial = picture.code() == null
                    ? null
                    : Receipts.readSerial(picture.code()).orElse(null);
            var id = Ids.at(clock.now().toEpochMilli());
            var hash = Chain.sha256(picture.png());
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
            settled += serial != null && settle(viewer, local, id, serial, hash) ? 1 : 0;
        }
        return settled;
    }

    /** A card that was keyed before its picture came waits for nothing else: now it counts. */
    private boolean settle(Viewer viewer, Local local, UUID scan, String serial, String hash) {
        chain.hold(local);
        var card = sql.selectFrom(CARD)
                .where(CARD.LOCAL_ID.eq(local.id()), CARD.SERIAL.eq(serial))
                .fetchOptional();
        if (card.isEmpty()) {
            return false;
        }
        attach(local, scan, card.get().getId());
        boolean waits = card.get().getFlags().equals(Flag.NO_SCAN.name())
                && signing.stand(local, card.get().getId()).state() == State.SIGNED;
        if (waits) {
            signing.step(viewer, local, card.get().getId(), Act.UPHELD, "SCAN " + hash);
            signing.count(viewer, local, card.get());
        }
        return waits;
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
    boolean name(Viewer viewer, Local local, UUID scan, String serial) {
        boolean named = sql.update(CARD_SCAN)
                        .set(CARD_SCAN.SERIAL, serial)
                        .where(CARD_SCAN.LOCAL_ID.eq(local.id()), CARD_SCAN.ID.eq(scan))
                        .and(CARD_SCAN.SERIAL.isNull().or(CARD_SCAN.SERIAL.eq(serial)))
                        .execute()
                > 0;
        if (named) {
            settle(viewer, local, scan, serial, hash(local, scan));
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
