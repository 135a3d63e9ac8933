package org.breakroom.card;

import static org.breakroom.db.Tables.CARD_CIRCULATOR;
import static org.breakroom.db.Tables.CARD_LINK;
import static org.breakroom.db.Tables.CARD_STANDING;
import static org.breakroom.db.Tables.MEMBER;
import static org.breakroom.db.Tables.MEMBER_ON_ROSTER;
import static org.breakroom.db.Tables.WORKSITE;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.kernel.Sha256;
import org.breakroom.mail.Letters;
import org.breakroom.member.Contacts;
import org.breakroom.member.Exports;
import org.breakroom.member.Members;
import org.breakroom.ui.Figures;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.breakroom.ui.Refused;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Getting the cards in: personal links, reminders to those who circulate, and the list of those nobody meets at work. */
@Component
public class Chasing {
    /** How long a personal link opens the card. */
    static final Duration LINK_GOOD = Duration.ofDays(30);

    /** How many letters go out at once; the next press sends the next. */
    static final int LINKS_AT_ONCE = 500;

    /** Nobody is written to again within this time. */
    private static final Duration AGAIN_AFTER = Duration.ofDays(5);

    private static final int REASON_MIN = 10;
    private static final int REASON_MAX = 300;

    private final DSLContext sql;
    private final FederationClock clock;
    private final Members members;
    private final Letters letters;
    private final Exports exports;
    private final Messages messages;
    private final String origin;

    Chasing(
            DSLContext sql,
            FederationClock clock,
            Members members,
            Letters letters,
            Exports exports,
            Messages messages,
            @Value("${breakroom.origin}") String origin) {
        this.sql = sql;
        this.clock = clock;
        this.members = members;
        this.letters = letters;
        this.exports = exports;
        this.messages = messages;
        this.origin = origin;
    }

    /** Who circulates by worksite, by name. */
    Map<UUID, List<String>> circulators(Local local, UUID drive) {
        return sql.select(CARD_CIRCULATOR.WORKSITE_ID, MEMBER.FULL_NAME)
                .from(CARD_CIRCULATOR)
                .join(MEMBER)
                .on(MEMBER.LOCAL_ID.eq(CARD_CIRCULATOR.LOCAL_ID), MEMBER.ID.eq(CARD_CIRCULATOR.MEMBER_ID))
                .where(CARD_CIRCULATOR.LOCAL_ID.eq(local.id()), CARD_CIRCULATOR.DRIVE_ID.eq(drive))
                .orderBy(MEMBER.SORT_NAME, MEMBER.ID)
                .fetchGroups(r -> r.value1(), r -> r.value2());
    }

    /**
     * Someone of a worksite in a drive.
     *
     * @param state how her card stands; null when there is none
     * @param linked when she was sent her link last
     */
    public record Mate(
            UUID id,
            String name,
            @Nullable String job,
            @Nullable State state,
            @Nullable UUID card,
            @Nullable Instant linked) {}

    /** The people of a worksite with their cards, those without one first. */
    List<Mate> crew(Viewer viewer, Local local, Drive drive, UUID worksite) {
        var cards = new HashMap<UUID, Map.Entry<State, UUID>>();
        sql.select(CARD_STANDING.MEMBER_ID, CARD_STANDING.STATE, CARD_STANDING.ID)
                .from(CARD_STANDING)
                .where(CARD_STANDING.LOCAL_ID.eq(local.id()), CARD_STANDING.DRIVE_ID.eq(drive.id()))
                .and(CARD_STANDING.MEMBER_ID.in(DSL.select(MEMBER_ON_ROSTER.ID)
                        .from(MEMBER_ON_ROSTER)
                        .where(MEMBER_ON_ROSTER.LOCAL_ID.eq(local.id()), MEMBER_ON_ROSTER.WORKSITE_ID.eq(worksite))))
                .orderBy(CARD_STANDING.NUMBER)
                .forEach(r -> cards.put(r.value1(), Map.entry(State.valueOf(r.value2()), r.value3())));
        var linked = sql.select(CARD_LINK.MEMBER_ID, DSL.max(CARD_LINK.MADE_AT))
                .from(CARD_LINK)
                .where(CARD_LINK.LOCAL_ID.eq(local.id()), CARD_LINK.DRIVE_ID.eq(drive.id()))
                .and(CARD_LINK.MEMBER_ID.isNotNull())
                .groupBy(CARD_LINK.MEMBER_ID)
                .fetchMap(r -> r.value1(), r -> r.value2().toInstant());
        return members.crew(viewer, local, worksite).stream()
                .map(m -> {
                    var card = cards.get(m.id());
                    return new Mate(
                            m.id(),
                            m.name(),
                            m.job(),
                            card == null ? null : card.getKey(),
                            card == null ? null : card.getValue(),
                            linked.get(m.id()));
                })
                .sorted(java.util.Comparator.comparing((Mate m) -> m.state() == null ? 0 : 1))
                .toList();
    }

