package org.breakroom.cast;

import java.util.List;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.jooq.DSLContext;
import org.springframework.boot.test.context.TestComponent;

/** Things of a test local that addresses name: written past the forms, for tests that only need them to be there. */
@TestComponent
public class Samples {
    private final DSLContext sql;
    private final TestLocals locals;

    Samples(DSLContext sql, TestLocals locals) {
        this.sql = sql;
        this.locals = locals;
    }

    private void insert(TestLocals.Home home, String statement, Object... values) {
        locals.as(Viewer.shell(home.local().id()), () -> sql.execute(statement, values));
    }

    public UUID invitation(TestLocals.Home home) {
        var id = locals.id();
        insert(home, """
            insert into invitation (local_id, id, email, name, role, from_on, token_hash, invited_by, created_at, expires_at)
            values (?, ?, 'x@example.org', 'X', 'OFFICER', (now() at time zone 'America/New_York')::date, '', ?, now(), now() + interval '1 day')
            """, home.local().id(), id, home.officer());
        return id;
    }

    public UUID campaign(TestLocals.Home home) {
        var id = locals.id();
        insert(home, """
            insert into goal_campaign values (?, ?, 'C', '{PETITION}', (now() at time zone 'America/New_York')::date, (now() at time zone 'America/New_York')::date, 50, 'A', ?, now(), null)
            """, home.local().id(), id, home.officer());
        return id;
    }

    /** A poster of a worksite with nadia as number 1. */
    public UUID poster(TestLocals.Home home, UUID worksite) {
        var id = locals.id();
        int local = home.local().id();
        insert(
                home,
                "insert into chart_poster values (?, ?, ?, 'A3', 'F', ?, 'A', now())",
                local,
                id,
                worksite,
                home.officer());
        insert(home, "insert into chart_poster_line values (?, ?, 1, ?, null)", local, id, home.nadia());
        return id;
    }

    /** Worksites opened at once, none of them there any more. */
    public UUID opening(TestLocals.Home home) {
        var id = locals.id();
        insert(
                home,
                "insert into place_opening values (?, ?, 'E', 'A', now(), null)",
                home.local().id(),
                id);
        return id;
    }

    /** An edition of a public list of its own, with one place in it where it is applied. */
    public UUID edition(String state) {
        var list = locals.id();
        var id = locals.id();
        locals.as(
                Viewer.ofCounts(),
                () -> sql.batch(
                                sql.query("insert into place_list values (?, ?)", list, "List " + list),
                                sql.query("""
                                insert into place_edition (id, list_id, label, file_name, content, state, author, uploaded_at, applied_at)
                                values (?, ?, '2025', 'f.csv', convert_to('Code,Name' || chr(10) || 'A1,First', 'UTF8'), ?, 'A', now(),
                                  case when ? = 'APPLIED' then now() end)
                                """, id, list, state, state))
                        .execute());
        return id;
    }

    /** That a place of an applied edition is renamed. */
    public UUID proposal(UUID edition) {
        var place = locals.id();
        var id = locals.id();
        locals.as(
                Viewer.ofCounts(),
                () -> sql.batch(sql.query("""
                                insert into place (id, list_id, code, name, key, folded, first_edition, last_edition)
                                select ?, list_id, ?, 'First', 'first', 'first a1', id, id from place_edition where id = ?
                                """, place, place.toString(), edition), sql.query("""
                                insert into place_proposal (id, edition_id, place_id, kind, was, becomes, was_code, becomes_code)
                                values (?, ?, ?, 'RENAMED', 'First', 'Second', 'A1', 'A1')
                                """, id, edition, place))
                        .execute());
        return id;
    }

    /** A list of one row, which is in doubt. */
    public UUID list(TestLocals.Home home, String state) {
        var id = locals.id();
        int local = home.local().id();
        insert(home, """
            insert into roster_import (local_id, id, employer_name, file_name, file_hash, content, separator, charset, columns,
              partial, new_status, state, uploaded_by, uploaded_name, uploaded_at, counts)
            values (?, ?, 'E', 'f.csv', 'h', convert_to('Name,Job' || chr(10) || 'Ann Lee,Para', 'UTF8'), ',', 'UTF-8',
              '["name", "leave_out"]', false, 'MEMBER', ?, ?, 't', now(), null)
            """, local, id, state, home.officer());
        insert(home, """
            insert into roster_row (local_id, import_id, row_number, outcome, moved, changed, name, name_key, facts)
            values (?, ?, 1, 'IN_DOUBT', false, false, 'Ann Lee', 'lee,ann,,', '{}')
            """, local, id);
        return id;
    }

