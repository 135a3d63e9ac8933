package org.breakroom.organizer;

import static org.breakroom.db.Tables.ORGANIZER;
import static org.breakroom.db.Tables.ORGANIZER_SCORE;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.breakroom.access.Walls;
import org.breakroom.db.tables.records.OrganizerRecord;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.Sha256;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Who applied, what the panel thought, who was invited, signed and works. */
@Component
public class Organizers {
    /** What is said of her is what her roster says on the day. */
    private static final String APPLY = """
            insert into organizer (local_id, id, program_id, member_id, account_id, name, worksite, why, experience, languages, hours_week,
              reference_one, reference_two, applied_at, state, cap)
            select m.local_id, ?, ?, m.id, ?, m.full_name, coalesce(w.name, ''), ?, ?, ?, ?, ?, ?, ?::timestamptz, 'APPLIED', ?
            from member_on_roster m left join worksite w on w.id = m.worksite_id
            where m.local_id = ? and m.id = ?
            on conflict (local_id, program_id, member_id) do update set state = 'APPLIED', why = excluded.why,
              experience = excluded.experience, languages = excluded.languages, hours_week = excluded.hours_week,
              reference_one = excluded.reference_one, reference_two = excluded.reference_two, applied_at = excluded.applied_at
            where organizer.state = 'WITHDRAWN'
            """;

    private final DSLContext sql;
    private final Walls walls;
    private final FederationClock clock;
    private final Messages messages;

    Organizers(DSLContext sql, Walls walls, FederationClock clock, Messages messages) {
        this.sql = sql;
        this.walls = walls;
        this.clock = clock;
        this.messages = messages;
    }

    private static Organizer read(OrganizerRecord r) {
        return new Organizer(
                r.getLocalId(),
                r.getId(),
                r.getProgramId(),
                r.getMemberId(),
                r.getAccountId(),
                r.getName(),
                r.getWorksite(),
                new Organizer.Answers(
                        r.getWhy(),
                        r.getExperience(),
                        r.getLanguages(),
                        r.getHoursWeek(),
                        r.getReferenceOne(),
                        r.getReferenceTwo()),
                r.getAppliedAt().toInstant(),
                Organizer.State.valueOf(r.getState()),
                r.getDecider(),
                r.getSignedAt() == null ? null : r.getSignedAt().toInstant(),
                r.getCap(),
                r.getEarned());
    }

    /** Works for a moment within the walls of a local whose member is an organizer, under the viewer's own name. */
    void within(Viewer viewer, int local, Runnable work) {
        walls.as(Viewer.recorder(viewer.account(), viewer.name(), local), work);
    }

    /** Everybody of a program, as the federation sees it. */
    List<Organizer> list(Program program) {
        return sql.selectFrom(ORGANIZER)
                .where(ORGANIZER.LOCAL_ID.isNotNull(), ORGANIZER.PROGRAM_ID.eq(program.id()))
                .orderBy(ORGANIZER.NAME, ORGANIZER.ID)
                .fetch(Organizers::read);
    }

    /** Those of a local who applied or work, in every program. */
    List<Organizer> of(Local local) {
        return sql.selectFrom(ORGANIZER)
                .where(ORGANIZER.LOCAL_ID.eq(local.id()))
                .orderBy(ORGANIZER.NAME, ORGANIZER.ID)
                .fetch(Organizers::read);
    }

    /** Where somebody stands in every program she applied to, the newest first. */
    List<Organizer> of(Viewer.Member who) {
        return sql.selectFrom(ORGANIZER)
                .where(ORGANIZER.LOCAL_ID.eq(who.local()), ORGANIZER.MEMBER_ID.eq(who.id()))
                .orderBy(ORGANIZER.APPLIED_AT.desc())
                .fetch(Organizers::read);
    }

    Optional<Organizer> find(Viewer.Member who, UUID program) {
        return of(who).stream().filter(o -> o.program().equals(program)).findFirst();
    }

    Organizer require(int local, UUID id) {
        return sql.selectFrom(ORGANIZER)
                .where(ORGANIZER.LOCAL_ID.eq(local), ORGANIZER.ID.eq(id))
                .fetchOptional(Organizers::read)
                .orElseThrow(NotFound::new);
    }

    /** One of a program, as the federation sees it. */
    Organizer require(Program program, UUID id) {
        return sql.selectFrom(ORGANIZER)
                .where(ORGANIZER.LOCAL_ID.isNotNull(), ORGANIZER.ID.eq(id), ORGANIZER.PROGRAM_ID.eq(program.id()))
                .fetchOptional(Organizers::read)
                .orElseThrow(NotFound::new);
    }

    /** Waits until nobody else changes what an organizer logs. */
    void hold(Organizer organizer) {
        sql.execute(
                "select id from organizer where local_id = ? and member_id = ? order by id for no key update",
                organizer.local(),
                organizer.member());
    }

    /** She, in whichever program: one person is at one place at a time. */
    static Select<Record1<UUID>> ofAll(Organizer organizer) {
        return DSL.select(ORGANIZER.ID)
                .from(ORGANIZER)
                .where(ORGANIZER.LOCAL_ID.eq(organizer.local()), ORGANIZER.MEMBER_ID.eq(organizer.member()));
    }

    /** Applies, or anew where she took it back; false when she did before. */
    boolean apply(Viewer viewer, Viewer.Member who, Program program, Organizer.Answers said) {
        return sql.execute(
                        APPLY,
                        Ids.at(clock.now().toEpochMilli()),
                        program.id(),
                        viewer.account(),
                        said.why(),
                        said.experience(),
                        said.languages(),
                        said.hours(),
                        said.referenceOne(),
                        said.referenceTwo(),
                        clock.now().atOffset(ZoneOffset.UTC),
                        program.personCap(),
                        who.local(),
                        who.id())
                == 1;
    }

