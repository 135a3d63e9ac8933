package org.breakroom.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** A packed page unpacks to itself, whatever it is and however many are packed at once. */
class PackerTest {
    private final Packer packer = new Packer();

    private void same(byte[] page) throws Exception {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packer.pack(page)))) {
            assertThat(in.readAllBytes()).isEqualTo(page);
        }
    }

    @Test
    void it_unpacks_to_itself() throws Exception {
        var random = new Random(9042);
        var results = new ArrayList<Future<Object>>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 200; i++) {
                var noise = new byte[random.nextInt(100_000)];
                random.nextBytes(noise);
                var page = i % 2 == 0
                        ? noise
                        : "<li>Núñez</li>".repeat(random.nextInt(20_000)).getBytes(StandardCharsets.UTF_8);
                results.add(threads.submit(() -> {
                    same(page);
                    return null;
                }));
            }
            for (var result : results) {
                result.get();
            }
        }
        same(new byte[0]);
    }

    @Test
    void only_for_who_takes_it() {
        assertThat(Packer.wanted("gzip, deflate, br")).isTrue();
        assertThat(Packer.wanted(null)).isFalse();
        assertThat(Packer.wanted("br")).isFalse();
        assertThat(Packer.wanted("gzip; q=0, br")).isFalse();
        assertThat(Packer.wanted("gzip;q=0.5")).isTrue();
    }
}
