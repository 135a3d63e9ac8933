package org.breakroom.member;

import static org.breakroom.db.Tables.CONTACT_POINT;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.ui.Figures;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Spoken;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** When people said where someone is reached: which kind of fact and who said it. The facts themselves stand beside it. */
@Component
class ContactTimeline implements TimelineSource {
    private static final int SHOWN = 30;
    private static final int VERSION = 7;

    private final DSLContext sql;
    private final FederationClock clock;
    private final Messages messages;

    ContactTimeline(DSLContext sql, FederationClock clock, Messages messages) {
        this.sql = sql;
        this.clock = clock;
        this.messages = messages;
    }

    @Override
    public List<Entry> timeline(Viewer viewer, Local local, UUID member) {
        var c = CONTACT_POINT;
        return sql.select(c.ID, c.KIND, c.SOURCE, c.SAID_ON)
                .from(c)
                .where(c.LOCAL_ID.eq(local.id()), c.MEMBER_ID.eq(member), c.SOURCE.ne("EMPLOYER"))
                .orderBy(c.SAID_ON.desc(), c.ID.desc())
                .limit(SHOWN)
                .fetch(r -> {
                    var day = Figures.longDate(r.value4(), Spoken.now());
                    var words = messages.here("contact." + r.value2()) + ": "
                            + messages.here("contact.source." + r.value3(), day);
                    return new Entry(at(r.value1(), r.value4()), "me", words, null, null, null, null, null);
                });
    }

    /** By the id's own time (RFC 9562, 5.7) where it was made on the day. */
    private Instant at(UUID id, LocalDate day) {
        var made = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
        return id.version() == VERSION && FederationClock.dayOf(made).equals(day) ? made : clock.on(day);
    }
}
