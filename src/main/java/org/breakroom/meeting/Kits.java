package org.breakroom.meeting;

import static org.breakroom.db.Tables.MEETING_KIT;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.kernel.FederationClock;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** The kits; one that is published is never changed, the newest of a month is the month's. */
@Component
public class Kits {
    private static final int SHOWN_MAX = 60;

    private final DSLContext sql;
    private final FederationClock clock;

    Kits(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void publish(Kit kit) {
        var k = MEETING_KIT;
        sql.insertInto(k)
                .set(k.ID, kit.id())
                .set(k.MONTH, kit.month().atDay(1))
                .set(k.TITLE, kit.title())
                .set(k.AGENDA, kit.agenda())
                .set(k.POINTS, kit.points())
                .set(k.HANDOUT, kit.handout())
                .set(k.AUTHOR, kit.author())
                .set(k.PUBLISHED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .execute();
    }

    Optional<Kit> find(UUID id) {
        return fetch(MEETING_KIT.ID.eq(id), 1).stream().findFirst();
    }

    Optional<Kit> of(YearMonth month) {
        return fetch(MEETING_KIT.MONTH.eq(month.atDay(1)), 1).stream().findFirst();
    }

    List<Kit> list() {
        return fetch(MEETING_KIT.MONTH.isNotNull(), SHOWN_MAX);
    }

    private List<Kit> fetch(Condition which, int most) {
        var k = MEETING_KIT;
        return sql.selectFrom(k)
                .where(which)
                .orderBy(k.MONTH.desc(), k.PUBLISHED_AT.desc(), k.ID)
                .limit(most)
                .fetch(r -> new Kit(
                        r.getId(),
                        YearMonth.from(r.getMonth()),
                        r.getTitle(),
                        r.getAgenda(),
                        r.getPoints(),
                        r.getHandout(),
                        r.getAuthor()));
    }
}
