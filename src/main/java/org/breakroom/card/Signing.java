package org.breakroom.card;

import static org.breakroom.db.Tables.CARD;
import static org.breakroom.db.Tables.CARD_COUNT;
import static org.breakroom.db.Tables.CARD_DRIVE;
import static org.breakroom.db.Tables.CARD_RECEIPT;
import static org.breakroom.db.Tables.CARD_SCAN;
import static org.breakroom.db.Tables.CARD_STANDING;
import static org.breakroom.db.Tables.CARD_STEP;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.breakroom.activity.Activities;
import org.breakroom.activity.Activity;
import org.breakroom.activity.Outcome;
import org.breakroom.db.tables.records.CardRecord;
import org.breakroom.db.tables.records.CardStepRecord;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.Sha256;
import org.breakroom.mail.Letters;
import org.breakroom.member.Contacts;
import org.breakroom.member.Members;
import org.breakroom.member.Merges;
import org.breakroom.ui.Figures;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.breakroom.ui.Spoken;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * One act with all its effects: the evidence and its link in the chain, what she said of her contact facts, the fact in the
 * ledger that moves chart and goals, the letter to her own account. All of it in the transaction of the caller, or none.
 */
@Component
class Signing {
    private final DSLContext sql;
    private final Chain chain;
    private final Members members;
    private final Contacts contacts;
    private final Activities activities;
    private final Merges merges;
    private final Letters letters;
    private final Messages messages;
    private final FederationClock clock;
    private final String origin;

    Signing(
            DSLContext sql,
            Chain chain,
            Members members,
            Contacts contacts,
            Activities activities,
            Merges merges,
            Letters letters,
            Messages messages,
            FederationClock clock,
            @Value("${breakroom.origin}") String origin) {
        this.sql = sql;
        this.chain = chain;
        this.members = members;
        this.contacts = contacts;
        this.activities = activities;
        this.merges = merges;
        this.letters = letters;
        this.messages = messages;
        this.clock = clock;
        this.origin = origin;
    }

    /** What a signature came to. */
    record Receipt(UUID card, String receipt) {}

    /**
     * Takes a signature in.
     *
     * @throws Refused when she has signed this drive's card before
     */
    Receipt sign(Viewer hand, Local local, Signature s) {
        chain.hold(local);
        var before = before(local, s);
        if (before.isPresent()) {
            return before.get();
        }
        // where she could be reached before this card: whoever forged it does not hold these
        var boxes = boxes(local, s.signer().member());
        var now = clock.now();
        var card = evidence(local, s, now);
        chain.add(card);
        var receipt = Receipts.fresh();
        sql.insertInto(CARD_RECEIPT)
                .set(CARD_RECEIPT.LOCAL_ID, local.id())
                .set(CARD_RECEIPT.RECEIPT, receipt)
                .set(CARD_RECEIPT.CARD_ID, s.id())
                .execute();
        if (!s.email().how().isEmpty() || !s.phone().how().isEmpty()) {
            step(hand, local, s.id(), Act.CONFIRMED, s.email().how() + s.phone().how());
        }
        if (s.flags().isEmpty()) {
            count(hand, local, card);
        }
        boxes.add(new Drafts.Box("EMAIL", card.getEmail()));
        boxes.add(new Drafts.Box("PHONE", card.getPhone()));
        tell(hand, local, card, receipt, boxes);
        return new Receipt(s.id(), receipt);
    }

    /** The accounts on file of someone, whoever said so. */
    private LinkedHashSet<Drafts.Box> boxes(Local local, @Nullable UUID member) {
        var boxes = new LinkedHashSet<Drafts.Box>();
        if (member != null) {
            members.find(Viewer.shell(local.id()), local, member).stream()
                    .flatMap(p -> p.contacts().stream())
                    .filter(c -> !c.kind().equals("ADDRESS"))
                    .forEach(c -> boxes.add(new Drafts.Box(c.kind(), c.value())));
        }
        return boxes;
    }

