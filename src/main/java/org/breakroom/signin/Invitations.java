package org.breakroom.signin;

import static org.breakroom.db.Tables.INVITATION;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Accounts;
import org.breakroom.access.Audit;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.access.Walls;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.Sha256;
import org.breakroom.mail.Letters;
import org.breakroom.member.Reps;
import org.breakroom.ui.Messages;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** A local's book of who was asked to hold which role. Accepting proves the mailbox, opens the account and takes the seat. */
@Component
class Invitations {
    static final Duration GOOD_FOR = Duration.ofDays(3);
    private static final int SHOWN_MAX = 500;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DSLContext sql;
    private final FederationClock clock;
    private final Accounts accounts;
    private final Reps reps;
    private final Letters letters;
    private final Audit audit;
    private final Messages messages;
    private final Walls walls;
    private final String origin;

    Invitations(
            DSLContext sql,
            FederationClock clock,
            Accounts accounts,
            Reps reps,
            Letters letters,
            Audit audit,
            Messages messages,
            Walls walls,
            @Value("${breakroom.origin}") String origin) {
        this.sql = sql;
        this.clock = clock;
        this.accounts = accounts;
        this.reps = reps;
        this.letters = letters;
        this.audit = audit;
        this.messages = messages;
        this.walls = walls;
        this.origin = origin;
    }

    /** What an officer asks for. */
    record Wanted(
            UUID id,
            String email,
            String name,
            Role role,
            @Nullable UUID worksite,
            @Nullable UUID member,
            LocalDate from,
            @Nullable LocalDate until) {}

    List<InvitationLine> list(Local local) {
        var now = clock.now();
        return sql.selectFrom(INVITATION)
                .where(INVITATION.LOCAL_ID.eq(local.id()))
                .orderBy(INVITATION.ENDED_AT.desc().nullsFirst(), INVITATION.CREATED_AT.desc(), INVITATION.ID)
                .limit(SHOWN_MAX)
                .fetch(r -> new InvitationLine(
                        r.getId(),
                        r.getName(),
                        r.getEmail(),
                        r.getRole(),
                        r.getWorksiteId(),
                        r.getUntilOn(),
                        state(r, now),
                        r.getExpiresAt().toInstant()));
    }

    private static String state(org.breakroom.db.tables.records.InvitationRecord r, Instant now) {
        if (r.getEndedAt() != null) {
            return "ended";
        }
        if (r.getAcceptedAt() != null) {
            return "holds";
        }
        return r.getExpiresAt().toInstant().isBefore(now) ? "expired" : "waiting";
    }

    /** Invites an officer of a local that has none, in that local's book, on behalf of an administrator who sees no local's book. */
    void inviteOfficer(Viewer administrator, Local local, String name, String email) {
        var wanted = new Wanted(
                Ids.at(clock.now().toEpochMilli()), email, name, Role.OFFICER, null, null, clock.today(), null);
        walls.as(Viewer.shell(local.id()), () -> invite(administrator, local, wanted));
    }

    /** Writes the invitation and its letter, with a link that only the letter has. */
    void invite(Viewer viewer, Local local, Wanted wanted) {
        var secret = new byte[24];
        RANDOM.nextBytes(secret);
        var token = HexFormat.of().formatHex(secret);
        var now = clock.now();
        sql.insertInto(INVITATION)
                .set(INVITATION.LOCAL_ID, local.id())
                .set(INVITATION.ID, wanted.id())
                .set(INVITATION.EMAIL, wanted.email())
                .set(INVITATION.NAME, wanted.name())
                .set(INVITATION.ROLE, wanted.role().name())
                .set(INVITATION.WORKSITE_ID, wanted.worksite())
                .set(INVITATION.MEMBER_ID, wanted.member())
                .set(INVITATION.FROM_ON, wanted.from())
                .set(INVITATION.UNTIL_ON, wanted.until())
                .set(INVITATION.TOKEN_HASH, Sha256.of(token))
                .set(INVITATION.INVITED_BY, viewer.account())
                .set(INVITATION.CREATED_AT, now.atOffset(ZoneOffset.UTC))
                .set(INVITATION.EXPIRES_AT, now.plus(GOOD_FOR).atOffset(ZoneOffset.UTC))
                .execute();
        var link = origin + local.path() + "/invitations/" + wanted.id() + "/acceptance?token=" + token;
        letters.write(
                wanted.email(),
                messages.here("letter.invitation.subject", local.name()),
                messages.here(
                        "letter.invitation.body",
                        wanted.name(),
                        messages.here("role." + wanted.role()),
                        local.name(),
                        link,
                        GOOD_FOR.toDays()));
        audit.record(viewer, local.id(), "invitation.sent", wanted.role() + " " + wanted.name());
    }

    /** An invitation that can be accepted now under this token. */
    Optional<Wanted> open(int local, UUID id, String token) {
        return sql.selectFrom(INVITATION)
                .where(INVITATION.LOCAL_ID.eq(local), INVITATION.ID.eq(id))
                .and(INVITATION.ACCEPTED_AT.isNull())
                .and(INVITATION.ENDED_AT.isNull())
                .and(INVITATION.EXPIRES_AT.gt(clock.now().atOffset(ZoneOffset.UTC)))
                .forUpdate()
                .fetchOptional()
                .filter(r -> MessageDigest.isEqual(r.getTokenHash(), Sha256.of(token)))
                .map(r -> new Wanted(
                        r.getId(),
                        r.getEmail(),
                        r.getName(),
                        Role.valueOf(r.getRole()),
                        r.getWorksiteId(),
                        r.getMemberId(),
                        r.getFromOn(),
                        r.getUntilOn()));
    }

    UUID accept(int local, Wanted wanted) {
        var account = accounts.findOrOpen(wanted.email(), wanted.name());
        accounts.hold(
                account,
                new Accounts.Holding(
                        wanted.id(),
                        wanted.role(),
                        local,
                        wanted.member(),
                        wanted.worksite(),
                        wanted.from(),
                        wanted.until()));
        if (wanted.role() == Role.REP && wanted.member() != null && wanted.worksite() != null) {
            reps.appoint(local, wanted.id(), wanted.worksite(), wanted.member(), wanted.from());
        }
        sql.update(INVITATION)
                .set(INVITATION.ACCEPTED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .where(INVITATION.LOCAL_ID.eq(local), INVITATION.ID.eq(wanted.id()))
                .execute();
        return account;
    }

    /** Whether this is the role of the only officer that a local has today. */
    boolean lastOfficer(Local local, UUID id) {
        return accounts.isLast(Role.OFFICER, local.id(), id);
    }

    /** Ends an invitation, and the role if it was accepted: the next request of its holder no longer has it. */
    boolean end(Viewer viewer, Local local, UUID id) {
        var ended = sql.update(INVITATION)
                .set(INVITATION.ENDED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .where(INVITATION.LOCAL_ID.eq(local.id()), INVITATION.ID.eq(id), INVITATION.ENDED_AT.isNull())
                .returning(INVITATION.NAME, INVITATION.ROLE)
                .fetchOptional();
        ended.ifPresent(r -> {
            accounts.end(id);
            reps.end(local.id(), id);
            audit.record(viewer, local.id(), "role.ended", r.getRole() + " " + r.getName());
        });
        return ended.isPresent();
    }
}
