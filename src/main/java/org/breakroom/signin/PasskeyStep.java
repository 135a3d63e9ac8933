package org.breakroom.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.ui.RequestStep;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthentication;
import org.springframework.stereotype.Component;

/** Staff and administrators work behind a passkey; by a code alone they reach only the page that makes one. Not in the demo. */
@Component
class PasskeyStep implements RequestStep {
    private final boolean demo;

    PasskeyStep(@Value("${breakroom.demo:false}") boolean demo) {
        this.demo = demo;
    }

    @Override
    public int getOrder() {
        return -10;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean needed = !demo
                && Viewer.current().filter(v -> v.has(Role.STAFF, Role.ADMIN)).isPresent()
                && !(SecurityContextHolder.getContext().getAuthentication() instanceof WebAuthnAuthentication);
        var path = request.getRequestURI();
        boolean free = path.equals("/account")
                || path.startsWith("/account/")
                || path.startsWith("/assets/")
                || path.startsWith("/sign-")
                || path.startsWith("/error")
                || path.equals("/health");
        if (needed && !free) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/account?passkey=needed");
            return false;
        }
        return true;
    }
}
