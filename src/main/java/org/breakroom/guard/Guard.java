package org.breakroom.guard;

import static org.breakroom.db.Tables.GUARD_SECRET;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.altcha.altcha.Altcha;
import org.breakroom.kernel.FederationClock;
import org.breakroom.ui.OutageMet;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands before every form that anyone may send. A browser with JavaScript does some work for it (ALTCHA's protocol,
 * SHA-256); one without gets by a few times an hour, for a one-time code follows in any case. A program gives itself away by
 * the field that people do not see, by haste, by work it did not do, or by its number.
 */
@Component
public class Guard {
    /** How long a page may stay open before it has to be loaded again. */
    public static final Duration GOOD_FOR = Duration.ofHours(2);

    /** The field that only programs fill in. */
    static final String TRAP = "website";

    static final String OPENED = "_opened";
    static final String WORK = "_work";

    /** On average half of this many hashes: under a second on a phone of ten years ago, and on every try of a program. */
    static final long WORK_MAX = 40_000;

    /** A school behind one address signs in its ten-minute meeting. */
    static final int WITH_WORK = 600;

    static final int WITHOUT_WORK = 30;
    /** The attribute of a request that showed a proof. */
    private static final String SHOWN = Guard.class.getName();

    private static final Duration HASTE = Duration.ofMillis(1500);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SECRET_BYTES = 32;
    private static final int PROOFS_REMEMBERED = 200_000;

    private final DSLContext sql;
    private final FederationClock clock;
    private final JsonMapper json;
    private final Limits withWork = new Limits(WITH_WORK);
    private final Limits withoutWork = new Limits(WITHOUT_WORK);
    private final Cache<String, Boolean> used = Caffeine.newBuilder()
            .maximumSize(PROOFS_REMEMBERED)
            .expireAfterWrite(GOOD_FOR.plusHours(1))
            .build();
    private volatile @Nullable String secret;

    Guard(DSLContext sql, FederationClock clock, JsonMapper json) {
        this.sql = sql;
        this.clock = clock;
        this.json = json;
    }

    /** What the guard thinks of a form that was sent. */
    public enum Verdict {
        /** A person, as far as one can tell. */
        PERSON,
        /** It came faster than anyone reads, with the field filled in that nobody sees, or with work that is none. */
        PROGRAM,
        /** The page was open too long, or its proof was used before: a person loads it again. */
        STALE,
        /** Too many from one network. */
        TOO_OFTEN
    }

    /**
     * What a page with a form carries.
     *
     * @param opened when it was made, signed
     * @param challenge the work to be done, as ALTCHA's JSON
     */
    public record Ticket(String opened, String challenge) {}

    /** A ticket for one form. */
    public Ticket ticket(String form) {
        var now = clock.now();
        try {
            var challenge = Altcha.createChallenge(new Altcha.ChallengeOptions()
                    .setAlgorithm(Altcha.Algorithm.SHA256)
                    .setHmacKey(secret())
                    .setMaxNumber(WORK_MAX)
                    .setExpires(now.plus(GOOD_FOR).getEpochSecond())
                    .addParam("form", form));
            var work = json.writeValueAsString(Map.of(
                    "algorithm", challenge.algorithm,
                    "challenge", challenge.challenge,
                    "maxnumber", challenge.maxnumber,
                    "salt", challenge.salt,
                    "signature", challenge.signature));
            // of its own, for two may open a page in the same millisecond
            var page = now.toEpochMilli() + "." + Long.toHexString(RANDOM.nextLong());
            return new Ticket(page + "." + sign(form, page), work);
        } catch (Exception e) {
            throw new IllegalStateException("no challenge", e);
        }
    }

    private String sign(String form, String page) {
        try {
            return Altcha.hmacHex(
                    Altcha.Algorithm.SHA256, (form + " " + page).getBytes(StandardCharsets.UTF_8), secret());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Looks at a form that was sent; its proof, or the page it came from, can be shown once, or again after an outage. */
    public Verdict look(HttpServletRequest request, String form) {
        if (said(request, TRAP).length() > 0) {
            return Verdict.PROGRAM;
        }
        var opened = opened(said(request, OPENED), form);
        if (opened == null) {
            return Verdict.PROGRAM;
        }
        var age = Duration.between(opened, clock.now());
        if (age.compareTo(HASTE) < 0) {
            return Verdict.PROGRAM;
        }
        if (age.compareTo(GOOD_FOR) > 0) {
            return Verdict.STALE;
        }
        var network = form + " " + Limits.network(request.getRemoteAddr());
        var work = said(request, WORK);
        // by what was solved, not by how it is written: one solution can be written many ways
        var shown = work.isEmpty() ? said(request, OPENED) : done(work, form);
        if (shown.isEmpty()) {
            return Verdict.PROGRAM;
        }
        if (used.asMap().putIfAbsent(shown, true) != null) {
            return Verdict.STALE;
        }
        request.setAttribute(SHOWN, shown);
        return (work.isEmpty() ? withoutWork : withWork).take(network) ? Verdict.PERSON : Verdict.TOO_OFTEN;
    }

    /** Whether a form came from a browser that did some work for it: what costs nothing shall not use up what costs something. */
    public static boolean worked(HttpServletRequest request) {
        return !said(request, WORK).isEmpty();
    }

    /** A person whose form met an outage sends it again as it was: its proof is not used up. */
    @EventListener
    void giveBack(OutageMet outage) {
        if (outage.request().getAttribute(SHOWN) instanceof String shown) {
            used.invalidate(shown);
        }
    }

    private static String said(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }

    private @Nullable Instant opened(String text, String form) {
        int dot = text.lastIndexOf('.');
        if (dot < 1 || !same(sign(form, text.substring(0, dot)), text.substring(dot + 1))) {
            return null;
        }
        return Instant.ofEpochMilli(Long.parseLong(text.substring(0, text.indexOf('.'))));
    }

    private static boolean same(String one, String other) {
        return java.security.MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** The challenge that was solved; empty when none of ours was. */
    private String done(String work, String form) {
        try {
            var proof = json.readTree(Base64.getDecoder().decode(work));
            var salt = proof.path("salt").asString("");
            boolean solved = proof.path("number").isIntegralNumber()
                    && form.equals(Altcha.extractParams(salt).get("form"))
                    && Altcha.verifySolution(work, secret(), true);
            return solved ? proof.path("challenge").asString("") : "";
        } catch (JacksonException | IllegalArgumentException e) {
            return "";
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String secret() {
        var known = secret;
        if (known == null) {
            var bytes = new byte[SECRET_BYTES];
            RANDOM.nextBytes(bytes);
            sql.insertInto(GUARD_SECRET)
                    .set(GUARD_SECRET.ONE, true)
                    .set(GUARD_SECRET.SECRET, HexFormat.of().formatHex(bytes))
                    .onConflictDoNothing()
                    .execute();
            known = sql.select(GUARD_SECRET.SECRET).from(GUARD_SECRET).fetchSingle(r -> r.value1());
            secret = known;
        }
        return known;
    }
}
