package org.breakroom.guard;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Arrays;

/** So many of something an hour for each of many names. Kept in memory: a node forgets when it restarts. */
public final class Limits {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int REMEMBERED_MAX = 100_000;

    private final LoadingCache<String, Bucket> buckets;

    public Limits(int anHour) {
        buckets = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_MAX)
                .expireAfterAccess(WINDOW.multipliedBy(2))
                .build(name -> Bucket.builder()
                        .addLimit(Bandwidth.builder()
                                .capacity(anHour)
                                .refillGreedy(anHour, WINDOW)
                                .build())
                        .build());
    }

    /** Whether there is one left for this name; takes it. */
    public boolean take(String name) {
        return buckets.get(name).tryConsume(1);
    }

    /** The network of an address: the first three numbers of IPv4, the first 64 bits of IPv6. */
    public static String network(String address) {
        int dot = address.lastIndexOf('.');
        if (dot > 0) {
            return address.substring(0, dot);
        }
        var parts = address.split(":", -1);
        return String.join(":", Arrays.copyOf(parts, Math.min(4, parts.length)));
    }
}
