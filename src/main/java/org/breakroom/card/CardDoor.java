package org.breakroom.card;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.breakroom.access.NotFound;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.Sha256;
import org.breakroom.mail.Letters;
import org.breakroom.member.Contacts;
import org.breakroom.member.Members;
import org.breakroom.member.Merges;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What a card's address opens to someone without an account, and what her browser shows of an account she proved. */
@Component
class CardDoor {
    static final String COOKIE = "card";
    static final String DEVICE = "device";
    private static final int AGENT_MAX = 300;

    private final Drafts drafts;
    private final Drives drives;
    private final Members members;
    private final Merges merges;
    private final Locals locals;
    private final Letters letters;
    private final FederationClock clock;
    private final TransactionTemplate transaction;

    CardDoor(
            Drafts drafts,
            Drives drives,
            Members members,
            Merges merges,
            Locals locals,
            Letters letters,
            FederationClock clock,
            TransactionTemplate transaction) {
        this.drafts = drafts;
        this.drives = drives;
        this.members = members;
        this.merges = merges;
        this.locals = locals;
        this.letters = letters;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Who writes for someone without an account: a hand that sees the one local's rows for the one card. */
    static Viewer door(Local local) {
        return Viewer.shell(local.id());
    }

    /** Works in a transaction of its own as that hand. */
    <T extends @Nullable Object> T within(Local local, Supplier<T> work) {
        return door(local).call(() -> transaction.execute(t -> work.get()));
    }

    /** What a token opens, as far as one may see it. */
    record Case(Local local, String token, Drafts.Link link, Drive drive, Members.@Nullable Person person) {
        String here() {
            return local.path() + "/card/" + token;
        }
    }

    Case open(int number, String token) {
        var local = locals.findByNumber(number).orElseThrow(NotFound::new);
        return within(local, () -> {
            var link = drafts.link(local, token).orElseThrow(NotFound::new);
            var drive = drives.require(local, link.drive());
            var person = link.member() == null
                    ? null
                    : members.find(
                                    door(local),
                                    local,
                                    merges.standsFor(local.id(), link.member()).orElse(link.member()))
                            .orElse(null);
            return new Case(local, Receipts.read(token), link, drive, person);
        });
    }

    /** Why nobody signs here any more, or not again; null when one does. */
    @Nullable
    String closed(Case c) {
        if (c.link().used() != null && c.link().member() != null) {
            return "card.linkUsed";
        }
        if (c.link().expires().isBefore(clock.now()) || !c.drive().open(clock.today())) {
            return "card.over";
        }
        return c.link().member() != null && c.person() == null ? "card.left" : null;
    }

    /** The accounts on file that a personal link may send a code to, masked, by their kind. */
    Map<String, String> choices(Case c) {
        var choices = new LinkedHashMap<String, String>();
        if (c.person() != null) {
            Contacts.inUse(c.person()).forEach((kind, value) -> {
                if (kind.equals("EMAIL") || kind.equals("PHONE") && letters.canText()) {
                    choices.put(kind, new Drafts.Box(kind, value).masked());
                }
            });
        }
        return choices;
    }

    static String job(Members.Person person) {
        return person.job() == null ? "–" : person.job();
    }

    static Drafts.From from(HttpServletRequest request) {
        var agent = request.getHeader("User-Agent");
        var said = agent == null ? "" : agent.length() > AGENT_MAX ? agent.substring(0, AGENT_MAX) : agent;
        // the browser's own number goes into the evidence as a hash: it tells devices apart and opens nothing
        var session =
                cookie(request, DEVICE).map(d -> Sha256.hex(d).substring(0, 32)).orElse("");
        return new Drafts.From(request.getRemoteAddr(), said, session);
    }

    static Optional<String> cookie(HttpServletRequest request, String name) {
        return request.getCookies() == null
                ? Optional.empty()
                : Arrays.stream(request.getCookies())
                        .filter(k -> k.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    static void send(
            HttpServletResponse response,
            HttpServletRequest request,
            String name,
            String value,
            String path,
            Duration age) {
        var cookie = new Cookie(name, value);
        cookie.setHttpOnly(true);
        cookie.setPath(path);
        cookie.setMaxAge((int) age.toSeconds());
        cookie.setAttribute("SameSite", "Lax");
        cookie.setSecure(request.isSecure());
        response.addCookie(cookie);
    }

    /** The draft that this browser began under this token. */
    Optional<Drafts.Draft> draft(Case c, HttpServletRequest request) {
        return cookie(request, COOKIE)
                .flatMap(value -> {
                    int dot = value.indexOf('.');
                    return dot < 0
                            ? Optional.<Drafts.Draft>empty()
                            : Ids.read(value.substring(0, dot))
                                    .flatMap(id -> within(
                                            c.local(), () -> drafts.find(c.local(), id, value.substring(dot + 1))));
                })
                .filter(d -> d.link().equals(c.link().id()));
    }

    /** Who she is on file, known once her account is proved. */
    Members.@Nullable Person person(Case c, Drafts.Draft draft) {
        var member = draft.member();
        if (member == null) {
            return null;
        }
        return within(c.local(), () -> members.find(door(c.local()), c.local(), member))
                .orElse(null);
    }
}
