package org.breakroom.training;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.breakroom.access.Viewer;
import org.breakroom.database.Bulk;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Trainings for a made-up federation: what its ledger says was learned gets the training it was learned in, and more is to come. */
@Component
public class TrainingsOnFile {
    private static final UUID FIRST = UUID.fromString("01970000-0000-7000-8000-000000000101");
    private static final UUID SECOND = UUID.fromString("01970000-0000-7000-8000-000000000201");
    private static final UUID THIRD = UUID.fromString("01970000-0000-7000-8000-000000000301");
    private static final List<UUID> LADDER = List.of(FIRST, SECOND, THIRD);
    private static final int MONTHS_BACK = 18;
    private static final int COMING_A_LOCAL = 4;

    /**
     * What somebody learned is held to be learned in a training of its month, of the highest rung she may stand on by then:
     * her first is of 101. The registration has the fact's id.
     */
    private static final String REGISTER = """
            insert into training_registration (local_id, id, training_id, federation, member_id, name, called, job, worksite_id,
              worksite, made_by, maker, made_at, activity_id, how)
            select a.local_id, a.id, t.id, true, a.member_id, m.full_name, coalesce(m.called, m.given_name), coalesce(m.job_title, ''),
              m.worksite_id, coalesce(w.name, ''), a.recorded_by, a.recorder, a.recorded_at, a.id, 'SHEET'
            from (select *, row_number() over (partition by member_id order by happened_at, id) as nth
                  from activity where local_id = ? and kind = 'TRAINING' and not withdrawn) a
            join member_on_roster m on m.local_id = a.local_id and m.id = a.member_id
            left join worksite w on w.id = m.worksite_id
            join lateral (
              select t.id from training t
              where t.of_local is null and array_position(?::uuid[], t.course_id) <= a.nth and t.ends_at < ?::timestamptz
                and date_trunc('month', t.starts_at at time zone ?) = date_trunc('month', a.happened_at at time zone ?)
              order by array_position(?::uuid[], t.course_id) desc, t.id limit 1
            ) t on true
            on conflict do nothing
            """;

    private static final String SEAT = """
            insert into training_seat (training_id, number, id, of_local, code, state, taken_at, changed_at, told, told_sequence)
            select r.training_id, t.arrivals + row_number() over (partition by r.training_id order by r.id), r.id, r.local_id,
              upper(substring(md5(r.id::text) for 8)), 'CONFIRMED', r.made_at, r.made_at, 'CONFIRMED', 0
            from training_registration r join training t on t.id = r.training_id
            where r.local_id = ? and r.activity_id is not null
            """;

    private static final String COUNT = """
            update training t set arrivals = t.arrivals + n.seats, confirmed = t.confirmed + n.seats,
              capacity = greatest(t.capacity, t.confirmed + n.seats)
            from (select training_id, count(*)::int as seats from training_registration
                  where local_id = ? and activity_id is not null group by training_id) n
            where n.training_id = t.id
            """;

    private final DSLContext sql;
    private final Courses courses;
    private final Trainings trainings;
    private final Registrations registrations;
    private final Presenters presenters;
    private final Aids aids;
    private final Rungs rungs;
    private final FederationClock clock;
    private final List<UUID> coming = new ArrayList<>();

    TrainingsOnFile(
            DSLContext sql,
            Courses courses,
            Trainings trainings,
            Registrations registrations,
            Presenters presenters,
            Aids aids,
            Rungs rungs,
            FederationClock clock) {
        this.sql = sql;
        this.courses = courses;
        this.trainings = trainings;
        this.registrations = registrations;
        this.presenters = presenters;
        this.aids = aids;
        this.rungs = rungs;
        this.clock = clock;
    }

    /** The federation's trainings of the last months and the next ones, with an institute. */
    public void plan(Supplier<UUID> ids) {
        var staff = new Viewer(new UUID(0, 0), "Carl Okafor", "", List.of(), java.util.Set.of(), false);
        for (int back = MONTHS_BACK; back > 0; back--) {
            var day = clock.today().minusMonths(back).with(TemporalAdjusters.firstInMonth(DayOfWeek.SATURDAY));
            hold(staff, ids.get(), FIRST, "Building rep 101", day, 9, 12, 60, Mode.PERSON);
            if (held(1, back)) {
                hold(staff, ids.get(), SECOND, "Mapping and charting 201", day.plusDays(10), 18, 20, 60, Mode.ONLINE);
            }
            if (held(2, back)) {
                hold(staff, ids.get(), THIRD, "Action 301", day.plusDays(14), 9, 13, 40, Mode.BOTH);
            }
        }
        coming.clear();
        var saturday = clock.today().plusDays(9).with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
        coming.add(hold(staff, ids.get(), FIRST, "Building rep 101", saturday, 9, 12, 25, Mode.PERSON));
        coming.add(hold(
                staff, ids.get(), SECOND, "Mapping and charting 201", saturday.plusDays(3), 18, 20, 60, Mode.ONLINE));
        coming.add(hold(staff, ids.get(), THIRD, "Action 301", saturday.plusDays(21), 9, 13, 40, Mode.BOTH));
        var institute = ids.get();
        var day = saturday.plusDays(42);
        schedule(staff, institute, null, null, true, "Winter leadership institute", "", day, 8, 17, 120, Mode.PERSON);
        workshop(staff, ids, institute, "Draw your building", "Mapping", day, 9, 11);
        workshop(staff, ids, institute, "The talk nobody taught you", "Talking", day, 9, 10);
        workshop(staff, ids, institute, "Ten minutes that matter", "Talking", day, 10, 12);
        workshop(staff, ids, institute, "From list to rally", "Action", day, 13, 15);
        workshop(staff, ids, institute, "Who decides, and who moves her", "Action", day, 14, 16);
        coming.add(institute);
        trainings.findAll(coming).stream().filter(t -> !t.wide()).forEach(t -> {
            presenters.add(
                    staff, t, new PresenterForm.Wanted("Leads the conversation practice", t.starts(), t.ends(), 4));
            presenters.add(
                    staff,
                    t,
                    new PresenterForm.Wanted(
                            "Welcomes at the door", t.starts(), t.starts().plusSeconds(3600), 3));
        });
    }

