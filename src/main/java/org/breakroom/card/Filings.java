package org.breakroom.card;

import static org.breakroom.db.Tables.CARD;
import static org.breakroom.db.Tables.CARD_FILING;
import static org.breakroom.db.Tables.CARD_HEAD;
import static org.breakroom.db.Tables.CARD_SCAN;
import static org.breakroom.db.Tables.CARD_STANDING;
import static org.breakroom.db.Tables.CARD_STEP;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.breakroom.access.Viewer;
import org.breakroom.db.tables.records.CardRecord;
import org.breakroom.federation.Local;
import org.breakroom.kernel.Csv;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.Sha256;
import org.breakroom.paper.Paper;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Exports for a filing: asked for by one officer with a reason, let go by another, then written as one file. */
@Component
public class Filings {
    private final DSLContext sql;
    private final Chain chain;
    private final Cards cards;
    private final CardPaper paper;
    private final Heads heads;
    private final Declaration declaration;
    private final FederationClock clock;

    Filings(
            DSLContext sql,
            Chain chain,
            Cards cards,
            CardPaper paper,
            Heads heads,
            Declaration declaration,
            FederationClock clock) {
        this.sql = sql;
        this.chain = chain;
        this.cards = cards;
        this.paper = paper;
        this.heads = heads;
        this.declaration = declaration;
        this.clock = clock;
    }

    /**
     * An export.
     *
     * @param until the last link of the chain that it covers
     */
    public record Filing(
            UUID id,
            String reason,
            long until,
            int cards,
            UUID askedBy,
            String asker,
            Instant asked,
            @Nullable String approver,
            @Nullable Instant approved,
            @Nullable Instant refused) {}

    List<Filing> list(Local local, UUID drive) {
        return sql.selectFrom(CARD_FILING)
                .where(CARD_FILING.LOCAL_ID.eq(local.id()), CARD_FILING.DRIVE_ID.eq(drive))
                .orderBy(CARD_FILING.ASKED_AT.desc(), CARD_FILING.ID)
                .fetch(r -> new Filing(
                        r.getId(),
                        r.getReason(),
                        r.getUntilNumber(),
                        r.getCards(),
                        r.getAskedBy(),
                        r.getAsker(),
                        r.getAskedAt().toInstant(),
                        r.getApprover(),
                        r.getApprovedAt() == null ? null : r.getApprovedAt().toInstant(),
                        r.getRefusedAt() == null ? null : r.getRefusedAt().toInstant()));
    }

    Optional<Filing> find(Local local, UUID drive, UUID id) {
        return list(local, drive).stream().filter(f -> f.id().equals(id)).findFirst();
    }

