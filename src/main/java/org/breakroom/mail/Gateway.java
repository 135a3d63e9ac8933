package org.breakroom.mail;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Flow;
import org.breakroom.database.CannotStart;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Hands text messages to a gateway over HTTP; docs/guide/operating.md says what a gateway promises. */
final class Gateway implements Carrier {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** Answers that begin with a 4 and still mean "not now": too slow, too early, too many. */
    private static final Set<Integer> NOT_NOW = Set.of(408, 425, 429);

    private final URI address;
    private final @Nullable String token;
    private final Duration patience;

    Gateway(String url, Duration patience) {
        var uri = read(url);
        token = uri.getUserInfo();
        address = URI.create(url.replaceFirst("//[^/?#]*@", "//"));
        this.patience = patience;
    }

    private static URI read(String url) {
        try {
            var uri = URI.create(url);
            var token = uri.getUserInfo();
            if (uri.getHost() != null
                    && uri.getScheme() != null
                    && uri.getScheme().matches("https?")
                    && (token == null || token.matches("[!-~]+"))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new CannotStart("BREAKROOM_TEXT_URL is not an address: write https://token@host/path.");
    }

    private record Text(UUID id, String to, String text) {}

    @Override
    public Outcome carry(Letters.Letter letter) {
        var text = new Text(letter.id(), letter.to(), letter.body());
        var body = new Body(BodyPublishers.ofByteArray(JsonMapper.shared().writeValueAsBytes(text)));
        var request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", letter.id().toString())
                .POST(body);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return outcome(answer(request.build()));
        } catch (IOException | RuntimeException e) {
            return unanswered(body, e);
        } catch (InterruptedException e) {
            // stopping; the thread is not marked as interrupted again, for this has to be noted yet
            return unanswered(body, e);
        }
    }

    /** Over a connection of its own for each, so that no answer can be taken for that to another. */
    private static int answer(HttpRequest request) throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build()) {
            try {
                // what follows the status is not read: a gateway that never ends it holds nobody up
                return client.send(request, BodyHandlers.ofInputStream()).statusCode();
            } finally {
                client.shutdownNow();
            }
        }
    }

    private static Outcome outcome(int status) {
        return switch (status / 100) {
            case 2 -> new Taken();
            case 4 -> NOT_NOW.contains(status) ? again(status) : new Refused(String.valueOf(status));
            default -> again(status);
        };
    }

    private static Outcome again(int status) {
        return new Again("answer " + status);
    }

    private static Outcome unanswered(Body body, Exception e) {
        var why = e.getClass().getSimpleName();
        return body.leaving ? new Unsure(why) : new Again(why);
    }

    /** The message, and whether it has begun to leave: before that, nobody can have taken it. */
    private static final class Body implements BodyPublisher {
        private final BodyPublisher bytes;
        private volatile boolean leaving;

        Body(BodyPublisher bytes) {
            this.bytes = bytes;
        }

        @Override
        public long contentLength() {
            return bytes.contentLength();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            leaving = true;
            bytes.subscribe(subscriber);
        }
    }
}
