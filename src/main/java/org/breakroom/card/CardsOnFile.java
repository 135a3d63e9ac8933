package org.breakroom.card;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.breakroom.access.Viewer;
import org.breakroom.database.Bulk;
import org.breakroom.database.Copy;
import org.breakroom.db.tables.records.CardRecord;
import org.breakroom.db.tables.records.CardStepRecord;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Sha256;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;

/** Evidence for cards that the ledger already counts, by COPY: for a federation that is made at once. */
@Component
public class CardsOnFile {
    private static final Duration READING = Duration.ofSeconds(50);
    private static final UUID NOBODY = new UUID(0, 0);

    private final DSLContext sql;
    private final Drives drives;
    private final FederationClock clock;

    CardsOnFile(DSLContext sql, Drives drives, FederationClock clock) {
        this.sql = sql;
        this.drives = drives;
        this.clock = clock;
    }

    /**
     * Opens this school year's drive of a local, circulated by its building reps, with a card for each that the ledger has.
     *
     * @param ids gives the id of each thing that is made
     */
    public void make(Local local, String unit, String officer, Supplier<UUID> ids) {
        var shell = Viewer.shell(local.id());
        var year = clock.year();
        var drive = new Drive(
                ids.get(),
                null,
                CardKind.RECOMMITMENT,
                "We are the union " + year.label(),
                unit,
                year.firstDay(),
                clock.today().plusDays(45),
                80,
                0,
                0,
                officer,
                null);
        drives.open(
                shell,
                local,
                new Drives.Wanted(
                        drive.id(),
                        null,
                        drive.kind(),
                        drive.title(),
                        unit,
                        drive.opens(),
                        drive.deadline(),
                        drive.target(),
                        0,
                        0));
        for (var language : org.breakroom.ui.Messages.LANGUAGES) {
            drives.add(
                    shell,
                    local,
                    drive.id(),
                    1,
                    "Bay State Federation",
                    new TypedWords(language, StartingWords.of(drive.kind(), language), officer));
        }
        sql.execute("""
                insert into card_circulator (local_id, drive_id, worksite_id, member_id)
                select local_id, ?, worksite_id, member_id from building_rep where local_id = ? and until_on is null
                on conflict do nothing
                """, drive.id(), local.id());
        Bulk.run(sql, () -> cards(local, drive, year.begins()));
    }

    private void cards(Local local, Drive drive, Instant from) {
        var found = sql.fetch("""
                select a.id, a.member_id, a.happened_at, m.full_name, coalesce(m.job_title, '–'), e.name, p.value, c.value, a.recorder
                from (select distinct on (member_id) * from activity where local_id = ? and kind = 'CARD' and happened_at >= ?::timestamptz
                  order by member_id, happened_at) a
                join member_on_roster m on m.local_id = a.local_id and m.id = a.member_id
                left join (select distinct on (member_id) member_id, value from contact_point where local_id = ? and kind = 'PHONE'
                  and ended_on is null order by member_id, said_on desc) p on p.member_id = m.id
                left join (select distinct on (member_id) member_id, value from contact_point where local_id = ? and kind = 'EMAIL'
                  and ended_on is null order by member_id, said_on desc) c on c.member_id = m.id
                left join employment j on j.local_id = m.local_id and j.member_id = m.id and j.ended_on is null and j.main
                left join employer e on e.id = j.employer_id
                where a.local_id = ?
                order by a.happened_at, a.id
                """, local.id(), from.atOffset(ZoneOffset.UTC), local.id(), local.id(), local.id());
        long number = 0;
        var hash = Chain.BEGINNING;
        var cards = new ArrayList<CardRecord>();
        var steps = new ArrayList<CardStepRecord>();
        for (var row : found) {
            var card = card(local, drive, row);
            card.setNumber(++number);
            card.setPrevious(hash);
            card.setBodyHash(Sha256.hex(Chain.line(Chain.fields(card))));
            card.setHash(Chain.link(hash, card.getBodyHash()));
            cards.add(card);
            var step = counted(local, card, row.get(0, UUID.class));
            step.setNumber(++number);
            step.setPrevious(card.getHash());
            step.setBodyHash(Sha256.hex(Chain.line(Chain.fields(step))));
            step.setHash(Chain.link(card.getHash(), step.getBodyHash()));
            steps.add(step);
            hash = step.getHash();
        }
        copy("card", cards);
        copy("card_step", steps);
        sql.execute("insert into card_chain (local_id, number, hash) values (?, ?, ?)", local.id(), number, hash);
    }

    private static CardRecord card(Local local, Drive drive, Record row) {
        var at = Chain.at(row.get(2, OffsetDateTime.class).toInstant());
        var name = row.get(3, String.class);
        var job = row.get(4, String.class);
        var words = new Wording(1, "en", StartingWords.of(drive.kind(), "en"), "", "", Instant.EPOCH)
                .filled(name, job, local.name());
        boolean self = Math.floorMod(row.get(0, UUID.class).hashCode(), 3) == 0;
        var mail = row.get(7, String.class) == null ? "" : row.get(7, String.class);
        var c = new CardRecord();
        c.setLocalId(local.id());
        c.setId(new UUID(
                row.get(0, UUID.class).getMostSignificantBits(),
                ~row.get(0, UUID.class).getLeastSignificantBits() | Long.MIN_VALUE));
        c.setDriveId(drive.id());
        c.setKind(drive.kind().name());
        c.setVersion(1);
        c.setLanguage("en");
        c.setWords(words);
        c.setWordsHash(Sha256.hex(words));
        c.setMemberId(row.get(1, UUID.class));
        c.setNameOnFile(name);
        c.setNameTyped(name);
        c.setMark("");
        c.setJob(job);
        c.setEmployer(row.get(5, String.class) == null ? "" : row.get(5, String.class));
        c.setUnit(drive.unit());
        c.setEmail(mail);
        c.setEmailHow(self && !mail.isEmpty() ? "CODE" : "");
        c.setEmailAt(self && !mail.isEmpty() ? at.minus(READING) : null);
        c.setPhone(row.get(6, String.class) == null ? "" : row.get(6, String.class));
        c.setPhoneHow("");
        c.setAddress("");
        c.setIntent("I have read the card and sign it.");
        c.setDatedOn(FederationClock.dayOf(at.toInstant()));
        c.setShownAt(at.minus(READING));
        c.setSignedAt(at);
        c.setNetwork(self ? "192.0.2.7" : "");
        c.setAgent("");
        c.setSession("");
        c.setChannel(self ? Channel.LINK.name() : Channel.REP_PHONE.name());
        c.setCirculator(self ? "" : row.get(8, String.class));
        c.setSerial("");
        c.setScanHash("");
        c.setFlags("");
        return c;
    }

    private static CardStepRecord counted(Local local, CardRecord card, UUID activity) {
        var s = new CardStepRecord();
        s.setLocalId(local.id());
        s.setId(activity);
        s.setCardId(card.getId());
        s.setAct(Act.COUNTED.name());
        s.setAt(card.getSignedAt());
        s.setAccountId(NOBODY);
        s.setHand(card.getCirculator().isEmpty() ? card.getNameTyped() : card.getCirculator());
        s.setWords("");
        return s;
    }

    private void copy(String table, List<? extends Record> rows) {
        try (var copy = new Copy(sql, "made_" + table, "like " + table)) {
            for (var row : rows) {
                copy.add(Objects.requireNonNull(row.intoArray()));
            }
        }
        sql.execute("insert into " + table + " select * from made_" + table + " where local_id is not null");
        sql.execute("drop table made_" + table);
    }
}
