package org.breakroom.ui;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import org.breakroom.access.DoorKeeper;
import org.breakroom.kernel.FederationClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The way of a page: templates, files with addresses of their own, the interceptors every request passes. */
@Configuration(proxyBeanMethods = false)
class UiConfiguration implements WebMvcConfigurer {
    private final DoorKeeper doors;
    private final ObjectProvider<RequestStep> steps;
    private final String assets;

    UiConfiguration(DoorKeeper doors, ObjectProvider<RequestStep> steps) throws IOException {
        this.doors = doors;
        this.steps = steps;
        this.assets = "/assets/" + hashOfStatic() + "/";
    }

    @Bean
    Assets assets() {
        return new Assets(assets);
    }

    @Bean
    static WebMvcRegistrations routes() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new Routes();
            }
        };
    }

    @Bean
    ViewResolver jteViews(
            Messages messages,
            ObjectProvider<LocalDirectory> locals,
            FederationClock clock,
            @Value("${breakroom.demo:false}") boolean demo) {
        var parts = new UiParts(messages, local -> locals.getObject().line(local), clock, assets, demo);
        return new JteViews(JteViews.precompiled(), parts);
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(assets + "**")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .setUseLastModified(false) // the address changes with the content
                .resourceChain(true)
                .addResolver(new SheetResolver());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new VaryInterceptor()).order(Ordered.HIGHEST_PRECEDENCE);
        registry.addInterceptor(doors).order(Ordered.HIGHEST_PRECEDENCE + 1);
        steps.orderedStream().forEach(step -> registry.addInterceptor(step).order(step.getOrder()));
    }

    /** Pages differ for htmx, and belong to one viewer. */
    private static final class VaryInterceptor implements HandlerInterceptor {
        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (!request.getRequestURI().startsWith("/assets/")) {
                response.addHeader("Vary", "HX-Request");
                response.setHeader("Cache-Control", "no-store");
            }
            return true;
        }
    }

    private static String hashOfStatic() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var files = new PathMatchingResourcePatternResolver().getResources("classpath:/static/**/*.*");
            Arrays.sort(files, Comparator.comparing(Resource::getDescription));
            for (var file : files) {
                if (file.isReadable()) {
                    digest.update(file.getContentAsByteArray());
                }
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
