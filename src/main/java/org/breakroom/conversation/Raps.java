package org.breakroom.conversation;

import static org.breakroom.db.Tables.RAP;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** The rap: what a local's organizers say and ask in a 1-on-1, in editions that are added and never changed. */
@Component
public class Raps {
    static final int TITLE_LENGTH_MAX = 80;
    static final int WORDS_LENGTH_MAX = 4000;

    private final DSLContext sql;
    private final FederationClock clock;

    Raps(DSLContext sql, FederationClock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** One edition: a line that ends with a colon is the heading of those below it. */
    public record Rap(UUID id, String title, String words, String author, Instant at) {
        public List<Line> lines() {
            return words.lines()
                    .map(String::strip)
                    .filter(l -> !l.isEmpty())
                    .map(l -> l.endsWith(":") ? new Line(true, l.substring(0, l.length() - 1)) : new Line(false, l))
                    .toList();
        }
    }

    /** One line of a rap. */
    public record Line(boolean head, String text) {}

    /** The edition at hand; empty when the local has published none. */
    public Optional<Rap> current(Local local) {
        return editions(local, 1).stream().findFirst();
    }

    List<Rap> editions(Local local, int most) {
        return sql.select(RAP.ID, RAP.TITLE, RAP.WORDS, RAP.AUTHOR, RAP.PUBLISHED_AT)
                .from(RAP)
                .where(RAP.LOCAL_ID.eq(local.id()))
                .orderBy(RAP.PUBLISHED_AT.desc(), RAP.ID.desc())
                .limit(most)
                .fetch(r -> new Rap(
                        r.value1(),
                        r.value2(),
                        r.value3(),
                        r.value4(),
                        r.value5().toInstant()));
    }

    void publish(Local local, UUID id, String title, String words, String author) {
        sql.insertInto(RAP)
                .set(RAP.LOCAL_ID, local.id())
                .set(RAP.ID, id)
                .set(RAP.TITLE, title)
                .set(RAP.WORDS, words)
                .set(RAP.AUTHOR, author)
                .set(RAP.PUBLISHED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .execute();
    }
}
