package org.breakroom.training;

import static org.breakroom.db.Tables.BUILDING_REP;
import static org.breakroom.db.Tables.MEMBER_ON_ROSTER;
import static org.breakroom.db.Tables.TRAINING_DONE;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.Accounts;
import org.breakroom.access.Reach;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.FederationClock;
import org.breakroom.member.Members;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a local's people have learned: by person, by worksite, and against what their roles ask of them. */
@Component
public class Learning {
    private final DSLContext sql;
    private final Worksites worksites;
    private final Accounts accounts;
    private final FederationClock clock;

    Learning(DSLContext sql, Worksites worksites, Accounts accounts, FederationClock clock) {
        this.sql = sql;
        this.worksites = worksites;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** A training somebody finished; it lapses where its course is to be taken again. */
    public record Done(
            UUID registration,
            UUID training,
            String title,
            @Nullable Integer level,
            BigDecimal hours,
            Instant at,
            @Nullable Instant lapses) {
        /** Its hours without zeros behind. */
        public String credit() {
            return hours.stripTrailingZeros().toPlainString();
        }
    }

    /** What one person finished, newest first. */
    List<Done> of(Viewer.Member who) {
        var d = TRAINING_DONE;
        return sql.select(d.ID, d.TRAINING_ID, d.TITLE, d.LEVEL, d.HOURS, d.HAPPENED_AT, d.LAPSES_AT)
                .from(d)
                .where(d.LOCAL_ID.eq(who.local()), d.MEMBER_ID.eq(who.id()))
                .orderBy(d.HAPPENED_AT.desc(), d.ID)
                .fetch(r -> new Done(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4() == null ? null : r.value4().intValue(),
                        r.value5(),
                        r.value6().toInstant(),
                        r.value7() == null ? null : r.value7().toInstant()));
    }

    Optional<Done> find(Viewer.Member who, UUID registration) {
        return of(who).stream()
                .filter(d -> d.registration().equals(registration))
                .findFirst();
    }

    /**
     * Somebody with a role, and where she is on the ladder.
     *
     * @param rung the highest level up to which she finished every one and none lapsed; 0 for none
     * @param next the level she may take next, 0 at the top
     * @param due by when her role asks the next level of her; null when it does not
     * @param lapsed the levels that she finished and has to take again
     */
    public record Climber(
            UUID member,
            String name,
            Role role,
            @Nullable UUID worksite,
            LocalDate since,
            int rung,
            int next,
            @Nullable LocalDate due,
            List<Integer> lapsed) {
        public boolean overdue(LocalDate today) {
            return due != null && due.isBefore(today);
        }
    }

    /** A worksite and its reps. */
    public record Building(Worksites.Worksite worksite, int people, List<Climber> reps) {
        /** Whether one of its reps stands on the ladder. */
        public boolean trained() {
            return reps.stream().anyMatch(r -> r.rung() > 0);
        }

        /** How many of its reps stand on a rung or higher; of rung 0, those who stand on none. */
        public long on(int rung) {
            return reps.stream().filter(r -> r.rung() == rung).count();
        }
    }

    /** Everybody with a role whom the reach covers, reps before organizers and officers, by name. */
    List<Climber> climbers(Local local, Reach reach, List<Requirements.Requirement> rules) {
        var levels = levels(local);
        var m = MEMBER_ON_ROSTER;
        var b = BUILDING_REP;
        var out = new ArrayList<Climber>();
        sql.select(m.ID, m.FULL_NAME, b.WORKSITE_ID, b.FROM_ON)
                .from(b)
                .join(m)
                .on(m.LOCAL_ID.eq(b.LOCAL_ID), m.ID.eq(b.MEMBER_ID))
                .where(b.LOCAL_ID.eq(local.id()), b.UNTIL_ON.isNull())
                .and(Members.within(reach, b.WORKSITE_ID))
                .orderBy(m.SORT_NAME, m.ID, b.WORKSITE_ID)
                .forEach(
                        r -> out.add(climber(r.value1(), r.value2(), Role.REP, r.value3(), r.value4(), levels, rules)));
        if (reach instanceof Reach.Whole) {
            out.addAll(others(local, levels, rules));
        }
        return out;
    }

    private List<Climber> others(
            Local local, Map<UUID, Map<Integer, @Nullable Instant>> levels, List<Requirements.Requirement> rules) {
        var held = accounts.holders(local.id(), Role.ORGANIZER, Role.OFFICER);
        var m = MEMBER_ON_ROSTER;
        var names = sql.select(m.ID, m.FULL_NAME)
                .from(m)
                .where(m.LOCAL_ID.eq(local.id()))
                .and(m.ID.in(held.stream().map(Accounts.Holder::member).toList()))
                .fetchMap(m.ID, m.FULL_NAME);
        var out = new HashMap<String, Climber>();
        held.forEach(h -> {
            var name = names.get(h.member());
            if (name != null) {
                out.putIfAbsent(
                        h.member() + h.role().name(),
                        climber(h.member(), name, h.role(), null, h.since(), levels, rules));
            }
        });
        return out.values().stream()
                .sorted(Comparator.comparing(Climber::role).thenComparing(Climber::name))
                .toList();
    }

    private Climber climber(
            UUID member,
            String name,
            Role role,
            @Nullable UUID worksite,
            LocalDate since,
            Map<UUID, Map<Integer, @Nullable Instant>> levels,
            List<Requirements.Requirement> rules) {
        var hers = levels.getOrDefault(member, Map.of());
        int rung = 0;
        int next = 0;
        var lapsed = new ArrayList<Integer>();
        for (int level : Course.LEVELS) {
            if (hers.containsKey(level) && lapsedBy(hers.get(level))) {
                lapsed.add(level);
            }
            if (next == 0 && hers.containsKey(level) && !lapsedBy(hers.get(level))) {
                rung = level;
            } else if (next == 0) {
                next = level;
            }
        }
        int wanted = next;
        // who is asked for a higher rung is late with it by her next one
        var due = rules.stream()
                .filter(r -> r.role().equals(role.name()) && wanted > 0 && r.level() >= wanted)
                .map(r -> since.plusDays(r.days()))
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new Climber(member, name, role, worksite, since, rung, next, due, lapsed);
    }

    private boolean lapsedBy(@Nullable Instant lapses) {
        return lapses != null && !lapses.isAfter(clock.now());
    }

    /** Of everybody who finished a course of the ladder: each level, and when the last of it lapses, null for never. */
    private Map<UUID, Map<Integer, @Nullable Instant>> levels(Local local) {
        var d = TRAINING_DONE;
        var out = new HashMap<UUID, Map<Integer, @Nullable Instant>>();
        sql.select(d.MEMBER_ID, d.LEVEL, d.LAPSES_AT)
                .from(d)
                .where(d.LOCAL_ID.eq(local.id()), d.LEVEL.isNotNull())
                .forEach(r -> {
                    var hers = out.computeIfAbsent(r.value1(), k -> new HashMap<>());
                    int level = r.value2();
                    var lapses = r.value3() == null ? null : r.value3().toInstant();
                    if (!hers.containsKey(level)) {
                        hers.put(level, lapses);
                    } else {
                        var before = hers.get(level);
                        hers.put(
                                level,
                                before == null || lapses == null ? null : before.isAfter(lapses) ? before : lapses);
                    }
                });
        return out;
    }

    /** The worksites the reach covers, with their reps, those without a trained one first. */
    List<Building> buildings(Local local, Reach reach, List<Climber> climbers) {
        var reps = climbers.stream()
                .filter(c -> c.role() == Role.REP && c.worksite() != null)
                .collect(Collectors.groupingBy(c -> java.util.Objects.requireNonNull(c.worksite())));
        var m = MEMBER_ON_ROSTER;
        var people = sql.select(m.WORKSITE_ID, org.jooq.impl.DSL.count())
                .from(m)
                .where(m.LOCAL_ID.eq(local.id()), m.WORKSITE_ID.isNotNull())
                .groupBy(m.WORKSITE_ID)
                .fetchMap(r -> r.value1(), r -> r.value2());
        return worksites.list(local).stream()
                .filter(w -> reach.covers(w.id()) && people.containsKey(w.id()))
                .map(w -> new Building(w, people.getOrDefault(w.id(), 0), reps.getOrDefault(w.id(), List.of())))
                .sorted(Comparator.comparing(Building::trained)
                        .thenComparing(b -> b.worksite().name()))
                .toList();
    }

    /** All hours of some trainings. */
    static BigDecimal sum(List<Done> done) {
        return done.stream().map(Done::hours).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
