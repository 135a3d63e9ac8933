package org.breakroom.phone;

import static org.breakroom.db.Tables.ACTIVITY_LATEST;
import static org.breakroom.db.Tables.AREA;
import static org.breakroom.db.Tables.MEMBER_ON_ROSTER;
import static org.breakroom.db.Tables.WORKSITE;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.breakroom.access.Viewer;
import org.breakroom.card.RepCards;
import org.breakroom.conversation.Conversations;
import org.breakroom.conversation.Raps;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.meeting.Attendance;
import org.breakroom.meeting.Meetings;
import org.breakroom.member.Members;
import org.breakroom.organizer.PhoneHours;
import org.breakroom.ui.Figures;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the pack of a phone: who is due first, and no more of a person than the talk needs. */
@Component
class Packs {
    static final int PEOPLE_MAX = 200;
    static final Duration KEPT = Duration.ofHours(24);
    private static final int MEETING_DAYS = 7;
    private static final int MEETINGS_MAX = 5;

    private final DSLContext sql;
    private final FederationClock clock;
    private final Conversations conversations;
    private final Raps raps;
    private final Differences differences;
    private final Meetings meetings;
    private final Attendance attendance;
    private final RepCards cards;
    private final PhoneHours hours;

    Packs(
            DSLContext sql,
            FederationClock clock,
            Conversations conversations,
            Raps raps,
            Differences differences,
            Meetings meetings,
            Attendance attendance,
            RepCards cards,
            PhoneHours hours) {
        this.hours = hours;
        this.cards = cards;
        this.meetings = meetings;
        this.attendance = attendance;
        this.sql = sql;
        this.clock = clock;
        this.conversations = conversations;
        this.raps = raps;
        this.differences = differences;
    }

    Pack of(Viewer viewer, Local local) {
        var now = clock.now();
        var people = people(viewer, local);
        return new Pack(
                now,
                now.plus(KEPT),
                now,
                viewer.name(),
                local.name(),
                local.path(),
                people,
                Math.max(0, count(viewer, local) - people.size()),
                conversations.issues(local),
                conversations.asks(local),
                raps.current(local).orElse(null),
                differences.unseen(viewer, local),
                gatherings(viewer, local),
                cards.running(viewer, local),
                hours.running(viewer, local).orElse(null));
    }

    /** The meetings of these days that were not called off. */
    private List<Pack.Gathering> gatherings(Viewer viewer, Local local) {
        var today = clock.today();
        var reach = viewer.reach(local.id());
        return Stream.of(YearMonth.from(today.minusDays(MEETING_DAYS)), YearMonth.from(today.plusDays(MEETING_DAYS)))
                .distinct()
                .flatMap(month -> meetings.of(local, reach, month).stream())
                .filter(m -> m.cancelled() == null)
                .filter(m -> Math.abs(ChronoUnit.DAYS.between(today, FederationClock.dayOf(m.at()))) <= MEETING_DAYS)
                .sorted(Comparator.comparing(m -> Math.abs(ChronoUnit.HOURS.between(clock.now(), m.at()))))
                .limit(MEETINGS_MAX)
                .map(m -> new Pack.Gathering(
                        m.id(),
                        m.worksite(),
                        m.place(),
                        Figures.longDate(FederationClock.dayOf(m.at())) + ", " + Figures.hour(m.at()),
                        m.room(),
                        attendance.of(local, m.id())))
                .toList();
    }

    private int count(Viewer viewer, Local local) {
        return sql.fetchCount(MEMBER_ON_ROSTER, hers(viewer, local));
    }

    private static Condition hers(Viewer viewer, Local local) {
        var m = MEMBER_ON_ROSTER;
        return m.LOCAL_ID.eq(local.id()).and(m.IN_FORCE).and(Members.within(viewer.reach(local.id()), m.WORKSITE_ID));
    }

    /** Promised days first, then new hires whose clock runs, then those not talked to this year, the longest ago first. */
    private List<Pack.Person> people(Viewer viewer, Local local) {
        var m = MEMBER_ON_ROSTER;
        var l = ACTIVITY_LATEST;
        var runs = DSL.case_()
                .when(m.ORIENTATION_DUE_ON.ge(clock.today()), m.ORIENTATION_DUE_ON)
                .otherwise((LocalDate) null);
        return sql.select(
                        m.ID,
                        m.FULL_NAME,
                        m.GIVEN_NAME,
                        m.CALLED,
                        m.JOB_TITLE,
                        m.WORKSITE_ID,
                        WORKSITE.NAME,
                        AREA.NAME,
                        l.ASSESSMENT,
                        l.ASSESSED_AT,
                        l.TALKED_AT,
                        l.FOLLOW_UP_ON,
                        runs)
                .from(m)
                .leftJoin(l)
                .on(l.LOCAL_ID.eq(m.LOCAL_ID), l.MEMBER_ID.eq(m.ID))
                .leftJoin(WORKSITE)
                .on(WORKSITE.ID.eq(m.WORKSITE_ID))
                .leftJoin(AREA)
                .on(AREA.LOCAL_ID.eq(m.LOCAL_ID), AREA.ID.eq(m.AREA_ID))
                .where(hers(viewer, local))
                .orderBy(
                        l.FOLLOW_UP_ON.asc().nullsLast(),
                        runs.asc().nullsLast(),
                        DSL.field(l.TALKED_AT.ge(clock.year().begins().atOffset(ZoneOffset.UTC)))
                                .asc()
                                .nullsFirst(),
                        l.TALKED_AT.asc().nullsFirst(),
                        m.SORT_NAME,
                        m.ID)
                .limit(PEOPLE_MAX)
                .fetch(r -> new Pack.Person(
                        r.value1(),
                        r.value2(),
                        r.value4() != null ? r.value4() : r.value3().isEmpty() ? r.value2() : r.value3(),
                        r.value5(),
                        r.value6(),
                        r.value7(),
                        r.value8(),
                        r.value9() == null ? null : r.value9().intValue(),
                        day(r.value10()),
                        day(r.value11()),
                        r.value12(),
                        r.value13()));
    }

    private static @Nullable LocalDate day(@Nullable OffsetDateTime time) {
        return time == null ? null : FederationClock.dayOf(time.toInstant());
    }
}
