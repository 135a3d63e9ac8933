package org.breakroom.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.breakroom.cast.Home;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** The short way to a route ends where the framework's own long way does, whatever is asked for. */
class RoutesTest extends Home {
    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @Autowired
    ApplicationContext context;

    private static String found(RequestMappingHandlerMapping by, String method, String path) {
        var request = new MockHttpServletRequest(method, path);
        ServletRequestPathUtils.parseAndCache(request);
        try {
            var chain = by.getHandler(request);
            return chain == null
                    ? "none"
                    : chain.getHandler() + " " + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
                            + " " + request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        } catch (Exception e) {
            return e.toString();
        }
    }

    @Test
    void every_path_finds_what_it_finds_without_the_short_way() {
        assertThat(routes).isInstanceOf(Routes.class);
        var plain = new RequestMappingHandlerMapping();
        plain.setApplicationContext(context);
        plain.afterPropertiesSet();
        var paths =
                new ArrayList<>(List.of("/", "//", "/nowhere", "/nowhere/at/all", "/locals", "/locals/", "/%6Eowhere"));
        for (var route : routes.getHandlerMethods().keySet()) {
            for (var pattern : route.getPatternValues()) {
                var path = pattern.replaceAll("\\{[^}]+}", UUID.randomUUID().toString())
                        .replace("**", "a/b");
                paths.add(path);
                paths.add(path + "/");
                paths.add(path + ";a=b");
                paths.add(path.replaceFirst(
                        "/([a-z])", "/%" + Integer.toHexString(path.length() > 1 ? path.charAt(1) : 'x')));
                paths.add(path + "/more");
                paths.add(path.toUpperCase(java.util.Locale.ROOT));
            }
        }
        assertThat(paths).hasSizeGreaterThan(1500);
        int reached = 0;
        for (var path : paths) {
            for (var method : List.of("GET", "POST", "HEAD", "OPTIONS", "DELETE")) {
                var way = found(routes, method, path);
                assertThat(way).as(method + " " + path).isEqualTo(found(plain, method, path));
                reached += way.contains("Controller") ? 1 : 0;
            }
        }
        assertThat(reached).isGreaterThan(700);
    }
}
