package org.breakroom.phone;

import static org.breakroom.db.Tables.ACTIVITY_STANDING;
import static org.breakroom.db.Tables.MEMBER_ON_ROSTER;
import static org.breakroom.db.Tables.PHONE_CONFLICT;
import static org.breakroom.db.Tables.PHONE_ENTRY;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.member.Members;
import org.breakroom.ui.Figures;
import org.breakroom.ui.Messages;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * Where two say differently how one person stands, and neither could know of the other. Nothing is lost: both talks stand,
 * the later one by the time of the talk counts, and the difference is listed until its author has seen it.
 */
@Component
class Differences {
    private static final int LISTED_MAX = 50;

    private final DSLContext sql;
    private final FederationClock clock;
    private final Messages messages;

    Differences(DSLContext sql, FederationClock clock, Messages messages) {
        this.sql = sql;
        this.clock = clock;
        this.messages = messages;
    }

    /**
     * Notes down what others said about a member that this phone could not know when it noted its own.
     *
     * @param known until when the phone knew what was on file
     */
    void note(Device device, int local, UUID id, UUID member, int assessment, Instant known) {
        var a = ACTIVITY_STANDING;
        var c = PHONE_CONFLICT;
        var e = PHONE_ENTRY;
        sql.insertInto(c, c.LOCAL_ID, c.ID, c.OTHER_ID, c.MEMBER_ID, c.ACCOUNT_ID, c.FOUND_AT)
                .select(DSL.select(
                                a.LOCAL_ID,
                                DSL.val(id),
                                a.ID,
                                a.MEMBER_ID,
                                DSL.val(device.account()),
                                DSL.val(clock.now().atOffset(ZoneOffset.UTC)))
                        .from(a)
                        .where(a.LOCAL_ID.eq(local), a.MEMBER_ID.eq(member), a.ID.ne(id))
                        .and(a.ASSESSMENT.ne((short) assessment))
                        .and(a.RECORDED_AT.gt(known.atOffset(ZoneOffset.UTC)))
                        .andNotExists(DSL.selectOne()
                                .from(e)
                                .where(e.LOCAL_ID.eq(local), e.ID.eq(a.ID), e.DEVICE_ID.eq(device.id()))))
                .onConflictDoNothing()
                .execute();
    }

    /** The viewer's own that she has not put aside, in words. */
    List<Pack.Difference> unseen(Viewer viewer, Local local) {
        var c = PHONE_CONFLICT;
        var mine = ACTIVITY_STANDING.as("mine");
        var other = ACTIVITY_STANDING.as("other");
        var m = MEMBER_ON_ROSTER;
        return sql.select(
                        c.ID,
                        m.FULL_NAME,
                        mine.ASSESSMENT,
                        mine.HAPPENED_AT,
                        other.ASSESSMENT,
                        other.HAPPENED_AT,
                        other.RECORDER)
                .from(c)
                .join(mine)
                .on(mine.LOCAL_ID.eq(c.LOCAL_ID), mine.ID.eq(c.ID))
                .join(other)
                .on(other.LOCAL_ID.eq(c.LOCAL_ID), other.ID.eq(c.OTHER_ID))
                .join(m)
                .on(m.LOCAL_ID.eq(c.LOCAL_ID), m.ID.eq(mine.MEMBER_ID))
                .where(c.LOCAL_ID.eq(local.id()), c.ACCOUNT_ID.eq(viewer.account()), c.SEEN_AT.isNull())
                .and(Members.within(viewer.reach(local.id()), m.WORKSITE_ID))
                .orderBy(c.FOUND_AT.desc(), c.ID, c.OTHER_ID)
                .limit(LISTED_MAX)
                .fetch(this::words);
    }

    private Pack.Difference words(Record r) {
        var mineAt = r.get(3, Instant.class);
        var otherAt = r.get(5, Instant.class);
        return new Pack.Difference(
                r.get(0, UUID.class),
                messages.here(
                        mineAt.isAfter(otherAt) ? "phone.difference.mine" : "phone.difference.other",
                        r.get(1, String.class),
                        r.get(2, Integer.class),
                        when(mineAt),
                        r.get(6, String.class),
                        r.get(4, Integer.class),
                        when(otherAt)));
    }

    private static String when(Instant at) {
        return Figures.longDate(FederationClock.dayOf(at)) + ", " + Figures.hour(at);
    }

    void seen(Viewer viewer, Local local) {
        var c = PHONE_CONFLICT;
        sql.update(c)
                .set(c.SEEN_AT, clock.now().atOffset(ZoneOffset.UTC))
                .where(c.LOCAL_ID.eq(local.id()), c.ACCOUNT_ID.eq(viewer.account()), c.SEEN_AT.isNull())
                .execute();
    }
}
