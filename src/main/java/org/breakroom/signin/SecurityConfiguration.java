package org.breakroom.signin;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.breakroom.access.ViewerFilter;
import org.breakroom.access.Viewers;
import org.breakroom.kernel.Ids;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.webauthn.management.JdbcPublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.JdbcUserCredentialRepository;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.transaction.support.TransactionOperations;

/** Who may pass without signing in, what every answer forbids the browser, and the stores of passkeys and sessions. */
@Configuration(proxyBeanMethods = false)
@EnableJdbcHttpSession(maxInactiveIntervalInSeconds = SecurityConfiguration.DAYS_14, cleanupCron = "0 */15 * * * *")
class SecurityConfiguration {
    static final int DAYS_14 = 14 * 24 * 60 * 60;
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
            + " frame-ancestors 'none'; object-src 'none'";

    /** Where a phone hands in what was noted: it shows a token of its own in a header, which no other site can make a browser send. */
    private static final String HANDED_IN = "/phone/devices/*/entries";

    private static final String[] WITHOUT_SIGN_IN = {
        "/assets/**",
        "/sign-in",
        "/sign-in/**",
        "/locals/*/invitations/*/acceptance",
        "/locals/*/meetings/*/arrival",
        "/locals/*/card/**",
        "/locals/*/receipts/*",
        "/locals/*/card-heads",
        "/trainings/*/arrival",
        "/calendar/*/trainings.ics",
        "/style",
        "/health",
        "/phone/worker.js",
        "/phone/app.webmanifest",
        HANDED_IN,
        "/demo/**",
        "/error",
        "/favicon.ico"
    };

    @Bean
    SecurityFilterChain web(
            HttpSecurity http,
            Viewers viewers,
            SecurityContextRepository contexts,
            @Value("${breakroom.origin}") String origin) {
        return http.authorizeHttpRequests(a -> a.requestMatchers(WITHOUT_SIGN_IN)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(e -> e.authenticationEntryPoint((request, response, cause) -> {
                    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
                    response.setHeader("Location", "/sign-in");
                }))
                .csrf(c ->
                        c.csrfTokenRepository(new CookieCsrfTokenRepository()).ignoringRequestMatchers(HANDED_IN))
                .securityContext(c -> c.securityContextRepository(contexts))
                .webAuthn(w -> w.rpName("Breakroom")
                        .rpId(URI.create(origin).getHost())
                        .allowedOrigins(origin)
                        .disableDefaultRegistrationPage(true))
                .headers(h -> h.contentSecurityPolicy(p -> p.policyDirectives(POLICY))
                        .referrerPolicy(r -> r.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(p -> p.policy("camera=(), microphone=(), geolocation=()")))
                .requestCache(c -> c.disable())
                .logout(AbstractHttpConfigurer::disable)
                .addFilterAfter(new ViewerFilter(viewers), AuthorizationFilter.class)
                .build();
    }

    @Bean
    SecurityContextRepository securityContexts() {
        return new HttpSessionSecurityContextRepository();
    }

    /** Passkeys name an account by its id. */
    @Bean
    UserDetailsService accountsAsUsers(Viewers viewers) {
        return name -> Ids.read(name)
                .flatMap(viewers::find)
                .map(v ->
                        User.withUsername(name).password("").roles("SIGNED_IN").build())
                .orElseThrow(() -> new UsernameNotFoundException("no account"));
    }

    @Bean
    PublicKeyCredentialUserEntityRepository passkeyOwners(JdbcOperations jdbc) {
        return new JdbcPublicKeyCredentialUserEntityRepository(jdbc);
    }

    @Bean
    UserCredentialRepository passkeys(JdbcOperations jdbc) {
        return new JdbcUserCredentialRepository(jdbc);
    }

    /** Each statement on a session stands for itself: the begin and commit around it would cost more than it does. */
    @Bean
    TransactionOperations springSessionTransactionOperations() {
        return TransactionOperations.withoutTransaction();
    }
}
