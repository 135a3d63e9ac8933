package org.breakroom.goal;

import static org.breakroom.db.Tables.ACTIVITY_STANDING;
import static org.breakroom.db.Tables.GOAL_CAMPAIGN;
import static org.breakroom.db.Tables.GOAL_MEMBER;
import static org.breakroom.db.Tables.GOAL_TOTAL;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.activity.ActivityKind;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** The goals of a local beside the yearly ones, counted from the ledger whenever they are looked at. */
@Component
class Campaigns {
    private static final int SHOWN_MAX = 50;

    private final DSLContext sql;
    private final FederationClock clock;

    Campaigns(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Those that stand today, the next to end first. */
    List<Campaign> open(Local local) {
        var c = GOAL_CAMPAIGN;
        return read(local, c.ENDED_AT.isNull().and(c.UNTIL_ON.ge(clock.today())), c.UNTIL_ON);
    }

    /** All of them, the latest first. */
    List<Campaign> list(Local local) {
        return read(local, noCondition(), GOAL_CAMPAIGN.MADE_AT.desc());
    }

    Optional<Campaign> find(Local local, UUID id) {
        return read(local, GOAL_CAMPAIGN.ID.eq(id), GOAL_CAMPAIGN.ID).stream().findFirst();
    }

    private List<Campaign> read(Local local, Condition which, org.jooq.OrderField<?> order) {
        var c = GOAL_CAMPAIGN;
        var g = GOAL_MEMBER;
        int year = clock.year().start();
        Field<Integer> done = field(selectCount()
                .from(g)
                .where(g.LOCAL_ID.eq(local.id()), g.YEAR.eq(year), g.IN_FORCE.isTrue())
                .and(took(c.KINDS, c.FROM_ON, c.UNTIL_ON)));
        Field<Integer> members = field(DSL.select(GOAL_TOTAL.MEMBERS)
                .from(GOAL_TOTAL)
                .where(GOAL_TOTAL.LOCAL_ID.eq(local.id()), GOAL_TOTAL.YEAR.eq(year)));
        return sql.select(c.ID, c.NAME, c.KINDS, c.FROM_ON, c.UNTIL_ON, c.PERCENT, c.AUTHOR, done, members, c.ENDED_AT)
                .from(c)
                .where(c.LOCAL_ID.eq(local.id()))
                .and(which)
                .orderBy(order, c.ID)
                .limit(SHOWN_MAX)
                .fetch(r -> new Campaign(
                        r.value1(),
                        r.value2(),
                        Arrays.stream(r.value3()).map(ActivityKind::valueOf).toList(),
                        r.value4(),
                        r.value5(),
                        r.value6(),
                        r.value7(),
                        r.value8(),
                        r.value9() == null ? 0 : r.value9(),
                        r.value10() == null ? null : r.value10().toInstant()));
    }

    /** Whom a campaign counts as done, for the rows under its number. */
    Condition took(Campaign campaign) {
        return took(
                DSL.val(campaign.kinds().stream().map(Enum::name).toArray(String[]::new)),
                DSL.val(campaign.from()),
                DSL.val(campaign.until()));
    }

    private static Condition took(Field<String[]> kinds, Field<LocalDate> from, Field<LocalDate> until) {
        var a = ACTIVITY_STANDING;
        var day = field(
                "({0} at time zone {1})::date",
                LocalDate.class, a.HAPPENED_AT, DSL.inline(FederationClock.ZONE.getId()));
        return exists(selectOne()
                .from(a)
                .where(a.LOCAL_ID.eq(GOAL_MEMBER.LOCAL_ID), a.MEMBER_ID.eq(GOAL_MEMBER.MEMBER_ID))
                .and(a.KIND.eq(DSL.any(kinds)))
                .and(day.between(from, until)));
    }

    UUID add(Viewer author, Local local, CampaignForm form) {
        var id = Ids.at(clock.now().toEpochMilli());
        var c = GOAL_CAMPAIGN;
        sql.insertInto(c)
                .set(c.LOCAL_ID, local.id())
                .set(c.ID, id)
                .set(c.NAME, PersonName.tidy(form.name()))
                .set(c.KINDS, form.kinds().toArray(String[]::new))
                .set(c.FROM_ON, form.firstDay())
                .set(c.UNTIL_ON, form.lastDay())
                .set(c.PERCENT, form.share())
                .set(c.AUTHOR, author.name())
                .set(c.MADE_BY, author.account())
                .set(c.MADE_AT, clock.now().atOffset(ZoneOffset.UTC))
                .execute();
        return id;
    }

    /** Closes one before its last day; false when there is none that stands. */
    boolean end(Local local, UUID id) {
        var c = GOAL_CAMPAIGN;
        return sql.update(c)
                        .set(c.ENDED_AT, clock.now().atOffset(ZoneOffset.UTC))
                        .where(c.LOCAL_ID.eq(local.id()), c.ID.eq(id), c.ENDED_AT.isNull())
                        .execute()
                == 1;
    }
}
