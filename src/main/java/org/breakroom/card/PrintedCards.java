package org.breakroom.card;

import static org.breakroom.db.Tables.CARD_SHEET;
import static org.breakroom.db.Tables.MEMBER_ON_ROSTER;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.member.Members;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cards on paper, with the wording of the screen and a serial each. Which serial is whose stands here and not on the sheet. */
@Component
class PrintedCards {
    static final int BLANKS_MAX = 200;
    private static final String BLANK = "____________________";

    private final DSLContext sql;
    private final Drives drives;
    private final Chasing chasing;
    private final Members members;
    private final FederationClock clock;

    PrintedCards(DSLContext sql, Drives drives, Chasing chasing, Members members, FederationClock clock) {
        this.members = members;
        this.sql = sql;
        this.drives = drives;
        this.chasing = chasing;
        this.clock = clock;
    }

    /** A printed card. */
    record Sheet(
            String serial,
            UUID drive,
            @Nullable UUID member,
            @Nullable String name,
            int version,
            String language,
            String words,
            LocalDate printed,
            @Nullable UUID card) {}

    /** Prints a card for everyone of a worksite who has not signed; in her own language where there are words in it. */
    UUID print(Viewer viewer, Local local, Drive drive, UUID worksite) {
        var batch = Ids.at(clock.now().toEpochMilli());
        int position = 0;
        for (var mate : chasing.crew(viewer, local, drive, worksite)) {
            if (mate.state() == null) {
                var w = drives.wording(local, drive.id(), members.language(local, mate.id()));
                var job = mate.job() == null ? "–" : mate.job();
                add(viewer, local, drive, batch, position++, mate.id(), w, w.filled(mate.name(), job, local.name()));
            }
        }
        return batch;
    }

    /** Prints cards that anyone can fill in. */
    UUID blanks(Viewer viewer, Local local, Drive drive, int count, String language) {
        var batch = Ids.at(clock.now().toEpochMilli());
        var w = drives.wording(local, drive.id(), language);
        for (int i = 0; i < count; i++) {
            add(viewer, local, drive, batch, i, null, w, w.filled(BLANK, BLANK, local.name()));
        }
        return batch;
    }

    private void add(
            Viewer viewer,
            Local local,
            Drive drive,
            UUID batch,
            int position,
            @Nullable UUID member,
            Wording w,
            String words) {
        sql.insertInto(CARD_SHEET)
                .set(CARD_SHEET.LOCAL_ID, local.id())
                .set(CARD_SHEET.SERIAL, Receipts.serial())
                .set(CARD_SHEET.DRIVE_ID, drive.id())
                .set(CARD_SHEET.MEMBER_ID, member)
                .set(CARD_SHEET.VERSION, w.version())
                .set(CARD_SHEET.LANGUAGE, w.language())
                .set(CARD_SHEET.WORDS, words)
                .set(CARD_SHEET.BATCH, batch)
                .set(CARD_SHEET.POSITION, position)
                .set(CARD_SHEET.PRINTED_ON, clock.today())
                .set(CARD_SHEET.PRINTED_BY, viewer.account())
                .set(CARD_SHEET.PRINTER, viewer.name())
                .execute();
    }

    List<Sheet> batch(Local local, UUID drive, UUID batch) {
        return select(local, org.jooq.impl.DSL.and(CARD_SHEET.BATCH.eq(batch), CARD_SHEET.DRIVE_ID.eq(drive)));
    }

    Optional<Sheet> find(Local local, String serial) {
        return select(local, CARD_SHEET.SERIAL.eq(serial)).stream().findFirst();
    }

    private List<Sheet> select(Local local, org.jooq.Condition which) {
        return sql.select(CARD_SHEET.asterisk(), MEMBER_ON_ROSTER.FULL_NAME)
                .from(CARD_SHEET)
                .leftJoin(MEMBER_ON_ROSTER)
                .on(MEMBER_ON_ROSTER.LOCAL_ID.eq(CARD_SHEET.LOCAL_ID), MEMBER_ON_ROSTER.ID.eq(CARD_SHEET.MEMBER_ID))
                .where(CARD_SHEET.LOCAL_ID.eq(local.id()))
                .and(which)
                .orderBy(CARD_SHEET.BATCH, CARD_SHEET.POSITION)
                .fetch(r -> new Sheet(
                        r.get(CARD_SHEET.SERIAL),
                        r.get(CARD_SHEET.DRIVE_ID),
                        r.get(CARD_SHEET.MEMBER_ID),
                        r.get(MEMBER_ON_ROSTER.FULL_NAME),
                        r.get(CARD_SHEET.VERSION),
                        r.get(CARD_SHEET.LANGUAGE),
                        r.get(CARD_SHEET.WORDS),
                        r.get(CARD_SHEET.PRINTED_ON),
                        r.get(CARD_SHEET.CARD_ID)));
    }

    /** The serial is used up by a card; false when another was faster. */
    boolean use(Local local, String serial, UUID card) {
        return sql.update(CARD_SHEET)
                        .set(CARD_SHEET.CARD_ID, card)
                        .where(CARD_SHEET.LOCAL_ID.eq(local.id()), CARD_SHEET.SERIAL.eq(serial))
                        .and(CARD_SHEET.CARD_ID.isNull())
                        .execute()
                > 0;
    }
}