    UUID ask(Viewer viewer, Local local, Drive drive, String reason) {
        var id = Ids.at(clock.now().toEpochMilli());
        long until = chain.end(local).number();
        sql.insertInto(CARD_FILING)
                .set(CARD_FILING.LOCAL_ID, local.id())
                .set(CARD_FILING.ID, id)
                .set(CARD_FILING.DRIVE_ID, drive.id())
                .set(CARD_FILING.REASON, reason)
                .set(CARD_FILING.UNTIL_NUMBER, until)
                .set(CARD_FILING.CARDS, filed(local, drive, until).size())
                .set(CARD_FILING.ASKED_BY, viewer.account())
                .set(CARD_FILING.ASKER, viewer.name())
                .set(CARD_FILING.ASKED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .execute();
        return id;
    }

    /** Lets an export go, or not; false when someone decided before, or it is her own. */
    boolean decide(Viewer viewer, Local local, UUID id, boolean go) {
        var now = clock.now().atOffset(ZoneOffset.UTC);
        var f = CARD_FILING;
        var open = f.LOCAL_ID
                .eq(local.id())
                .and(f.ID.eq(id))
                .and(f.APPROVED_AT.isNull())
                .and(f.REFUSED_AT.isNull())
                .and(f.ASKED_BY.ne(viewer.account()));
        var update = go
                ? sql.update(f)
                        .set(f.APPROVED_BY, viewer.account())
                        .set(f.APPROVER, viewer.name())
                        .set(f.APPROVED_AT, now)
                        .where(open)
                : sql.update(f).set(f.REFUSED_AT, now).where(open);
        return update.execute() > 0;
    }

    /** The cards of a drive that count, up to a link; for an authorization, those within the twelve months. */
    private Set<UUID> filed(Local local, Drive drive, long until) {
        var c = CARD_STANDING;
        return sql.select(c.ID)
                .from(c)
                .where(c.LOCAL_ID.eq(local.id()), c.DRIVE_ID.eq(drive.id()), c.STATE.eq(State.COUNTED.name()))
                // what was upheld after the asking is not what two officers let go
                .and(DSL.exists(DSL.selectOne()
                        .from(CARD_STEP)
                        .where(CARD_STEP.LOCAL_ID.eq(c.LOCAL_ID), CARD_STEP.ID.eq(c.COUNTED_BY))
                        .and(CARD_STEP.NUMBER.le(until))))
                .and(
                        drive.kind() == CardKind.AUTHORIZATION
                                ? c.DATED_ON.ge(clock.today().minusMonths(CardKind.MONTHS_GOOD))
                                : DSL.noCondition())
                .fetchSet(c.ID);
    }

    /** Writes the file: a PDF a card, the list, the declaration, the chain, the verifier. */
    void write(Local local, Drive drive, Filing filing, OutputStream to) throws IOException {
        var ids = filed(local, drive, filing.until());
        var of = new TreeMap<Long, CardRecord>();
        sql.selectFrom(CARD)
                .where(CARD.LOCAL_ID.eq(local.id()), CARD.ID.eq(DSL.any(ids.toArray(UUID[]::new))))
                .forEach(c -> of.put(c.getNumber(), c));
        var foot = "Filing " + filing.id() + " · asked for by " + filing.asker() + ", let go by " + filing.approver()
                + " · " + filing.approved() + " · confidential evidence";
        var watermark = new CardPaper.Watermark(
                "Confidential · " + local.name() + " · "
                        + filing.id().toString().substring(0, 13),
                foot);
        try (var parcel = new Parcel(new ZipOutputStream(to));
                var typeface = new Paper.Typeface()) {
            var lives = cards.steps(local, ids);
            for (var card : of.values()) {
                var pdf = new ByteArrayOutputStream();
                paper.evidence(
                        local, drive, card, lives.getOrDefault(card.getId(), List.of()), watermark, typeface, pdf);
                parcel.put("cards/%06d.pdf".formatted(card.getNumber()), pdf.toByteArray());
            }
            var pictured = pictures(local, of, parcel);
            var list = new StringWriter();
            list(of, filing.id(), list);
            parcel.put("list.csv", list.toString().getBytes(StandardCharsets.UTF_8));
            var pdf = new ByteArrayOutputStream();
            declaration.write(
                    local, drive, of.values(), confirmed(local, ids), pictured, watermark, heads.publicKey(), pdf);
            parcel.put("declaration.pdf", pdf.toByteArray());
            try (var in = Filings.class.getResourceAsStream("/card/VerifyCards.java")) {
                parcel.put("VerifyCards.java", Objects.requireNonNull(in).readAllBytes());
            }
            var text = parcel.last("chain.txt");
            var digest = parcel.digest(chain(local, ids, text));
            text.append(parcel.files);
            text.write("files\tsha256=" + digest + "\tsignature=" + heads.signed(digest) + "\tkey=" + heads.publicKey()
                    + "\n");
            text.flush();
        }
    }

    /** The files of a filing as they are packed, with a line for each that names its hash. */
    private static final class Parcel implements AutoCloseable {
        private final ZipOutputStream zip;
        private final StringBuilder files = new StringBuilder();

        Parcel(ZipOutputStream zip) {
            this.zip = zip;
        }

        void put(String name, byte[] content) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            files.append("file\tname=")
                    .append(name)
                    .append("\tsha256=")
                    .append(Sha256.hex(content))
                    .append('\n');
        }

        /** Begins the file that names all others. */
        Writer last(String name) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            return new OutputStreamWriter(zip, StandardCharsets.UTF_8);
        }

