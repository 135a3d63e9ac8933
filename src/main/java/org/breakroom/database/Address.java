package org.breakroom.database;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where the database is and who its owner is, as {@code postgresql://owner:password@host:port/database?parameters}. The
 * application never works as the owner: it connects as a role of its own, whose password follows from the owner's.
 */
record Address(String host, int port, String database, String owner, String password, String parameters) {
    private static final int USUAL_PORT = 5432;

    static Address read(String text) {
        try {
            var uri = URI.create(text.strip());
            var user = uri.getRawUserInfo();
            var name = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("^/", "");
            boolean whole = ("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && user != null
                    && user.contains(":")
                    && !name.isEmpty();
            if (whole) {
                int colon = user.indexOf(':');
                return new Address(
                        uri.getHost(),
                        uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                        decode(name),
                        decode(user.substring(0, colon)),
                        decode(user.substring(colon + 1)),
                        uri.getRawQuery() == null ? "" : uri.getRawQuery());
            }
        } catch (IllegalArgumentException e) {
            throw new CannotStart(MALFORMED, e);
        }
        throw new CannotStart(MALFORMED);
    }

    private static final String MALFORMED =
            "BREAKROOM_DATABASE_URL is not an address: write postgresql://owner:password@host:port/database.";

    /** The role the application works under; one a database, because roles are shared by all databases of a server. */
    String app() {
        return database + "_app";
    }

    String appPassword() {
        return Secrets.derive(password, app());
    }

    String jdbc() {
        var query = parameters.isEmpty() ? "" : "?" + parameters;
        return "jdbc:postgresql://%s:%d/%s%s".formatted(host, port, encode(database), query);
    }

    String url() {
        var query = parameters.isEmpty() ? "" : "?" + parameters;
        return "postgresql://%s:%s@%s:%d/%s%s"
                .formatted(encode(owner), encode(password), host, port, encode(database), query);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
