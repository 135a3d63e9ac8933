package org.breakroom.organizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.LocalKey;
import org.breakroom.ui.Refused;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The stipend ledger balances to the cent whatever is done to it and whoever does it at once, and pays hours alone. */
@Tag("once")
class StipendTest extends Home {
    /** How many random programs are lived through, and how often two approve one entry at once. */
    private static final int PROGRAMS = Integer.getInteger("breakroom.stipends.programs", 8);

    private static final int ROUNDS = Integer.getInteger("breakroom.stipends.rounds", 60);
    private static final int DAYS = 56;

    @Autowired
    DSLContext sql;

    @Autowired
    FederationClock clock;

    @Autowired
    Programs programs;

    @Autowired
    Organizers organizers;

    @Autowired
    Hours hours;

    @Autowired
    Stipends stipends;

    @Autowired
    Statements statements;

    private Viewer staff() {
        return locals.viewer(locals.account(Role.STAFF, null, null, null));
    }

    private Program program(Viewer staff, BigDecimal rate, BigDecimal personCap, Program.Source... sources) {
        var starts = clock.today().minusDays(DAYS);
        var program = new Program(
                locals.id(),
                "Test",
                "Facts",
                starts.minusDays(30),
                starts,
                starts,
                clock.today().plusDays(30),
                10,
                7,
                personCap,
                "I agree.",
                "T",
                null);
        locals.as(staff, () -> {
            programs.make(staff, program, rate, List.of(sources));
            return null;
        });
        return program;
    }

    private static Program.Source source(int position, Program.Kind kind, String percent, String cap) {
        return new Program.Source(
                UUID.randomUUID(), position, "Source " + position, kind, new BigDecimal(percent), new BigDecimal(cap));
    }

    private Organizer organizer(TestLocals.Home home, Program program, UUID member) {
        var id = locals.id();
        return locals.as(Viewer.shell(home.local().id()), () -> {
            sql.execute("""
                    insert into organizer (local_id, id, program_id, member_id, account_id, name, worksite, why, experience, languages,
                      hours_week, reference_one, reference_two, applied_at, state, signed_at, cap)
                    values (?, ?, ?, ?, ?, 'Nadia Rosas', 'First School', 'w', 'e', 'en', 10, 'r', 'r', now(), 'ACTIVE',
                      now() - interval '90 days', ?)
                    """, home.local().id(), id, program.id(), member, home.member(), program.personCap());
            return organizers.require(home.local().id(), id);
        });
    }

    /** Hours that the local approved and the state has to. */
    private UUID logged(TestLocals.Home home, Organizer who, LocalDate day, LocalTime from, int minutes) {
        var at = day.atTime(from).atZone(FederationClock.ZONE).toInstant();
        var worked = new Hours.Worked(locals.id(), day, at, at.plusSeconds(minutes * 60L), Work.TALKS, "");
        var local = home.local();
        locals.as(Viewer.recorder(home.member(), "Nadia Rosas", local.id()), () -> {
            assertThat(hours.obstacle(Hours.By.HERSELF, who, programs.require(who.program()), worked, null))
                    .isEmpty();
            hours.log(Viewer.current().orElseThrow(), who, worked);
            return null;
        });
        passLocal(home, worked.id());
        return worked.id();
    }

    private void passLocal(TestLocals.Home home, UUID id) {
        var officer = locals.viewer(home.officer());
        locals.as(officer, () -> {
            hours.approve(officer, home.local(), Set.of(id));
            return null;
        });
    }

    private boolean approve(Viewer staff, Program program, TestLocals.Home home, UUID... ids) {
        try {
            locals.as(staff, () -> {
                stipends.approve(
                        staff,
                        program,
                        List.of(ids).stream()
                                .map(i -> new LocalKey(home.local().id(), i))
                                .toList());
                return null;
            });
            return true;
        } catch (Refused e) {
            return false;
        }
    }

    private BigDecimal money(Viewer viewer, String query, Object... bindings) {
        return locals.as(viewer, () -> (BigDecimal)
                Objects.requireNonNull(sql.fetchValue("select coalesce((" + query + "), 0.00)", bindings)));
    }