        /** Binds the files to the end of the chain that they were made from. */
        String digest(String commitment) {
            return Sha256.hex(commitment + "\n" + files);
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    /** Writes the pages that were scanned, each under the number of its card; returns the cards that have one. */
    private Set<UUID> pictures(Local local, TreeMap<Long, CardRecord> of, Parcel parcel) throws IOException {
        var pictured = new HashSet<UUID>();
        for (var card : of.values()) {
            if (!card.getSerial().isEmpty()) {
                int page = 0;
                for (var picture : sql.select(CARD_SCAN.PICTURE)
                        .from(CARD_SCAN)
                        .where(CARD_SCAN.LOCAL_ID.eq(local.id()), CARD_SCAN.CARD_ID.eq(card.getId()))
                        .orderBy(CARD_SCAN.UPLOADED_AT, CARD_SCAN.ID)
                        .fetch(CARD_SCAN.PICTURE)) {
                    page++;
                    parcel.put("scans/%06d-%d.png".formatted(card.getNumber(), page), picture);
                    pictured.add(card.getId());
                }
            }
        }
        return pictured;
    }

    /** Of how many a confirmation went to an account of the signer. */
    private int confirmed(Local local, Set<UUID> ids) {
        return sql.fetchCount(sql.selectDistinct(CARD_STEP.CARD_ID)
                .from(CARD_STEP)
                .where(CARD_STEP.LOCAL_ID.eq(local.id()), CARD_STEP.ACT.eq(Act.SENT.name()))
                .and(CARD_STEP.CARD_ID.eq(DSL.any(ids.toArray(UUID[]::new)))));
    }

    private static void list(TreeMap<Long, CardRecord> of, UUID filing, Writer to) throws IOException {
        var csv = CsvWriter.builder().build(to);
        csv.writeRecord(
                "link",
                "name",
                "job_classification",
                "employer",
                "unit",
                "dated",
                "signed_at",
                "email",
                "phone",
                "language",
                "kind",
                "channel",
                "serial",
                "words_sha256",
                "filing");
        for (var c : of.values()) {
            csv.writeRecord(Stream.of(
                            c.getNumber(),
                            c.getNameTyped(),
                            c.getJob(),
                            c.getEmployer(),
                            c.getUnit(),
                            c.getDatedOn(),
                            c.getSignedAt().toInstant(),
                            c.getEmail(),
                            c.getPhone().replaceFirst("^\\+1", ""),
                            c.getLanguage(),
                            c.getKind(),
                            c.getChannel(),
                            c.getSerial(),
                            c.getWordsHash(),
                            filing)
                    .map(v -> Csv.harmless(v.toString()))
                    .toList());
        }
        csv.flush();
    }

    /**
     * The chain from its first link to its last: in full what belongs to these cards, closed what does not.
     *
     * @return the commitment of its end
     */
    String chain(Local local, Set<UUID> ids, Writer to) throws IOException {
        to.write("breakroom-cards\t1\tlocal=" + local.id() + "\tkey=" + heads.publicKey() + "\n");
        var some = ids.toArray(UUID[]::new);
        var lines = new TreeMap<Long, String>();
        sql.selectFrom(CARD)
                .where(CARD.LOCAL_ID.eq(local.id()), CARD.ID.eq(DSL.any(some)))
                .forEach(c -> lines.put(c.getNumber(), Chain.open(c)));
        sql.selectFrom(CARD_STEP)
                .where(CARD_STEP.LOCAL_ID.eq(local.id()), CARD_STEP.CARD_ID.eq(DSL.any(some)))
                .forEach(s -> lines.put(s.getNumber(), Chain.open(s)));
        var all = sql.select(CARD.NUMBER, CARD.BODY_HASH, CARD.PREVIOUS, CARD.HASH)
                .from(CARD)
                .where(CARD.LOCAL_ID.eq(local.id()))
                .unionAll(sql.select(CARD_STEP.NUMBER, CARD_STEP.BODY_HASH, CARD_STEP.PREVIOUS, CARD_STEP.HASH)
                        .from(CARD_STEP)
                        .where(CARD_STEP.LOCAL_ID.eq(local.id())))
                .orderBy(1)
                .fetch();
        for (var link : all) {
            var line = lines.get(link.value1());
            to.write(
                    line == null
                            ? "number=" + link.value1() + "\tentry=closed\tbody=" + link.value2() + "\tprevious="
                                    + link.value3() + "\thash=" + link.value4() + "\n"
                            : line + "\n");
        }
        for (var h : sql.selectFrom(CARD_HEAD)
                .where(CARD_HEAD.LOCAL_ID.eq(local.id()))
                .orderBy(CARD_HEAD.DAY)
                .fetch(Heads::head)) {
            to.write("head\t" + signed(h));
        }
        var last = all.get(all.size() - 1);
        var end = heads.end(local, last.value1(), last.value4());
        to.write("end\t" + signed(end));
        return end.commitment();
    }

    private static String signed(Heads.Head h) {
        return "day=" + h.day() + "\tnumber=" + h.number() + "\thash=" + h.hash() + "\tcommitment=" + h.commitment()
                + "\tsignature=" + h.signature() + "\tkey=" + h.key() + "\n";
    }
}
