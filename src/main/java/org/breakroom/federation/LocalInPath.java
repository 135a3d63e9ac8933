package org.breakroom.federation;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Gives handlers their {@link Viewer}, and the {@link Local} that the address names by its number. A local in which the
 * viewer sees neither a name nor a count is not found, like one that does not exist.
 */
@Configuration(proxyBeanMethods = false)
class LocalInPath implements WebMvcConfigurer, HandlerMethodArgumentResolver {
    private final Locals locals;

    LocalInPath(Locals locals) {
        this.locals = locals;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Local.class || parameter.getParameterType() == Viewer.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var viewer = Viewer.current().orElseThrow(NotFound::new);
        if (parameter.getParameterType() == Viewer.class) {
            return viewer;
        }
        var local = number(request).flatMap(locals::findByNumber).orElseThrow(NotFound::new);
        boolean hers = viewer.locals().contains(local.id()) || viewer.countsEverywhere();
        if (!hers) {
            throw new NotFound();
        }
        return local;
    }

    private static Optional<Integer> number(NativeWebRequest request) {
        var servlet = request.getNativeRequest(HttpServletRequest.class);
        var variables = servlet == null ? null : servlet.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        if (variables instanceof Map<?, ?> map && map.get("local") instanceof String text) {
            return text.matches("[0-9]{1,6}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
        }
        return Optional.empty();
    }
}