    /** A card that was matched to someone later is told to her too. */
    void tellMatched(Viewer hand, Local local, CardRecord card, UUID member) {
        tell(hand, local, card, receipt(local, card.getId()).orElseThrow(), boxes(local, member));
    }

    /** The same signature sent again gets its own receipt; a second one of the same person is refused. */
    private Optional<Receipt> before(Local local, Signature s) {
        var known = receipt(local, s.id());
        if (known.isPresent()) {
            return known.map(r -> new Receipt(s.id(), r));
        }
        var member = s.signer().member();
        if (member == null) {
            return Optional.empty();
        }
        contacts.hold(local, member);
        standing(local, s.drive().id(), member).ifPresent(other -> {
            var day = Figures.longDate(FederationClock.dayOf(other.signed()), Spoken.now());
            throw new Refused(HttpStatus.CONFLICT, messages.here("card.already", day));
        });
        return Optional.empty();
    }

    /** A card of a drive that stands or waits. */
    record Other(UUID id, Instant signed) {}

    Optional<Other> standing(Local local, UUID drive, UUID member) {
        var c = CARD_STANDING;
        return sql.select(c.ID, c.SIGNED_AT)
                .from(c)
                .where(c.LOCAL_ID.eq(local.id()), c.ID.in(signedBy(local, member)), c.DRIVE_ID.eq(drive))
                .and(c.STATE.in("SIGNED", "COUNTED", "CHALLENGED"))
                .orderBy(c.NUMBER)
                .limit(1)
                .fetchOptional(r -> new Other(r.value1(), r.value2().toInstant()));
    }

    /** The cards of someone, by index: under any record that she stands for, and those that were matched to her. */
    private Set<UUID> signedBy(Local local, UUID member) {
        var records = merges.records(local.id(), member);
        return sql.select(CARD.ID)
                .from(CARD)
                .where(CARD.LOCAL_ID.eq(local.id()), CARD.MEMBER_ID.in(records))
                .union(sql.select(CARD_STEP.CARD_ID)
                        .from(CARD_STEP)
                        .where(CARD_STEP.LOCAL_ID.eq(local.id()), CARD_STEP.ACT.eq(Act.MATCHED.name()))
                        .and(CARD_STEP.MEMBER_ID.in(records)))
                .fetchSet(CARD.ID);
    }

    Optional<String> receipt(Local local, UUID card) {
        return sql.select(CARD_RECEIPT.RECEIPT)
                .from(CARD_RECEIPT)
                .where(CARD_RECEIPT.LOCAL_ID.eq(local.id()), CARD_RECEIPT.CARD_ID.eq(card))
                .fetchOptional(CARD_RECEIPT.RECEIPT);
    }

    private static CardRecord evidence(Local local, Signature s, Instant now) {
        var c = new CardRecord();
        c.setLocalId(local.id());
        c.setId(s.id());
        c.setDriveId(s.drive().id());
        c.setKind(s.drive().kind().name());
        c.setVersion(s.version());
        c.setLanguage(s.language());
        c.setWords(s.words());
        c.setWordsHash(Sha256.hex(s.words()));
        c.setMemberId(s.signer().member());
        c.setNameOnFile(s.signer().onFile());
        c.setNameTyped(s.signer().typed());
        c.setMark(s.signer().mark());
        c.setJob(s.signer().job());
        c.setEmployer(s.signer().employer());
        c.setUnit(s.drive().unit());
        c.setEmail(s.email().value());
        c.setEmailHow(s.email().how());
        c.setEmailAt(s.email().at() == null ? null : Chain.at(s.email().at()));
        c.setPhone(s.phone().value());
        c.setPhoneHow(s.phone().how());
        c.setPhoneAt(s.phone().at() == null ? null : Chain.at(s.phone().at()));
        c.setAddress(s.address());
        c.setIntent(s.intent());
        c.setDatedOn(s.dated());
        c.setShownAt(Chain.at(s.shown()));
        c.setSignedAt(Chain.at(now));
        c.setNetwork(s.way().network());
        c.setAgent(s.way().agent());
        c.setSession(s.way().session());
        c.setChannel(s.way().channel().name());
        c.setCirculatorId(s.way().circulatorId());
        c.setCirculator(s.way().circulator());
        c.setSerial(s.way().serial());
        c.setScanHash(s.way().scanHash());
        c.setFlags(s.flags().stream().map(Flag::name).sorted().collect(Collectors.joining(",")));
        return c;
    }