    /** What has to be so after everything that is done. */
    private void holds(Viewer staff, Program program, TestLocals.Home home) {
        var broken = locals.as(
                staff, () -> sql.fetch("""
                select 'pool ' || s.name as what from organizer_source s join stipend_pool p on p.source_id = s.id
                where s.program_id = ? and (p.spent > p.cap or p.spent <> coalesce((
                  select sum(case when l.debit = 'SOURCE' then l.amount else -l.amount end) from stipend_line l
                  where l.local_id is not null and l.source_id = s.id and l.pool = p.of_local), 0))
                union all
                select 'organizer ' || o.id from organizer o where o.program_id = ? and (o.earned > o.cap or o.earned <> coalesce((
                  select sum(case when l.credit = 'PAYABLE' then l.amount else -l.amount end)
                  from stipend_entry e join stipend_line l on l.local_id = e.local_id and l.entry_id = e.id
                  where e.local_id = o.local_id and e.organizer_id = o.id and e.kind in ('HOURS', 'CORRECTION')), 0))
                """, program.id(), program.id()).getValues(0, String.class));
        assertThat(broken).isEmpty();
        // the ledger against what the approved hours come to, worked out by another hand
        var rates = programs.rates(program);
        var earned = locals.as(
                staff,
                () -> sql.fetch(
                                "select day, extract(epoch from ends_at - starts_at)::bigint / 60 from organizer_hours where local_id = ? and program_id = ? and state = 'APPROVED'",
                                home.local().id(),
                                program.id())
                        .map(r -> Programs.on(rates, r.get(0, LocalDate.class))
                                .multiply(BigDecimal.valueOf(r.get(1, Long.class)))
                                .divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_EVEN)));
        assertThat(money(
                        staff,
                        "select sum(earned) from organizer where local_id is not null and program_id = ?",
                        program.id()))
                .isEqualByComparingTo(Shares.sum(earned));
        var paid = money(staff, """
                select sum(case when l.credit = 'PAYROLL' then l.amount else -l.amount end)
                from stipend_entry e join stipend_line l on l.local_id = e.local_id and l.entry_id = e.id
                where e.local_id is not null and e.program_id = ? and 'PAYROLL' in (l.debit, l.credit)
                """, program.id());
        var owed = Shares.sum(locals.as(
                staff,
                () -> statements.owed(program, clock.today()).stream()
                        .map(Statements.Owed::amount)
                        .toList()));
        assertThat(paid.add(owed)).as("paid and owed").isEqualByComparingTo(Shares.sum(earned));
    }

    @Test
    void it_balances_to_the_cent_over_random_programs_with_corrections_and_refunds() {
        for (int seed = 1; seed <= PROGRAMS; seed++) {
            live(new Random(seed));
        }
        System.out.println("stipends: " + PROGRAMS + " random programs of 25 steps, 0 broken");
    }

    /** A program lived through at random: some of what is tried is refused, and changes nothing then. */
    private void live(Random chance) {
        var home = locals.open();
        var staff = staff();
        int count = 1 + chance.nextInt(4);
        var percents = percents(chance, count);
        var sources = IntStream.range(0, count)
                .mapToObj(i -> source(
                        i + 1,
                        Program.Kind.values()[chance.nextInt(3)],
                        percents.get(i).toPlainString(),
                        String.valueOf(50 + chance.nextInt(900))))
                .toArray(Program.Source[]::new);
        var program = program(
                staff,
                BigDecimal.valueOf(1500 + chance.nextInt(3000), 2),
                BigDecimal.valueOf(300 + chance.nextInt(900)),
                sources);
        var crew = List.of(organizer(home, program, home.nadia()), organizer(home, program, home.omar()));
        var approved = new ArrayList<UUID>();
        for (int step = 0; step < 25; step++) {
            var who = crew.get(chance.nextInt(2));
            int dice = chance.nextInt(10);
            if (dice < 6) {
                var days = free(program, staff, who, chance);
                if (days != null) {
                    var id = logged(home, who, days, LocalTime.of(9, 0), 1 + chance.nextInt(480));
                    if (approve(staff, program, home, id)) {
                        approved.add(id);
                    }
                }
            } else if (dice < 8 && !approved.isEmpty()) {
                correct(staff, program, home, approved, chance);
            } else if (dice < 9) {
                locals.as(staff, () -> {
                    stipends.next(program).ifPresent(p -> stipends.close(staff, program, p.number()));
                    return null;
                });
            } else {
                var owes = locals.as(staff, () -> statements.balance(who)).negate();
                if (owes.signum() > 0) {
                    locals.as(staff, () -> {
                        stipends.refund(staff, program, who, owes.min(new BigDecimal("7.33")));
                        return null;
                    });
                }
                assertThatThrownBy(() -> locals.as(staff, () -> {
                            stipends.refund(staff, program, who, new BigDecimal("100000"));
                            return null;
                        }))
                        .isInstanceOf(Refused.class);
            }
            holds(staff, program, home);
        }
    }

    private @org.jspecify.annotations.Nullable LocalDate free(
            Program program, Viewer staff, Organizer who, Random chance) {
        var taken = locals.as(
                staff,
                () -> Set.copyOf(sql.fetch(
                                "select day from organizer_hours where local_id = ? and organizer_id = ? and state <> 'REFUSED'",
                                who.local(),
                                who.id())
                        .getValues(0, LocalDate.class)));
        var from = locals.as(staff, () -> programs.closed(program)).stream()
                .findFirst()
                .map(p -> p.last().plusDays(1))
                .orElse(program.starts());
        var days =
                from.datesUntil(clock.today()).filter(d -> !taken.contains(d)).toList();
        return days.isEmpty() ? null : days.get(chance.nextInt(days.size()));
    }

    private void correct(Viewer staff, Program program, TestLocals.Home home, List<UUID> approved, Random chance) {
        var old = approved.get(chance.nextInt(approved.size()));
        var fresh = locals.id();
        var local = home.local();
        locals.as(Viewer.recorder(home.member(), "Nadia Rosas", local.id()), () -> {
            var entry = hours.require(local.id(), old);
            var who = organizers.require(local.id(), entry.organizer());
            int minutes = chance.nextInt(4) == 0 ? 0 : 1 + chance.nextInt(480);
            var worked = new Hours.Worked(
                    fresh, entry.day(), entry.from(), entry.from().plusSeconds(minutes * 60L), entry.work(), "");
            hours.correct(Viewer.current().orElseThrow(), who, entry, worked);
            return null;
        });
        passLocal(home, fresh);
        approved.remove(old);
        if (approve(staff, program, home, fresh)) {
            approved.add(fresh);
        } else {
            // it would go over a limit: the old one stands as it stood
            locals.as(staff, () -> {
                hours.refuse(staff, local.id(), List.of(fresh), Hours.State.LOCAL, "Too much");
                return null;
            });
            approved.add(old);
        }
    }

    /** Random percents with two places that come to 100. */
    private static List<BigDecimal> percents(Random chance, int count) {
        var cuts = new ArrayList<>(List.of(0, 10_000));
        while (cuts.size() < count + 1) {
            int cut = 1 + chance.nextInt(9_999);
            if (!cuts.contains(cut)) {
                cuts.add(cut);
            }
        }
        cuts.sort(null);
        return IntStream.range(0, count)
                .mapToObj(i -> BigDecimal.valueOf(cuts.get(i + 1) - cuts.get(i), 2))
                .toList();
    }

    @Test
    void of_two_approvals_at_once_one_counts() throws Exception {
        var home = locals.open();
        var staff = staff();
        var other = staff();
        var program = program(
                staff,
                new BigDecimal("20.01"),
                new BigDecimal("1000000"),
                source(1, Program.Kind.NATIONAL, "33.33", "1000000"),
                source(2, Program.Kind.STATE, "33.33", "1000000"),
                source(3, Program.Kind.LOCAL, "33.34", "1000000"));
        var who = organizer(home, program, home.nadia());
        int both = 0;
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                var id = logged(
                        home,
                        who,
                        program.starts().plusDays(round % DAYS),
                        LocalTime.of(round / DAYS, 1 + round % 50),
                        5);
                var results = pool.invokeAll(List.<Callable<Boolean>>of(
                        () -> approve(staff, program, home, id), () -> approve(other, program, home, id)));
                int passed = 0;
                for (var r : results) {
                    passed += r.get() ? 1 : 0;
                }
                both += passed == 1 ? 0 : 1;
            }
        }
        System.out.println("stipends: " + ROUNDS + " rounds of two approvals at once, " + both + " broken");
        assertThat(both).isZero();
        holds(staff, program, home);
        assertThat(money(
                        staff,
                        "select sum(earned) from organizer where local_id = ?",
                        home.local().id()))
                .isEqualByComparingTo(new BigDecimal("1.67").multiply(BigDecimal.valueOf(ROUNDS)));
    }

    /** Two entries of which the limit lets one through, approved at once by two people. */
    @Test
    void a_limit_holds_whoever_comes_at_once() throws Exception {
        var home = locals.open();
        var staff = staff();
        var other = staff();
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < Math.max(5, ROUNDS / 10); round++) {
                var program = program(
                        staff,
                        new BigDecimal("20.00"),
                        new BigDecimal("1000"),
                        source(1, Program.Kind.STATE, "100", "30"));
                var one = organizer(home, program, home.nadia());
                var two = organizer(home, program, home.omar());
                // each round at another hour, for nobody is at two places at once
                var day = program.starts().plusDays(round % 40);
                var hour = LocalTime.of(6, 0).plusHours(round / 40 % 12);
                var first = logged(home, one, day, hour, 60);
                var second = logged(home, two, day, hour, 60);
                var results = pool.invokeAll(List.<Callable<Boolean>>of(
                        () -> approve(staff, program, home, first), () -> approve(other, program, home, second)));
                assertThat(results.stream().filter(r -> r.resultNow())).hasSize(1);
                holds(staff, program, home);
            }
        }
        System.out.println("stipends: " + Math.max(5, ROUNDS / 10) + " limits met by two at once, 0 broken");
    }

    /** An hour is worked once, in whichever program. */
    @Test
    void hours_of_two_programs_do_not_overlap() {
        var home = locals.open();
        var staff = staff();
        var one = program(
                staff, new BigDecimal("20.00"), new BigDecimal("1000"), source(1, Program.Kind.STATE, "100", "900"));
        var other = program(
                staff, new BigDecimal("20.00"), new BigDecimal("1000"), source(1, Program.Kind.STATE, "100", "900"));
        var here = organizer(home, one, home.nadia());
        var there = organizer(home, other, home.nadia());
        logged(home, here, one.starts(), LocalTime.of(9, 0), 120);
        var at = one.starts().atTime(10, 0).atZone(FederationClock.ZONE).toInstant();
        var again = new Hours.Worked(locals.id(), one.starts(), at, at.plusSeconds(3600), Work.TALKS, "");
        locals.as(Viewer.recorder(home.member(), "Nadia Rosas", home.local().id()), () -> {
            assertThat(hours.obstacle(Hours.By.HERSELF, there, other, again, null))
                    .hasValueSatisfying(why -> assertThat(why).contains("9:00 to 11:00"));
            return null;
        });
    }

    /** What was given back is off the next payment at once, whatever its day. */
    @Test
    void a_refund_is_not_held_against_the_next_period_too() {
        var home = locals.open();
        var staff = staff();
        var program = program(
                staff, new BigDecimal("20.00"), new BigDecimal("1000"), source(1, Program.Kind.STATE, "100", "900"));
        var who = organizer(home, program, home.nadia());
        var old = logged(home, who, program.starts(), LocalTime.of(9, 0), 120);
        assertThat(approve(staff, program, home, old)).isTrue();
        close(staff, program, 1);
        var entry = locals.as(staff, () -> hours.require(home.local().id(), old));
        var fresh = locals.id();
        locals.as(Viewer.recorder(home.member(), "Nadia Rosas", home.local().id()), () -> {
            hours.correct(
                    Viewer.current().orElseThrow(),
                    who,
                    entry,
                    new Hours.Worked(
                            fresh, entry.day(), entry.from(), entry.from().plusSeconds(3600), Work.TALKS, ""));
            return null;
        });
        passLocal(home, fresh);
        assertThat(approve(staff, program, home, fresh)).isTrue();
        locals.as(staff, () -> {
            stipends.refund(staff, program, who, new BigDecimal("20.00"));
            return null;
        });
        var next = logged(home, who, program.starts().plusDays(7), LocalTime.of(9, 0), 60);
        assertThat(approve(staff, program, home, next)).isTrue();
        close(staff, program, 2);
        assertThat(locals.as(staff, () -> statements.payable(program, 2)))
                .singleElement()
                .satisfies(p -> assertThat(p.total()).isEqualByComparingTo("20.00"));
        holds(staff, program, home);
    }

    private void close(Viewer staff, Program program, int number) {
        locals.as(staff, () -> {
            stipends.close(staff, program, number);
            return null;
        });
    }

    @Test
    void a_source_that_runs_dry_in_a_batch_lets_none_of_it_through_and_is_named() {
        var home = locals.open();
        var staff = staff();
        var program = program(
                staff,
                new BigDecimal("25.00"),
                new BigDecimal("1000"),
                source(1, Program.Kind.NATIONAL, "50", "1000"),
                source(2, Program.Kind.LOCAL, "50", "30"));
        var who = organizer(home, program, home.nadia());
        var ids = IntStream.range(0, 3)
                .mapToObj(i -> logged(home, who, program.starts().plusDays(i), LocalTime.of(9, 0), 60))
                .toArray(UUID[]::new);
        assertThatThrownBy(() -> locals.as(staff, () -> {
                    stipends.approve(
                            staff,
                            program,
                            List.of(ids).stream()
                                    .map(i -> new LocalKey(home.local().id(), i))
                                    .toList());
                    return null;
                }))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("Source 2")
                .hasMessageContaining("5.00");
        assertThat(money(
                        staff,
                        "select sum(spent) from stipend_pool p join organizer_source s on s.id = p.source_id where s.program_id = ?",
                        program.id()))
                .isZero();
        assertThat(approve(staff, program, home, ids[0], ids[1])).isTrue();
        holds(staff, program, home);
    }

    @Test
    void the_database_itself_refuses_what_no_ledger_holds() {
        var home = locals.open();
        var staff = staff();
        var state = source(1, Program.Kind.STATE, "100", "10");
        var program = program(staff, new BigDecimal("20.00"), new BigDecimal("15"), state);
        var who = organizer(home, program, home.nadia());
        int local = home.local().id();
        var id = logged(home, who, program.starts(), LocalTime.of(9, 0), 30);
        assertThat(approve(staff, program, home, id)).isTrue();
        var entry = locals.as(
                staff,
                () -> sql.fetchValue("select id from stipend_entry where local_id = ? and hours_id = ?", local, id));
        var hand = Viewer.shell(local);
        refused(
                hand,
                "check constraint",
                "insert into stipend_line values (?, ?, 9, 'SOURCE', 'PAYROLL', ?, 0, 1)",
                local,
                entry,
                state.id());
        refused(
                hand,
                "check constraint",
                "insert into stipend_line values (?, ?, 9, 'SOURCE', 'PAYABLE', null, null, 1)",
                local,
                entry);
        refused(
                hand,
                "check constraint",
                "insert into stipend_line values (?, ?, 9, 'PAYABLE', 'PAYROLL', null, null, -1)",
                local,
                entry);
        refused(hand, "stipend_pool_cap", "update stipend_pool set spent = 10.01 where source_id = ?", state.id());
        refused(
                hand,
                "organizer_cap",
                "update organizer set earned = 15.01 where local_id = ? and id = ?",
                local,
                who.id());
        refused(hand, "permission denied", "update stipend_line set amount = 1 where local_id = ?", local);
        refused(hand, "permission denied", "delete from stipend_entry where local_id = ?", local);
        refused(
                hand,
                "organizer_hours_two_people",
                "update organizer_hours set state_account = local_account where local_id = ? and id = ?",
                local,
                id);
        holds(staff, program, home);
    }

    private void refused(Viewer hand, String why, String statement, Object... bindings) {
        assertThatThrownBy(() -> locals.as(hand, () -> sql.execute(statement, bindings)))
                .as(statement)
                .hasStackTraceContaining(why);
    }

    @Test
    void shares_come_to_the_amount() {
        var chance = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            var percents = percents(chance, 1 + chance.nextInt(6));
            var amount = BigDecimal.valueOf(chance.nextInt(1_000_000), 2);
            var parts = Shares.split(amount, percents);
            assertThat(Shares.sum(parts)).isEqualByComparingTo(amount);
            for (int k = 0; k < parts.size(); k++) {
                var exact = amount.multiply(percents.get(k)).movePointLeft(2);
                assertThat(parts.get(k).subtract(exact).abs()).isLessThan(new BigDecimal("0.01"));
            }
        }
    }
}
