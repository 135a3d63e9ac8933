package org.breakroom.signin;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How often one address and one network may ask and try, on by default. Kept in memory: a node forgets when it restarts. */
@Component
class Throttle {
    static final int PER_ACCOUNT = 6;
    static final int PER_NETWORK = 60;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int REMEMBERED_MAX = 100_000;

    private final LoadingCache<String, Bucket> accounts = buckets(PER_ACCOUNT);
    private final LoadingCache<String, Bucket> networks = buckets(PER_NETWORK);

    private static LoadingCache<String, Bucket> buckets(int count) {
        return Caffeine.newBuilder()
                .maximumSize(REMEMBERED_MAX)
                .expireAfterAccess(WINDOW.multipliedBy(2))
                .build(key -> Bucket.builder()
                        .addLimit(Bandwidth.builder()
                                .capacity(count)
                                .refillGreedy(count, WINDOW)
                                .build())
                        .build());
    }

    /** Whether a code may be sent to this address from this network. */
    boolean maySend(String email, String network) {
        return network(network) && accounts.get("send " + email).tryConsume(1);
    }

    /** Whether a code may be tried from this network. */
    boolean mayTry(String network) {
        return network(network);
    }

    private boolean network(String address) {
        return networks.get(prefix(address)).tryConsume(1);
    }

    /** The network of an address: the first three numbers of IPv4, the first 64 bits of IPv6. */
    static String prefix(String address) {
        int dot = address.lastIndexOf('.');
        if (dot > 0) {
            return address.substring(0, dot);
        }
        var parts = address.split(":", -1);
        return String.join(":", java.util.Arrays.copyOf(parts, Math.min(4, parts.length)));
    }
}
