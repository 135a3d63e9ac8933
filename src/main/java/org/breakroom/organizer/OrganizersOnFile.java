package org.breakroom.organizer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.breakroom.access.Role;
import org.breakroom.access.Seat;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.LocalKey;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What a made-up federation pays its organizers: a program that has run for weeks, and one that takes applications. */
@Component
public class OrganizersOnFile {
    private static final int WEEKS = 7;
    private static final int PERIOD_DAYS = 14;
    private static final String AGREEMENT = """
            I work as a member organizer on my own time. I log the hours that I worked and no others. I am paid for approved hours, never \
            for cards or signatures. What members tell me stays in the union.""";

    /** Two evenings a week, a third of them with a doubt to ask about; of the last ones some wait for the local, some for the state. */
    private static final String HOURS = """
            insert into organizer_hours (local_id, id, organizer_id, program_id, day, starts_at, ends_at, work, note, logger, logged_by,
              logged_at, state, records, flags, local_account, local_hand, local_at)
            select local_id, md5(id::text || n)::uuid, id, program_id, day, starts_at, starts_at + make_interval(mins => 120 + 15 * (n % 5)),
              case n % 5 when 0 then 'DOORS' when 1 then 'PHONES' when 2 then 'MEETING' else 'TALKS' end, '', name, account_id, starts_at + interval '5 hours',
              case when n < 3 then 'LOGGED' else 'LOCAL' end,
              case when n < 3 then null else 8 + n % 7 end, case when n = 4 then 'FAST' else '' end,
              case when n < 3 then null else '00000000-0000-0000-0000-000000000001'::uuid end,
              case when n < 3 then null else 'Ana Furtado' end, case when n < 3 then null else starts_at + interval '1 day' end
            from (select o.*, n, ?::date - 1 - n * 3 as day, (?::date - 1 - n * 3 + time '16:00') at time zone ? as starts_at
              from organizer o cross join generate_series(0, ?) n where o.local_id = ? and o.state = 'ACTIVE') x
            """;

    private final DSLContext sql;
    private final Programs programs;
    private final Stipends stipends;
    private final FederationClock clock;

    OrganizersOnFile(DSLContext sql, Programs programs, Stipends stipends, FederationClock clock) {
        this.sql = sql;
        this.programs = programs;
        this.stipends = stipends;
        this.clock = clock;
    }

    private static Viewer staff() {
        return new Viewer(
                new UUID(0, 2), "Carl Okafor", "", List.of(new Seat(Role.STAFF, null, null, null)), Set.of(), false);
    }

    /** The programs; one begun some weeks ago, the other to come. */
    public void open(Supplier<UUID> ids) {
        var begun = clock.today().minusWeeks(WEEKS);
        program(
                ids,
                "Member Organizer Institute, fall",
                begun.minusDays(50),
                begun,
                clock.today().plusDays(40));
        program(
                ids,
                "Member Organizer Institute, spring",
                clock.today().minusDays(5),
                clock.today().plusDays(60),
                clock.today().plusDays(200));
    }

    private void program(Supplier<UUID> ids, String title, LocalDate opens, LocalDate starts, LocalDate ends) {
        var program = new Program(
                ids.get(),
                title,
                """
                Members of the locals talk with members of the locals: on evenings and weekends, a few hours a week.

                Before the first hour there is a training. A coordinator is there for you each week. You choose your shifts.""",
                opens,
                starts.minusDays(20),
                starts,
                ends,
                40,
                PERIOD_DAYS,
                new BigDecimal("2500.00"),
                AGREEMENT,
                "Carl Okafor",
                null);
        programs.make(
                staff(),
                program,
                new BigDecimal("24.50"),
                List.of(
                        new Program.Source(
                                ids.get(),
                                1,
                                "National union",
                                Program.Kind.NATIONAL,
                                new BigDecimal("40"),
                                new BigDecimal("20000")),
                        new Program.Source(
                                ids.get(),
                                2,
                                "Bay State Federation",
                                Program.Kind.STATE,
                                new BigDecimal("35"),
                                new BigDecimal("18000")),
                        new Program.Source(
                                ids.get(),
                                3,
                                "The local",
                                Program.Kind.LOCAL,
                                new BigDecimal("25"),
                                new BigDecimal("1200"))));
    }

