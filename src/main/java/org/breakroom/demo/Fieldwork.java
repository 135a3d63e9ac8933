package org.breakroom.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.breakroom.database.Bulk;
import org.breakroom.database.Copy;
import org.breakroom.kernel.FederationClock;
import org.breakroom.ui.Messages;
import org.jooq.DSLContext;

/** What reps lead in the demo: a year of kits, this year's meetings, a series of structure tests, a school's map. */
final class Fieldwork {
    private static final int MONTHS = 12;
    private static final List<String> TESTS =
            List.of("Red on Friday,BUTTON_DAY,20", "Wages now,PETITION,20", "I will be there,PLEDGE,20");

    private final DSLContext sql;
    private final FederationClock clock;
    private final Messages messages;

    Fieldwork(DSLContext sql, FederationClock clock, Messages messages) {
        this.sql = sql;
        this.clock = clock;
        this.messages = messages;
    }

    /** The kits of this school year and of the last, the same texts in turn. */
    void kits(Generator make) {
        var year = clock.year().begins().atZone(FederationClock.ZONE).toLocalDate();
        var texts = texts();
        for (int i = -MONTHS; i < MONTHS; i++) {
            // the school year begins in July, the texts in September
            var text = texts.get(Math.floorMod(i - 2, MONTHS));
            sql.execute(
                    "insert into meeting_kit (id, month, title, agenda, points, handout, author, published_at) values (?, ?, ?, ?, ?, ?, ?, ?::timestamptz)",
                    make.id(clock.now()),
                    year.plusMonths(i),
                    text[0],
                    text[1],
                    text[2],
                    text[3],
                    "Carl Okafor",
                    at(clock.now().minus(Duration.ofDays(200))));
        }
    }