    /** Writes down what became of a card. */
    UUID step(Viewer hand, Local local, UUID card, Act act, String words) {
        return step(hand, local, card, act, words, null, null, null);
    }

    UUID step(
            Viewer hand,
            Local local,
            UUID card,
            Act act,
            String words,
            @Nullable UUID member,
            @Nullable LocalDate effective,
            @Nullable UUID letter) {
        var now = clock.now();
        var s = new CardStepRecord();
        s.setLocalId(local.id());
        s.setId(Ids.at(now.toEpochMilli()));
        s.setCardId(card);
        s.setAct(act.name());
        s.setAt(Chain.at(now));
        s.setAccountId(hand.account());
        s.setHand(hand.name());
        s.setWords(words);
        s.setMemberId(member);
        s.setEffectiveOn(effective);
        s.setLetterId(letter);
        chain.add(s);
        return s.getId();
    }

    CardRecord require(Local local, UUID card) {
        return sql.selectFrom(CARD)
                .where(CARD.LOCAL_ID.eq(local.id()), CARD.ID.eq(card))
                .fetchOptional()
                .orElseThrow(NotFound::new);
    }

    /** The pictures of the page of a card that was signed in ink, the newest first. */
    List<UUID> pages(Local local, UUID card) {
        return sql.select(CARD_SCAN.ID)
                .from(CARD_SCAN)
                .where(CARD_SCAN.LOCAL_ID.eq(local.id()), CARD_SCAN.CARD_ID.eq(card))
                .orderBy(CARD_SCAN.UPLOADED_AT.desc(), CARD_SCAN.ID)
                .fetch(CARD_SCAN.ID);
    }

    Stand stand(Local local, UUID card) {
        var c = CARD_STANDING;
        return sql.select(c.MEMBER_ID, c.STATE, c.COUNTED_BY, c.BINDS_UNTIL)
                .from(c)
                .where(c.LOCAL_ID.eq(local.id()), c.ID.eq(card))
                .fetchSingle(r -> new Stand(r.value1(), State.valueOf(r.value2()), r.value3(), r.value4()));
    }

    /** From here on a card counts: her contact facts, the ledger, and the card it takes the place of. */
    void count(Viewer hand, Local local, CardRecord card) {
        var stand = stand(local, card.getId());
        var member = Objects.requireNonNull(stand.member(), "a card that counts is somebody's");
        contacts.hold(local, member);
        var kind = CardKind.valueOf(card.getKind());
        var newer = others(local, card, member, State.COUNTED).stream()
                .filter(o -> o.number() > card.getNumber())
                .findFirst();
        if (newer.isPresent()) {
            step(hand, local, card.getId(), Act.SUPERSEDED, newer.get().id().toString());
            return;
        }
        others(local, card, member, State.COUNTED)
                .forEach(older -> step(
                        hand, local, older.id(), Act.SUPERSEDED, card.getId().toString()));
        var step = step(hand, local, card.getId(), Act.COUNTED, "");
        var person = members.find(Viewer.shell(local.id()), local, member);
        person.ifPresent(p -> contacts.confirm(
                local,
                p,
                Map.of("EMAIL", card.getEmail(), "PHONE", card.getPhone(), "ADDRESS", card.getAddress()),
                Channel.valueOf(card.getChannel()).weaker() ? "REP" : "MEMBER",
                card.getId()));
        var at = card.getDatedOn()
                        .equals(FederationClock.dayOf(card.getSignedAt().toInstant()))
                ? card.getSignedAt().toInstant()
                : clock.on(card.getDatedOn());
        activities.record(
                hand,
                Activity.of(
                        local.id(),
                        step,
                        member,
                        kind.activity(),
                        person.map(Members.Person::worksite).orElse(null),
                        at,
                        Outcome.TOOK_PART));
        tally(local, card.getDriveId(), 1);
    }

