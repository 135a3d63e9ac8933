package org.breakroom.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.breakroom.kernel.Ids;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Binds the request to its viewer; placed behind the sign-in of Spring Security. */
public class ViewerFilter extends OncePerRequestFilter {
    private final Viewers viewers;

    public ViewerFilter(Viewers viewers) {
        this.viewers = viewers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        var viewer = signedIn == null
                ? java.util.Optional.<Viewer>empty()
                : Ids.read(signedIn.getName()).flatMap(viewers::find);
        if (viewer.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try {
            viewer.get().call(() -> {
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
