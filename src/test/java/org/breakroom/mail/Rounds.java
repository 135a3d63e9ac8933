package org.breakroom.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Time that passes when a test says so, and the work that falls due in it: what the scheduler does, without the waiting. */
final class Rounds extends Clock {
    private Instant now = Instant.parse("2031-03-03T09:00:00Z"); // far from what the demo and other tests write
    private final Map<UUID, Instant> due = new LinkedHashMap<>();
    private final List<Duration> pauses = new ArrayList<>();

    void add(UUID letter) {
        due.put(letter, now);
    }

    /** Lets so much time pass; each letter is tried when it asked to be. */
    void pass(Duration time, Delivery delivery) {
        var end = now.plus(time);
        while (true) {
            var next = due.entrySet().stream().min(Map.Entry.comparingByValue()).orElse(null);
            if (next == null || next.getValue().isAfter(end)) {
                now = end;
                return;
            }
            now = next.getValue().isAfter(now) ? next.getValue() : now;
            var again = delivery.attempt(next.getKey());
            if (again == null) {
                due.remove(next.getKey());
            } else {
                assertThat(again).as("later").isAfter(now);
                pauses.add(Duration.between(now, again));
                due.put(next.getKey(), again);
            }
        }
    }

    /** How many letters are still to be tried. */
    int waiting() {
        return due.size();
    }

    List<Duration> pauses() {
        return pauses;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneId.of("UTC");
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