    /** A list that prints the first worksite under another name. */
    public UUID renamed(TestLocals.Home home) {
        var id = locals.id();
        int local = home.local().id();
        insert(home, """
            insert into roster_import (local_id, id, employer_id, employer_name, file_name, file_hash, content, separator, charset, columns,
              partial, new_status, state, uploaded_by, uploaded_name, uploaded_at, counts)
            values (?, ?, ?, 'Town Schools', 'f.csv', 'h', convert_to('Name,School' || chr(10) || 'Nadia Rosas,First K-8' || chr(10)
              || 'Omar Teixeira,First K-8', 'UTF8'), ',', 'UTF-8', '["name", "worksite"]', false, 'MEMBER', 'PREVIEW', ?, 't', now(),
              '{"rows": 2, "linked": 2, "created": 0, "inDoubt": 0, "refused": 0, "moved": 2, "changed": 0, "gone": 0, "withProblems": 0, "stayed": 0}')
            """, local, id, home.employer(), home.officer());
        insert(home, """
            insert into roster_row (local_id, import_id, row_number, outcome, member_id, moved, changed, name, name_key, facts)
            values (?, ?, 1, 'LINKED', ?, true, false, 'Nadia Rosas', 'rosas,nadia,,', '{"worksite": "First K-8"}'),
              (?, ?, 2, 'LINKED', ?, true, false, 'Omar Teixeira', 'teixeira,omar,,', '{"worksite": "First K-8"}')
            """, local, id, home.nadia(), local, id, home.omar());
        return id;
    }

    /** Two records of a local's own, proposed as one person; the ids parted by a comma. */
    public String duplicate(TestLocals.Home home) {
        var one = locals.id();
        var other = locals.id();
        int local = home.local().id();
        for (var id : List.of(one, other)) {
            insert(home, """
                insert into member (local_id, id, given_name, middle_name, family_name, suffix, full_name, sort_name, folded_name, created_at)
                values (?, ?, 'Ann', '', 'Lee', '', 'Ann Lee', 'lee ann', 'ann lee', now())
                """, local, id);
            insert(home, """
                insert into membership (local_id, id, member_id, status, started_on) values (?, ?, ?, 'MEMBER', (now() at time zone 'America/New_York')::date - 9)
                """, local, id, id);
        }
        insert(home, """
            insert into member_duplicate (local_id, one, other, score, why, found_at)
            values (?, least(?::uuid, ?::uuid), greatest(?::uuid, ?::uuid), 0.9, 'same name', now())
            """, local, one, other, one, other);
        return one + "," + other;
    }

    /** Two records that were said to be two people; the ids parted by a comma. */
    public String apart(TestLocals.Home home) {
        var pair = duplicate(home);
        var both = pair.split(",");
        insert(home, """
            insert into member_apart (local_id, one, other, decided_by, decided_at)
            values (?, least(?::uuid, ?::uuid), greatest(?::uuid, ?::uuid), ?, now())
            """, home.local().id(), both[0], both[1], both[0], both[1], home.officer());
        return pair;
    }

    /** Two records of two locals, proposed as one person to a member of the staff whom both let see names. */
    public record Elsewhere(UUID staff, String one, String other) {}

    public Elsewhere elsewhere(TestLocals.Home home, TestLocals.Home second) {
        var staff = locals.account(org.breakroom.access.Role.STAFF, null, null, null);
        locals.grant(home.local(), staff, home.officer());
        locals.grant(second.local(), staff, second.officer());
        boolean inOrder = home.local().id() < second.local().id();
        var one = inOrder ? home : second;
        var other = inOrder ? second : home;
        locals.as(
                locals.viewer(staff),
                () -> sql.execute(
                        """
                insert into member_elsewhere (local_id, member_id, other_local_id, other_id, score, why, found_at)
                values (?, ?, ?, ?, 0.9, 'same name', now())
                """, one.local().id(), one.omar(), other.local().id(), other.omar()));
        return new Elsewhere(
                staff, one.local().id() + "." + one.omar(), other.local().id() + "." + other.omar());
    }

