package org.breakroom.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/** A stored session as one request has it: that it was used is noted down once a minute, not at every page. */
final class Visit implements Session {
    /** A session written to within this time is not written to again only because it was used. */
    static final Duration TOUCHED_EVERY = Duration.ofMinutes(1);

    private final Session stored;

    Visit(Session stored) {
        this.stored = stored;
    }

    Session stored() {
        return stored;
    }

    /** Whether this use is to be noted down. */
    boolean touch(Instant now) {
        if (now.isBefore(stored.getLastAccessedTime().plus(TOUCHED_EVERY))) {
            return false;
        }
        stored.setLastAccessedTime(now);
        return true;
    }

    @Override
    public void setLastAccessedTime(Instant time) {
        touch(time);
    }

    @Override
    public String getId() {
        return stored.getId();
    }

    @Override
    public String changeSessionId() {
        return stored.changeSessionId();
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // the interface says so
    public <T> @Nullable T getAttribute(String name) {
        return stored.getAttribute(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return stored.getAttributeNames();
    }

    @Override
    public void setAttribute(String name, Object value) {
        stored.setAttribute(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        stored.removeAttribute(name);
    }

    @Override
    public Instant getCreationTime() {
        return stored.getCreationTime();
    }

    @Override
    public Instant getLastAccessedTime() {
        return stored.getLastAccessedTime();
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        stored.setMaxInactiveInterval(interval);
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return stored.getMaxInactiveInterval();
    }

    @Override
    public boolean isExpired() {
        return stored.isExpired();
    }
}
