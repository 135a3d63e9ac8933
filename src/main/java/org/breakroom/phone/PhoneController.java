package org.breakroom.phone;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.Audit;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.answer.OwnTransaction;
import org.breakroom.card.RepCards;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.member.Members;
import org.breakroom.ui.Assets;
import org.breakroom.ui.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the application on the phone talks to: its shell, its pack, and where it hands in what was noted. */
@Controller
class PhoneController {
    static final String TOKEN = "Phone-Token";
    private static final int BODY_MAX = 2 * 1024 * 1024;
    private static final int ENTRIES_MAX = 100;
    private static final int NAME_LENGTH_MAX = 60;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The files of the shell, beside the page itself. */
    private static final List<String> SHELL = List.of(
            "css/tokens+base+parts+phone.css",
            "css/conversation.css",
            "js/draw.js",
            "js/phone/app.js",
            "js/phone/store.js",
            "js/phone/vault.js",
            "js/phone/queue.js",
            "js/phone/card.js",
            "js/phone/hours.js",
            "mark.svg",
            "vendor/libre-franklin-latin-wght-normal.woff2");

    private final Devices devices;
    private final Packs packs;
    private final Entries entries;
    private final Differences differences;
    private final Members members;
    private final Locals locals;
    private final Audit audit;
    private final Assets assets;
    private final FederationClock clock;
    private final Messages messages;
    private final TransactionTemplate transaction;
    private final String worker;

    PhoneController(
            Devices devices,
            Packs packs,
            Entries entries,
            Differences differences,
            Members members,
            Locals locals,
            Audit audit,
            Assets assets,
            FederationClock clock,
            Messages messages,
            TransactionTemplate transaction)
            throws IOException {
        this.devices = devices;
        this.packs = packs;
        this.entries = entries;
        this.differences = differences;
        this.members = members;
        this.locals = locals;
        this.audit = audit;
        this.assets = assets;
        this.clock = clock;
        this.messages = messages;
        this.transaction = transaction;
        this.worker = new ClassPathResource("static/js/phone/worker.js")
                .getContentAsString(StandardCharsets.UTF_8)
                .replace("VERSION_OF_THE_SHELL", assets.version())
                .replace(
                        "\"FILES_OF_THE_SHELL\"",
                        SHELL.stream()
                                .map(f -> "\"" + assets.prefix() + f + "\"")
                                .collect(Collectors.joining(", ")));
    }

    /** The shell: the same for everybody, with nobody in it. */
    @GetMapping("/phone")
    @Open({REP, ORGANIZER, OFFICER})
    String shell() {
        return "phone/shellPage";
    }

