package org.breakroom.phone;

import static org.breakroom.db.Tables.PHONE_ENTRY;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.access.Viewers;
import org.breakroom.activity.Activities;
import org.breakroom.card.RepCards;
import org.breakroom.conversation.ConversationForm;
import org.breakroom.conversation.Conversations;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.meeting.Attendance;
import org.breakroom.meeting.Meeting;
import org.breakroom.meeting.Meetings;
import org.breakroom.member.Members;
import org.breakroom.member.Merges;
import org.breakroom.organizer.PhoneHours;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.breakroom.ui.Refused;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What phones hand in. Each entry is a transaction of its own, so one that cannot be taken stops no other; each is taken
 * once, by its id; and none is turned away for who hands it in: what a revoked phone, a former rep or a rep elsewhere noted
 * waits for an officer.
 */
@Component
class Entries {
    private static final Duration CLOCK_TOLD = Duration.ofMinutes(10);

    private final DSLContext sql;
    private final FederationClock clock;
    private final TransactionTemplate transaction;
    private final Viewers viewers;
    private final Locals locals;
    private final Members members;
    private final Merges merges;
    private final Activities activities;
    private final Conversations conversations;
    private final Differences differences;
    private final Meetings meetings;
    private final Attendance attendance;
    private final RepCards cards;
    private final PhoneHours hours;
    private final Messages messages;

    Entries(
            DSLContext sql,
            FederationClock clock,
            TransactionTemplate transaction,
            Viewers viewers,
            Locals locals,
            Members members,
            Merges merges,
            Activities activities,
            Conversations conversations,
            Differences differences,
            Meetings meetings,
            Attendance attendance,
            RepCards cards,
            PhoneHours hours,
            Messages messages) {
        this.cards = cards;
        this.hours = hours;
        this.sql = sql;
        this.clock = clock;
        this.transaction = transaction;
        this.viewers = viewers;
        this.locals = locals;
        this.members = members;
        this.merges = merges;
        this.activities = activities;
        this.conversations = conversations;
        this.differences = differences;
        this.meetings = meetings;
        this.attendance = attendance;
        this.messages = messages;
    }

    /** What becomes of an entry. */
    enum State {
        /** It stands; the phone forgets it. */
        SAVED,
        /** It is kept here until an officer has looked; the phone forgets it. */
        WAITS,
        /** The person has to look: the phone keeps it, with the reason. */
        NEEDS,
        /** What it speaks of has not come yet: the phone sends it again. */
        LATER
    }

    /**
     * The answer about one entry.
     *
     * @param words why, when there is something to say
     */
    record Answer(UUID id, State state, @Nullable String words) {}

    /**
     * One sending of a phone.
     *
     * @param author who used it, where she still has an account
     * @param hand under whom it is recorded
     * @param off how far the phone's clock is ahead of the server's
     * @param network from where it came
     */
    private record Sending(
            Device device, @Nullable Viewer author, Viewer hand, Local local, Duration off, String network) {
        /** Why an officer has to look at what is about this person; null when nobody has to. */
        @Nullable
        String why(Members.@Nullable Person person) {
            if (device.revoked()) {
                return "DEVICE";
            }
            var reach = author == null ? null : author.reach(local.id());
            if (reach == null || !reach.mayWrite()) {
                return "ROLE";
            }
            if (person == null) {
                return "GONE";
            }
            return reach.covers(person.worksite()) ? null : "ELSEWHERE";
        }
    }

    /** One sealed entry, as it was sent. */
    record Box(UUID id, byte[] sealed) {}

    /** Takes what a phone sends, in the order in which it was noted, whatever the order of the sending. */
    List<Answer> take(Devices.Secrets phone, Instant sent, String network, List<Box> boxes) {
        var now = clock.now();
        var off = Duration.between(now, sent);
        var device = phone.device();
        var author = viewers.find(device.account()).orElse(null);
        var local = locals.require(device.local());
        var hand = Viewer.recorder(device.account(), author == null ? device.owner() : author.name(), local.id());
        var sending = new Sending(device, author, hand, local, off, network);
        return boxes.stream()
                .sorted(Comparator.comparing(Box::id))
                .map(box -> {
                    var label = device.id() + " " + box.id();
                    var entry = Seal.open(phone.key(), box.sealed(), label)
                            .flatMap(text -> Entry.read(box.id(), text, off, now));
                    if (entry.isEmpty()) {
                        return needs(box.id(), "phone.unreadable");
                    }
                    return settle(sending, entry.get());
                })
                .toList();
    }

