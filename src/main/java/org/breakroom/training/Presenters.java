package org.breakroom.training;

import static org.breakroom.db.Tables.TRAINING;
import static org.breakroom.db.Tables.TRAINING_PRESENTER;
import static org.breakroom.db.Tables.TRAINING_SHIFT;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.breakroom.db.tables.records.TrainingShiftRecord;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.mail.Letters;
import org.breakroom.member.Contacts;
import org.breakroom.member.OwnAddress;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Members who present a training or help to hold it: which shifts there are, who took them, what she was thanked for. Taking
 * a shift of what the federation holds shows her name and what she says of herself to everyone who is signed in.
 */
@Component
public class Presenters {
    private static final BigDecimal MINUTES = BigDecimal.valueOf(60);

    /** Her name is what her roster says on the day, as in a registration. */
    private static final String ADD = """
            insert into training_presenter (local_id, id, shift_id, training_id, federation, member_id, name, called, biography, made_at)
            select m.local_id, ?, ?, ?, ?, m.id, m.full_name, coalesce(m.called, nullif(m.given_name, ''), m.full_name), ?, ?::timestamptz
            from member_on_roster m
            where m.local_id = ? and m.id = ?
            """;

    private final DSLContext sql;
    private final Locals locals;
    private final Contacts contacts;
    private final OwnAddress addresses;
    private final Letters letters;
    private final FederationClock clock;
    private final Messages messages;
    private final String origin;

    Presenters(
            DSLContext sql,
            Locals locals,
            Contacts contacts,
            OwnAddress addresses,
            Letters letters,
            FederationClock clock,
            Messages messages,
            @Value("${breakroom.origin}") String origin) {
        this.sql = sql;
        this.locals = locals;
        this.contacts = contacts;
        this.addresses = addresses;
        this.letters = letters;
        this.clock = clock;
        this.messages = messages;
        this.origin = origin;
    }

    /**
     * What somebody is wanted for, and when.
     *
     * @param role what she does: leads a workshop, welcomes at the door
     * @param sequence how often it was changed
     * @param changed when it was changed last; null when it never was
     */
    public record Shift(
            UUID id,
            UUID training,
            String role,
            Instant starts,
            Instant ends,
            int places,
            int taken,
            int sequence,
            @Nullable Instant changed) {
        public boolean full() {
            return taken >= places;
        }

        /** How long it takes, in hours to two digits. */
        public BigDecimal hours() {
            return BigDecimal.valueOf(Duration.between(starts, ends).toMinutes())
                    .divide(MINUTES, 2, RoundingMode.HALF_UP);
        }
    }

    /**
     * Who took a shift.
     *
     * @param hours what she is credited with; null until she was thanked
     */
    public record Presenter(
            UUID id,
            int local,
            UUID shift,
            UUID member,
            String name,
            String called,
            String biography,
            @Nullable BigDecimal hours,
            String thanks,
            @Nullable Instant thanked) {}

    /** A shift of one's own, with its training. */
    public record Presented(Presenter presenter, Shift shift, Training training) {
        public String credit() {
            return presenter.hours() == null
                    ? ""
                    : presenter.hours().stripTrailingZeros().toPlainString();
        }
    }

    List<Shift> shifts(UUID training) {
        return shifts(TRAINING_SHIFT.TRAINING_ID.eq(training));
    }

    private List<Shift> shifts(Condition where) {
        var s = TRAINING_SHIFT;
        return sql.selectFrom(s).where(where).orderBy(s.STARTS_AT, s.ROLE, s.ID).fetch(Presenters::shift);
    }

    private static Shift shift(TrainingShiftRecord r) {
        return new Shift(
                r.getId(),
                r.getTrainingId(),
                r.getRole(),
                r.getStartsAt().toInstant(),
                r.getEndsAt().toInstant(),
                r.getPlaces(),
                r.getTaken(),
                r.getSequence(),
                r.getChangedAt() == null ? null : r.getChangedAt().toInstant());
    }