    /** That two records were made one: always the same two. */
    public UUID merge(TestLocals.Home home) {
        insert(home, """
            insert into member_merge (local_id, id, kept_id, gone_id, gone_name, merged_by, merger, merged_at)
            select local_id, ?, ?, id, full_name, ?, 't', now() from member where local_id = ? and full_name = 'Rae'
            on conflict do nothing
            """, locals.id(), home.omar(), home.officer(), home.local().id());
        return locals.as(Viewer.shell(home.local().id()), () -> (UUID) sql.fetchValue(
                "select id from member_merge where local_id = ? and undone_at is null",
                home.local().id()));
    }

    /** A phone of the local's officer. */
    public UUID phone(TestLocals.Home home) {
        var id = locals.id();
        insert(home, """
            insert into phone_device (id, account_id, owner, of_local, name, token_hash, private_key, public_key, share, made_at)
            values (?, ?, 'A', ?, 'P', '', '', '', '', now())
            """, id, home.officer(), home.local().id());
        return id;
    }

    /** A talk with nadia that a phone handed in and that waits for an officer. */
    public UUID waiting(TestLocals.Home home) {
        var id = locals.id();
        insert(home, """
            insert into phone_entry (local_id, id, device_id, account_id, author, kind, member_id, said, happened_at, received_at,
              state, why)
            values (?, ?, ?, ?, 'A', 'talk', ?, '{"kind": "talk", "format": 1, "at": "2026-01-02T03:04:05Z", "assessment": "2"}',
              now(), now(), 'WAITING', 'ROLE')
            """, home.local().id(), id, id, home.rep(), home.nadia());
        return id;
    }

    /** A kit of a month long past. */
    public UUID kit() {
        var id = locals.id();
        locals.as(
                Viewer.ofCounts(),
                () -> sql.execute(
                        "insert into meeting_kit values (?, date '2001-01-01', 'K', '10 All', 'P', 'H', 'A', now())",
                        id));
        return id;
    }

    /** A meeting of this minute with an arrival of the same id that waits, and the code c. */
    public UUID meeting(TestLocals.Home home, UUID worksite) {
        var id = locals.id();
        int local = home.local().id();
        insert(
                home,
                "insert into meeting values (?, ?, ?, null, now(), 'R', ?, 'A', 'c', null, null)",
                local,
                id,
                worksite,
                home.rep());
        insert(home, "insert into meeting_arrival values (?, ?, ?, 'N', now(), null)", local, id, id);
        insert(home, "insert into meeting_line values (?, ?, 1, ?)", local, id, home.nadia());
        return id;
    }

    public UUID concern(TestLocals.Home home, UUID worksite) {
        var id = locals.id();
        insert(
                home,
                "insert into concern values (?, ?, null, ?, 'W', 'A', now(), null, null)",
                home.local().id(),
                id,
                worksite);
        return id;
    }

    public UUID test(TestLocals.Home home) {
        var id = locals.id();
        int local = home.local().id();
        insert(home, """
            insert into structure_test select ?, ?, coalesce(max(position), 0) + 1, 'T', 'PLEDGE', 50, (now() at time zone 'America/New_York')::date, 'A', null
            from structure_test where local_id = ?
            """, local, id, local);
        return id;
    }

    /** A floor with a plan, a room, a group and a connection at a worksite, all under one id. */
    public UUID map(TestLocals.Home home, UUID worksite) {
        var id = locals.id();
        int local = home.local().id();
        var there = worksite.equals(home.first()) ? home.nadia() : home.far();
        insert(home, "insert into map_floor values (?, ?, ?, 'F', 1, 'x', 10, 10)", local, id, worksite);
        insert(home, "insert into map_room values (?, ?, ?, 'R', 'ROOM', 0, 0, 100, 100)", local, id, id);
        insert(home, "insert into map_group values (?, ?, ?, 'G', null)", local, id, worksite);
        insert(
                home,
                "update connection set ended_on = (now() at time zone 'America/New_York')::date where local_id = ? and ended_on is null",
                local);
        insert(
                home,
                "insert into connection values (?, ?, ?, ?, (now() at time zone 'America/New_York')::date, null, 'A')",
                local,
                id,
                there,
                home.omar());
        return id;
    }

