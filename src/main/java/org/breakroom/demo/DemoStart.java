package org.breakroom.demo;

import java.time.Duration;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes the federation before the first request and prints how to come in. */
@Component
@ConditionalOnProperty(name = "breakroom.demo", havingValue = "true")
class DemoStart implements SmartInitializingSingleton {
    private final Federation federation;
    private final String origin;

    private final int times;

    DemoStart(
            Federation federation,
            @Value("${breakroom.origin}") String origin,
            @Value("${breakroom.demo-times:1}") int times) {
        this.times = times;
        this.federation = federation;
        this.origin = origin;
    }

    @Override
    public void afterSingletonsInstantiated() {
        long began = System.nanoTime();
        if (federation.create(times)) {
            System.out.printf(
                    "Made the demo federation in %.1f s.%n",
                    Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0);
        }
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        System.out.println("Breakroom is at " + origin + "/");
        Cast.members().stream()
                .filter(m -> !m.signIn().matches(".*-\\d+"))
                .forEach(m -> System.out.printf("  %-10s %-16s %s%s%n", m.role(), m.name(), origin, m.signIn()));
    }
}
