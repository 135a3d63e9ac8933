package org.breakroom.training;

import static org.breakroom.db.Tables.TRAINING;
import static org.breakroom.db.Tables.TRAINING_AID;
import static org.breakroom.db.Tables.TRAINING_REGISTRATION;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.Amounts;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.Paged;
import org.breakroom.mail.Letters;
import org.breakroom.member.OwnAddress;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Scholarships and travel: a member asks her local, an officer who is not she decides, and each question is decided once. */
@Component
class Aids {
    /** She gave her place back and has none since, or the training was called off. */
    private static final Field<OffsetDateTime> OFF = off();

    private final DSLContext sql;
    private final OwnAddress addresses;
    private final Letters letters;
    private final FederationClock clock;
    private final Messages messages;

    Aids(DSLContext sql, OwnAddress addresses, Letters letters, FederationClock clock, Messages messages) {
        this.sql = sql;
        this.addresses = addresses;
        this.letters = letters;
        this.clock = clock;
        this.messages = messages;
    }

    private static Field<OffsetDateTime> off() {
        var r = TRAINING_REGISTRATION;
        var again = r.as("again");
        var stands = DSL.exists(DSL.selectOne()
                .from(again)
                .where(again.LOCAL_ID.eq(r.LOCAL_ID), again.MEMBER_ID.eq(r.MEMBER_ID))
                .and(again.TRAINING_ID.eq(r.TRAINING_ID))
                .and(again.ENDED_AT.isNull()));
        return DSL.coalesce(DSL.when(DSL.not(stands), r.ENDED_AT), TRAINING.CANCELLED_AT);
    }

    /**
     * Asks for it.
     *
     * @throws Refused when the same is asked already, or granted
     */
    void ask(Viewer.Member who, Registrations.Mine mine, Aid.Kind kind, BigDecimal amount, String words) {
        var a = TRAINING_AID;
        var now = clock.now();
        int added = sql.insertInto(a)
                .set(a.LOCAL_ID, who.local())
                .set(a.ID, Ids.at(now.toEpochMilli()))
                .set(a.REGISTRATION_ID, mine.id())
                .set(a.TRAINING_ID, mine.training().id())
                .set(a.MEMBER_ID, who.id())
                .set(a.KIND, kind.name())
                .set(a.ASKED, amount)
                .set(a.WORDS, words)
                .set(a.STATE, Aid.State.ASKED.name())
                .set(a.MADE_AT, now.atOffset(ZoneOffset.UTC))
                .onConflictDoNothing()
                .execute();
        if (added == 0) {
            throw new Refused(HttpStatus.CONFLICT, messages.here("training.aidTwice"));
        }
    }

    /** What a member asked for a training, the newest first. */
    List<Aid> of(Viewer.Member who, UUID training) {
        var a = TRAINING_AID;
        return list(a.LOCAL_ID.eq(who.local()).and(a.MEMBER_ID.eq(who.id())).and(a.TRAINING_ID.eq(training)), 1);
    }

    /** A page of what a local was asked: what waits first, then the newest. */
    Paged<Aid> of(Local local, int page) {
        var where = TRAINING_AID.LOCAL_ID.eq(local.id());
        return new Paged<>(list(where, page), Math.max(1, page), Paged.SIZE, sql.fetchCount(TRAINING_AID, where));
    }

    private List<Aid> list(Condition where, int page) {
        var a = TRAINING_AID;
        var r = TRAINING_REGISTRATION;
        var off = OFF.as("off");
        return sql.select(TRAINING.TITLE, TRAINING.STARTS_AT, r.NAME, off)
                .select(a.fields())
                .from(a)
                .join(r)
                .on(r.LOCAL_ID.eq(a.LOCAL_ID), r.ID.eq(a.REGISTRATION_ID))
                .join(TRAINING)
                .on(TRAINING.ID.eq(a.TRAINING_ID))
                .where(where)
                .orderBy(DSL.case_(a.STATE).when(Aid.State.ASKED.name(), 0).otherwise(1), a.MADE_AT.desc(), a.ID)
                .limit(Paged.SIZE)
                .offset(Paged.offset(page))
                .fetch(x -> new Aid(
                        x.get(a.ID),
                        x.get(a.TRAINING_ID),
                        x.get(TRAINING.TITLE),
                        x.get(TRAINING.STARTS_AT).toInstant(),
                        x.get(a.MEMBER_ID),
                        x.get(r.NAME),
                        Aid.Kind.valueOf(x.get(a.KIND)),
                        x.get(a.ASKED),
                        x.get(a.WORDS),
                        Aid.State.valueOf(x.get(a.STATE)),
                        x.get(a.GRANTED),
                        x.get(a.WHY),
                        x.get(a.MADE_AT).toInstant(),
                        x.get(a.DECIDER),
                        x.get(a.DECIDED_AT) == null ? null : x.get(a.DECIDED_AT).toInstant(),
                        x.get(off) == null ? null : x.get(off).toInstant()));
    }

