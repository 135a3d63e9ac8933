package org.breakroom.conversation;

import static org.breakroom.db.Tables.ACTIVITY_STANDING;
import static org.breakroom.db.Tables.CONVERSATION_ISSUE;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.breakroom.activity.Facet;
import org.breakroom.federation.Local;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Who named an issue in a talk that stands. */
@Component
class IssueFacet implements Facet {
    private final DSLContext sql;
    private final Conversations conversations;

    IssueFacet(DSLContext sql, Conversations conversations) {
        this.sql = sql;
        this.conversations = conversations;
    }

    @Override
    public String word() {
        return "issue";
    }

    @Override
    public List<Choice> choices(Local local) {
        return conversations.issues(local).stream()
                .map(i -> new Choice(i.id(), i.label()))
                .toList();
    }

    @Override
    public Set<UUID> members(Local local, UUID choice) {
        var a = ACTIVITY_STANDING;
        return sql.selectDistinct(a.MEMBER_ID)
                .from(a)
                .join(CONVERSATION_ISSUE)
                .on(CONVERSATION_ISSUE.LOCAL_ID.eq(a.LOCAL_ID), CONVERSATION_ISSUE.CONVERSATION_ID.eq(a.ID))
                .where(a.LOCAL_ID.eq(local.id()), CONVERSATION_ISSUE.LOCAL_ID.eq(local.id()))
                .and(CONVERSATION_ISSUE.ISSUE_ID.eq(choice))
                .fetchSet(a.MEMBER_ID);
    }
}
