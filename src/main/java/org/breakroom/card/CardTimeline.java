package org.breakroom.card;

import static org.breakroom.db.Tables.CARD_DRIVE;
import static org.breakroom.db.Tables.CARD_STANDING;
import static org.breakroom.db.Tables.CARD_STEP;

import java.util.ArrayList;
import java.util.List;
import org.breakroom.access.Viewer;
import org.breakroom.activity.ActivityKind;
import org.breakroom.federation.Local;
import org.breakroom.member.Members;
import org.breakroom.member.TimelineSource;
import org.breakroom.ui.Messages;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What became of a member's cards beside their counting, which the ledger tells: waiting, contested, refused, taken back. */
@Component
class CardTimeline implements TimelineSource {
    private final DSLContext sql;
    private final Messages messages;

    CardTimeline(DSLContext sql, Messages messages) {
        this.sql = sql;
        this.messages = messages;
    }

    @Override
    public List<Entry> timeline(Viewer viewer, Local local, Members.Person person) {
        var c = CARD_STANDING;
        var s = CARD_STEP;
        var entries = new ArrayList<Entry>();
        sql.select(c.SIGNED_AT, CARD_DRIVE.TITLE, c.STATE, s.ACT, s.AT, s.HAND)
                .from(c)
                .join(CARD_DRIVE)
                .on(CARD_DRIVE.LOCAL_ID.eq(c.LOCAL_ID), CARD_DRIVE.ID.eq(c.DRIVE_ID))
                .leftJoin(s)
                .on(s.LOCAL_ID.eq(c.LOCAL_ID), s.CARD_ID.eq(c.ID))
                .and(s.ACT.in(Act.CHALLENGED.name(), Act.REFUSED.name(), Act.REVOKED.name()))
                .where(c.LOCAL_ID.eq(local.id()), c.MEMBER_ID.eq(person.id()))
                .orderBy(c.NUMBER.desc())
                .forEach(r -> {
                    var icon = ActivityKind.CARD.icon();
                    if (r.value4() != null) {
                        var words = r.value2() + ": " + messages.here("card.act." + r.value4());
                        entries.add(new Entry(r.value5().toInstant(), icon, words, null, null, r.value6(), null, null));
                    } else if (r.value3().equals(State.SIGNED.name())) {
                        var words = r.value2() + ": " + messages.here("card.is.SIGNED");
                        entries.add(new Entry(r.value1().toInstant(), icon, words, null, null, null, null, null));
                    }
                });
        return entries;
    }
}
