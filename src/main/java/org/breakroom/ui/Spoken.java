package org.breakroom.ui;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The language a request is answered in: the one its address names ({@code lang}), which is remembered, the one that was
 * remembered, or for someone without a session the first of her browser's that we have.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public class Spoken extends OncePerRequestFilter {
    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();
    private static final String COOKIE = "language";
    private static final Duration REMEMBERED = Duration.ofDays(365);

    /** The language of the running request; English outside of one. */
    public static String now() {
        return CURRENT.orElse(Messages.LANGUAGES.getFirst());
    }

    /** Answers in a language, whatever the request is in. */
    public static <T, X extends Throwable> T in(String language, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, language).call(work);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var asked = named(request.getQueryString());
        asked.ifPresent(language -> remember(language, request, response));
        var language = asked.or(() -> remembered(request)).orElseGet(() -> accepted(request));
        try {
            ScopedValue.where(CURRENT, language).call(() -> {
                chain.doFilter(request, response);
                return null;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    /** Read from the address itself: asking for a parameter would read the body, which others may want to stream. */
    private static Optional<String> named(@org.jspecify.annotations.Nullable String query) {
        return query == null
                ? Optional.empty()
                : Arrays.stream(query.split("&"))
                        .filter(p -> p.startsWith("lang="))
                        .map(p -> p.substring("lang=".length()))
                        .filter(Messages.LANGUAGES::contains)
                        .findFirst();
    }

    private static void remember(String language, HttpServletRequest request, HttpServletResponse response) {
        var cookie = new Cookie(COOKIE, language);
        cookie.setPath("/");
        cookie.setMaxAge((int) REMEMBERED.toSeconds());
        cookie.setHttpOnly(true);
        cookie.setAttribute("SameSite", "Lax");
        cookie.setSecure(request.isSecure());
        response.addCookie(cookie);
    }

    private static Stream<Cookie> cookies(HttpServletRequest request) {
        return request.getCookies() == null ? Stream.empty() : Arrays.stream(request.getCookies());
    }

    private static Optional<String> remembered(HttpServletRequest request) {
        return cookies(request)
                .filter(c -> c.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .filter(Messages.LANGUAGES::contains)
                .findFirst();
    }

    private static String accepted(HttpServletRequest request) {
        var header = request.getHeader("Accept-Language");
        if (header == null || cookies(request).anyMatch(c -> c.getName().equals("SESSION"))) {
            return Messages.LANGUAGES.getFirst();
        }
        try {
            var found = Locale.lookupTag(Locale.LanguageRange.parse(header), Messages.LANGUAGES);
            return found == null ? Messages.LANGUAGES.getFirst() : found;
        } catch (IllegalArgumentException e) {
            return Messages.LANGUAGES.getFirst();
        }
    }
}
