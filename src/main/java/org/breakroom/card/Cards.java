package org.breakroom.card;

import static org.breakroom.db.Tables.ACTIVITY_LATEST;
import static org.breakroom.db.Tables.CARD_STANDING;
import static org.breakroom.db.Tables.CARD_STEP;
import static org.breakroom.db.Tables.CARD_UNREACHED;
import static org.breakroom.db.Tables.MEMBER_ON_ROSTER;
import static org.breakroom.db.Tables.WORKSITE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.noCondition;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.breakroom.access.Reach;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Paged;
import org.breakroom.member.Members;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is on file of cards, as far as the viewer sees the people who signed them. */
@Component
public class Cards {
    private static final int DAYS_TALKED = 60;

    private final DSLContext sql;
    private final FederationClock clock;

    Cards(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** A card in a list. */
    public record Line(
            UUID id,
            @Nullable UUID member,
            String name,
            @Nullable String place,
            LocalDate dated,
            Channel channel,
            State state,
            List<Flag> flags,
            boolean confirmed,
            String circulator,
            @Nullable LocalDate bindsUntil,
            @Nullable LocalDate tellBy) {}

    /** Which of a drive's cards to list. */
    public enum Show {
        /** Those at which an officer has to look. */
        WAITING,
        ALL,
        /** Those too old to last until a filing. */
        OLD,
        /** Those taken back or contested. */
        GONE
    }

    Progress progress(Viewer viewer, Local local, Drive drive, Map<UUID, Integer> targets) {
        var reach = viewer.reach(local.id());
        var all = sites(local, drive, reach, targets);
        var nowhere = all.stream()
                .filter(s -> s.id() == null)
                .findFirst()
                .orElse(new Progress.Site(null, "", 0, 0, drive.target()));
        var piles = piles(local, drive, reach);
        var asked = piles.stream()
                .filter(p -> p.asked() && p.state() == State.COUNTED)
                .toList();
        int counted = sum(piles.stream().filter(p -> p.state() == State.COUNTED));
        var aged = aged(local, drive, reach);
        return new Progress(
                all.stream().filter(s -> s.id() != null).toList(),
                nowhere,
                hands(asked),
                days(asked),
                counted - sum(asked.stream()),
                sum(piles.stream().filter(p -> p.state() == State.SIGNED || p.state() == State.CHALLENGED)),
                aged.value1(),
                aged.value2());
    }

    /** Cards of one drive that are alike: how they stand, through whose hands they came, and when. */
    private record Pile(boolean asked, State state, String hand, String channel, LocalDate day, int cards) {}

    private static int sum(Stream<Pile> piles) {
        return piles.mapToInt(Pile::cards).sum();
    }

    /** All cards of a drive in piles: a drive of 50,000 has some hundred. */
    private List<Pile> piles(Local local, Drive drive, Reach reach) {
        var c = CARD_STANDING;
        var asked = DSL.field(MEMBER_ON_ROSTER.ID.isNotNull().and(asked(drive)));
        var state = DSL.when(counted(), State.COUNTED.name()).otherwise(c.STATE).as("stands");
        return sql.select(asked, state, c.CIRCULATOR, c.CHANNEL, c.DATED_ON, count())
                .from(rostered())
                .where(of(local, drive))
                .and(seen(reach))
                .groupBy(asked, DSL.field(DSL.name("stands")), c.CIRCULATOR, c.CHANNEL, c.DATED_ON)
                .orderBy(c.DATED_ON, c.CIRCULATOR, c.CHANNEL)
                .fetch(r -> new Pile(
                        Boolean.TRUE.equals(r.value1()),
                        State.valueOf(r.value2()),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6()));
    }

    /** Those without a worksite are one of the rows, with no id. */
    private List<Progress.Site> sites(Local local, Drive drive, Reach reach, Map<UUID, Integer> targets) {
        var m = MEMBER_ON_ROSTER;
        var signed = DSL.select(CARD_STANDING.MEMBER_ID)
                .from(CARD_STANDING)
                .where(CARD_STANDING.LOCAL_ID.eq(local.id()), CARD_STANDING.DRIVE_ID.eq(drive.id()))
                .and(counted());
        return sql.select(m.WORKSITE_ID, WORKSITE.NAME, count(), count().filterWhere(m.ID.in(signed)))
                .from(m)
                .leftJoin(WORKSITE)
                .on(WORKSITE.ID.eq(m.WORKSITE_ID))
                .where(m.LOCAL_ID.eq(local.id()))
                .and(asked(drive))
                .and(Members.within(reach, m.WORKSITE_ID))
                .groupBy(m.WORKSITE_ID, WORKSITE.NAME)
                .orderBy(WORKSITE.NAME, m.WORKSITE_ID)
                .fetch(r -> new Progress.Site(
                        r.value1(),
                        r.value2() == null ? "" : r.value2(),
                        r.value3(),
                        r.value4(),
                        targets.getOrDefault(r.value1(), drive.target())));
    }

    /** Who is asked to sign: members to recommit, everyone of the unit to authorize. */
    private static Condition asked(Drive drive) {
        return drive.kind() == CardKind.AUTHORIZATION ? noCondition() : MEMBER_ON_ROSTER.IN_FORCE.isTrue();
    }

    /** Cards of people the viewer sees; cards of nobody known are the whole local's. */
    private static Condition seen(Reach reach) {
        return switch (reach) {
            case Reach.Whole w -> noCondition();
            case Reach.Worksites s -> Members.within(s, MEMBER_ON_ROSTER.WORKSITE_ID);
            case Reach.Nobody n -> falseCondition();
        };
    }

    /** What counts today: a card that was taken back does until its terms let it end. */
    private Condition counted() {
        return CARD_STANDING
                .STATE
                .eq(State.COUNTED.name())
                .or(CARD_STANDING.STATE.eq(State.REVOKED.name()).and(CARD_STANDING.BINDS_UNTIL.gt(clock.today())));
    }

    private Condition of(Local local, Drive drive) {
        return CARD_STANDING.LOCAL_ID.eq(local.id()).and(CARD_STANDING.DRIVE_ID.eq(drive.id()));
    }

    /** Cards beside who signed them, where she is on the roster. */
    private static Table<?> rostered() {
        return CARD_STANDING
                .leftJoin(MEMBER_ON_ROSTER)
                .on(
                        MEMBER_ON_ROSTER.LOCAL_ID.eq(CARD_STANDING.LOCAL_ID),
                        MEMBER_ON_ROSTER.ID.eq(CARD_STANDING.MEMBER_ID));
    }

    /** Cards of the drive's kind, of any drive, that are older than ten months, and than twelve. */
    private Record2<Integer, Integer> aged(Local local, Drive drive, Reach reach) {
        var c = CARD_STANDING;
        var today = clock.today();
        return sql.select(count(), count().filterWhere(c.DATED_ON.lt(today.minusMonths(CardKind.MONTHS_GOOD))))
                .from(rostered())
                .where(c.LOCAL_ID.eq(local.id()), c.KIND.eq(drive.kind().name()))
                .and(c.STATE.eq(State.COUNTED.name()))
                .and(c.DATED_ON.lt(today.minusMonths(CardKind.MONTHS_OLD)))
                .and(seen(reach))
                .fetchSingle();
    }

    private static List<Progress.Hand> hands(List<Pile> piles) {
        var by = new LinkedHashMap<Map.Entry<String, String>, Integer>();
        piles.forEach(p -> by.merge(Map.entry(p.hand(), p.channel()), p.cards(), Integer::sum));
        return by.entrySet().stream()
                .map(e -> new Progress.Hand(e.getKey().getKey(), e.getKey().getValue(), e.getValue()))
                .sorted(Comparator.comparing(Progress.Hand::cards)
                        .reversed()
                        .thenComparing(Progress.Hand::name)
                        .thenComparing(Progress.Hand::channel))
                .toList();
    }

    private static List<Progress.Day> days(List<Pile> piles) {
        var by = new TreeMap<LocalDate, Integer>();
        piles.forEach(p -> by.merge(p.day(), p.cards(), Integer::sum));
        var days = new ArrayList<Progress.Day>();
        by.forEach((day, cards) -> days.add(new Progress.Day(
                day, cards, cards + (days.isEmpty() ? 0 : days.getLast().soFar()))));
        return days;
    }

    Paged<Line> list(Viewer viewer, Local local, Drive drive, Show show, int page) {
        var c = CARD_STANDING;
        var m = MEMBER_ON_ROSTER;
        var narrowed = switch (show) {
            case WAITING -> c.STATE.in(State.SIGNED.name(), State.CHALLENGED.name());
            case ALL -> noCondition();
            case OLD ->
                c.STATE.eq(State.COUNTED.name()).and(c.DATED_ON.lt(clock.today().minusMonths(CardKind.MONTHS_OLD)));
            case GONE -> c.STATE.in(State.REVOKED.name(), State.REFUSED.name(), State.SUPERSEDED.name());
        };
        var rows = sql.select(
                        c.ID,
                        c.MEMBER_ID,
                        c.NAME_TYPED,
                        WORKSITE.NAME,
                        c.DATED_ON,
                        c.CHANNEL,
                        c.STATE,
                        c.FLAGS,
                        c.CONFIRMED,
                        c.CIRCULATOR,
                        count().over(),
                        c.BINDS_UNTIL,
                        c.REVOKED_AT)
                .from(c)
                .leftJoin(m)
                .on(m.LOCAL_ID.eq(c.LOCAL_ID), m.ID.eq(c.MEMBER_ID))
                .leftJoin(WORKSITE)
                .on(WORKSITE.ID.eq(m.WORKSITE_ID))
                .where(of(local, drive))
                .and(narrowed)
                .and(seen(viewer.reach(local.id())))
                .orderBy(c.NUMBER.desc())
                .limit(Paged.SIZE)
                .offset(Paged.offset(page))
                .fetch();
        return new Paged<>(
                rows.map(r -> new Line(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        Channel.valueOf(r.value6()),
                        State.valueOf(r.value7()),
                        flags(r.value8()),
                        Boolean.TRUE.equals(r.value9()),
                        r.value10(),
                        r.value12(),
                        drive.kind() == CardKind.DUES && r.value13() != null
                                ? Deciding.tellBy(
                                        FederationClock.dayOf(r.value13().toInstant()))
                                : null)),
                Math.max(1, page),
                Paged.SIZE,
                rows.isEmpty() ? 0 : rows.getFirst().value11());
    }

    static List<Flag> flags(String text) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(",")).map(Flag::valueOf).toList();
    }

    /** A step of a card's life. */
    public record Step(
            Act act,
            Instant at,
            String hand,
            String words,
            @Nullable LocalDate effective) {
        /** What it is called: where an officer looked at the page of a keyed card, that is said. */
        public String label() {
            return act == Act.UPHELD && words.startsWith("SCAN ") ? "PAGE" : act.name();
        }
    }

    List<Step> steps(Local local, UUID card) {
        return steps(local, Set.of(card)).getOrDefault(card, List.of());
    }

    /** The steps of many cards, each in the order in which they were taken. */
    Map<UUID, List<Step>> steps(Local local, Set<UUID> cards) {
        var s = CARD_STEP;
        return sql.select(s.CARD_ID, s.ACT, s.AT, s.HAND, s.WORDS, s.EFFECTIVE_ON)
                .from(s)
                .where(s.LOCAL_ID.eq(local.id()), s.CARD_ID.eq(DSL.any(cards.toArray(UUID[]::new))))
                .orderBy(s.NUMBER)
                .fetchGroups(
                        r -> r.value1(),
                        r -> new Step(
                                Act.valueOf(r.value2()), r.value3().toInstant(), r.value4(), r.value5(), r.value6()));
    }

    /** Why someone is on the list of those to go and see. */
    public enum Why {
        /** Everyone who has not signed. */
        ALL,
        /** Nobody of the union talked to her within sixty days. */
        NOT_TALKED,
        /** She is on leave, retired, or has no worksite: nobody meets her at work. */
        NOT_AT_WORK
    }

    /** Someone who has not signed. */
    public record Missing(
            UUID id,
            String name,
            @Nullable String job,
            @Nullable String place,
            @Nullable Instant talked,
            boolean kept) {}

    Paged<Missing> missing(Viewer viewer, Local local, Drive drive, Why why, int page) {
        var m = MEMBER_ON_ROSTER;
        var kept = DSL.field(DSL.exists(DSL.selectOne()
                .from(CARD_UNREACHED)
                .where(CARD_UNREACHED.LOCAL_ID.eq(m.LOCAL_ID), CARD_UNREACHED.DRIVE_ID.eq(drive.id()))
                .and(CARD_UNREACHED.MEMBER_ID.eq(m.ID))));
        var rows = sql.select(
                        m.ID, m.FULL_NAME, m.JOB_TITLE, WORKSITE.NAME, ACTIVITY_LATEST.TALKED_AT, kept, count().over())
                .from(m)
                .leftJoin(WORKSITE)
                .on(WORKSITE.ID.eq(m.WORKSITE_ID))
                .leftJoin(ACTIVITY_LATEST)
                .on(ACTIVITY_LATEST.LOCAL_ID.eq(m.LOCAL_ID), ACTIVITY_LATEST.MEMBER_ID.eq(m.ID))
                .where(missing(viewer, local, drive, why))
                .orderBy(m.SORT_NAME, m.ID)
                .limit(Paged.SIZE)
                .offset(Paged.offset(page))
                .fetch();
        return new Paged<>(
                rows.map(r -> new Missing(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5() == null ? null : r.value5().toInstant(),
                        Boolean.TRUE.equals(r.value6()))),
                Math.max(1, page),
                Paged.SIZE,
                rows.isEmpty() ? 0 : rows.getFirst().value7());
    }

    List<UUID> allMissing(Viewer viewer, Local local, Drive drive, Why why) {
        return sql.select(MEMBER_ON_ROSTER.ID)
                .from(MEMBER_ON_ROSTER)
                .leftJoin(ACTIVITY_LATEST)
                .on(ACTIVITY_LATEST.LOCAL_ID.eq(MEMBER_ON_ROSTER.LOCAL_ID))
                .and(ACTIVITY_LATEST.MEMBER_ID.eq(MEMBER_ON_ROSTER.ID))
                .where(missing(viewer, local, drive, why))
                .orderBy(MEMBER_ON_ROSTER.ID)
                .fetch(MEMBER_ON_ROSTER.ID);
    }

    private Condition missing(Viewer viewer, Local local, Drive drive, Why why) {
        var m = MEMBER_ON_ROSTER;
        var signed = DSL.select(CARD_STANDING.MEMBER_ID)
                .from(CARD_STANDING)
                .where(of(local, drive))
                .and(CARD_STANDING.MEMBER_ID.isNotNull())
                .and(CARD_STANDING.STATE.in(State.SIGNED.name(), State.COUNTED.name(), State.CHALLENGED.name()));
        var late = clock.now().minus(java.time.Duration.ofDays(DAYS_TALKED)).atOffset(ZoneOffset.UTC);
        return m.LOCAL_ID
                .eq(local.id())
                .and(asked(drive))
                .and(m.ID.notIn(signed))
                .and(Members.within(viewer.reach(local.id()), m.WORKSITE_ID))
                .and(
                        switch (why) {
                            case ALL -> noCondition();
                            case NOT_TALKED ->
                                ACTIVITY_LATEST.TALKED_AT.isNull().or(ACTIVITY_LATEST.TALKED_AT.lt(late));
                            case NOT_AT_WORK -> m.WORKSITE_ID.isNull().or(m.STATUS.in("LEAVE", "RETIREE"));
                        });
    }

    /** Keeps the list as it is now for outreach, in the place of the one before. */
    int keep(Viewer viewer, Local local, Drive drive, List<UUID> members) {
        sql.deleteFrom(CARD_UNREACHED)
                .where(CARD_UNREACHED.LOCAL_ID.eq(local.id()), CARD_UNREACHED.DRIVE_ID.eq(drive.id()))
                .execute();
        return sql.execute(
                "insert into card_unreached (local_id, drive_id, member_id, kept_at, keeper) select ?, ?, m, ?::timestamptz, ? from unnest(?::uuid[]) m",
                local.id(),
                drive.id(),
                clock.now().atOffset(ZoneOffset.UTC),
                viewer.name(),
                members.toArray(UUID[]::new));
    }
}
