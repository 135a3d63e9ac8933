package org.breakroom.ui;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.HtmlUtils;

/** The page for a database that does not answer: 503 and when to come back. Stands before everything that needs one. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Outage extends OncePerRequestFilter implements HandlerExceptionResolver {
    private static final int RETRY_AFTER_SECONDS = 10;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Messages messages;
    private final ApplicationEventPublisher events;

    Outage(Messages messages, ApplicationEventPublisher events) {
        this.messages = messages;
        this.events = events;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (!isOne(e) || response.isCommitted()) {
                throw e;
            }
            events.publishEvent(new OutageMet(request));
            answer(request, response);
        }
    }

    /**
     * Asked before every other resolver: Spring takes a broken pipe or a reset connection for a browser that went away, the
     * database's too, and would answer 200 with nothing in it.
     */
    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception e) {
        if (isOne(e)) {
            throw new Met(e);
        }
        return null;
    }

    /** An outage on its way out to the filter. */
    private static final class Met extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Met(Exception cause) {
            super(cause);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var again = again(request);
        response.reset();
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", String.valueOf(RETRY_AFTER_SECONDS));
        response.setHeader("Content-Security-Policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'");
        response.setContentType("text/html;charset=UTF-8");
        var page = """
                <!doctype html>
                <html lang="%4$s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title></head>
                <body><main><h1>%1$s</h1><p>%2$s</p>%3$s</main></body>
                </html>
                """.formatted(
                        messages.here("error.outage.title"), messages.here("error.outage.text"), again, Spoken.now());
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }

    /** A form with the answers that were sent, to send them again under the same key; none for a file or a page. */
    private String again(HttpServletRequest request) {
        var type = request.getContentType();
        if (!"POST".equals(request.getMethod()) || type == null || !type.startsWith(FORM)) {
            return "";
        }
        var form = new StringBuilder("<form method=\"post\" action=\"")
                .append(HtmlUtils.htmlEscape(request.getRequestURI()))
                .append("\">");
        request.getParameterMap().forEach((name, values) -> {
            for (var value : values) {
                form.append("<input type=\"hidden\" name=\"")
                        .append(HtmlUtils.htmlEscape(name))
                        .append("\" value=\"")
                        .append(HtmlUtils.htmlEscape(value))
                        .append("\">");
            }
        });
        return form.append("<button type=\"submit\">")
                .append(HtmlUtils.htmlEscape(messages.here("error.outage.again")))
                .append("</button></form>")
                .toString();
    }

    /** Whether the database cannot be reached, by the classes and states that say so. */
    static boolean isOne(@Nullable Throwable thrown) {
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            if (e instanceof DataAccessResourceFailureException
                    || e instanceof SQLTransientConnectionException
                    || e instanceof SQLNonTransientConnectionException
                    || e instanceof CannotCreateTransactionException) {
                return true;
            }
            if (e instanceof TransactionSystemException t && isOne(t.getApplicationException())) {
                return true;
            }
            if (e instanceof SQLException s && unreachable(s)) {
                return true;
            }
        }
        return false;
    }

    private static boolean unreachable(SQLException e) {
        var state = e.getSQLState();
        // the pool, which has thrown a broken connection away, says so without a state
        return state == null
                ? "Connection is closed".equals(e.getMessage())
                : state.startsWith("08") || state.startsWith("57P");
    }
}