    /** Writes to those who circulate where the share is not reached yet; returns how many. */
    int remind(Viewer viewer, Local local, Drive drive, Progress progress) {
        var behind = new HashMap<UUID, Progress.Site>();
        progress.sites().stream().filter(s -> !s.reached()).forEach(s -> behind.put(s.id(), s));
        var now = clock.now();
        var c = CARD_CIRCULATOR;
        int told = 0;
        var due = sql.select(c.WORKSITE_ID, c.MEMBER_ID)
                .from(c)
                .where(c.LOCAL_ID.eq(local.id()), c.DRIVE_ID.eq(drive.id()))
                .and(c.REMINDED_AT
                        .isNull()
                        .or(c.REMINDED_AT.lt(now.minus(AGAIN_AFTER).atOffset(ZoneOffset.UTC))))
                .fetch();
        for (var r : due) {
            var site = behind.get(r.value1());
            var person = members.find(viewer, local, r.value2());
            var mail = person.map(p -> Contacts.inUse(p).get("EMAIL"));
            if (site == null || mail.isEmpty()) {
                continue;
            }
            var language = members.language(local, r.value2());
            letters.write(
                    mail.get(),
                    messages.text(language, "letter.cardReminder.subject", drive.title(), site.name()),
                    messages.text(
                            language,
                            "letter.cardReminder.body",
                            person.get().called(),
                            site.name(),
                            site.signed(),
                            site.needed(),
                            Figures.longDate(drive.deadline(), language),
                            origin + local.path() + "/drives/" + drive.id() + "/worksites/" + site.id()));
            sql.update(c)
                    .set(c.REMINDED_AT, now.atOffset(ZoneOffset.UTC))
                    .where(c.LOCAL_ID.eq(local.id()), c.DRIVE_ID.eq(drive.id()))
                    .and(c.WORKSITE_ID.eq(r.value1()))
                    .and(c.MEMBER_ID.eq(r.value2()))
                    .execute();
            told++;
        }
        return told;
    }

    /** Sends their own link to members who have not signed, have a mail address and were not written to lately. */
    int sendLinks(Viewer viewer, Local local, Drive drive) {
        var m = MEMBER_ON_ROSTER;
        var lately = clock.now().minus(AGAIN_AFTER).atOffset(ZoneOffset.UTC);
        var due = sql.select(m.ID)
                .from(m)
                .where(m.LOCAL_ID.eq(local.id()))
                .and(drive.kind() == CardKind.AUTHORIZATION ? DSL.noCondition() : m.IN_FORCE.isTrue())
                .and(Contacts.on(m.LOCAL_ID, m.ID, "EMAIL"))
                .and(m.ID.notIn(DSL.select(CARD_STANDING.MEMBER_ID)
                        .from(CARD_STANDING)
                        .where(CARD_STANDING.LOCAL_ID.eq(local.id()), CARD_STANDING.DRIVE_ID.eq(drive.id()))
                        .and(CARD_STANDING.MEMBER_ID.isNotNull())
                        .and(CARD_STANDING.STATE.in("SIGNED", "COUNTED", "CHALLENGED"))))
                .andNotExists(DSL.selectOne()
                        .from(CARD_LINK)
                        .where(CARD_LINK.LOCAL_ID.eq(m.LOCAL_ID), CARD_LINK.DRIVE_ID.eq(drive.id()))
                        .and(CARD_LINK.MEMBER_ID.eq(m.ID))
                        .and(CARD_LINK.MADE_AT.gt(lately)))
                .orderBy(m.SORT_NAME, m.ID)
                .limit(LINKS_AT_ONCE)
                .fetch(m.ID);
        due.forEach(id -> members.find(viewer, local, id).ifPresent(p -> sendLink(viewer, local, drive, p)));
        return due.size();
    }

