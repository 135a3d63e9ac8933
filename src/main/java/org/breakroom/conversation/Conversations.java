package org.breakroom.conversation;

import static org.breakroom.db.Tables.ACTIVITY_STANDING;
import static org.breakroom.db.Tables.ASK;
import static org.breakroom.db.Tables.CONVERSATION;
import static org.breakroom.db.Tables.CONVERSATION_ASK;
import static org.breakroom.db.Tables.CONVERSATION_ISSUE;
import static org.breakroom.db.Tables.ISSUE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
class Conversations {
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

    /** A talk as it was held. */
    record Talk(
            UUID id,
            UUID member,
            @Nullable UUID worksite,
            Outcome outcome,
            @Nullable Integer assessment,
            Set<UUID> issues,
            Set<UUID> asked,
            Set<UUID> yes,
            @Nullable LocalDate followUp,
            @Nullable String note,
            NoteSeenBy seenBy) {}

    List<Pick> issues(Local local) {
        return sql.select(ISSUE.ID, ISSUE.LABEL)
                .from(ISSUE)
                .where(ISSUE.LOCAL_ID.eq(local.id()))
                .orderBy(ISSUE.POSITION)
                .fetch(r -> new Pick(r.value1(), r.value2()));
    }

    List<Pick> asks(Local local) {
        return sql.select(ASK.ID, ASK.LABEL)
                .from(ASK)
                .where(ASK.LOCAL_ID.eq(local.id()))
                .orderBy(ASK.POSITION)
                .fetch(r -> new Pick(r.value1(), r.value2()));
    }

    /** One act, all its effects: the ledger, the boards, what was said. A talk sent twice is kept once. */
    void log(Viewer viewer, Local local, Talk talk) {
        boolean fresh = activities.record(
                viewer,
                new Activity(
                        local.id(),
                        talk.id(),
                        talk.member(),
                        ActivityKind.TALK,
                        talk.worksite(),
                        clock.now(),
                        talk.outcome(),
                        talk.assessment(),
                        talk.followUp(),
                        null,
                        false));
        if (!fresh) {
            var a = ACTIVITY_STANDING;
            boolean same = sql.fetchExists(
                    a,
                    a.LOCAL_ID.eq(local.id()),
                    a.ID.eq(talk.id()),
                    a.MEMBER_ID.eq(talk.member()),
                    a.RECORDED_BY.eq(viewer.account()));
            if (!same) {
                throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, messages.text("en", "problem.otherTalk"));
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
    Optional<Activity> withdraw(Viewer viewer, Local local, UUID id) {
        return activities.withdraw(viewer, local.id(), id);
    }

    /** A talk as the timeline tells it. */
    record Told(
            UUID id,
            java.time.Instant at,
            Outcome outcome,
            @Nullable Integer assessment,
            @Nullable LocalDate followUp,
            List<String> issues,
            List<String> yes,
            List<String> no,
            @Nullable String note,
            NoteSeenBy seenBy,
            UUID author,
            java.time.Instant recordedAt,
            String recorder) {}

    List<Told> of(Local local, UUID member) {
        var a = ACTIVITY_STANDING;
        var c = CONVERSATION;
        var issues = DSL.array(DSL.select(ISSUE.LABEL)
                .from(CONVERSATION_ISSUE)
                .join(ISSUE)
                .on(ISSUE.LOCAL_ID.eq(CONVERSATION_ISSUE.LOCAL_ID), ISSUE.ID.eq(CONVERSATION_ISSUE.ISSUE_ID))
                .where(CONVERSATION_ISSUE.LOCAL_ID.eq(local.id()))
                .and(CONVERSATION_ISSUE.CONVERSATION_ID.eq(a.ID))
                .orderBy(ISSUE.POSITION));
        var yes = asks(local, a.ID, CONVERSATION_ASK.SAID_YES.isTrue());
        var no = asks(local, a.ID, CONVERSATION_ASK.SAID_YES.isFalse());
        return sql.select(
                        a.ID,
                        a.HAPPENED_AT,
                        a.OUTCOME,
                        a.ASSESSMENT,
                        a.DUE_ON,
                        issues,
                        yes,
                        no,
                        c.NOTE,
                        c.NOTE_SEEN_BY,
                        a.RECORDED_BY,
                        a.RECORDED_AT,
                        a.RECORDER)
                .from(a)
                .leftJoin(c)
                .on(c.LOCAL_ID.eq(a.LOCAL_ID), c.ID.eq(a.ID), c.LOCAL_ID.eq(local.id()))
                .where(a.LOCAL_ID.eq(local.id()), a.MEMBER_ID.eq(member), a.KIND.eq(ActivityKind.TALK.name()))
                .orderBy(a.HAPPENED_AT.desc(), a.ID)
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
                        r.value13()));
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