    /** Two organizers of a local with their hours, a shift each, and somebody who applies for the next program. */
    public void crew(Local local) {
        sql.execute("""
                insert into organizer (local_id, id, program_id, member_id, account_id, name, worksite, why, experience, languages, hours_week,
                  reference_one, reference_two, applied_at, state, decider, decided_at, agreement, agreement_hash, signed_name, signed_at, cap)
                select m.local_id, md5(p.id::text || m.id)::uuid, p.id, m.id, coalesce(m.account_id, md5('account' || m.id)::uuid), m.full_name, coalesce(w.name, ''),
                  'People in my building are tired and nobody asks them. I would like to be the one who asks.', 'Building rep for two years.', 'English',
                  6 + n % 5, 'My building rep; we started in the same year.', '', p.opens_on + time '12:00', case when p.begun then 'ACTIVE' else 'APPLIED' end,
                  case when p.begun then 'Carl Okafor' end, case when p.begun then p.starts_on - interval '9 days' end,
                  case when p.begun then p.agreement end, case when p.begun then encode(sha256(convert_to(p.agreement, 'UTF8')), 'hex') end,
                  case when p.begun then m.full_name end, case when p.begun then p.starts_on - interval '7 days' end, p.person_cap
                from (select *, starts_on <= ?::date as begun from organizer_program) p
                join (select r.*, row_number() over (order by r.account_id is null, r.sort_name) as n
                  from (select m.*, (select s.account_id from account_role s where s.of_local = m.local_id and s.of_member = m.id
                      and s.role in ('ORGANIZER', 'REP') order by s.account_id limit 1) as account_id
                    from member_on_roster m
                    where m.local_id = ? and m.in_force
                      and (exists (select from building_rep b where b.local_id = m.local_id and b.member_id = m.id and b.until_on is null)
                        or exists (select from account_role s where s.of_local = m.local_id and s.of_member = m.id and s.role = 'ORGANIZER'))) r) m
                  on (p.begun and n <= 2) or (not p.begun and n = 3)
                left join worksite w on w.id = m.worksite_id
                """, clock.today(), local.id());
        sql.execute(HOURS, clock.today(), clock.today(), FederationClock.ZONE.getId(), (WEEKS * 7 - 2) / 3, local.id());
        sql.execute(
                """
                insert into organizer_shift (local_id, id, organizer_id, worksite_id, place, starts_at, ends_at, author, made_at)
                select o.local_id, md5('shift' || o.id)::uuid, o.id, null, 'Phone bank, union hall', (?::date + 2 + time '17:00') at time zone ?,
                  (?::date + 2 + time '19:30') at time zone ?, 'Ana Furtado', ?::timestamptz
                from organizer o where o.local_id = ? and o.state = 'ACTIVE'
                """,
                clock.today(),
                FederationClock.ZONE.getId(),
                clock.today(),
                FederationClock.ZONE.getId(),
                clock.now().atOffset(java.time.ZoneOffset.UTC),
                local.id());
        sql.execute("""
                insert into organizer_debrief (local_id, organizer_id, program_id, week, went, hard, heard, need, mood, written_at)
                select local_id, id, program_id, date_trunc('week', ?::date)::date - 7, 'Eleven talks, and the second floor is with us.', 'Nobody opens after seven.',
                  'Everybody asks about the health plan.', 'A handout on the health plan in Portuguese.', 4, ?::timestamptz
                from organizer where local_id = ? and state = 'ACTIVE' and hours_week % 2 = 1
                """, clock.today(), clock.now().atOffset(java.time.ZoneOffset.UTC), local.id());
    }

    /** The state approves all but the newest, and closes the periods that are over. Last of all: it leaves the walls as staff has them. */
    public void pay() {
        var staff = staff();
        staff.run(() -> programs.list().stream()
                .filter(p -> !p.starts().isAfter(clock.today()))
                .forEach(p -> {
                    var refs = sql.fetch(
                                    "select local_id, id from organizer_hours where local_id is not null and program_id = ? and state = 'LOCAL' and day < ? order by id",
                                    p.id(),
                                    clock.today().minusDays(14))
                            .map(r -> new LocalKey(r.get(0, Integer.class), r.get(1, UUID.class)));
                    stipends.approve(staff, p, refs);
                    for (var next = stipends.next(p); next.isPresent(); next = stipends.next(p)) {
                        stipends.close(staff, p, next.get().number());
                    }
                }));
    }
}
