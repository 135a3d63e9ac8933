package org.breakroom.goal;

import static org.breakroom.db.Tables.GOAL_SNAPSHOT;
import static org.breakroom.db.Tables.GOAL_SNAPSHOT_LINE;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.db.tables.records.GoalSnapshotRecord;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.springframework.stereotype.Component;

/** Boards frozen for a meeting. They are added, never changed: the database lets nobody. */
@Component
class Snapshots {
    /** Whose a snapshot is when it is not a local's. */
    static final int FEDERATION = 0;

    private static final int SHOWN_MAX = 100;

    private final DSLContext sql;
    private final FederationClock clock;

    Snapshots(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    List<Snapshot> list(int of) {
        return sql.selectFrom(GOAL_SNAPSHOT)
                .where(GOAL_SNAPSHOT.LOCAL_ID.eq(of))
                .orderBy(GOAL_SNAPSHOT.MADE_AT.desc(), GOAL_SNAPSHOT.ID)
                .limit(SHOWN_MAX)
                .fetch(r -> read(r, List.of()));
    }

    Optional<Snapshot> find(int of, UUID id) {
        return sql.selectFrom(GOAL_SNAPSHOT)
                .where(GOAL_SNAPSHOT.LOCAL_ID.eq(of), GOAL_SNAPSHOT.ID.eq(id))
                .fetchOptional(r -> read(r, lines(of, id)));
    }

    private List<Snapshot.Line> lines(int of, UUID id) {
        var l = GOAL_SNAPSHOT_LINE;
        return sql.selectFrom(l)
                .where(l.LOCAL_ID.eq(of), l.SNAPSHOT_ID.eq(id))
                .orderBy(l.AT)
                .fetch(r -> new Snapshot.Line(
                        r.getLevel(),
                        r.getName(),
                        new Goals.Count(
                                r.getMembers(), r.getTalked(), r.getActed(), r.getActivists(), r.getRecommitted())));
    }

    private static Snapshot read(GoalSnapshotRecord r, List<Snapshot.Line> lines) {
        return new Snapshot(
                r.getLocalId(),
                r.getId(),
                r.getTitle(),
                r.getYear(),
                r.getVersion(),
                r.getAuthor(),
                r.getMadeAt().toInstant(),
                lines);
    }

    /** Freezes a board. */
    UUID take(Viewer author, int of, String title, Board board) {
        var id = Ids.at(clock.now().toEpochMilli());
        var s = GOAL_SNAPSHOT;
        sql.insertInto(s)
                .set(s.LOCAL_ID, of)
                .set(s.ID, id)
                .set(s.TITLE, title)
                .set(s.YEAR, board.year())
                .set(s.VERSION, board.version())
                .set(s.AUTHOR, author.name())
                .set(s.MADE_BY, author.account())
                .set(s.MADE_AT, clock.now().atOffset(ZoneOffset.UTC))
                .execute();
        var l = GOAL_SNAPSHOT_LINE;
        var lines = board.lines();
        var inserts = new ArrayList<Query>();
        for (int at = 0; at < lines.size(); at++) {
            var line = lines.get(at);
            var c = line.count();
            inserts.add(sql.insertInto(l)
                    .set(l.LOCAL_ID, of)
                    .set(l.SNAPSHOT_ID, id)
                    .set(l.AT, at)
                    .set(l.LEVEL, (short) line.level())
                    .set(l.NAME, line.name())
                    .set(l.MEMBERS, (int) c.members())
                    .set(l.TALKED, (int) c.talked())
                    .set(l.ACTED, (int) c.acted())
                    .set(l.ACTIVISTS, (int) c.activists())
                    .set(l.RECOMMITTED, (int) c.recommitted()));
        }
        sql.batch(inserts).execute();
        return id;
    }

    /** A board of this moment in lines, the whole first. */
    record Board(int year, int version, List<Snapshot.Line> lines) {

        static Board of(Goals.OfLocal board, String noWorksite) {
            var lines = new ArrayList<Snapshot.Line>();
            lines.add(new Snapshot.Line(0, name(board.local()), board.count()));
            board.worksites()
                    .forEach(w -> lines.add(
                            new Snapshot.Line(1, Objects.requireNonNullElse(w.name(), noWorksite), w.count())));
            return new Board(board.year().start(), board.definition().version(), lines);
        }

        static Board of(Goals.Federation board, String federation) {
            var lines = new ArrayList<Snapshot.Line>();
            lines.add(new Snapshot.Line(0, federation, board.count()));
            for (var division : board.divisions()) {
                lines.add(new Snapshot.Line(1, division.name(), division.count()));
                division.locals().forEach(l -> lines.add(new Snapshot.Line(2, name(l.local()), l.count())));
            }
            return new Board(board.year().start(), board.definition().version(), lines);
        }

        private static String name(Local local) {
            return local.name() + " " + local.number();
        }
    }
}