    private Answer settle(Sending by, Entry entry) {
        try {
            return by.hand()
                    .call(() -> transaction.execute(t -> {
                        var known = before(by.local(), entry.id());
                        return known != null ? known : fresh(by, entry);
                    }));
        } catch (Refused e) {
            return new Answer(entry.id(), State.NEEDS, e.getMessage());
        }
    }

    /** What was answered about it before; null when it is new. */
    private @Nullable Answer before(Local local, UUID id) {
        var e = PHONE_ENTRY;
        return sql.select(e.STATE, e.WHY)
                .from(e)
                .where(e.LOCAL_ID.eq(local.id()), e.ID.eq(id))
                .fetchOne(r -> new Answer(
                        id,
                        r.value1().equals("WAITING") ? State.WAITS : State.SAVED,
                        r.value2() == null ? null : messages.here("phone.why." + r.value2())));
    }

    private Answer fresh(Sending by, Entry entry) {
        if (entry.format() != 1) {
            return needs(entry.id(), "phone.format");
        }
        return switch (entry.kind()) {
            case "talk" -> talk(by, entry);
            case "withdrawal" -> withdrawal(by, entry);
            case "attendance" -> attendance(by, entry);
            case "card" -> card(by, entry);
            case "hours" -> hours(by, entry);
            default -> needs(entry.id(), "phone.format");
        };
    }

    /** A card that was signed on the phone: it stands, waits for an officer, or is told to be wrong while she is still there. */
    private Answer card(Sending by, Entry entry) {
        var said = entry.card(clock.now(), by.device().name(), by.network());
        var member = entry.member();
        if (member == null || said.isEmpty()) {
            return needs(entry.id(), "phone.unreadable");
        }
        var stands = merges.standsFor(by.local().id(), member).orElse(member);
        var person = members.find(Viewer.shell(by.local().id()), by.local(), stands);
        var why = by.why(person.orElse(null));
        if (why != null) {
            keep(by, entry, "WAITING", why);
            return new Answer(entry.id(), State.WAITS, messages.here("phone.why." + why));
        }
        var wrong = cards.take(by.hand(), by.local(), person.orElseThrow(), said.get());
        if (wrong.isPresent()) {
            return new Answer(entry.id(), State.NEEDS, wrong.get());
        }
        keep(by, entry, "SAVED", null);
        return new Answer(entry.id(), State.SAVED, null);
    }

    /** Hours that she logged: two people approve them, and what a revoked phone says of hers waits for an officer before. */
    private Answer hours(Sending by, Entry entry) {
        var said = entry.hours();
        if (entry.of() == null || said.isEmpty()) {
            return needs(entry.id(), "phone.unreadable");
        }
        if (by.device().revoked() || by.author() == null) {
            var why = by.device().revoked() ? "DEVICE" : "ROLE";
            keep(by, entry, "WAITING", why);
            return new Answer(entry.id(), State.WAITS, messages.here("phone.why." + why));
        }
        var wrong = hours.take(by.hand(), by.local(), entry.of(), entry.id(), said.get());
        if (wrong.isPresent()) {
            return new Answer(entry.id(), State.NEEDS, wrong.get());
        }
        keep(by, entry, "SAVED", null);
        return new Answer(entry.id(), State.SAVED, null);
    }

    private Answer talk(Sending by, Entry entry) {
        var member = entry.member();
        if (member == null) {
            return needs(entry.id(), "phone.unreadable");
        }
        var stands = merges.standsFor(by.local().id(), member).orElse(member);
        var person = members.find(Viewer.shell(by.local().id()), by.local(), stands);
        var why = by.why(person.orElse(null));
        if (why != null) {
            // what was never right is told at once, while the phone still has it
            var checked = Problems.none();
            read(by.local(), entry, stands, null, null, checked);
            if (checked.any()) {
                return needs(entry.id(), checked);
            }
            keep(by, entry, "WAITING", why);
            return new Answer(entry.id(), State.WAITS, messages.here("phone.why." + why));
        }
        return record(by, entry, person.orElseThrow());
    }