    /** A drive of the federation. */
    public UUID offer() {
        var id = locals.id();
        locals.as(
                Viewer.ofCounts(),
                () -> sql.batch(
                                sql.query(
                                        "insert into card_offer values (?, 'RECOMMITMENT', 'O', (now() at time zone 'America/New_York')::date + 9, 'A', now(), null)",
                                        id),
                                sql.query(
                                        "insert into card_offer_wording values (?, 'en', 'I, {name}, sign.', 'A')", id))
                        .execute());
        return id;
    }

    /** A drive with words, a page that was scanned and a filing that somebody else asked for, all under one id. */
    public UUID drive(TestLocals.Home home, boolean approved) {
        var id = locals.id();
        int local = home.local().id();
        insert(home, """
            insert into card_drive (local_id, id, kind, title, unit, opens_on, deadline_on, target, irrevocable_months, notice_days,
              opened_by, opener, opened_at)
            values (?, ?, 'RECOMMITMENT', 'D', 'U', (now() at time zone 'America/New_York')::date - 1, (now() at time zone 'America/New_York')::date + 30, 80, 0, 0, ?, 'A', now())
            """, local, id, home.officer());
        insert(
                home,
                "insert into card_wording values (?, ?, 1, 'en', 'I, {name}, sign.', 'A', 'A', ?, now())",
                local,
                id,
                home.officer());
        insert(
                home,
                "insert into card_scan values (?, ?, ?, 'f', 1, 'x', 'x', null, ?, 'A', now(), null, null)",
                local,
                id,
                id,
                home.officer());
        insert(
                home,
                "insert into card_filing values (?, ?, ?, 'For the board', 0, 0, ?, 'A', now(), ?, ?, case when ? then now() end, null)",
                local,
                id,
                id,
                id,
                approved ? home.officer() : null,
                approved ? "B" : null,
                approved);
        return id;
    }

    /** The token of a poster of a drive of its own. */
    public String cardLink(TestLocals.Home home) {
        var drive = drive(home, false);
        var token = "T" + drive.toString().replace("-", "").toUpperCase(java.util.Locale.ROOT);
        insert(home, """
            insert into card_link (local_id, id, drive_id, worksite_id, token_hash, token, made_by, maker, made_at, expires_at)
            values (?, ?, ?, ?, encode(sha256(convert_to(?, 'UTF8')), 'hex'), ?, ?, 'A', now(), now() + interval '9 days')
            """, home.local().id(), drive, drive, home.first(), token, token, home.officer());
        return token;
    }

    /** A printed card of nadia's; its serial. */
    public String serial(TestLocals.Home home) {
        var drive = drive(home, false);
        insert(home, """
            insert into card_sheet values (?, '00000000', ?, ?, 1, 'en', 'I', ?, 0, (now() at time zone 'America/New_York')::date, ?, 'A', null) on conflict do nothing
            """, home.local().id(), drive, home.nadia(), drive, home.officer());
        return "00000000";
    }

    /** A card that someone signed and that waits for an officer; its receipt has the same letters. */
    public UUID card(TestLocals.Home home, UUID member) {
        return card(home, member, "ACCOUNT_NEW");
    }

    /** A card on paper that waits until an officer has looked at its page. */
    public UUID unseen(TestLocals.Home home) {
        var id = card(home, home.far(), "UNSEEN");
        insert(
                home,
                "insert into card_scan values (?, ?, ?, 'f', 1, 'x', 'x', null, ?, 'A', now(), ?, null)",
                home.local().id(),
                id,
                drive(home, false),
                home.officer(),
                id);
        return id;
    }

    private UUID card(TestLocals.Home home, UUID member, String flags) {
        var id = locals.id();
        int local = home.local().id();
        insert(home, """
            insert into card (local_id, id, number, drive_id, kind, version, language, words, words_hash, member_id, name_on_file, name_typed,
              mark, job, employer, unit, email, email_how, phone, phone_how, address, intent, dated_on, shown_at, signed_at, network,
              agent, session, channel, circulator, serial, scan_hash, flags, body_hash, previous, hash)
            select ?, ?, coalesce(max(number), 0) + 1, ?, 'RECOMMITMENT', 1, 'en', 'I sign.', '', ?, 'N', 'N', '', 'J', 'E', 'U', '', '', '', '', '',
              'T', (now() at time zone 'America/New_York')::date, now(), now(), '', '', '', 'LINK', '', '', '', ?, '', '', ''
            from (select number from card where local_id = ? union all select number from card_step where local_id = ?
              union all select number from card_chain where local_id = ?) x
            """, local, id, drive(home, false), member, flags, local, local, local);
        insert(home, """
            insert into card_chain select local_id, number, '' from card where local_id = ? and id = ?
            on conflict (local_id) do update set number = excluded.number
            """, local, id);
        insert(
                home,
                "insert into card_receipt values (?, ?, ?)",
                local,
                id.toString().replace("-", "").toUpperCase(java.util.Locale.ROOT),
                id);
        return id;
    }