    Aid require(Local local, UUID id) {
        var a = TRAINING_AID;
        return list(a.LOCAL_ID.eq(local.id()).and(a.ID.eq(id)), 1).stream()
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** How many questions wait, and what was granted in all and is still needed, in US dollars. */
    record Sums(int waiting, BigDecimal granted) {}

    Sums sums(Local local) {
        var a = TRAINING_AID;
        var r = TRAINING_REGISTRATION;
        return sql.select(
                        DSL.count().filterWhere(a.STATE.eq(Aid.State.ASKED.name())),
                        DSL.coalesce(DSL.sum(a.GRANTED).filterWhere(OFF.isNull()), BigDecimal.ZERO))
                .from(a)
                .join(r)
                .on(r.LOCAL_ID.eq(a.LOCAL_ID), r.ID.eq(a.REGISTRATION_ID))
                .join(TRAINING)
                .on(TRAINING.ID.eq(a.TRAINING_ID))
                .where(a.LOCAL_ID.eq(local.id()))
                .fetchSingle(x -> new Sums(x.value1(), x.value2()));
    }

    /** Takes one's own question back. */
    void withdraw(Viewer hand, Viewer.Member who, UUID training, UUID id) {
        var mine = of(who, training).stream()
                .filter(x -> x.id().equals(id))
                .findFirst()
                .orElseThrow(NotFound::new);
        settle(hand, who.local(), mine, Aid.State.WITHDRAWN, Optional.empty(), "");
    }

    /** Who gives her place back asks for nothing any more; what was granted stays for her local to see. */
    void drop(Viewer hand, int local, UUID registration) {
        end(hand, local, TRAINING_AID.REGISTRATION_ID.eq(registration), Aid.State.WITHDRAWN, Optional.empty(), "");
    }

    /**
     * Decides, and writes to her.
     *
     * @throws Refused when it was decided before
     */
    void decide(Viewer officer, Local local, Aid aid, Optional<BigDecimal> granted, String why) {
        var state = granted.isPresent() ? Aid.State.APPROVED : Aid.State.DECLINED;
        settle(officer, local.id(), aid, state, granted, why);
        var key = granted.isPresent() ? "training.letterAidYes" : "training.letterAidNo";
        addresses
                .of(local, aid.member())
                .ifPresent(to -> letters.write(
                        to.address(),
                        messages.text(to.language(), "training.letterAidSubject", aid.title()),
                        messages.text(
                                to.language(),
                                key,
                                aid.title(),
                                messages.text(to.language(), "training.aid." + aid.kind()),
                                granted.map(Amounts::dollars).orElse(""),
                                why,
                                local.name())));
    }

    private void settle(Viewer hand, int local, Aid aid, Aid.State state, Optional<BigDecimal> granted, String why) {
        if (end(hand, local, TRAINING_AID.ID.eq(aid.id()), state, granted, why) == 0) {
            throw new Refused(HttpStatus.CONFLICT, messages.here("training.aidSettled"));
        }
    }

    /** What is asked and not decided yet is, from here on. */
    private int end(
            Viewer hand, int local, Condition which, Aid.State state, Optional<BigDecimal> granted, String why) {
        var a = TRAINING_AID;
        return sql.update(a)
                .set(a.STATE, state.name())
                .set(a.GRANTED, granted.orElse(null))
                .set(a.WHY, why)
                .set(a.DECIDER, hand.name())
                .set(a.DECIDED_BY, hand.account())
                .set(a.DECIDED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .where(a.LOCAL_ID.eq(local), which, a.STATE.eq(Aid.State.ASKED.name()))
                .execute();
    }
}
