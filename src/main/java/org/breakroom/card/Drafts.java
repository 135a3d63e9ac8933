package org.breakroom.card;

import static org.breakroom.db.Tables.CARD;
import static org.breakroom.db.Tables.CARD_DRAFT;
import static org.breakroom.db.Tables.CARD_LINK;
import static org.jooq.impl.DSL.noCondition;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.kernel.Sha256;
import org.breakroom.mail.Letters;
import org.breakroom.member.Contacts;
import org.breakroom.member.Members;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Spoken;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Those who are signing: the link they came by, the one-time code to their own account, the text they are shown. */
@Component
class Drafts {
    static final Duration CODE_GOOD = Duration.ofMinutes(15);
    static final Duration SIGN_WITHIN = Duration.ofHours(2);
    static final int TRIES_MAX = 5;
    private static final int DIGITS = 6;

    /** How long a device that someone signed on is remembered as hers. */
    private static final Duration DEVICE_HERS = Duration.ofHours(24);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final DSLContext sql;
    private final FederationClock clock;
    private final Letters letters;
    private final Contacts contacts;
    private final Members members;
    private final Messages messages;

    Drafts(
            DSLContext sql,
            FederationClock clock,
            Letters letters,
            Contacts contacts,
            Members members,
            Messages messages) {
        this.sql = sql;
        this.clock = clock;
        this.letters = letters;
        this.contacts = contacts;
        this.members = members;
        this.messages = messages;
    }

    /** What a token opens: one member's card, or a worksite's poster. */
    record Link(
            UUID id,
            UUID drive,
            @Nullable UUID member,
            @Nullable UUID worksite,
            Instant expires,
            @Nullable Instant used) {}

    Optional<Link> link(Local local, String token) {
        var l = CARD_LINK;
        return sql.selectFrom(l)
                .where(l.LOCAL_ID.eq(local.id()), l.TOKEN_HASH.eq(Sha256.hex(Receipts.read(token))))
                .fetchOptional(r -> new Link(
                        r.getId(),
                        r.getDriveId(),
                        r.getMemberId(),
                        r.getWorksiteId(),
                        r.getExpiresAt().toInstant(),
                        r.getUsedAt() == null ? null : r.getUsedAt().toInstant()));
    }

    /** Where a code goes. */
    record Box(String kind, String value) {
        /** As much of it as tells its owner which it is. */
        String masked() {
            if (kind.equals("PHONE")) {
                return "•••-" + value.substring(value.length() - 4);
            }
            int at = value.indexOf('@');
            return value.charAt(0) + "•••" + value.substring(at);
        }
    }

    /** From where someone signs. */
    record From(String network, String agent, String session) {}

    /**
     * Someone who is signing.
     *
     * @param member who she is on file, as far as link or typed name and account say
     * @param verified when her account was, null before
     * @param shown the text she was shown last, null before
     */
    record Draft(
            UUID id,
            UUID link,
            UUID drive,
            @Nullable UUID member,
            String saidName,
            Box box,
            String language,
            int version,
            From from,
            Instant expires,
            @Nullable Instant verified,
            @Nullable Instant shownAt,
            @Nullable String shown) {}

    /** A draft and the secret that only the browser holds which began it. */
    record Begun(UUID id, String secret) {}