    Shift require(Training training, UUID shift) {
        return shifts(TRAINING_SHIFT.TRAINING_ID.eq(training.id()).and(TRAINING_SHIFT.ID.eq(shift))).stream()
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    void add(Viewer viewer, Training training, PresenterForm.Wanted wanted) {
        var s = TRAINING_SHIFT;
        var now = clock.now();
        sql.insertInto(s)
                .set(s.ID, Ids.at(now.toEpochMilli()))
                .set(s.TRAINING_ID, training.id())
                .set(s.ROLE, wanted.role())
                .set(s.STARTS_AT, wanted.starts().atOffset(ZoneOffset.UTC))
                .set(s.ENDS_AT, wanted.ends().atOffset(ZoneOffset.UTC))
                .set(s.PLACES, wanted.places())
                .set(s.AUTHOR, viewer.name())
                .set(s.MADE_AT, now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /**
     * A shift that can still be changed; nobody takes it or changes it meanwhile.
     *
     * @throws Refused when it has begun, or the training was called off
     */
    Shift hold(Training training, UUID id) {
        sql.execute("select id from training_shift where id = ? for update", id);
        var shift = require(training, id);
        if (training.cancelled() != null || !clock.now().isBefore(shift.starts())) {
            throw refused("training.shiftOver");
        }
        return shift;
    }

    /** Changes a shift; those who took it keep it. */
    void change(Shift shift, PresenterForm.Wanted wanted) {
        var s = TRAINING_SHIFT;
        sql.update(s)
                .set(s.ROLE, wanted.role())
                .set(s.STARTS_AT, wanted.starts().atOffset(ZoneOffset.UTC))
                .set(s.ENDS_AT, wanted.ends().atOffset(ZoneOffset.UTC))
                .set(s.PLACES, wanted.places())
                .set(s.SEQUENCE, s.SEQUENCE.plus(1))
                .set(s.CHANGED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .where(s.ID.eq(shift.id()))
                .execute();
    }

    /** Tells who took a shift that what she was to present is called off; within the walls of her local. */
    void tellOff(Local local, Training training, Presenter presenter) {
        addresses
                .of(local, presenter.member())
                .ifPresent(to -> letters.write(
                        to.address(),
                        messages.text(to.language(), "training.letterOffSubject", training.title()),
                        messages.text(
                                to.language(),
                                "training.letterOff",
                                training.title(),
                                training.part(training.starts(), training.ends(), to.language()),
                                training.mode().hasPlace() ? training.place() : training.link(),
                                origin + "/trainings")));
    }

    /** Tells who took a shift how it stands now; within the walls of her local. */
    void tellChanged(Local local, Training training, Presenter presenter, Shift now) {
        addresses
                .of(local, presenter.member())
                .ifPresent(to -> letters.write(
                        to.address(),
                        messages.text(to.language(), "training.letterShiftSubject", training.title()),
                        messages.text(
                                to.language(),
                                "training.letterShift",
                                presenter.called(),
                                training.title(),
                                now.role(),
                                training.part(now.starts(), now.ends(), to.language()),
                                origin + training.path() + "/presenters")));
    }

    /** Takes a shift off that nobody took. */
    void remove(Shift shift) {
        var s = TRAINING_SHIFT;
        if (sql.deleteFrom(s).where(s.ID.eq(shift.id()), s.TAKEN.eq(0)).execute() == 0) {
            throw refused("training.shiftTaken");
        }
    }

    private Refused refused(String message) {
        return new Refused(HttpStatus.CONFLICT, messages.here(message));
    }

    /** Everybody who presents a training, as far as the viewer may see: what a local holds is seen within it. */
    List<Presenter> of(UUID training) {
        var p = TRAINING_PRESENTER;
        return presenters(p.TRAINING_ID.eq(training).and(p.LOCAL_ID.isNotNull()));
    }

    private List<Presenter> presenters(Condition where) {
        var p = TRAINING_PRESENTER;
        return sql.selectFrom(p)
                .where(where, p.ENDED_AT.isNull())
                .orderBy(p.MADE_AT, p.ID)
                .fetch(r -> new Presenter(
                        r.getId(),
                        r.getLocalId(),
                        r.getShiftId(),
                        r.getMemberId(),
                        r.getName(),
                        r.getCalled(),
                        r.getBiography(),
                        r.getHours(),
                        r.getThanks(),
                        r.getThankedAt() == null ? null : r.getThankedAt().toInstant()));
    }

    Presenter presenter(Training training, UUID id) {
        return of(training.id()).stream()
                .filter(p -> p.id().equals(id))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** What one presents and presented, the newest first. */
    List<Presented> of(Viewer.Member who) {
        var p = TRAINING_PRESENTER;
        var mine = presenters(p.LOCAL_ID.eq(who.local()).and(p.MEMBER_ID.eq(who.id()))).stream()
                .collect(Collectors.toMap(Presenter::shift, Function.identity()));
        var s = TRAINING_SHIFT;
        return sql.select(s.fields())
                .select(TRAINING.fields())
                .from(s)
                .join(TRAINING)
                .on(TRAINING.ID.eq(s.TRAINING_ID))
                .where(s.ID.in(mine.keySet()))
                .orderBy(s.STARTS_AT.desc(), s.ID)
                .fetch(r -> new Presented(
                        Objects.requireNonNull(mine.get(r.get(s.ID))),
                        shift(r.into(s)),
                        Trainings.read(r.into(TRAINING))));
    }

    /**
     * Takes a shift.
     *
     * @throws Refused when it is full, over, or she has another at that time
     */
    void take(Viewer viewer, Viewer.Member who, Training training, Shift shift, String biography) {
        if (training.cancelled() != null || !clock.now().isBefore(shift.starts())) {
            throw refused("training.shiftOver");
        }
        // of two shifts that she takes at once the second waits, and sees the first
        contacts.hold(locals.require(who.local()), who.id());
        var clash = clash(who, shift.starts(), shift.ends()).findFirst();
        if (clash.isPresent()) {
            throw new Refused(
                    HttpStatus.CONFLICT,
                    messages.here("training.shiftClash", clash.get().role()));
        }
        var now = clock.now();
        int added = sql.execute(
                ADD,
                Ids.at(now.toEpochMilli()),
                shift.id(),
                training.id(),
                training.local() == null,
                biography,
                now.atOffset(ZoneOffset.UTC),
                who.local(),
                who.id());
        if (added == 0) {
            throw refused("training.noRecord");
        }
        var s = TRAINING_SHIFT;
        int given = sql.update(s)
                .set(s.TAKEN, s.TAKEN.plus(1))
                .where(s.ID.eq(shift.id()), s.TAKEN.lt(s.PLACES))
                .execute();
        if (given == 0) {
            throw refused("training.shiftFull");
        }
    }

    /** The shifts that one has at some time. */
    private Stream<Shift> clash(Viewer.Member who, Instant from, Instant until) {
        return of(who).stream()
                .filter(p -> p.training().cancelled() == null)
                .map(Presented::shift)
                .filter(s -> s.starts().isBefore(until) && from.isBefore(s.ends()));
    }

    /** Whether who took a shift has another at the time to which it moves; within the walls of her local. */
    boolean taken(Presenter presenter, PresenterForm.Wanted to) {
        return clash(new Viewer.Member(presenter.local(), presenter.member()), to.starts(), to.ends())
                .anyMatch(s -> !s.id().equals(presenter.shift()));
    }

    /** She gives her shift back, or is taken off it; within the walls of her local. */
    void end(Presenter presenter) {
        var p = TRAINING_PRESENTER;
        int ended = sql.update(p)
                .set(p.ENDED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .where(p.LOCAL_ID.eq(presenter.local()), p.ID.eq(presenter.id()))
                .and(p.ENDED_AT.isNull())
                .and(p.THANKED_AT.isNull())
                .execute();
        if (ended == 1) {
            var s = TRAINING_SHIFT;
            sql.update(s)
                    .set(s.TAKEN, s.TAKEN.minus(1))
                    .where(s.ID.eq(presenter.shift()))
                    .execute();
        }
    }

    /** Thanks somebody, with the hours it counts; said once more, it stands corrected and no second letter goes out. */
    void thank(Viewer hand, Local local, Training training, Presenter presenter, BigDecimal hours, String words) {
        var p = TRAINING_PRESENTER;
        var hers = p.LOCAL_ID.eq(local.id()).and(p.ID.eq(presenter.id())).and(p.ENDED_AT.isNull());
        // of two who thank at once the second waits here, finds her thanked and corrects
        var before = sql.select(p.THANKED_AT)
                .from(p)
                .where(hers)
                .forNoKeyUpdate()
                .fetchOptional()
                .orElseThrow(NotFound::new);
        sql.update(p)
                .set(p.HOURS, hours)
                .set(p.THANKS, words)
                .set(p.THANKED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .set(p.THANKER, hand.name())
                .where(hers)
                .execute();
        if (before.value1() != null) {
            return;
        }
        addresses
                .of(local, presenter.member())
                .ifPresent(to -> letters.write(
                        to.address(),
                        messages.text(to.language(), "training.letterThanksSubject", training.title()),
                        messages.text(
                                to.language(),
                                "training.letterThanks",
                                presenter.called(),
                                training.title(),
                                hours.stripTrailingZeros().toPlainString(),
                                words,
                                hand.name())));
    }
}
