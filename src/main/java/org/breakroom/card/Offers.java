package org.breakroom.card;

import static org.breakroom.db.Tables.CARD_COUNT;
import static org.breakroom.db.Tables.CARD_DRIVE;
import static org.breakroom.db.Tables.CARD_OFFER;
import static org.breakroom.db.Tables.CARD_OFFER_WORDING;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The federation's drives: offered to all locals, run by those that take them up. */
@Component
public class Offers {
    private static final int TARGET = 80;

    private final DSLContext sql;
    private final Drives drives;
    private final FederationClock clock;
    private final Messages messages;

    Offers(DSLContext sql, Drives drives, FederationClock clock, Messages messages) {
        this.sql = sql;
        this.drives = drives;
        this.clock = clock;
        this.messages = messages;
    }

    public record Offer(
            UUID id,
            CardKind kind,
            String title,
            LocalDate deadline,
            String author,
            @Nullable Instant ended) {}

    List<Offer> list() {
        return sql.selectFrom(CARD_OFFER)
                .orderBy(CARD_OFFER.MADE_AT.desc())
                .fetch(r -> new Offer(
                        r.getId(),
                        CardKind.valueOf(r.getKind()),
                        r.getTitle(),
                        r.getDeadlineOn(),
                        r.getAuthor(),
                        r.getEndedAt() == null ? null : r.getEndedAt().toInstant()));
    }

    /** Those that a local may still take up. */
    List<Offer> free(Local local) {
        var taken = sql.select(CARD_DRIVE.OFFER_ID)
                .from(CARD_DRIVE)
                .where(CARD_DRIVE.LOCAL_ID.eq(local.id()), CARD_DRIVE.OFFER_ID.isNotNull())
                .fetchSet(CARD_DRIVE.OFFER_ID);
        return list().stream()
                .filter(o -> o.ended() == null && !o.deadline().isBefore(clock.today()) && !taken.contains(o.id()))
                .toList();
    }

    void add(Viewer viewer, Drives.Wanted wanted, List<TypedWords> texts) {
        sql.insertInto(CARD_OFFER)
                .set(CARD_OFFER.ID, wanted.id())
                .set(CARD_OFFER.KIND, wanted.kind().name())
                .set(CARD_OFFER.TITLE, wanted.title())
                .set(CARD_OFFER.DEADLINE_ON, wanted.deadline())
                .set(CARD_OFFER.AUTHOR, viewer.name())
                .set(CARD_OFFER.MADE_AT, clock.now().atOffset(ZoneOffset.UTC))
                .execute();
        texts.forEach(t -> sql.insertInto(CARD_OFFER_WORDING)
                .set(CARD_OFFER_WORDING.OFFER_ID, wanted.id())
                .set(CARD_OFFER_WORDING.LANGUAGE, t.language())
                .set(CARD_OFFER_WORDING.WORDS, t.words())
                .set(CARD_OFFER_WORDING.APPROVER, t.approver())
                .execute());
    }

    void end(UUID id) {
        int ended = sql.update(CARD_OFFER)
                .set(CARD_OFFER.ENDED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .where(CARD_OFFER.ID.eq(id))
                .execute();
        if (ended == 0) {
            throw new NotFound();
        }
    }

    /** A local runs the federation's drive as its own, with its words. */
    UUID takeUp(Viewer viewer, Local local, UUID id, String unit) {
        var offer = list().stream().filter(o -> o.id().equals(id)).findFirst().orElseThrow(NotFound::new);
        if (free(local).stream().noneMatch(o -> o.id().equals(id))) {
            throw new Refused(HttpStatus.CONFLICT, messages.here("card.offerTaken"));
        }
        var drive = Ids.at(clock.now().toEpochMilli());
        drives.open(
                viewer,
                local,
                new Drives.Wanted(
                        drive,
                        id,
                        offer.kind(),
                        offer.title(),
                        unit,
                        clock.today(),
                        offer.deadline(),
                        TARGET,
                        offer.kind().irrevocableMonths(),
                        offer.kind().noticeDays()));
        sql.selectFrom(CARD_OFFER_WORDING)
                .where(CARD_OFFER_WORDING.OFFER_ID.eq(id))
                .forEach(r -> drives.add(
                        viewer,
                        local,
                        drive,
                        1,
                        offer.author(),
                        new TypedWords(r.getLanguage(), r.getWords(), r.getApprover())));
        sql.insertInto(CARD_COUNT)
                .set(CARD_COUNT.LOCAL_ID, local.id())
                .set(CARD_COUNT.DRIVE_ID, drive)
                .set(CARD_COUNT.OFFER_ID, id)
                .set(CARD_COUNT.SIGNED, 0)
                .execute();
        return drive;
    }

    /** How far a drive has come by local: counts, nobody by name. */
    public record Row(int local, int signed) {}

    Map<UUID, List<Row>> counts() {
        return sql.select(CARD_COUNT.OFFER_ID, CARD_COUNT.LOCAL_ID, DSL.sum(CARD_COUNT.SIGNED))
                .from(CARD_COUNT)
                .groupBy(CARD_COUNT.OFFER_ID, CARD_COUNT.LOCAL_ID)
                .orderBy(CARD_COUNT.OFFER_ID, CARD_COUNT.LOCAL_ID)
                .fetchGroups(
                        r -> r.value1(), r -> new Row(r.value2(), r.value3().intValue()));
    }
}