    /** Sends a code to an account, whoever it belongs to: what comes back is the same for everybody. */
    Begun begin(
            Local local, Link link, Drive drive, @Nullable UUID member, String name, Box box, int version, From from) {
        var now = clock.now();
        var id = Ids.at(now.toEpochMilli());
        var secret = Receipts.token();
        var code = ("%0" + DIGITS + "d").formatted(RANDOM.nextInt(1_000_000));
        var d = CARD_DRAFT;
        sql.insertInto(d)
                .set(d.LOCAL_ID, local.id())
                .set(d.ID, id)
                .set(d.LINK_ID, link.id())
                .set(d.DRIVE_ID, drive.id())
                .set(d.MEMBER_ID, member)
                .set(d.SAID_NAME, name)
                .set(d.SECRET_HASH, Sha256.hex(secret))
                .set(d.CHANNEL, box.kind())
                .set(d.SENT_TO, box.value())
                .set(d.CODE_HASH, Sha256.hex(id + code))
                .set(d.LANGUAGE, Spoken.now())
                .set(d.VERSION, version)
                .set(d.NETWORK, from.network())
                .set(d.AGENT, from.agent())
                .set(d.SESSION, from.session())
                .set(d.MADE_AT, now.atOffset(ZoneOffset.UTC))
                .set(d.EXPIRES_AT, now.plus(CODE_GOOD).atOffset(ZoneOffset.UTC))
                .execute();
        var shown = code.substring(0, DIGITS / 2) + " " + code.substring(DIGITS / 2);
        if (box.kind().equals("EMAIL")) {
            letters.write(
                    box.value(),
                    messages.here("letter.cardCode.subject", shown),
                    messages.here("letter.cardCode.body", shown, drive.title(), local.name(), CODE_GOOD.toMinutes()));
        } else {
            letters.text(
                    box.value(), messages.here("letter.cardCode.text", shown, local.name(), CODE_GOOD.toMinutes()));
        }
        return new Begun(id, secret);
    }

