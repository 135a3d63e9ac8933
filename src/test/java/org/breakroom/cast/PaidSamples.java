package org.breakroom.cast;

import java.util.UUID;
import org.breakroom.access.Viewer;
import org.jooq.DSLContext;
import org.springframework.boot.test.context.TestComponent;

/** Rows of a program that pays organizers, as tests need them: one source, 20 dollars an hour, begun eight weeks ago. */
@TestComponent
public class PaidSamples {
    private final DSLContext sql;
    private final TestLocals locals;

    PaidSamples(DSLContext sql, TestLocals locals) {
        this.sql = sql;
        this.locals = locals;
    }

    private void insert(TestLocals.Home home, String statement, Object... bindings) {
        locals.as(Viewer.shell(home.local().id()), () -> sql.execute(statement, bindings));
    }

    public UUID program() {
        return program(30);
    }

    /** @param left days from today to its last one */
    public UUID program(int left) {
        var id = locals.id();
        sql.execute("""
                insert into organizer_program (id, title, facts, opens_on, closes_on, starts_on, ends_on, places, period_days, person_cap,
                  agreement, author, made_at)
                select ?, 'Organizer program', 'Facts', d - 90, d + 10, d - 56, d + ?, 20, 7, 1000, 'I agree.', 'A', now()
                from (select (now() at time zone 'America/New_York')::date as d) x
                """, id, left);
        sql.execute(
                "insert into organizer_rate select id, starts_on, 20, 'A', now() from organizer_program where id = ?",
                id);
        var source = locals.id();
        sql.execute(
                "insert into organizer_source values (?, ?, 1, 'National union', 'NATIONAL', 100, 5000)", source, id);
        sql.execute("insert into stipend_pool values (?, 0, 5000, 0)", source);
        return id;
    }

    /** @param state APPLIED, INVITED or ACTIVE */
    public UUID organizer(UUID program, TestLocals.Home home, UUID member, UUID account, String state) {
        var id = locals.id();
        insert(home, """
                insert into organizer (local_id, id, program_id, member_id, account_id, name, worksite, why, experience, languages,
                  hours_week, reference_one, reference_two, applied_at, state, signed_at, cap)
                select local_id, ?, ?, id, ?, full_name, 'First School', 'Why', '', 'en', 10, 'R', '', now(), ?,
                  case when ? = 'ACTIVE' then now() - interval '60 days' end, 1000
                from member where local_id = ? and id = ?
                """, id, program, account, state, state, home.local().id(), member);
        return id;
    }

    /** Four hours of yesterday, in a state. */
    public UUID hours(UUID program, TestLocals.Home home, UUID organizer, String state) {
        return hours(program, home, organizer, state, 1);
    }

    /** Four hours of some days ago, in the afternoon. */
    public UUID hours(UUID program, TestLocals.Home home, UUID organizer, String state, int ago) {
        var id = locals.id();
        boolean local = !state.equals("LOGGED");
        insert(
                home,
                """
                insert into organizer_hours (local_id, id, organizer_id, program_id, day, starts_at, ends_at, work, note, logger, logged_by,
                  logged_at, state, local_account, local_hand, local_at)
                select ?, ?, ?, ?, d, (d + time '14:00') at time zone 'America/New_York', (d + time '18:00') at time zone 'America/New_York',
                  'MEETING', '', 'L', ?, now(), ?, ?::uuid, ?, case when ? then now() end
                from (select (now() at time zone 'America/New_York')::date - ? as d) x
                """,
                home.local().id(),
                id,
                organizer,
                program,
                home.member(),
                state,
                local ? home.officer() : null,
                local ? "O" : null,
                local,
                ago);
        return id;
    }

    public UUID shift(TestLocals.Home home, UUID organizer) {
        var id = locals.id();
        insert(home, """
                insert into organizer_shift (local_id, id, organizer_id, place, starts_at, ends_at, author, made_at)
                values (?, ?, ?, 'Phone bank', now() + interval '1 day', now() + interval '27 hours', 'O', now())
                """, home.local().id(), id, organizer);
        return id;
    }

    /** Somebody was paid 10 dollars too much. */
    public void owes(UUID program, TestLocals.Home home, UUID organizer, UUID hours) {
        var entry = locals.id();
        int local = home.local().id();
        insert(home, """
                insert into stipend_entry (local_id, id, program_id, organizer_id, kind, day, period, lm2, hand, made_by, made_at)
                values (?, ?, ?, ?, 'PAYMENT', (now() at time zone 'America/New_York')::date, 1, 'REPRESENTATION', 'S', ?, now())
                """, local, entry, program, organizer, hours);
        insert(home, "insert into stipend_line values (?, ?, 1, 'PAYABLE', 'PAYROLL', null, null, 10)", local, entry);
    }
}