    /**
     * Moves somebody on in a program.
     *
     * @throws Refused when she does not stand where that can be done
     */
    void move(Viewer viewer, Organizer organizer, Collection<Organizer.State> from, Organizer.State to) {
        within(viewer, organizer.local(), () -> {
            int moved = sql.update(ORGANIZER)
                    .set(ORGANIZER.STATE, to.name())
                    .set(ORGANIZER.DECIDER, viewer.name())
                    .set(ORGANIZER.DECIDED_AT, clock.now().atOffset(ZoneOffset.UTC))
                    .where(ORGANIZER.LOCAL_ID.eq(organizer.local()), ORGANIZER.ID.eq(organizer.id()))
                    .and(ORGANIZER.STATE.in(from.stream().map(Enum::name).toList()))
                    .execute();
            if (moved == 0) {
                throw refused("organize.problem.moved");
            }
        });
    }

    /** Whether one of these is the viewer herself, as an organizer. */
    boolean own(Viewer viewer, int local, Collection<UUID> organizers) {
        return sql.fetchExists(
                ORGANIZER,
                ORGANIZER.LOCAL_ID.eq(local),
                ORGANIZER.ID.in(organizers),
                ORGANIZER.ACCOUNT_ID.eq(viewer.account()));
    }

    Refused refused(String key, Object... values) {
        return new Refused(HttpStatus.CONFLICT, messages.here(key, values));
    }

    /** How many of a program stand so. */
    int count(Program program, Organizer.State... states) {
        return sql.fetchCount(
                ORGANIZER,
                ORGANIZER.LOCAL_ID.isNotNull(),
                ORGANIZER.PROGRAM_ID.eq(program.id()),
                ORGANIZER.STATE.in(Arrays.stream(states).map(Enum::name).toList()));
    }

    /** Places that are taken: by who was invited, and who works. */
    int taken(Program program) {
        return count(program, Organizer.State.INVITED, Organizer.State.ACTIVE);
    }

    /** She signs the agreement: its words, their hash, her name, when, from where. */
    void sign(Viewer viewer, Organizer organizer, Program program, String name, String network, String agent) {
        int signed = sql.update(ORGANIZER)
                .set(ORGANIZER.STATE, Organizer.State.ACTIVE.name())
                .set(ORGANIZER.AGREEMENT, program.agreement())
                .set(ORGANIZER.AGREEMENT_HASH, Sha256.hex(program.agreement()))
                .set(ORGANIZER.SIGNED_NAME, name)
                .set(ORGANIZER.SIGNED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .set(ORGANIZER.NETWORK, network)
                .set(ORGANIZER.AGENT, agent)
                .where(ORGANIZER.LOCAL_ID.eq(organizer.local()), ORGANIZER.ID.eq(organizer.id()))
                .and(ORGANIZER.STATE.eq(Organizer.State.INVITED.name()))
                .execute();
        if (signed == 0) {
            throw refused("organize.problem.moved");
        }
    }

    /** What one of the panel thought of an application. */
    public record Score(String panelist, int score, String words, Instant at) {}

    /** Says what one thinks; said again it takes the place of what was said before. */
    void score(Viewer viewer, Organizer organizer, int score, String words) {
        var s = ORGANIZER_SCORE;
        var now = clock.now().atOffset(ZoneOffset.UTC);
        within(
                viewer,
                organizer.local(),
                () -> sql.insertInto(s)
                        .set(s.LOCAL_ID, organizer.local())
                        .set(s.ORGANIZER_ID, organizer.id())
                        .set(s.ACCOUNT_ID, viewer.account())
                        .set(s.PANELIST, viewer.name())
                        .set(s.SCORE, score)
                        .set(s.WORDS, words)
                        .set(s.SCORED_AT, now)
                        .onConflict(s.LOCAL_ID, s.ORGANIZER_ID, s.ACCOUNT_ID)
                        .doUpdate()
                        .set(s.SCORE, score)
                        .set(s.WORDS, words)
                        .set(s.SCORED_AT, now)
                        .execute());
    }

    List<Score> scores(Organizer organizer) {
        var s = ORGANIZER_SCORE;
        return sql.selectFrom(s)
                .where(s.LOCAL_ID.eq(organizer.local()), s.ORGANIZER_ID.eq(organizer.id()))
                .orderBy(s.SCORED_AT)
                .fetch(r -> new Score(
                        r.getPanelist(),
                        r.getScore(),
                        r.getWords(),
                        r.getScoredAt().toInstant()));
    }

    /** The mean score of each applicant of a program whom somebody scored. */
    Map<UUID, Double> means(Program program) {
        var s = ORGANIZER_SCORE;
        var o = ORGANIZER;
        var mean = org.jooq.impl.DSL.avg(s.SCORE);
        return sql.select(s.ORGANIZER_ID, mean)
                .from(s)
                .join(o)
                .on(o.LOCAL_ID.eq(s.LOCAL_ID), o.ID.eq(s.ORGANIZER_ID))
                .where(s.LOCAL_ID.isNotNull(), o.PROGRAM_ID.eq(program.id()))
                .groupBy(s.ORGANIZER_ID)
                .fetchMap(
                        r -> r.value1(), r -> Objects.requireNonNull(r.value2()).doubleValue());
    }
}