    /** The draft of whoever holds its secret, while it is good. */
    Optional<Draft> find(Local local, UUID id, String secret) {
        var d = CARD_DRAFT;
        return sql.selectFrom(d)
                .where(d.LOCAL_ID.eq(local.id()), d.ID.eq(id))
                .and(d.EXPIRES_AT.gt(clock.now().atOffset(ZoneOffset.UTC)))
                .fetchOptional()
                .filter(r -> same(r.getSecretHash(), Sha256.hex(secret)))
                .map(r -> new Draft(
                        r.getId(),
                        r.getLinkId(),
                        r.getDriveId(),
                        r.getMemberId(),
                        r.getSaidName(),
                        new Box(r.getChannel(), r.getSentTo()),
                        r.getLanguage(),
                        r.getVersion(),
                        new From(r.getNetwork(), r.getAgent(), r.getSession()),
                        r.getExpiresAt().toInstant(),
                        r.getVerifiedAt() == null ? null : r.getVerifiedAt().toInstant(),
                        r.getShownAt() == null ? null : r.getShownAt().toInstant(),
                        r.getShown()));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether the code is right; a wrong try is counted, and after five nothing is. */
    boolean verify(Local local, Draft draft, String typed) {
        var digits = typed.replaceAll("[^0-9]", "");
        if (digits.length() != DIGITS) {
            return false; // a slip of the finger is no try
        }
        var d = CARD_DRAFT;
        var now = clock.now();
        var code = sql.update(d)
                .set(d.TRIES, d.TRIES.plus(1))
                .where(d.LOCAL_ID.eq(local.id()), d.ID.eq(draft.id()), d.TRIES.lt((short) TRIES_MAX))
                .returning(d.CODE_HASH)
                .fetchOptional(d.CODE_HASH);
        if (code.isEmpty() || !same(code.get(), Sha256.hex(draft.id() + digits))) {
            return false;
        }
        sql.update(d)
                .set(d.VERIFIED_AT, Chain.at(now))
                .set(d.EXPIRES_AT, now.plus(SIGN_WITHIN).atOffset(ZoneOffset.UTC))
                .where(d.LOCAL_ID.eq(local.id()), d.ID.eq(draft.id()))
                .execute();
        return true;
    }

    /** Notes what is shown, and when it was first: what is signed is this and nothing else. */
    void show(Local local, Draft draft, Wording wording, String words) {
        if (words.equals(draft.shown()) && wording.language().equals(draft.language())) {
            return;
        }
        var d = CARD_DRAFT;
        sql.update(d)
                .set(d.SHOWN, words)
                .set(d.SHOWN_AT, Chain.at(clock.now()))
                .set(d.LANGUAGE, wording.language())
                .set(d.VERSION, wording.version())
                .where(d.LOCAL_ID.eq(local.id()), d.ID.eq(draft.id()))
                .execute();
    }

    /** The link is used up; the draft goes with it, and with every code that was sent for it. */
    void spend(Local local, Draft draft, boolean personal) {
        // with it go the other links she was sent for this drive
        sql.update(CARD_LINK)
                .set(CARD_LINK.USED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .where(CARD_LINK.LOCAL_ID.eq(local.id()), CARD_LINK.DRIVE_ID.eq(draft.drive()))
                .and(
                        personal && draft.member() != null
                                ? CARD_LINK.MEMBER_ID.eq(draft.member())
                                : CARD_LINK.ID.eq(draft.link()))
                .execute();
        sql.deleteFrom(CARD_DRAFT)
                .where(CARD_DRAFT.LOCAL_ID.eq(local.id()), CARD_DRAFT.LINK_ID.eq(draft.link()))
                .and(CARD_DRAFT.ID.ne(draft.id()))
                .and(
                        personal
                                ? noCondition()
                                : CARD_DRAFT.SENT_TO.eq(draft.box().value()))
                .execute();
    }

    /** Who on file has this name and this account; empty when nobody has, or several have. */
    Optional<UUID> known(Local local, String name, Box box) {
        var both = new HashSet<>(members.named(local, name));
        both.retainAll(contacts.owners(local, box.kind(), box.value()));
        return both.size() == 1 ? both.stream().findFirst() : Optional.empty();
    }

    /** Whether the account that was proved is on file for whom the draft is. */
    boolean owned(Local local, Draft draft) {
        return draft.member() != null
                && contacts.owners(local, draft.box().kind(), draft.box().value())
                        .contains(draft.member());
    }

    /** What a person should look at before the card counts. */
    Set<Flag> flags(Local local, Draft draft, From here, Members.@Nullable Person person, String typed) {
        var flags = EnumSet.noneOf(Flag.class);
        if (person == null) {
            flags.add(Flag.UNKNOWN);
        } else {
            var owners = contacts.owners(local, draft.box().kind(), draft.box().value());
            if (!owners.contains(person.id())) {
                flags.add(owners.isEmpty() ? Flag.ACCOUNT_NEW : Flag.ACCOUNT_OF_ANOTHER);
            }
            if (!alike(person.name(), typed)) {
                flags.add(Flag.NAME_DIFFERS);
            }
        }
        if (shared(local, here, person)) {
            flags.add(Flag.SAME_DEVICE);
        }
        return flags;
    }

    /** Whether two ways of writing a name have two words in common, or the only one. */
    static boolean alike(String onFile, String typed) {
        var one = new HashSet<>(Arrays.asList(PersonName.fold(onFile).split(" ")));
        var other = new HashSet<>(Arrays.asList(PersonName.fold(typed).split(" ")));
        int needed = Math.min(2, one.size());
        one.retainAll(other);
        return one.size() >= needed;
    }

    private boolean shared(Local local, From here, Members.@Nullable Person person) {
        return sql.fetchExists(
                CARD,
                CARD.LOCAL_ID.eq(local.id()),
                CARD.SESSION.eq(here.session()),
                CARD.SESSION.ne(""),
                CARD.SIGNED_AT.gt(clock.now().minus(DEVICE_HERS).atOffset(ZoneOffset.UTC)),
                person == null ? noCondition() : CARD.MEMBER_ID.isDistinctFrom(person.id()));
    }

    /** Removes drafts whose time is over. */
    int forget(Local local) {
        return sql.deleteFrom(CARD_DRAFT)
                .where(CARD_DRAFT.LOCAL_ID.eq(local.id()))
                .and(CARD_DRAFT.EXPIRES_AT.lt(clock.now().minus(SIGN_WITHIN).atOffset(ZoneOffset.UTC)))
                .execute();
    }
}