    /**
     * Sends one member her own link.
     *
     * @throws Refused when there is nowhere to send it
     */
    void sendLink(Viewer viewer, Local local, Drive drive, Members.Person person) {
        var inUse = Contacts.inUse(person);
        var mail = inUse.get("EMAIL");
        var phone = letters.canText() ? inUse.get("PHONE") : null;
        if (mail == null && phone == null) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, messages.here("card.noBox", person.name()));
        }
        var language = members.language(local, person.id());
        var token = link(viewer, local, drive, person.id(), null, false);
        var address = origin + local.path() + "/card/" + token + "?lang=" + language;
        if (mail != null) {
            letters.write(
                    mail,
                    messages.text(language, "letter.cardLink.subject", local.name()),
                    messages.text(
                            language,
                            "letter.cardLink.body",
                            person.called(),
                            local.name(),
                            address,
                            Figures.longDate(drive.deadline(), language)));
        } else {
            letters.text(
                    java.util.Objects.requireNonNull(phone),
                    messages.text(language, "letter.cardLink.text", local.name(), address));
        }
    }

    /** A fresh way to the card; a poster's can be read again, a member's only by whoever got the letter. */
    private String link(
            Viewer viewer, Local local, Drive drive, @Nullable UUID member, @Nullable UUID worksite, boolean kept) {
        var now = clock.now();
        var token = Receipts.token();
        var end =
                drive.deadline().plusDays(1).atStartOfDay(FederationClock.ZONE).toInstant();
        var l = CARD_LINK;
        sql.insertInto(l)
                .set(l.LOCAL_ID, local.id())
                .set(l.ID, Ids.at(now.toEpochMilli()))
                .set(l.DRIVE_ID, drive.id())
                .set(l.MEMBER_ID, member)
                .set(l.WORKSITE_ID, worksite)
                .set(l.TOKEN_HASH, Sha256.hex(token))
                .set(l.TOKEN, kept ? token : null)
                .set(l.MADE_BY, viewer.account())
                .set(l.MAKER, viewer.name())
                .set(l.MADE_AT, now.atOffset(ZoneOffset.UTC))
                .set(
                        l.EXPIRES_AT,
                        (member == null || end.isBefore(now.plus(LINK_GOOD)) ? end : now.plus(LINK_GOOD))
                                .atOffset(ZoneOffset.UTC))
                .execute();
        return token;
    }

    /** The address on a worksite's poster: one and the same as long as the drive runs. */
    String poster(Viewer viewer, Local local, Drive drive, UUID worksite) {
        var l = CARD_LINK;
        var token = sql.select(l.TOKEN)
                .from(l)
                .where(l.LOCAL_ID.eq(local.id()), l.DRIVE_ID.eq(drive.id()), l.WORKSITE_ID.eq(worksite))
                .and(l.MEMBER_ID.isNull())
                .and(l.EXPIRES_AT.gt(clock.now().atOffset(ZoneOffset.UTC)))
                .limit(1)
                .fetchOptional(l.TOKEN)
                .orElseGet(() -> link(viewer, local, drive, null, worksite, true));
        return origin + local.path() + "/card/" + token;
    }

    /** Takes the people of a list along, for a reason; empty and the problem noted when that may not be. */
    Optional<UUID> export(
            Viewer viewer, Local local, Drive drive, List<UUID> people, String reason, Problems problems) {
        var why = PersonName.tidy(reason);
        if (why.length() < REASON_MIN || why.length() > REASON_MAX) {
            problems.add("reason", messages.here("problem.reason", REASON_MIN, REASON_MAX));
        } else if (people.isEmpty()) {
            problems.add("reason", messages.here("problem.exportEmpty"));
        }
        if (problems.any()) {
            return Optional.empty();
        }
        try {
            return Optional.of(exports.take(viewer, local, drive.title(), why, new HashSet<>(people)));
        } catch (Refused e) {
            problems.add("reason", e.getMessage());
            return Optional.empty();
        }
    }

    /** The name of a worksite, for a sheet. */
    String place(UUID worksite) {
        return sql.select(WORKSITE.NAME)
                .from(WORKSITE)
                .where(WORKSITE.ID.eq(worksite))
                .fetchSingle(r -> r.value1());
    }
}