    /** Whether a rung's training was held so many months ago: 101 each month, 201 every other, 301 every third. */
    public static boolean held(int rung, int monthsBack) {
        return monthsBack > 0 && monthsBack <= MONTHS_BACK && monthsBack % (rung + 1) == 0;
    }

    /** A workshop of a course of its own, beside the ladder: an hour of an institute is no rung. */
    private void workshop(
            Viewer staff,
            Supplier<UUID> ids,
            UUID institute,
            String title,
            String track,
            LocalDate day,
            int from,
            int to) {
        var course = ids.get();
        courses.save(
                staff,
                new Course(
                        course,
                        null,
                        title,
                        null,
                        "",
                        List.of(track),
                        List.of("en"),
                        BigDecimal.valueOf(to - from),
                        null,
                        List.of(),
                        false));
        schedule(staff, ids.get(), course, institute, false, title, track, day, from, to, 30, Mode.PERSON);
    }

    private UUID hold(
            Viewer staff, UUID id, UUID course, String title, LocalDate day, int from, int to, int places, Mode mode) {
        schedule(staff, id, course, null, false, title, "", day, from, to, places, mode);
        return id;
    }

    private void schedule(
            Viewer staff,
            UUID id,
            @Nullable UUID course,
            @Nullable UUID institute,
            boolean wide,
            String title,
            String track,
            LocalDate day,
            int from,
            int to,
            int places,
            Mode mode) {
        trainings.schedule(
                staff,
                new Trainings.Wanted(
                        id,
                        null,
                        course,
                        institute,
                        wide,
                        title,
                        wide ? "One day, three tracks. Lunch is there; tell us what you do not eat." : "",
                        track,
                        mode,
                        mode.hasPlace() ? "Union hall, 12 Mill Street, Worcester" : "",
                        mode.hasLink() ? "https://meet.example.org/trainings" : "",
                        ZoneId.of("America/New_York"),
                        at(day, from),
                        at(day, to),
                        wide ? BigDecimal.ZERO : BigDecimal.valueOf(to - from),
                        places));
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).atZone(FederationClock.ZONE).toInstant();
    }

    /** What a local's ledger says was learned, as registrations that were marked; and some of its reps for what is to come. */
    public void register(Local local) {
        int id = local.id();
        var zone = FederationClock.ZONE.getId();
        Bulk.run(sql, () -> {
            var ladder = LADDER.toArray(UUID[]::new);
            sql.execute(REGISTER, id, ladder, clock.now().atOffset(java.time.ZoneOffset.UTC), zone, zone, ladder);
            sql.execute(SEAT, id);
            sql.execute(COUNT, id);
        });
        var reps = sql.fetch(
                        "select distinct member_id from building_rep where local_id = ? and until_on is null order by 1 limit ?",
                        id,
                        COMING_A_LOCAL)
                .map(r -> new Viewer.Member(id, r.get(0, UUID.class)));
        var hand = Viewer.recorder(new UUID(0, 0), "Ana Furtado", id);
        trainings
                .findAll(coming)
                .forEach(t -> reps.stream()
                        .filter(r -> registrations.obstacle(r, t).isEmpty())
                        .forEach(r -> registrations.register(hand, r, t)));
        var volunteer = reps.isEmpty() ? null : reps.getLast();
        if (volunteer != null) {
            present(hand, volunteer);
            ask(hand, volunteer);
        }
        Bulk.run(sql, () -> rungs.count(local));
        // nobody is written to about what was always so
        sql.execute("update training_seat set told = state, told_sequence = 0 where of_local = ?", id);
    }

    /** Where less than half of a shift is taken, somebody takes it. */
    private void present(Viewer hand, Viewer.Member who) {
        trainings.findAll(coming).stream()
                .flatMap(t -> presenters.shifts(t.id()).stream()
                        .filter(s -> s.taken() < s.places() / 2)
                        .limit(1)
                        .map(s -> Map.entry(t, s)))
                .findFirst()
                .ifPresent(
                        e -> presenters.take(
                                hand,
                                who,
                                e.getKey(),
                                e.getValue(),
                                "I have been a rep for six years. We mapped our building in one lunch, and I will show you how."));
    }

    /** The way to the institute costs something. */
    private void ask(Viewer hand, Viewer.Member who) {
        registrations.of(who).stream()
                .filter(m -> m.training().wide())
                .findFirst()
                .ifPresent(m -> aids.ask(
                        who, m, Aid.Kind.TRAVEL, new BigDecimal("64.00"), "Bus both ways; I have no car that day."));
    }
}