    private record Numbered(UUID id, long number) {}

    private List<Numbered> others(Local local, CardRecord card, UUID member, State state) {
        var c = CARD_STANDING;
        return sql.select(c.ID, c.NUMBER)
                .from(c)
                .where(c.LOCAL_ID.eq(local.id()), c.ID.in(signedBy(local, member)), c.KIND.eq(card.getKind()))
                .and(c.STATE.eq(state.name()))
                .and(c.ID.ne(card.getId()))
                .orderBy(c.NUMBER)
                .fetch(r -> new Numbered(r.value1(), r.value2()));
    }

    /** A card counts no more: the fact that moved the boards is taken back by one that names it. */
    void uncount(Viewer hand, Local local, CardRecord card) {
        var stand = stand(local, card.getId());
        if (stand.member() == null || stand.countedBy() == null) {
            return;
        }
        activities.fact(local.id(), stand.countedBy()).ifPresent(f -> {
            activities.record(hand, f.withdrawnAs(Ids.at(clock.now().toEpochMilli())));
            tally(local, card.getDriveId(), -1);
        });
    }

    /** A card that may be another's: it counts no more, and what it said of where she is reached neither. */
    void disown(Viewer hand, Local local, CardRecord card) {
        uncount(hand, local, card);
        contacts.unsay(local, card.getId());
    }

    /** What she takes back she takes back whole: the cards that this one took the place of count no more either. */
    void uncountBefore(Viewer hand, Local local, CardRecord card) {
        var member = stand(local, card.getId()).member();
        if (member != null) {
            others(local, card, member, State.SUPERSEDED)
                    .forEach(older -> uncount(hand, local, require(local, older.id())));
        }
    }

    private void tally(Local local, UUID drive, int more) {
        sql.insertInto(CARD_COUNT, CARD_COUNT.LOCAL_ID, CARD_COUNT.DRIVE_ID, CARD_COUNT.OFFER_ID, CARD_COUNT.SIGNED)
                .select(sql.select(CARD_DRIVE.LOCAL_ID, CARD_DRIVE.ID, CARD_DRIVE.OFFER_ID, org.jooq.impl.DSL.val(more))
                        .from(CARD_DRIVE)
                        .where(CARD_DRIVE.LOCAL_ID.eq(local.id()), CARD_DRIVE.ID.eq(drive))
                        .and(CARD_DRIVE.OFFER_ID.isNotNull()))
                .onConflict(CARD_COUNT.LOCAL_ID, CARD_COUNT.DRIVE_ID)
                .doUpdate()
                .set(CARD_COUNT.SIGNED, CARD_COUNT.SIGNED.plus(more))
                .execute();
    }

    /** The confirmation goes to the accounts on file before this card and to those it names: a circulator controls not all. */
    private void tell(Viewer hand, Local local, CardRecord card, String receipt, Set<Drafts.Box> boxes) {
        var language = card.getLanguage();
        var link = origin + local.path() + "/receipts/" + receipt + "?lang=" + language;
        for (var box : boxes) {
            if (box.value().isEmpty() || box.kind().equals("PHONE") && !letters.canText()) {
                continue;
            }
            var letter = box.kind().equals("EMAIL")
                    ? letters.write(
                            box.value(),
                            messages.text(language, "letter.card.subject", local.name()),
                            messages.text(
                                    language,
                                    "letter.card.body",
                                    card.getNameTyped(),
                                    card.getWords(),
                                    Receipts.shown(receipt),
                                    link))
                    : letters.text(
                            box.value(),
                            messages.text(language, "letter.card.text", local.name(), link, card.getWords()));
            step(hand, local, card.getId(), Act.SENT, box.kind(), null, null, letter);
        }
    }
}
