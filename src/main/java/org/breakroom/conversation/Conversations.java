package org.breakroom.conversation;

import static org.breakroom.db.Tables.ACTIVITY_CORRECTED;
import static org.breakroom.db.Tables.ACTIVITY_STANDING;
import static org.breakroom.db.Tables.ASK;
import static org.breakroom.db.Tables.CONVERSATION;
import static org.breakroom.db.Tables.CONVERSATION_ASK;
import static org.breakroom.db.Tables.CONVERSATION_ISSUE;
import static org.breakroom.db.Tables.ISSUE;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.breakroom.access.Viewer;
import org.breakroom.activity.Activities;
import org.breakroom.activity.Activity;
import org.breakroom.activity.ActivityKind;
import org.breakroom.activity.Outcome;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** 1-on-1s: the talk goes to the ledger, what was said stays here. */
@Component
public class Conversations {
    private final DSLContext sql;
    private final Activities activities;
    private final FederationClock clock;
    private final Messages messages;

    Conversations(DSLContext sql, Activities activities, FederationClock clock, Messages messages) {
        this.messages = messages;
        this.sql = sql;
        this.activities = activities;
        this.clock = clock;
    }

    /**
     * A talk as it was held.
     *
     * @param corrects the talk that this one takes the place of
     */
    public record Talk(
            UUID id,
            UUID member,
            @Nullable UUID worksite,
            Instant at,
            Outcome outcome,
            @Nullable Integer assessment,
            Set<UUID> issues,
            Set<UUID> asked,
            Set<UUID> yes,
            @Nullable LocalDate followUp,
            @Nullable String note,
            NoteSeenBy seenBy,
            @Nullable UUID corrects) {}

    public List<Pick> issues(Local local) {
        return sql.select(ISSUE.ID, ISSUE.LABEL)
                .from(ISSUE)
                .where(ISSUE.LOCAL_ID.eq(local.id()))
                .orderBy(ISSUE.POSITION)
                .fetch(r -> new Pick(r.value1(), r.value2()));
    }

    public List<Pick> asks(Local local) {
        return sql.select(ASK.ID, ASK.LABEL)
                .from(ASK)
                .where(ASK.LOCAL_ID.eq(local.id()))
                .orderBy(ASK.POSITION)
                .fetch(r -> new Pick(r.value1(), r.value2()));
    }

