package org.breakroom.phone;

import static org.breakroom.db.Tables.MEMBER;
import static org.breakroom.db.Tables.PHONE_ENTRY;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Audit;
import org.breakroom.access.Viewer;
import org.breakroom.activity.Activities;
import org.breakroom.card.RepCards;
import org.breakroom.conversation.ConversationForm;
import org.breakroom.conversation.Conversations;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.meeting.Meetings;
import org.breakroom.member.Members;
import org.breakroom.member.Merges;
import org.breakroom.organizer.PhoneHours;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.breakroom.ui.Refused;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** What phones handed in and may not stand by itself: an officer lets it stand, or puts it aside. */
@Component
public class Waits {
    private final DSLContext sql;
    private final FederationClock clock;
    private final Entries entries;
    private final Devices devices;
    private final Members members;
    private final Merges merges;
    private final Activities activities;
    private final Conversations conversations;
    private final Meetings meetings;
    private final Audit audit;
    private final RepCards cards;
    private final PhoneHours hours;
    private final Messages messages;

    Waits(
            DSLContext sql,
            FederationClock clock,
            Entries entries,
            Devices devices,
            Members members,
            Merges merges,
            Activities activities,
            Conversations conversations,
            Meetings meetings,
            Audit audit,
            RepCards cards,
            PhoneHours hours,
            Messages messages) {
        this.cards = cards;
        this.hours = hours;
        this.sql = sql;
        this.clock = clock;
        this.entries = entries;
        this.devices = devices;
        this.members = members;
        this.merges = merges;
        this.activities = activities;
        this.conversations = conversations;
        this.meetings = meetings;
        this.audit = audit;
        this.messages = messages;
    }

    /** Something that waits for an officer, with what was said in it. */
    public record Waiting(
            UUID id,
            String author,
            @Nullable UUID member,
            @Nullable String person,
            Instant at,
            String kind,
            String why,
            ConversationForm form) {
        /** The note, unless its author kept it to herself. */
        public @Nullable String note() {
            var said = form.note();
            return said == null || said.isBlank() || "AUTHOR".equals(form.seenBy()) ? null : said;
        }
    }

    List<Waiting> waiting(Viewer viewer, Local local) {
        var e = PHONE_ENTRY;
        return sql.selectFrom(e)
                .where(e.LOCAL_ID.eq(local.id()), e.STATE.eq("WAITING"))
                .orderBy(e.HAPPENED_AT, e.ID)
                .limit(200)
                .fetch()
                .map(r -> {
                    var form = Entry.read(r.getId(), r.getSaid(), Duration.ZERO, clock.now())
                            .orElseThrow()
                            .form();
                    var person = Optional.ofNullable(r.getMemberId())
                            .map(m -> merges.standsFor(local.id(), m).orElse(m))
                            .flatMap(m -> members.find(viewer, local, m));
                    return new Waiting(
                            r.getId(),
                            r.getAuthor(),
                            person.map(Members.Person::id).orElse(null),
                            person.map(Members.Person::name).orElse(null),
                            r.getHappenedAt().toInstant(),
                            r.getKind(),
                            r.getWhy(),
                            form);
                });
    }

    /** An officer lets something stand, as its author noted it. False when nothing waits under this id. */
    boolean accept(Viewer officer, Local local, UUID id) {
        var e = PHONE_ENTRY;
        var row = sql.selectFrom(e)
                .where(e.LOCAL_ID.eq(local.id()), e.ID.eq(id), e.STATE.eq("WAITING"))
                .forUpdate()
                .fetchOne();
        if (row == null) {
            return false;
        }
        var entry = Entry.read(id, row.getSaid(), Duration.ZERO, clock.now())
                .orElseThrow()
                .on(row.getHappenedAt().toInstant());
        if (entry.kind().equals("hours")) {
            var hand = Viewer.recorder(row.getAccountId(), row.getAuthor(), local.id());
            entry.hours()
                    .flatMap(said -> hours.take(hand, local, Objects.requireNonNull(entry.of()), id, said))
                    .ifPresent(wrong -> {
                        throw refuse(wrong);
                    });
            return settled(officer, local, id, row.getAuthor());
        }
        var member = merges.standsFor(local.id(), row.getMemberId()).orElse(row.getMemberId());
        if (!sql.fetchExists(MEMBER, MEMBER.LOCAL_ID.eq(local.id()), MEMBER.ID.eq(member))) {
            throw refuse(messages.here("phone.gone"));
        }
        var author = Viewer.recorder(row.getAccountId(), row.getAuthor(), local.id());
        if (entry.kind().equals("card")) {
            var person = members.find(officer, local, member).orElseThrow(() -> refuse(messages.here("phone.gone")));
            entry.card(
                            row.getReceivedAt().toInstant(),
                            devices.name(row.getDeviceId()),
                            Objects.requireNonNullElse(row.getNetwork(), ""))
                    .flatMap(said -> cards.take(author, local, person, said))
                    .ifPresent(wrong -> {
                        throw refuse(wrong);
                    });
            return settled(officer, local, id, row.getAuthor());
        }
        if (entry.kind().equals("attendance")) {
            var meeting = Optional.ofNullable(entry.of())
                    .flatMap(m -> meetings.find(local, m))
                    .orElseThrow(() -> refuse(messages.here("phone.meetingGone")));
            entries.mark(author, local, entry, meeting, member);
            return settled(officer, local, id, row.getAuthor());
        }
        var worksite = members.find(officer, local, member)
                .map(Members.Person::worksite)
                .orElse(null);
        var corrected = entry.of() == null
                ? null
                : activities.standing(author, local.id(), entry.of()).orElse(null);
        if (entry.of() != null && corrected == null && entries.handed(local, row.getAccountId(), entry.of()) != null) {
            entries.decide(
                    officer,
                    local,
                    entry.of(),
                    "REFUSED"); // what it corrects waits too: the better one stands for both
        }
        var problems = Problems.none();
        var talk = entries.read(local, entry, member, worksite, corrected, problems)
                .orElseThrow(() -> refuse(String.join(" ", problems.all().values())));
        conversations.log(author, local, talk);
        return settled(officer, local, id, row.getAuthor());
    }

    private boolean settled(Viewer officer, Local local, UUID id, String author) {
        entries.decide(officer, local, id, "ACCEPTED");
        audit.record(officer, local.id(), "phone.accepted", author);
        return true;
    }

    private static Refused refuse(String sentence) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, sentence);
    }

    /** An officer puts something aside that waits. False when nothing waits under this id. */
    boolean refuse(Viewer officer, Local local, UUID id) {
        if (entries.decide(officer, local, id, "REFUSED") == 0) {
            return false;
        }
        audit.record(officer, local.id(), "phone.refused", id.toString());
        return true;
    }
}
