package org.breakroom.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds each request against the classification of its route, before anything else sees it. */
@Component
public class DoorKeeper implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !enters(method)) {
            throw new NotFound();
        }
        return true;
    }

    private static boolean enters(HandlerMethod method) {
        var door = method.getMethodAnnotation(Open.class);
        if (door == null) {
            return method.getBeanType().getName().startsWith("org.springframework.");
        }
        if (door.toAll()) {
            return true;
        }
        return Viewer.current()
                .filter(v -> door.toAllSignedIn() || v.has(door.value()))
                .isPresent();
    }
}