    /** What was noted, held against the form's own rules. */
    Optional<Conversations.Talk> read(
            Local local,
            Entry entry,
            UUID member,
            @Nullable UUID worksite,
            Activities.@Nullable Told corrected,
            Problems problems) {
        var known = new ConversationForm.Known(
                member,
                corrected == null ? worksite : corrected.worksite(),
                conversations.issues(local),
                conversations.asks(local),
                corrected == null ? entry.at() : corrected.happenedAt(),
                entry.id(),
                corrected == null ? null : corrected.id());
        return entry.form().read(known, messages, problems);
    }

    private Answer record(Sending by, Entry entry, Members.Person person) {
        Activities.Told corrected = null;
        if (entry.of() != null) {
            corrected =
                    activities.standing(by.hand(), by.local().id(), entry.of()).orElse(null);
            if (corrected != null && !corrected.member().equals(person.id())) {
                return needs(entry.id(), "phone.unreadable");
            }
            if (corrected == null) {
                return unfound(by, entry, entry.of());
            }
        }
        var problems = Problems.none();
        var talk = read(by.local(), entry, person.id(), person.worksite(), corrected, problems);
        if (talk.isEmpty()) {
            return needs(entry.id(), problems);
        }
        conversations.log(by.hand(), by.local(), talk.get());
        keep(by, entry, "SAVED", null);
        if (talk.get().assessment() != null) {
            differences.note(
                    by.device(),
                    by.local().id(),
                    entry.id(),
                    person.id(),
                    talk.get().assessment(),
                    entry.known());
        }
        return new Answer(
                entry.id(),
                State.SAVED,
                by.off().abs().compareTo(CLOCK_TOLD) > 0 ? messages.here("phone.clock", days(by.off())) : null);
    }

    /** What becomes of a correction whose talk does not stand: it waits beside it, is told, or comes again later. */
    private Answer unfound(Sending by, Entry entry, UUID of) {
        var handed = handed(by.local(), by.device().account(), of);
        if ("WAITING".equals(handed)) {
            keep(by, entry, "WAITING", "FIRST");
            return new Answer(entry.id(), State.WAITS, messages.here("phone.why.FIRST"));
        }
        return handed != null || activities.known(by.local().id(), of)
                ? needs(entry.id(), "phone.takenBack")
                : new Answer(entry.id(), State.LATER, null);
    }

    /** How wrong a clock is, as people say it. */
    private String days(Duration off) {
        var far = off.abs();
        var words = far.toHours() >= 48
                ? messages.here("phone.days", far.toDays())
                : far.toMinutes() >= 120
                        ? messages.here("phone.hours", far.toHours())
                        : messages.here("phone.minutes", far.toMinutes());
        return messages.here(off.isNegative() ? "phone.behind" : "phone.ahead", words);
    }

    /** Who came to a meeting, or did not after all: the last word by its own time counts, whichever comes first. */
    private Answer attendance(Sending by, Entry entry) {
        var meeting = Optional.ofNullable(entry.of()).flatMap(m -> meetings.find(by.local(), m));
        if (meeting.isEmpty() || entry.member() == null) {
            return needs(entry.id(), "phone.meetingGone");
        }
        var member = merges.standsFor(by.local().id(), entry.member()).orElse(entry.member());
        var person = members.find(Viewer.shell(by.local().id()), by.local(), member);
        if (person.isEmpty()) {
            return needs(entry.id(), "phone.gone");
        }
        var why = by.why(person.get());
        if (why == null
                && by.author() != null
                && !by.author().reach(by.local().id()).covers(meeting.get().worksite())) {
            why = "ELSEWHERE";
        }
        if (why != null) {
            keep(by, entry, "WAITING", why);
            return new Answer(entry.id(), State.WAITS, messages.here("phone.why." + why));
        }
        mark(by.hand(), by.local(), entry, meeting.get(), member);
        keep(by, entry, "SAVED", null);
        return new Answer(entry.id(), State.SAVED, null);
    }