    /** A course of the federation's with one material, whose id is its own. */
    public UUID course() {
        var id = locals.id();
        sql.execute(
                "insert into training_course values (?, null, 'C', 201, 'A', '{T}', '{en}', 2, null, 'A', now(), null)",
                id);
        sql.execute("insert into training_material values (?, ?, 'M', null, 'm.txt', 'm', 'A', now(), null)", id, id);
        return id;
    }

    public UUID requirement() {
        var id = locals.id();
        sql.execute("insert into training_requirement values (?, null, 'REP', 101, 90, 'A', now(), null)", id);
        return id;
    }

    /** A training that begins in an hour, so that its door is open and places can still be asked for. */
    public UUID training(TestLocals.@org.jspecify.annotations.Nullable Home of) {
        return training(of, course(), 60, 25);
    }

    public UUID training(TestLocals.@org.jspecify.annotations.Nullable Home of, UUID course, int minutes, int places) {
        return held(of == null ? null : of.local().id(), course, null, minutes, places);
    }

    public UUID institute() {
        return held(null, null, null, 60, 50);
    }

    /** All of an institute's samples are at the same time. */
    public UUID workshop(UUID institute) {
        return workshop(institute, course());
    }

    public UUID workshop(UUID institute, UUID course) {
        return held(null, course, institute, 60, 50);
    }

    private UUID held(
            @org.jspecify.annotations.Nullable Integer local,
            @org.jspecify.annotations.Nullable UUID course,
            @org.jspecify.annotations.Nullable UUID institute,
            int minutes,
            int places) {
        var id = locals.id();
        sql.execute("""
                insert into training (id, of_local, course_id, institute_id, institute, title, about, track, mode, place, link, zone,
                  starts_at, ends_at, hours, capacity, code, author, made_at, changed_at)
                values (?, ?, ?, ?, ?, 'Held soon', '', '', 'PERSON', 'Union hall', '', 'America/New_York',
                  now() + make_interval(mins => ?), now() + make_interval(mins => ? + 90), 2, ?, 'CODECODE', 'A', now(), now())
                """, id, local, course, institute, course == null, minutes, minutes, places);
        return id;
    }

    /** Somebody in the line of a training, with a place. */
    public UUID registration(UUID training, TestLocals.Home home, UUID member) {
        var id = locals.id();
        insert(home, """
                insert into training_registration (local_id, id, training_id, federation, member_id, name, called, job, worksite,
                  made_by, maker, made_at)
                select ?, ?, id, of_local is null, ?, 'N', 'N', 'J', 'W', ?, 'A', now() from training where id = ?
                """, home.local().id(), id, member, home.officer(), training);
        insert(home, """
                with t as (update training set arrivals = arrivals + 1, confirmed = confirmed + 1 where id = ? returning id, arrivals)
                insert into training_seat (training_id, number, id, of_local, code, state, taken_at, changed_at)
                select id, arrivals, ?, ?, 'OWNCODE' || arrivals, 'CONFIRMED', now(), now() from t
                """, training, id, home.local().id());
        return id;
    }

    public String feed(UUID account) {
        var token = "t" + locals.id();
        sql.execute(
                "insert into calendar_feed values (?, ?, now()) on conflict (account_id) do update set token = excluded.token",
                account,
                token);
        return token;
    }

    /** A survey of the federation's with one question. */
    public UUID survey(boolean open) {
        var id = locals.id();
        sql.execute(
                "insert into survey values (?, null, null, 'S', '', false, 'A', now(), case when ? then now() end, null, null)",
                id,
                open);
        sql.execute("insert into survey_question values (?, 1, 'SCALE', 'Q', '{}', false)", id);
        return id;
    }
}