    private static List<String[]> texts() {
        try (var in = Fieldwork.class.getResourceAsStream("/demo/kits.txt")) {
            var all = new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return java.util.Arrays.stream(all.split("=====\n"))
                    .map(k -> k.split("\n(AGENDA|POINTS|HANDOUT)\n"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    void make(Blueprint.LocalPlan plan, List<Generator.Site> sites, Map<String, UUID> areas, Generator make) {
        sql.execute(
                "insert into rap (local_id, id, title, words, author, published_at) values (?, ?, ?, ?, 'Ana Furtado', ?::timestamptz)",
                plan.id(),
                make.id(clock.now()),
                messages.text("en", "rap.first"),
                messages.text("en", "rap.firstWords"),
                at(clock.now().minus(Duration.ofDays(60))));
        Bulk.run(sql, () -> meetings(plan, make));
        if (plan.number() == 9042) {
            tests(plan, make);
            Bulk.run(sql, () -> map(plan, sites.getFirst(), areas, make));
        }
    }

    /** One meeting for each worksite and month in which somebody was at one. */
    private void meetings(Blueprint.LocalPlan plan, Generator make) {
        int local = plan.id();
        var from = at(clock.year().begins());
        var zone = FederationClock.ZONE.getId();
        var held = sql.fetch("""
                select worksite_id, date_trunc('month', happened_at at time zone ?)::date, min(happened_at)
                from activity
                where local_id = ? and kind = 'MEETING' and happened_at >= ?::timestamptz and worksite_id is not null
                group by 1, 2 order by 1, 2
                """, zone, local, from);
        try (var rows =
                new Copy(sql, "held", "id uuid, worksite_id uuid, month date, starts_at timestamptz, code text")) {
            held.forEach(r -> {
                var id = make.id(clock.now());
                var day = FederationClock.dayOf(r.get(2, Instant.class));
                rows.add(
                        id,
                        r.get(0, UUID.class),
                        r.get(1, java.time.LocalDate.class),
                        day.atTime(LocalTime.of(7, 40))
                                .atZone(FederationClock.ZONE)
                                .toInstant(),
                        id.toString().substring(24));
            });
        }
        sql.execute("""
                insert into meeting (local_id, id, worksite_id, kit_id, starts_at, room, leader_id, leader, code, held_at)
                select ?, h.id, h.worksite_id, (select k.id from meeting_kit k where k.month = h.month limit 1), h.starts_at, 'Library',
                  '00000000-0000-0000-0000-000000000001', 'Building rep', h.code, h.starts_at
                from held h
                """, local);
        sql.execute("""
                insert into meeting_attendance (local_id, meeting_id, member_id, activity_id, how)
                select a.local_id, h.id, a.member_id, a.id, 'TAP'
                from activity a
                join held h on h.worksite_id = a.worksite_id and h.month = date_trunc('month', a.happened_at at time zone ?)::date
                where a.local_id = ? and a.kind = 'MEETING' and a.happened_at >= ?::timestamptz
                on conflict do nothing
                """, zone, local, from);
        sql.execute("""
                insert into meeting_month (local_id, month, worksites, held, came)
                select ?, h.month, (select count(distinct worksite_id) from member_on_roster where local_id = ? and in_force),
                  count(distinct h.worksite_id), count(a.member_id)
                from held h
                left join meeting_attendance a on a.local_id = ? and a.meeting_id = h.id
                group by h.month
                """, local, local, local);
        sql.execute("drop table held");
    }

    private void tests(Blueprint.LocalPlan plan, Generator make) {
        for (int i = 0; i < TESTS.size(); i++) {
            var test = TESTS.get(i).split(",");
            var id = make.id(clock.now());
            sql.execute(
                    "insert into structure_test (local_id, id, position, name, kind, target, opens_on, author) values (?, ?, ?, ?, ?, ?, ?, 'Ana Furtado')",
                    plan.id(),
                    id,
                    i + 1,
                    test[0],
                    test[1],
                    Integer.parseInt(test[2]),
                    clock.today().minusDays(90L - 30 * i));
            sql.execute("""
                    insert into structure_mark (local_id, test_id, member_id, activity_id)
                    select distinct on (member_id) local_id, ?, member_id, id from activity
                    where local_id = ? and kind = ? order by member_id, happened_at desc
                    """, id, plan.id(), test[1]);
        }
    }

    /** The charted school: its areas as rooms of two floors, a staff room, everyone in her place, leaders with those who follow. */
    private void map(Blueprint.LocalPlan plan, Generator.Site site, Map<String, UUID> areas, Generator make) {
        int local = plan.id();
        var ground = make.id(clock.now());
        var second = make.id(clock.now());
        floor(local, ground, site, "First floor", 1);
        floor(local, second, site, "Second floor", 2);
        room(local, make.id(clock.now()), ground, "Staff room", "BREAK", 680, 560);
        int drawn = 0;
        for (var area : areas.keySet().stream().sorted().toList()) {
            var id = make.id(clock.now());
            boolean up = area.startsWith("Second");
            room(
                    local,
                    id,
                    up ? second : ground,
                    area,
                    "AREA",
                    up ? 20 : 20 + drawn % 2 * 490,
                    up ? 30 : 30 + drawn / 2 * 490);
            drawn += up ? 0 : 1;
            sql.execute("""
                    insert into map_seat (local_id, member_id, room_id)
                    select local_id, id, ? from member_on_roster where local_id = ? and area_id = ?
                    """, id, local, areas.get(area));
        }
        sql.execute("""
                insert into connection (local_id, id, follower_id, leader_id, since_on, author)
                select f.local_id, f.id, f.id, l.id, ?::date, 'Rosa Medeiros'
                from member_on_roster l
                join member_on_roster f on f.local_id = l.local_id and f.area_id = l.area_id and f.id <> l.id and f.leader_since is null
                where l.local_id = ? and l.worksite_id = ? and l.leader_since is not null
                on conflict do nothing
                """, clock.today().minusDays(90), local, site.id());
    }

    private void floor(int local, UUID id, Generator.Site site, String name, int position) {
        sql.execute(
                "insert into map_floor (local_id, id, worksite_id, name, position) values (?, ?, ?, ?, ?)",
                local,
                id,
                site.id(),
                name,
                position);
    }

    private void room(int local, UUID id, UUID floor, String name, String kind, int x, int y) {
        sql.execute(
                "insert into map_room (local_id, id, floor_id, name, kind, x, y, wide, high) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                local,
                id,
                floor,
                name,
                kind,
                x,
                y,
                kind.equals("BREAK") ? 300 : 470,
                kind.equals("BREAK") ? 380 : 430);
    }
}
