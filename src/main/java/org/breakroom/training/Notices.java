package org.breakroom.training;

import static org.breakroom.db.Tables.TRAINING;
import static org.breakroom.db.Tables.TRAINING_REGISTRATION;
import static org.breakroom.db.Tables.TRAINING_SEAT;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.mail.Letters;
import org.breakroom.member.OwnAddress;
import org.breakroom.ui.Messages;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells those who registered what became of it: a place, the line, a place after all, another time, called off; and reminds
 * them. Asking for a place writes no letter, so that a crowd is not held up by its post. Written to is an address that she
 * said herself or told her rep: one that only the employer's list knows may be read by the employer.
 */
@Component
class Notices {
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration AHEAD = Duration.ofHours(36);
    private static final int AT_ONCE = 500;

    private final DSLContext sql;
    private final Trainings trainings;
    private final Line line;
    private final OwnAddress addresses;
    private final Letters letters;
    private final Messages messages;
    private final FederationClock clock;
    private final String origin;

    Notices(
            DSLContext sql,
            Trainings trainings,
            Line line,
            OwnAddress addresses,
            Letters letters,
            Messages messages,
            FederationClock clock,
            @Value("${breakroom.origin}") String origin) {
        this.sql = sql;
        this.trainings = trainings;
        this.line = line;
        this.addresses = addresses;
        this.letters = letters;
        this.messages = messages;
        this.clock = clock;
        this.origin = origin;
    }

    @Configuration(proxyBeanMethods = false)
    static class Job {
        @Bean
        Task<Void> tellLearners(Locals locals, Notices notices, TransactionTemplate transaction) {
            return Tasks.recurring("training.tell", FixedDelay.of(EVERY))
                    .execute((task, context) -> notices.locals().forEach(id -> {
                        var hand = Viewer.shell(id);
                        hand.run(() -> transaction.executeWithoutResult(t -> notices.tell(locals.require(id))));
                    }));
        }
    }

    private OffsetDateTime now() {
        return clock.now().atOffset(ZoneOffset.UTC);
    }

    /** What of the line its holder does not know yet. */
    private Condition news() {
        var s = TRAINING_SEAT;
        return s.TOLD.isDistinctFrom(s.STATE)
                .or(s.STATE.ne(Line.State.ENDED.name()).and(s.TOLD_SEQUENCE.lt(TRAINING.SEQUENCE)))
                .or(soon());
    }

    /** What begins within a day and a half, for who has a place and did not ask for it just now. */
    private Condition soon() {
        var s = TRAINING_SEAT;
        var from = now().plus(AHEAD);
        return s.STATE
                .eq(Line.State.CONFIRMED.name())
                .and(s.REMINDED_AT.isNull())
                .and(TRAINING.STARTS_AT.le(from))
                .and(TRAINING.CANCELLED_AT.isNull())
                .and(TRAINING.INSTITUTE_ID.isNull())
                .and(DSL.condition("{0} < {1} - interval '2 days'", s.TAKEN_AT, TRAINING.STARTS_AT));
    }

    private Condition current() {
        return TRAINING.ENDS_AT.gt(now());
    }

    /** The locals that somebody of has to be told something. */
    List<Integer> locals() {
        return sql.selectDistinct(TRAINING_SEAT.OF_LOCAL)
                .from(TRAINING_SEAT)
                .join(TRAINING)
                .on(TRAINING.ID.eq(TRAINING_SEAT.TRAINING_ID))
                .where(current().and(news()))
                .fetch(TRAINING_SEAT.OF_LOCAL);
    }

    /** Writes what is to be told to a local's people; returns how many lines of the line are settled by it. */
    int tell(Local local) {
        var s = TRAINING_SEAT;
        var due = sql.select(s.TRAINING_ID, s.NUMBER, s.ID, s.STATE, s.TOLD, s.TOLD_SEQUENCE, s.CODE, s.REMINDED_AT)
                .from(s)
                .join(TRAINING)
                .on(TRAINING.ID.eq(s.TRAINING_ID))
                .where(s.OF_LOCAL.eq(local.id()), current(), news())
                .orderBy(s.TRAINING_ID, s.NUMBER)
                .limit(AT_ONCE)
                .forUpdate()
                .of(s)
                .skipLocked()
                .fetch();
        for (var seat : due) {
            var training = trainings.find(seat.value1()).orElseThrow();
            var state = Line.State.valueOf(seat.value4());
            var words = quiet(training) ? null : words(training, state, seat.value5(), seat.value6());
            if (words != null) {
                write(local, training, seat.value3(), seat.value7(), words);
            }
            sql.update(s)
                    .set(s.TOLD, state.name())
                    .set(s.TOLD_SEQUENCE, training.sequence())
                    .set(s.REMINDED_AT, "training.letterSoon".equals(words) ? now() : seat.value8())
                    .where(s.TRAINING_ID.eq(seat.value1()), s.NUMBER.eq(seat.value2()))
                    .execute();
        }
        return due.size();
    }

    /** Of an institute that is called off its letter tells; its workshops need none of their own. */
    private boolean quiet(Training training) {
        return training.institute() != null
                && trainings.find(training.institute()).orElseThrow().cancelled() != null;
    }

    /** The message that says it; null for what needs no letter: a workshop beside its institute, a place given back. */
    private static @Nullable String words(
            Training training, Line.State state, @Nullable String told, @Nullable Integer sequence) {
        if (state == Line.State.ENDED) {
            return null;
        }
        if (training.cancelled() != null) {
            return "training.letterOff";
        }
        if (told == null) {
            return training.institute() != null
                    ? null
                    : state == Line.State.CONFIRMED ? "training.letterPlace" : "training.letterWait";
        }
        if (state == Line.State.CONFIRMED && told.equals(Line.State.WAITING.name())) {
            return "training.letterUp";
        }
        if (sequence != null && sequence < training.sequence()) {
            return "training.letterChanged";
        }
        return state == Line.State.CONFIRMED ? "training.letterSoon" : null;
    }

    private void write(Local local, Training training, UUID registration, String code, String words) {
        var member = sql.select(TRAINING_REGISTRATION.MEMBER_ID)
                .from(TRAINING_REGISTRATION)
                .where(TRAINING_REGISTRATION.LOCAL_ID.eq(local.id()), TRAINING_REGISTRATION.ID.eq(registration))
                .fetchOne(TRAINING_REGISTRATION.MEMBER_ID);
        var to = member == null ? null : addresses.of(local, member).orElse(null);
        if (to == null) {
            return;
        }
        var language = to.language();
        var spot = Objects.requireNonNull(line.spots(List.of(registration)).get(registration));
        boolean placed = spot.state() == Line.State.CONFIRMED;
        var where = training.mode().hasPlace()
                ? training.place()
                : placed ? training.link() : messages.text(language, "training.mode.ONLINE");
        letters.write(
                to.address(),
                messages.text(language, words + "Subject", training.title()),
                messages.text(
                        language,
                        words,
                        training.title(),
                        training.day(language) + ", " + training.hours(language),
                        where,
                        origin + training.path(),
                        code,
                        spot.waiting()));
    }
}
