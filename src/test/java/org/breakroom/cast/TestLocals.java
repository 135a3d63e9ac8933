package org.breakroom.cast;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.breakroom.access.Accounts;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.access.Viewers;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.member.Roll;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;

/** Locals that a test has to itself: two worksites, six people, and an account for each role. */
@TestComponent
public class TestLocals {
    private static final AtomicInteger NEXT = new AtomicInteger(500);

    private final DSLContext sql;
    private final Locals locals;
    private final Accounts accounts;
    private final Viewers viewers;
    private final Roll roll;
    private final FederationClock clock;
    private final TransactionTemplate transaction;
    private final FindByIndexNameSessionRepository<?> sessions;

    TestLocals(
            DSLContext sql,
            Locals locals,
            Accounts accounts,
            Viewers viewers,
            Roll roll,
            FederationClock clock,
            TransactionTemplate transaction,
            FindByIndexNameSessionRepository<?> sessions) {
        this.sessions = sessions;
        this.sql = sql;
        this.locals = locals;
        this.accounts = accounts;
        this.viewers = viewers;
        this.roll = roll;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** A local with its people: nadia, omar and pia at the first worksite, the others at the second. */
    public record Home(
            Local local,
            UUID employer,
            UUID first,
            UUID second,
            UUID nadia,
            UUID omar,
            UUID far,
            UUID officer,
            UUID rep,
            UUID organizer,
            UUID member) {
        public String path() {
            return local.path();
        }
    }

    /** A local without anyone. */
    public Local empty() {
        int id = NEXT.incrementAndGet();
        transaction.executeWithoutResult(t -> {
            sql.execute("insert into division (id, name) values (99, 'Tests') on conflict do nothing");
            sql.execute(
                    "insert into local (id, number, name, division_id, jurisdiction) values (?, ?, ?, 99, 'tests')",
                    id,
                    20_000 + id,
                    "Test Local " + id);
        });
        return locals.findByNumber(20_000 + id).orElseThrow();
    }

    public Home open() {
        var local = empty();
        var employer = id();
        var first = id();
        var second = id();
        var people = new UUID[] {id(), id(), id(), id(), id(), id()};
        as(Viewer.shell(local.id()), () -> {
            sql.execute("insert into employer (id, name) values (?, 'Town Schools')", employer);
            sql.execute(
                    "insert into bargaining_unit (local_id, id, employer_id, name) values (?, ?, ?, 'Unit')",
                    local.id(),
                    id(),
                    employer);
            place(local, employer, first, "First School");
            place(local, employer, second, "Second School");
            var names = new String[] {"Nadia Rosas", "Omar Teixeira", "Pia O'Neil", "Far Away", "Quin Lee", "Rae"};
            var entries = new ArrayList<Roll.Entry>();
            for (int i = 0; i < people.length; i++) {
                entries.add(entry(people[i], names[i], i < 3 ? first : second));
            }
            roll.apply(new Roll.Source(local.id(), employer, id(), false), entries, List.of(), part -> {});
            sql.execute(
                    "insert into issue (local_id, id, label, position) values (?, ?, 'Wages', 1)", local.id(), id());
            sql.execute("insert into ask (local_id, id, label, position) values (?, ?, 'Sign', 1)", local.id(), id());
            return null;
        });
        return new Home(
                local,
                employer,
                first,
                second,
                people[0],
                people[1],
                people[3],
                account(Role.OFFICER, local.id(), null, null),
                account(Role.REP, local.id(), first, null),
                account(Role.ORGANIZER, local.id(), first, null),
                account(Role.MEMBER, local.id(), null, people[0]));
    }

    private void place(Local local, UUID employer, UUID id, String name) {
        sql.execute("insert into worksite (id, employer_id, name) values (?, ?, ?)", id, employer, name);
        sql.execute(
                "insert into worksite_name (local_id, employer_id, folded_name, worksite_id) values (?, ?, ?, ?)",
                local.id(),
                employer,
                PersonName.fold(name),
                id);
    }

    private static Roll.Entry entry(UUID id, String name, UUID worksite) {
        return new Roll.Entry(
                id,
                true,
                PersonName.read(name),
                worksite,
                null,
                "Para",
                null,
                null,
                null,
                null,
                "+15085550100",
                null,
                null,
                "MEMBER");
    }

    /** So many more people at the first worksite, with names of up to forty letters. */
    public void crowd(Home home, int people) {
        as(Viewer.shell(home.local().id()), () -> {
            var entries = new ArrayList<Roll.Entry>();
            for (int i = 0; i < people; i++) {
                var name = "Crowd Number" + "abcdefghijklmnopqrstuvwxyz".substring(0, i % 26) + " " + i;
                entries.add(entry(id(), name, home.first()));
            }
            roll.apply(
                    new Roll.Source(home.local().id(), home.employer(), id(), false), entries, List.of(), part -> {});
            return null;
        });
    }

    public UUID id() {
        return Ids.at(clock.now().toEpochMilli());
    }

    /** An account with one role. */
    public UUID account(Role role, @Nullable Integer local, @Nullable UUID worksite, @Nullable UUID member) {
        var email = role.name().toLowerCase(java.util.Locale.ROOT) + NEXT.incrementAndGet() + "@example.org";
        return java.util.Objects.requireNonNull(transaction.execute(t -> {
            var account = accounts.findOrOpen(email, "Test " + role);
            hold(account, role, local, worksite, member);
            return account;
        }));
    }

    /** One more role for an account. */
    public void appoint(UUID account, Role role, @Nullable Integer local, @Nullable UUID member) {
        transaction.executeWithoutResult(t -> hold(account, role, local, null, member));
    }

    private void hold(
            UUID account, Role role, @Nullable Integer local, @Nullable UUID worksite, @Nullable UUID member) {
        accounts.hold(account, new Accounts.Holding(id(), role, local, member, worksite, clock.today(), null));
    }

    /** A local lets someone of the staff see names. */
    public void grant(Local local, UUID staff, UUID officer) {
        transaction.executeWithoutResult(t -> sql.execute(
                "insert into name_grant (id, of_local, account_id, from_on, until_on, granted_by) values (?, ?, ?, ?, ?, ?)",
                id(),
                local.id(),
                staff,
                clock.today(),
                clock.today().plusDays(30),
                officer));
    }

    public Viewer viewer(UUID account) {
        return viewers.find(account).orElseThrow();
    }

    /** The value of a session cookie for an account. */
    public String session(UUID account) {
        return begin(sessions, account);
    }

    private static <S extends org.springframework.session.Session> String begin(
            FindByIndexNameSessionRepository<S> store, UUID account) {
        var session = store.createSession();
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                account.toString(), null, AuthorityUtils.createAuthorityList("ROLE_SIGNED_IN")));
        session.setAttribute("SPRING_SECURITY_CONTEXT", context);
        store.save(session);
        return Base64.getEncoder().encodeToString(session.getId().getBytes(StandardCharsets.UTF_8));
    }

    /** Runs work in one transaction as a viewer. */
    public <T> T as(Viewer viewer, Supplier<T> work) {
        return viewer.call(() -> transaction.execute(t -> work.get()));
    }

    /** One count, as a viewer sees it. */
    public int count(Viewer viewer, String query, Object... bindings) {
        return as(
                viewer, () -> ((Number) java.util.Objects.requireNonNull(sql.fetchValue(query, bindings))).intValue());
    }

    /** Signs a mock request in, with the token its form would carry. */
    public static RequestPostProcessor in(UUID account) {
        var signedIn = user(account.toString());
        return request -> form().postProcessRequest(signedIn.postProcessRequest(request));
    }

    /**
     * A form's token and its cookie, as the application itself hands them out: the masked token is random bytes and the
     * token under them, and zeros are as random as any. (The test library's own way changes the filter of the server that
     * the browser talks to.)
     */
    public static RequestPostProcessor form() {
        return request -> {
            var token = "00000000-0000-4000-8000-000000000000";
            var masked = new byte[2 * token.length()];
            System.arraycopy(token.getBytes(StandardCharsets.US_ASCII), 0, masked, token.length(), token.length());
            request.addParameter("_csrf", Base64.getUrlEncoder().encodeToString(masked));
            var cookies = new ArrayList<Cookie>();
            if (request.getCookies() != null) {
                cookies.addAll(List.of(request.getCookies()));
            }
            cookies.add(new Cookie("XSRF-TOKEN", token));
            request.setCookies(cookies.toArray(Cookie[]::new));
            return request;
        };
    }
}