    /** One act, all its effects: the ledger, the boards, what was said. A talk sent twice is kept once. */
    public void log(Viewer viewer, Local local, Talk talk) {
        boolean fresh = activities.record(
                viewer,
                new Activity(
                        local.id(),
                        talk.id(),
                        talk.member(),
                        ActivityKind.TALK,
                        talk.worksite(),
                        talk.at(),
                        talk.outcome(),
                        talk.assessment(),
                        talk.followUp(),
                        talk.corrects(),
                        false));
        if (!fresh) {
            boolean same = sql.fetchExists(
                    CONVERSATION,
                    CONVERSATION.LOCAL_ID.eq(local.id()),
                    CONVERSATION.ID.eq(talk.id()),
                    CONVERSATION.MEMBER_ID.eq(talk.member()),
                    CONVERSATION.AUTHOR_ID.eq(viewer.account()));
            if (!same && talk.corrects() != null) {
                throw new Refused(HttpStatus.CONFLICT, messages.here("problem.correctedElsewhere"));
            }
            if (!same) {
                throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, messages.here("problem.otherTalk"));
            }
            return;
        }
        var writes = new ArrayList<Query>();
        writes.add(sql.insertInto(CONVERSATION)
                .set(CONVERSATION.LOCAL_ID, local.id())
                .set(CONVERSATION.ID, talk.id())
                .set(CONVERSATION.MEMBER_ID, talk.member())
                .set(CONVERSATION.NOTE, talk.note())
                .set(CONVERSATION.NOTE_SEEN_BY, talk.seenBy().name())
                .set(CONVERSATION.AUTHOR_ID, viewer.account()));
        talk.issues()
                .forEach(issue -> writes.add(sql.insertInto(CONVERSATION_ISSUE)
                        .set(CONVERSATION_ISSUE.LOCAL_ID, local.id())
                        .set(CONVERSATION_ISSUE.CONVERSATION_ID, talk.id())
                        .set(CONVERSATION_ISSUE.ISSUE_ID, issue)));
        talk.asked()
                .forEach(ask -> writes.add(sql.insertInto(CONVERSATION_ASK)
                        .set(CONVERSATION_ASK.LOCAL_ID, local.id())
                        .set(CONVERSATION_ASK.CONVERSATION_ID, talk.id())
                        .set(CONVERSATION_ASK.ASK_ID, ask)
                        .set(CONVERSATION_ASK.SAID_YES, talk.yes().contains(ask))));
        sql.batch(writes).execute();
    }

    /** Takes a talk back within the day, by its author; what was said stays, out of sight. */
    public Optional<Activity> withdraw(Viewer viewer, Local local, UUID id) {
        return activities.withdraw(viewer, local.id(), id);
    }

    /** What the viewer said about a talk of hers that stands, as the answers of its form; empty when there is none. */
    Optional<ConversationForm> said(Viewer viewer, Local local, UUID id) {
        var a = ACTIVITY_STANDING;
        var c = CONVERSATION;
        var issues = DSL.array(DSL.select(CONVERSATION_ISSUE.ISSUE_ID)
                .from(CONVERSATION_ISSUE)
                .where(CONVERSATION_ISSUE.LOCAL_ID.eq(local.id()), CONVERSATION_ISSUE.CONVERSATION_ID.eq(id)));
        return sql.select(
                        a.OUTCOME,
                        a.ASSESSMENT,
                        a.DUE_ON,
                        issues,
                        answers(local, id, true),
                        answers(local, id, false),
                        c.NOTE,
                        c.NOTE_SEEN_BY)
                .from(a)
                .leftJoin(c)
                .on(c.LOCAL_ID.eq(a.LOCAL_ID), c.ID.eq(a.ID))
                .where(a.LOCAL_ID.eq(local.id()), a.ID.eq(id), a.RECORDED_BY.eq(viewer.account()))
                .and(a.KIND.eq(ActivityKind.TALK.name()))
                .fetchOptional(r -> new ConversationForm(
                        null,
                        r.value1(),
                        r.value2() == null ? "" : r.value2().toString(),
                        words(r.value4()),
                        words(r.value5()),
                        words(r.value6()),
                        r.value3() == null ? "" : "DAY",
                        r.value3() == null ? "" : r.value3().toString(),
                        r.value7(),
                        r.value8(),
                        ""));
    }

    private static Field<UUID[]> answers(Local local, UUID talk, boolean yes) {
        var a = CONVERSATION_ASK;
        return DSL.array(DSL.select(a.ASK_ID)
                .from(a)
                .where(a.LOCAL_ID.eq(local.id()), a.CONVERSATION_ID.eq(talk), a.SAID_YES.eq(yes)));
    }

    private static List<String> words(UUID[] ids) {
        return Stream.of(ids).map(UUID::toString).toList();
    }

    /** A talk as the timeline tells it. */
    record Told(
            UUID id,
            Instant at,
            Outcome outcome,
            @Nullable Integer assessment,
            @Nullable LocalDate followUp,
            List<String> issues,
            List<String> yes,
            List<String> no,
            @Nullable String note,
            NoteSeenBy seenBy,
            UUID author,
            Instant recordedAt,
            String recorder,
            @Nullable Instant correctedAt) {}

    /** What stands, and what was corrected longer ago than a fact can be taken back: until then only the correction is told. */
    List<Told> of(Local local, UUID member) {
        return of(local, member, clock.now());
    }

    List<Told> of(Local local, UUID member, Instant now) {
        var s = ACTIVITY_STANDING;
        var k = ACTIVITY_CORRECTED;
        var talk = ActivityKind.TALK.name();
        var told = now.minus(Activities.WITHDRAWAL_MAX).atOffset(ZoneOffset.UTC);
        var a = DSL.select(
                        s.LOCAL_ID,
                        s.ID,
                        s.HAPPENED_AT,
                        s.OUTCOME,
                        s.ASSESSMENT,
                        s.DUE_ON,
                        s.RECORDED_BY,
                        s.RECORDED_AT,
                        s.RECORDER,
                        DSL.inline(null, k.CORRECTED_AT).as(k.CORRECTED_AT))
                .from(s)
                .where(s.LOCAL_ID.eq(local.id()), s.MEMBER_ID.eq(member), s.KIND.eq(talk))
                .unionAll(DSL.select(
                                k.LOCAL_ID,
                                k.ID,
                                k.HAPPENED_AT,
                                k.OUTCOME,
                                k.ASSESSMENT,
                                k.DUE_ON,
                                k.RECORDED_BY,
                                k.RECORDED_AT,
                                k.RECORDER,
                                k.CORRECTED_AT)
                        .from(k)
                        .where(k.LOCAL_ID.eq(local.id()), k.MEMBER_ID.eq(member), k.KIND.eq(talk))
                        .and(k.CORRECTED_AT.lt(told)))
                .asTable("told");
        var id = java.util.Objects.requireNonNull(a.field(s.ID));
        var at = java.util.Objects.requireNonNull(a.field(s.HAPPENED_AT));
        var c = CONVERSATION;
        var issues = DSL.array(DSL.select(ISSUE.LABEL)
                .from(CONVERSATION_ISSUE)
                .join(ISSUE)
                .on(ISSUE.LOCAL_ID.eq(CONVERSATION_ISSUE.LOCAL_ID), ISSUE.ID.eq(CONVERSATION_ISSUE.ISSUE_ID))
                .where(CONVERSATION_ISSUE.LOCAL_ID.eq(local.id()))
                .and(CONVERSATION_ISSUE.CONVERSATION_ID.eq(id))
                .orderBy(ISSUE.POSITION));
        var yes = asks(local, id, CONVERSATION_ASK.SAID_YES.isTrue());
        var no = asks(local, id, CONVERSATION_ASK.SAID_YES.isFalse());
        return sql.select(
                        id,
                        at,
                        a.field(s.OUTCOME),
                        a.field(s.ASSESSMENT),
                        a.field(s.DUE_ON),
                        issues,
                        yes,
                        no,
                        c.NOTE,
                        c.NOTE_SEEN_BY,
                        a.field(s.RECORDED_BY),
                        a.field(s.RECORDED_AT),
                        a.field(s.RECORDER),
                        a.field(k.CORRECTED_AT))
                .from(a)
                .leftJoin(c)
                .on(c.LOCAL_ID.eq(local.id()), c.ID.eq(id))
                .orderBy(at.desc(), id)
                .limit(200)
                .fetch(r -> new Told(
                        r.value1(),
                        r.value2().toInstant(),
                        Outcome.valueOf(r.value3()),
                        r.value4() == null ? null : r.value4().intValue(),
                        r.value5(),
                        List.of(r.value6()),
                        List.of(r.value7()),
                        List.of(r.value8()),
                        r.value9(),
                        r.value10() == null ? NoteSeenBy.AUTHOR : NoteSeenBy.valueOf(r.value10()),
                        r.value11(),
                        r.value12().toInstant(),
                        r.value13(),
                        r.value14() == null ? null : r.value14().toInstant()));
    }

    private static Field<String[]> asks(Local local, Field<UUID> talk, Condition answer) {
        return DSL.array(DSL.select(ASK.LABEL)
                .from(CONVERSATION_ASK)
                .join(ASK)
                .on(ASK.LOCAL_ID.eq(CONVERSATION_ASK.LOCAL_ID), ASK.ID.eq(CONVERSATION_ASK.ASK_ID))
                .where(CONVERSATION_ASK.LOCAL_ID.eq(local.id()))
                .and(CONVERSATION_ASK.CONVERSATION_ID.eq(talk))
                .and(answer)
                .orderBy(ASK.POSITION));
    }
}
