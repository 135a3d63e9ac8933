package org.breakroom.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.breakroom.kernel.FederationClock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The sessions of this request: read from the store once, written only when something is new. The framework reads each
 * session again when the request ends and writes it every time, which was two statements in five of a small page.
 */
@Component
@Primary
class Visits implements FindByIndexNameSessionRepository<Visit> {
    private static final ScopedValue<Map<String, Visit>> REQUEST = ScopedValue.newInstance();

    private final FindByIndexNameSessionRepository<Session> store;
    private final FederationClock clock;

    @SuppressWarnings("unchecked") // the store's class of sessions has no public name
    Visits(JdbcIndexedSessionRepository store, FederationClock clock) {
        this.store = (FindByIndexNameSessionRepository<Session>) (FindByIndexNameSessionRepository<?>) store;
        this.clock = clock;
    }

    /** Opens the memory of one request, before anything asks for its session. */
    @Component
    @Order(Ordered.HIGHEST_PRECEDENCE + 1)
    static class Filter extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            try {
                ScopedValue.where(REQUEST, new HashMap<>()).call(() -> {
                    chain.doFilter(request, response);
                    return null;
                });
            } catch (IOException | ServletException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        }
    }

    @Override
    public Visit createSession() {
        return new Visit(store.createSession());
    }

    @Override
    public void save(Visit visit) {
        store.save(visit.stored());
    }

    @Override
    public @Nullable Visit findById(String id) {
        var known = REQUEST.isBound() ? REQUEST.get().get(id) : null;
        if (known != null) {
            return known;
        }
        var stored = store.findById(id);
        if (stored == null) {
            return null;
        }
        var visit = new Visit(stored);
        // noted down here, where no transaction of a page is under way, which may be a read-only one
        if (visit.touch(clock.now())) {
            store.save(stored);
        }
        if (REQUEST.isBound()) {
            REQUEST.get().put(id, visit);
        }
        return visit;
    }

    @Override
    public void deleteById(String id) {
        if (REQUEST.isBound()) {
            REQUEST.get().remove(id);
        }
        store.deleteById(id);
    }

    @Override
    public Map<String, Visit> findByIndexNameAndIndexValue(String index, String value) {
        var found = new LinkedHashMap<String, Visit>();
        store.findByIndexNameAndIndexValue(index, value).forEach((id, s) -> found.put(id, new Visit(s)));
        return found;
    }
}
