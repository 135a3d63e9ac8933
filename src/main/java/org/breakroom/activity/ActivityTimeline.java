package org.breakroom.activity;

import static org.breakroom.db.Tables.ACTIVITY_STANDING;
import static org.breakroom.db.Tables.WORKSITE;

import java.util.List;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.member.Members;
import org.breakroom.member.TimelineSource;
import org.breakroom.ui.Messages;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stands in the ledger about a member, in words; talks have a room of their own that says more. */
@Component
class ActivityTimeline implements TimelineSource {
    private static final int SHOWN_MAX = 200;

    private final DSLContext sql;
    private final Messages messages;

    ActivityTimeline(DSLContext sql, Messages messages) {
        this.sql = sql;
        this.messages = messages;
    }

    @Override
    public List<Entry> timeline(Viewer viewer, Local local, Members.Person person) {
        var a = ACTIVITY_STANDING;
        return sql.select(a.HAPPENED_AT, a.KIND, a.OUTCOME, a.ASSESSMENT, a.RECORDER, WORKSITE.NAME)
                .from(a)
                .leftJoin(WORKSITE)
                .on(WORKSITE.ID.eq(a.WORKSITE_ID))
                .where(a.LOCAL_ID.eq(local.id()), a.MEMBER_ID.eq(person.id()), a.KIND.ne(ActivityKind.TALK.name()))
                .orderBy(a.HAPPENED_AT.desc(), a.ID)
                .limit(SHOWN_MAX)
                .fetch(this::entry);
    }

    private Entry entry(Record r) {
        var a = ACTIVITY_STANDING;
        var kind = ActivityKind.valueOf(r.get(a.KIND));
        @Nullable String outcome = r.get(a.OUTCOME);
        @Nullable Short assessment = r.get(a.ASSESSMENT);
        var words = messages.here(
                "activity." + kind + (Outcome.LED.name().equals(outcome) ? ".LED" : ""),
                assessment == null ? "" : assessment);
        return new Entry(
                r.get(a.HAPPENED_AT).toInstant(), kind.icon(), words, null, null, r.get(a.RECORDER), null, null);
    }
}
