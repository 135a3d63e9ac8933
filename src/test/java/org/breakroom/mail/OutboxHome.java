package org.breakroom.mail;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.breakroom.cast.Home;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The outbox as outside the demo, in the tests' database, with a clock that obeys. */
abstract class OutboxHome extends Home {
    /** Shorter than the slow take to answer, long enough for a machine that others use too. */
    static final Duration PATIENCE = Duration.ofMillis(PostOffice.SLOW_MS / 2);

    @Autowired
    DSLContext sql;

    @Autowired
    ObjectProvider<SchedulerClient> jobs;

    @Autowired
    TransactionTemplate transaction;

    Rounds rounds = new Rounds();
    Letters letters;
    final List<UUID> written = new ArrayList<>();

    @BeforeEach
    void anOutbox() {
        rounds = new Rounds();
        letters = new Letters(sql, new FederationClock(rounds), jobs, false, "https://gateway.example.org");
    }

    /** The demo's page shows the newest letters, and its scheduler knows no job that sends. */
    @AfterEach
    void empty() {
        for (var id : written) {
            sql.execute("delete from letter where id = ?", id);
            sql.execute("delete from scheduled_tasks where task_instance = ?", id.toString());
        }
    }

    Delivery delivery(Carrier carrier) {
        return new Delivery(letters, carrier, new FederationClock(rounds), transaction);
    }

    UUID mail(String to) {
        return kept(transaction.execute(t -> letters.write(to, "Subject", "What is to be said to " + to)));
    }

    UUID text(String to) {
        return kept(transaction.execute(t -> letters.text(to, "What is to be said, “briefly”")));
    }

    private UUID kept(UUID id) {
        written.add(Objects.requireNonNull(id));
        rounds.add(id);
        return id;
    }

    Map<String, Object> row(UUID id) {
        return sql.fetchSingle("select * from letter where id = ?", id).intoMap();
    }

    String failure(UUID id) {
        return (String) row(id).get("failure");
    }

    int tries(UUID id) {
        return (Integer) row(id).get("tries");
    }
}