    void mark(Viewer hand, Local local, Entry entry, Meeting meeting, UUID member) {
        attendance.hold(local, meeting);
        var e = PHONE_ENTRY;
        boolean later = sql.fetchExists(
                e,
                e.LOCAL_ID.eq(local.id()),
                e.KIND.eq("attendance"),
                e.MEMBER_ID.eq(entry.member()),
                e.OF_ID.eq(meeting.id()),
                e.STATE.in("SAVED", "ACCEPTED"),
                e.HAPPENED_AT.gt(entry.at().atOffset(ZoneOffset.UTC)));
        if (later) {
            return;
        }
        if (entry.came()) {
            attendance.mark(hand, local, meeting, List.of(member), Attendance.How.PHONE);
        } else {
            attendance.unmark(hand, local, meeting, List.of(member));
        }
    }

    /** Takes a talk back: one that waits for an officer always, one that stands only from a phone that may still record. */
    private Answer withdrawal(Sending by, Entry entry) {
        var of = entry.of();
        if (of == null) {
            return needs(entry.id(), "phone.unreadable");
        }
        var handed = handed(by.local(), by.device().account(), of);
        if (handed == null && !activities.known(by.local().id(), of)) {
            return new Answer(entry.id(), State.LATER, null);
        }
        if ("WAITING".equals(handed)) {
            decide(by.hand(), by.local(), of, "REFUSED");
        } else if (!"REFUSED".equals(handed)) {
            boolean may = !by.device().revoked()
                    && by.author() != null
                    && by.author().reach(by.local().id()).mayWrite();
            var stands = activities.standing(by.hand(), by.local().id(), of);
            if (stands.isPresent()
                    && (!may
                            || activities
                                    .withdraw(
                                            by.hand(),
                                            by.local().id(),
                                            stands.get().id())
                                    .isEmpty())) {
                return needs(entry.id(), may ? "phone.tooLate" : "phone.mayNot");
            }
        }
        keep(by, entry, "SAVED", null);
        return new Answer(entry.id(), State.SAVED, null);
    }

    /** What became of an entry that an account handed in; null when it did not. */
    @Nullable
    String handed(Local local, UUID account, UUID id) {
        var e = PHONE_ENTRY;
        return sql.select(e.STATE)
                .from(e)
                .where(e.LOCAL_ID.eq(local.id()), e.ID.eq(id), e.ACCOUNT_ID.eq(account))
                .fetchOne(r -> r.value1());
    }

    private void keep(Sending by, Entry entry, String state, @Nullable String why) {
        var e = PHONE_ENTRY;
        sql.insertInto(e)
                .set(e.LOCAL_ID, by.local().id())
                .set(e.ID, entry.id())
                .set(e.DEVICE_ID, by.device().id())
                .set(e.ACCOUNT_ID, by.device().account())
                .set(e.AUTHOR, by.hand().name())
                .set(e.KIND, entry.kind())
                .set(e.MEMBER_ID, entry.member())
                .set(e.OF_ID, entry.of())
                .set(e.SAID, state.equals("WAITING") ? entry.text() : null)
                .set(e.NETWORK, state.equals("WAITING") ? by.network() : null)
                .set(e.HAPPENED_AT, entry.at().atOffset(ZoneOffset.UTC))
                .set(e.RECEIVED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .set(e.STATE, state)
                .set(e.WHY, why)
                .onConflictDoNothing()
                .execute();
    }

    private Answer needs(UUID id, String message) {
        return new Answer(id, State.NEEDS, messages.here(message));
    }

    private static Answer needs(UUID id, Problems problems) {
        return new Answer(id, State.NEEDS, String.join(" ", problems.all().values()));
    }

    /** Settles what waits; what was said is forgotten here. */
    int decide(Viewer officer, Local local, UUID id, String state) {
        var e = PHONE_ENTRY;
        return sql.update(e)
                .set(e.STATE, state)
                .setNull(e.SAID)
                .setNull(e.NETWORK)
                .set(e.DECIDED_BY, officer.name())
                .set(e.DECIDED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .where(e.LOCAL_ID.eq(local.id()), e.ID.eq(id), e.STATE.eq("WAITING"))
                .execute();
    }
}
