package org.breakroom.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/** Sessions: begun by whoever proved an account, listed to her, ended by her. */
@Component
public class Sessions {
    static final String AGENT = "agent";
    private static final int AGENT_LENGTH_MAX = 120;

    private final SecurityContextRepository contexts;
    private final FindByIndexNameSessionRepository<Visit> store;

    Sessions(SecurityContextRepository contexts, FindByIndexNameSessionRepository<Visit> store) {
        this.contexts = contexts;
        this.store = store;
    }

    /** Begins a session for an account in this browser; the session's id is new, whatever the browser sent. */
    public void begin(UUID account, HttpServletRequest request, HttpServletResponse response) {
        var old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        var session = request.getSession(true);
        var agent = request.getHeader("User-Agent");
        session.setAttribute(
                AGENT, agent == null ? "" : agent.substring(0, Math.min(AGENT_LENGTH_MAX, agent.length())));
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                account.toString(), null, AuthorityUtils.createAuthorityList("ROLE_SIGNED_IN")));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    void end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
    }

    List<AccountPage.SessionLine> list(UUID account, @Nullable String here) {
        return store.findByPrincipalName(account.toString()).values().stream()
                .map(s -> new AccountPage.SessionLine(
                        Integer.toHexString(s.getId().hashCode()),
                        s.getCreationTime(),
                        s.getLastAccessedTime(),
                        s.getAttribute(AGENT) instanceof String agent ? agent : "",
                        s.getId().equals(here)))
                .sorted(Comparator.comparing(AccountPage.SessionLine::seen).reversed())
                .toList();
    }

    /** Ends the sessions of an account that carry a mark. */
    public void endMarked(UUID account, String attribute, String value) {
        store.findByPrincipalName(account.toString()).forEach((id, session) -> {
            if (value.equals(session.getAttribute(attribute))) {
                store.deleteById(id);
            }
        });
    }

    /** Ends one session of this account; an id that is not hers ends nothing. */
    boolean end(UUID account, String id) {
        return store.findByPrincipalName(account.toString()).keySet().stream()
                        .filter(key -> Integer.toHexString(key.hashCode()).equals(id))
                        .peek(store::deleteById)
                        .count()
                > 0;
    }
}
