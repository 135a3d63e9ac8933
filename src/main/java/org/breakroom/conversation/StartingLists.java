package org.breakroom.conversation;

import static org.breakroom.db.Tables.ASK;
import static org.breakroom.db.Tables.ISSUE;

import java.util.List;
import org.breakroom.access.Viewer;
import org.breakroom.access.Walls;
import org.breakroom.federation.Local;
import org.breakroom.federation.LocalOpened;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.ui.Messages;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** The issues, the asks and the rap a new local starts with. */
@Component
class StartingLists implements LocalOpened {
    private static final List<String> ISSUES =
            List.of("Wages", "Staffing", "Safety", "Health plan", "Respect", "Workload");
    private static final List<String> ASKS =
            List.of("Sign the card", "10-minute meeting", "Bring a coworker", "101 training", "Rally");

    private final DSLContext sql;
    private final FederationClock clock;
    private final Walls walls;
    private final Raps raps;
    private final Messages messages;

    StartingLists(DSLContext sql, FederationClock clock, Walls walls, Raps raps, Messages messages) {
        this.raps = raps;
        this.messages = messages;
        this.sql = sql;
        this.clock = clock;
        this.walls = walls;
    }

    @Override
    public void start(Local local) {
        walls.as(Viewer.shell(local.id()), () -> {
            for (int i = 0; i < ISSUES.size(); i++) {
                sql.insertInto(ISSUE, ISSUE.LOCAL_ID, ISSUE.ID, ISSUE.LABEL, ISSUE.POSITION)
                        .values(local.id(), Ids.at(clock.now().toEpochMilli()), ISSUES.get(i), i)
                        .execute();
            }
            for (int i = 0; i < ASKS.size(); i++) {
                sql.insertInto(ASK, ASK.LOCAL_ID, ASK.ID, ASK.LABEL, ASK.POSITION)
                        .values(local.id(), Ids.at(clock.now().toEpochMilli()), ASKS.get(i), i)
                        .execute();
            }
            raps.publish(
                    local,
                    Ids.at(clock.now().toEpochMilli()),
                    messages.here("rap.first"),
                    messages.here("rap.firstWords"),
                    messages.here("rap.firstAuthor"));
        });
    }
}
