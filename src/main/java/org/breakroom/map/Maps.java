package org.breakroom.map;

import static org.breakroom.db.Tables.ACTIVITY_LATEST;
import static org.breakroom.db.Tables.AREA;
import static org.breakroom.db.Tables.BUILDING_REP;
import static org.breakroom.db.Tables.CONNECTION;
import static org.breakroom.db.Tables.MAP_FLOOR;
import static org.breakroom.db.Tables.MAP_GROUP;
import static org.breakroom.db.Tables.MAP_GROUP_MEMBER;
import static org.breakroom.db.Tables.MAP_ROOM;
import static org.breakroom.db.Tables.MAP_SEAT;
import static org.breakroom.db.Tables.MEMBER_ON_ROSTER;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.paper.Pictures;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The maps of a local's worksites, read and drawn. */
@Component
class Maps {
    private static final int PER_MILLE = 1000;

    private final DSLContext sql;
    private final FederationClock clock;

    Maps(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    WorksiteMap of(Local local, UUID worksite, @Nullable String shift) {
        return new WorksiteMap(
                floors(local, worksite),
                people(local, worksite),
                groups(local, worksite),
                connections(local, worksite),
                shift);
    }

    List<Floor> floors(Local local, UUID worksite) {
        var f = MAP_FLOOR;
        var r = MAP_ROOM;
        var rooms = new LinkedHashMap<UUID, List<Floor.Room>>();
        var floors = sql.select(f.ID, f.NAME, f.PLAN.isNotNull(), f.PLAN_WIDE, f.PLAN_HIGH)
                .from(f)
                .where(f.LOCAL_ID.eq(local.id()), f.WORKSITE_ID.eq(worksite))
                .orderBy(f.POSITION, f.ID)
                .fetch(x -> {
                    var mine = new ArrayList<Floor.Room>();
                    rooms.put(x.value1(), mine);
                    boolean plan = Boolean.TRUE.equals(x.value3());
                    return new Floor(
                            x.value1(),
                            x.value2(),
                            plan,
                            Floor.SHEET_WIDE,
                            plan ? Math.max(1, Floor.SHEET_WIDE * x.value5() / x.value4()) : Floor.SHEET_HIGH,
                            mine);
                });
        var high = new LinkedHashMap<UUID, Integer>();
        floors.forEach(x -> high.put(x.id(), x.high()));
        sql.select(r.FLOOR_ID, r.ID, r.NAME, r.KIND, r.X, r.Y, r.WIDE, r.HIGH)
                .from(r)
                .where(r.LOCAL_ID.eq(local.id()), r.FLOOR_ID.in(rooms.keySet()))
                .orderBy(r.KIND, r.NAME, r.ID)
                .forEach(x -> {
                    int h = high.getOrDefault(x.value1(), Floor.SHEET_HIGH);
                    rooms.getOrDefault(x.value1(), new ArrayList<>())
                            .add(new Floor.Room(
                                    x.value2(),
                                    x.value3(),
                                    Floor.Kind.valueOf(x.value4()),
                                    x.value5(),
                                    x.value6() * h / PER_MILLE,
                                    x.value7(),
                                    x.value8() * h / PER_MILLE));
                });
        return floors;
    }

    private List<WorksiteMap.Person> people(Local local, UUID worksite) {
        var m = MEMBER_ON_ROSTER;
        var l = ACTIVITY_LATEST;
        var c = CONNECTION;
        var rep = field(DSL.exists(DSL.selectOne()
                .from(BUILDING_REP)
                .where(BUILDING_REP.LOCAL_ID.eq(local.id()), BUILDING_REP.MEMBER_ID.eq(m.ID))
                .and(BUILDING_REP.UNTIL_ON.isNull())));
        var followers = field(
                DSL.selectCount().from(c).where(c.LOCAL_ID.eq(local.id()), c.LEADER_ID.eq(m.ID), c.ENDED_ON.isNull()));
        return sql.select(
                        m.ID,
                        m.FULL_NAME,
                        m.JOB_TITLE,
                        AREA.NAME,
                        m.SHIFT,
                        l.ASSESSMENT,
                        m.LEADER_SINCE,
                        rep,
                        followers,
                        MAP_SEAT.ROOM_ID)
                .from(m)
                .leftJoin(l)
                .on(l.LOCAL_ID.eq(m.LOCAL_ID), l.MEMBER_ID.eq(m.ID))
                .leftJoin(AREA)
                .on(AREA.LOCAL_ID.eq(m.LOCAL_ID), AREA.ID.eq(m.AREA_ID))
                .leftJoin(MAP_SEAT)
                .on(MAP_SEAT.LOCAL_ID.eq(m.LOCAL_ID), MAP_SEAT.MEMBER_ID.eq(m.ID))
                .where(m.LOCAL_ID.eq(local.id()), m.WORKSITE_ID.eq(worksite))
                .orderBy(AREA.POSITION.asc().nullsLast(), AREA.NAME, m.SORT_NAME, m.ID)
                .fetch(r -> new WorksiteMap.Person(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5(),
                        r.value6() == null ? null : r.value6().intValue(),
                        r.value7() != null,
                        r.value8(),
                        r.value9(),
                        r.value10()));
    }

    private List<WorksiteMap.Group> groups(Local local, UUID worksite) {
        var g = MAP_GROUP;
        var k = MAP_GROUP_MEMBER;
        var m = MEMBER_ON_ROSTER;
        var groups = new LinkedHashMap<UUID, WorksiteMap.Group>();
        sql.select(g.ID, g.NAME, m.FULL_NAME)
                .from(g)
                .leftJoin(k)
                .on(k.LOCAL_ID.eq(g.LOCAL_ID), k.GROUP_ID.eq(g.ID))
                .leftJoin(m)
                .on(m.LOCAL_ID.eq(k.LOCAL_ID), m.ID.eq(k.MEMBER_ID))
                .where(g.LOCAL_ID.eq(local.id()), g.WORKSITE_ID.eq(worksite), g.ENDED_ON.isNull())
                .orderBy(g.NAME, g.ID, m.SORT_NAME)
                .forEach(r -> {
                    var group = groups.computeIfAbsent(
                            r.value1(), id -> new WorksiteMap.Group(id, r.value2(), new ArrayList<>()));
                    if (r.value3() != null) {
                        group.people().add(r.value3());
                    }
                });
        return List.copyOf(groups.values());
    }

    private List<WorksiteMap.Connection> connections(Local local, UUID worksite) {
        var c = CONNECTION;
        var follower = MEMBER_ON_ROSTER.as("follower");
        var leader = MEMBER_ON_ROSTER.as("leader");
        return sql.select(
                        c.ID, c.FOLLOWER_ID, follower.FULL_NAME, c.LEADER_ID, leader.FULL_NAME, c.SINCE_ON, c.ENDED_ON)
                .from(c)
                .join(follower)
                .on(follower.LOCAL_ID.eq(c.LOCAL_ID), follower.ID.eq(c.FOLLOWER_ID))
                .join(leader)
                .on(leader.LOCAL_ID.eq(c.LOCAL_ID), leader.ID.eq(c.LEADER_ID))
                .where(c.LOCAL_ID.eq(local.id()), follower.WORKSITE_ID.eq(worksite))
                .and(c.ENDED_ON.isNull().or(c.ENDED_ON.gt(clock.today().minusYears(1))))
                .orderBy(c.ENDED_ON.desc().nullsFirst(), leader.SORT_NAME, c.LEADER_ID, follower.SORT_NAME, c.ID)
                .fetch(r -> new WorksiteMap.Connection(
                        r.value1(),
                        new WorksiteMap.Named(r.value2(), r.value3()),
                        new WorksiteMap.Named(r.value4(), r.value5()),
                        r.value6(),
                        r.value7()));
    }

    void addFloor(Local local, UUID id, UUID worksite, String name, Pictures.@Nullable Picture plan) {
        var f = MAP_FLOOR;
        Integer last = sql.select(max(f.POSITION))
                .from(f)
                .where(f.LOCAL_ID.eq(local.id()), f.WORKSITE_ID.eq(worksite))
                .fetchOne(r -> r.value1());
        sql.insertInto(f)
                .set(f.LOCAL_ID, local.id())
                .set(f.ID, id)
                .set(f.WORKSITE_ID, worksite)
                .set(f.NAME, name)
                .set(f.POSITION, last == null ? 1 : last + 1)
                .set(f.PLAN, plan == null ? null : plan.png())
                .set(f.PLAN_WIDE, plan == null ? null : plan.wide())
                .set(f.PLAN_HIGH, plan == null ? null : plan.high())
                .execute();
    }

    Optional<byte[]> plan(Local local, UUID worksite, UUID floor) {
        var f = MAP_FLOOR;
        return sql.select(f.PLAN)
                .from(f)
                .where(f.LOCAL_ID.eq(local.id()), f.WORKSITE_ID.eq(worksite), f.ID.eq(floor))
                .fetchOptional(r -> r.value1());
    }

    boolean removeFloor(Local local, UUID worksite, UUID id) {
        return sql.deleteFrom(MAP_FLOOR)
                        .where(MAP_FLOOR.LOCAL_ID.eq(local.id()), MAP_FLOOR.WORKSITE_ID.eq(worksite))
                        .and(MAP_FLOOR.ID.eq(id))
                        .execute()
                > 0;
    }

    /** Where a room is drawn, in thousandths of the drawing. */
    record Box(int x, int y, int wide, int high) {}

    /** Draws a room; without a place it gets the next free one of a grid. */
    void addRoom(Local local, UUID id, UUID floor, String name, Floor.Kind kind, @Nullable Box drawn) {
        var r = MAP_ROOM;
        int there = sql.fetchCount(r, r.LOCAL_ID.eq(local.id()), r.FLOOR_ID.eq(floor));
        var box = drawn == null ? grid(there) : drawn;
        sql.insertInto(r)
                .set(r.LOCAL_ID, local.id())
                .set(r.ID, id)
                .set(r.FLOOR_ID, floor)
                .set(r.NAME, name)
                .set(r.KIND, kind.name())
                .set(r.X, box.x())
                .set(r.Y, box.y())
                .set(r.WIDE, box.wide())
                .set(r.HIGH, box.high())
                .execute();
    }

    /** Four rooms a row, four rows; those after lie on them, to be drawn elsewhere. */
    private static Box grid(int there) {
        return new Box(10 + there % 4 * 248, 15 + there / 4 % 4 * 246, 236, 232);
    }

    boolean removeRoom(Local local, UUID worksite, UUID id) {
        var r = MAP_ROOM;
        return sql.deleteFrom(r)
                        .where(r.LOCAL_ID.eq(local.id()), r.ID.eq(id))
                        .and(r.FLOOR_ID.in(sql.select(MAP_FLOOR.ID)
                                .from(MAP_FLOOR)
                                .where(MAP_FLOOR.LOCAL_ID.eq(local.id()), MAP_FLOOR.WORKSITE_ID.eq(worksite))))
                        .execute()
                > 0;
    }

    /** Puts people in a room, or nowhere. */
    void place(Local local, Collection<UUID> people, @Nullable UUID room) {
        var s = MAP_SEAT;
        sql.deleteFrom(s)
                .where(s.LOCAL_ID.eq(local.id()), s.MEMBER_ID.in(people))
                .execute();
        if (room != null) {
            sql.batch(people.stream()
                            .map(p -> sql.insertInto(s)
                                    .set(s.LOCAL_ID, local.id())
                                    .set(s.MEMBER_ID, p)
                                    .set(s.ROOM_ID, room))
                            .toList())
                    .execute();
        }
    }

    void addGroup(Local local, UUID id, UUID worksite, String name, Collection<UUID> people) {
        var g = MAP_GROUP;
        sql.insertInto(g)
                .set(g.LOCAL_ID, local.id())
                .set(g.ID, id)
                .set(g.WORKSITE_ID, worksite)
                .set(g.NAME, name)
                .execute();
        var k = MAP_GROUP_MEMBER;
        people.forEach(p -> sql.insertInto(k)
                .set(k.LOCAL_ID, local.id())
                .set(k.GROUP_ID, id)
                .set(k.MEMBER_ID, p)
                .execute());
    }

    boolean endGroup(Local local, UUID worksite, UUID id) {
        var g = MAP_GROUP;
        return sql.update(g)
                        .set(g.ENDED_ON, clock.today())
                        .where(g.LOCAL_ID.eq(local.id()), g.WORKSITE_ID.eq(worksite), g.ID.eq(id))
                        .and(g.ENDED_ON.isNull())
                        .execute()
                > 0;
    }

    /** Notes that one follows another; said twice it stands once. */
    void connect(Viewer viewer, Local local, UUID id, UUID follower, UUID leader) {
        var c = CONNECTION;
        sql.insertInto(c)
                .set(c.LOCAL_ID, local.id())
                .set(c.ID, id)
                .set(c.FOLLOWER_ID, follower)
                .set(c.LEADER_ID, leader)
                .set(c.SINCE_ON, clock.today())
                .set(c.AUTHOR, viewer.name())
                .onConflictDoNothing()
                .execute();
    }

    Optional<UUID> follower(Local local, UUID connection) {
        var c = CONNECTION;
        return sql.select(c.FOLLOWER_ID)
                .from(c)
                .where(c.LOCAL_ID.eq(local.id()), c.ID.eq(connection), c.ENDED_ON.isNull())
                .fetchOptional(r -> r.value1());
    }

    void disconnect(Local local, UUID id) {
        var c = CONNECTION;
        sql.update(c)
                .set(c.ENDED_ON, clock.today())
                .where(c.LOCAL_ID.eq(local.id()), c.ID.eq(id))
                .execute();
    }
}