    @GetMapping("/phone/worker.js")
    @Open(toAll = true)
    @OwnTransaction
    ResponseEntity<String> worker() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/javascript;charset=UTF-8"))
                .cacheControl(CacheControl.noCache())
                .header("Service-Worker-Allowed", "/phone")
                .body(worker);
    }

    @GetMapping("/phone/app.webmanifest")
    @Open(toAll = true)
    @OwnTransaction
    ResponseEntity<String> manifest() {
        var icons = new ArrayList<Map<String, String>>();
        for (var size : List.of("192", "512")) {
            icons.add(icon("icons/app-" + size + ".png", size, "any"));
            icons.add(icon("icons/mask-" + size + ".png", size, "maskable"));
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/manifest+json"))
                .body(JSON.writeValueAsString(Map.of(
                        "id", "/phone",
                        "name", messages.here("phone.app"),
                        "short_name", messages.here("phone.appShort"),
                        "description", messages.here("phone.appLead"),
                        "start_url", "/phone",
                        "scope", "/",
                        "display", "standalone",
                        "background_color", "#faf7f0",
                        "theme_color", "#faf7f0",
                        "icons", icons)));
    }

    private Map<String, String> icon(String file, String size, String purpose) {
        return Map.of(
                "src", assets.prefix() + file, "sizes", size + "x" + size, "type", "image/png", "purpose", purpose);
    }

    /** What the application needs before it writes: whether somebody is signed in here, and the token of her forms. */
    @GetMapping("/phone/state")
    @Open({REP, ORGANIZER, OFFICER})
    ResponseEntity<String> state(HttpServletRequest request) {
        var token = request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken t ? t.getToken() : "";
        return json(HttpStatus.OK, Map.of("csrf", token));
    }

    private static ResponseEntity<String> json(HttpStatus status, Object body) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(JSON.writeValueAsString(body));
    }

    private ResponseEntity<String> wrong(HttpStatus status, String message) {
        return json(status, Map.of("words", messages.here(message)));
    }

    /** Reads at most {@link #BODY_MAX} bytes of JSON; null when there is more or it is none. */
    private static @Nullable JsonNode body(HttpServletRequest request) throws IOException {
        var bytes = request.getInputStream().readNBytes(BODY_MAX + 1);
        if (bytes.length > BODY_MAX) {
            return null;
        }
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Takes a phone in. */
    @PostMapping("/phone/devices")
    @Open({REP, ORGANIZER, OFFICER})
    @OwnTransaction
    ResponseEntity<String> take(Viewer viewer, HttpServletRequest request) throws IOException {
        var said = body(request);
        var id = said == null ? null : Ids.read(said.path("id").asString("")).orElse(null);
        var name = said == null ? "" : PersonName.tidy(said.path("name").asString(""));
        if (id == null || name.isEmpty() || name.length() > NAME_LENGTH_MAX) {
            return wrong(HttpStatus.UNPROCESSABLE_CONTENT, "phone.nameWrong");
        }
        int local = viewer.locals().stream()
                .filter(l -> viewer.reach(l).mayWrite())
                .findFirst()
                .orElseThrow(NotFound::new);
        var welcome = transaction.execute(t -> {
            var taken = devices.take(viewer, local, id, name);
            taken.ifPresent(w -> audit.record(viewer, local, "phone.taken", name));
            return taken;
        });
        if (welcome == null || welcome.isEmpty()) {
            return wrong(HttpStatus.CONFLICT, "phone.idTaken");
        }
        mark(request, id);
        return json(HttpStatus.OK, welcome.get());
    }

    /** The session this phone is used in, which ends with it. */
    private static void mark(HttpServletRequest request, UUID phone) {
        var session = request.getSession(false);
        if (session != null && !phone.toString().equals(session.getAttribute(Devices.SESSION_MARK))) {
            session.setAttribute(Devices.SESSION_MARK, phone.toString());
        }
    }

    /** The pack, and the server's share of its key, which the browser lets go by itself after a day. */
    @PostMapping("/phone/devices/{id}/pack")
    @Open({REP, ORGANIZER, OFFICER})
    @OwnTransaction
    ResponseEntity<String> pack(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader(name = TOKEN, required = false) @Nullable String token,
            HttpServletRequest request,
            HttpServletResponse response) {
        var phone = devices.prove(Ids.read(id).orElse(null), token)
                .filter(p -> p.device().account().equals(viewer.account()))
                .orElseThrow(NotFound::new);
        if (phone.device().revoked()) {
            return json(HttpStatus.GONE, Map.of("revoked", true, "words", messages.here("phone.revoked")));
        }
        var local = locals.require(phone.device().local());
        if (!viewer.reach(local.id()).mayWrite()) {
            return json(HttpStatus.GONE, Map.of("revoked", true, "words", messages.here("phone.noRole")));
        }
        mark(request, phone.device().id());
        var pack = Objects.requireNonNull(transaction.execute(t -> made(viewer, local, phone.device())));
        response.addHeader(
                "Set-Cookie",
                "phone-share=" + Base64.getUrlEncoder().withoutPadding().encodeToString(phone.share())
                        + "; Path=/phone; Max-Age=" + Packs.KEPT.toSeconds() + "; SameSite=Strict"
                        + (request.isSecure() ? "; Secure" : ""));
        return json(HttpStatus.OK, pack);
    }

    private Pack made(Viewer viewer, Local local, Device device) {
        var pack = packs.of(viewer, local);
        devices.packed(device.id());
        audit.record(
                viewer,
                local.id(),
                "phone.packed",
                messages.text("en", "phone.packedPeople", pack.people().size(), device.name()));
        return pack;
    }

    /** What is on file of the contact facts of somebody who is about to sign: shown to her, kept on no phone. */
    @GetMapping("/phone/devices/{id}/contacts/{member}")
    @Open({REP, ORGANIZER, OFFICER})
    @OwnTransaction
    ResponseEntity<String> contacts(
            Viewer viewer,
            @PathVariable String id,
            @PathVariable String member,
            @RequestHeader(name = TOKEN, required = false) @Nullable String token) {
        var device = own(viewer, id, token);
        var whom = Ids.read(member).orElseThrow(NotFound::new);
        var local = locals.require(device.local());
        if (device.revoked() || !viewer.reach(local.id()).mayWrite()) {
            throw new NotFound();
        }
        return json(HttpStatus.OK, Objects.requireNonNull(transaction.execute(t -> {
            var person = members.require(viewer, local, whom);
            audit.saw(viewer, local.id(), person.id(), person.name());
            return RepCards.facts(person);
        })));
    }

    /** The viewer's own phone, which shows its token. */
    private Device own(Viewer viewer, String id, @Nullable String token) {
        return devices.prove(Ids.read(id).orElse(null), token)
                .map(Devices.Secrets::device)
                .filter(d -> d.account().equals(viewer.account()))
                .orElseThrow(NotFound::new);
    }

    /** Her differences are seen: they are listed no more. */
    @PostMapping("/phone/devices/{id}/differences")
    @Open({REP, ORGANIZER, OFFICER})
    @OwnTransaction
    ResponseEntity<String> seen(
            Viewer viewer,
            @PathVariable String id,
            @RequestHeader(name = TOKEN, required = false) @Nullable String token) {
        var local = locals.require(own(viewer, id, token).local());
        transaction.executeWithoutResult(t -> differences.seen(viewer, local));
        return json(HttpStatus.OK, Map.of());
    }

    /** Where a phone hands in what was noted, signed in or not, revoked or not. */
    @PostMapping("/phone/devices/{id}/entries")
    @Open(toAll = true)
    @OwnTransaction
    ResponseEntity<String> handIn(
            @PathVariable String id,
            @RequestHeader(name = TOKEN, required = false) @Nullable String token,
            HttpServletRequest request)
            throws IOException {
        var phone = devices.prove(Ids.read(id).orElse(null), token);
        if (phone.isEmpty()) {
            return wrong(HttpStatus.UNAUTHORIZED, "phone.unknown");
        }
        var said = body(request);
        if (said == null || said.path("entries").size() > ENTRIES_MAX) {
            return wrong(HttpStatus.CONTENT_TOO_LARGE, "phone.tooMuch");
        }
        var boxes = new ArrayList<Entries.Box>();
        for (var entry : said.path("entries")) {
            var of = Ids.read(entry.path("id").asString(""));
            if (of.isEmpty()) {
                return wrong(HttpStatus.UNPROCESSABLE_CONTENT, "phone.unreadable");
            }
            boxes.add(new Entries.Box(of.get(), bytes(entry.path("box").asString(""))));
        }
        var answers = entries.take(phone.get(), sent(said), request.getRemoteAddr(), boxes);
        devices.seen(phone.get().device().id());
        return json(
                HttpStatus.OK,
                Map.of("answers", answers, "revoked", phone.get().device().revoked()));
    }

    private static byte[] bytes(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** When it was sent, by the phone's clock. */
    private Instant sent(JsonNode said) {
        try {
            return Instant.parse(said.path("sent").asString(""));
        } catch (DateTimeParseException e) {
            return clock.now();
        }
    }
}
