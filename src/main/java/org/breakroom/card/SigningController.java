package org.breakroom.card;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.answer.OwnTransaction;
import org.breakroom.guard.Guard;
import org.breakroom.guard.Limits;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.Email;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.PersonName;
import org.breakroom.kernel.Phone;
import org.breakroom.kernel.Sha256;
import org.breakroom.mail.Letters;
import org.breakroom.member.Contacts;
import org.breakroom.member.Members;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.breakroom.ui.Refused;
import org.breakroom.ui.Spoken;
import org.breakroom.ui.TooOften;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Signing without an account: a link or a poster's code, a one-time code to one's own account, then the card. It says the
 * same to everybody until an account is proved, so nobody learns who is a member.
 */
@Controller
class SigningController {
    static final String FORM = "card";
    private static final int CODES_AN_HOUR = 5;
    /** So many codes an hour by one link or poster for browsers that did no work: they use up none of the others'. */
    private static final int CODES_WITHOUT_WORK = 200;

    private static final int CODES_WITH_WORK = 2_000;
    private static final int TRIES_AN_HOUR = 600;

    private final Drafts drafts;
    private final Drives drives;
    private final Signing signing;
    private final CardDoor cards;
    private final Guard guard;
    private final Letters letters;
    private final FederationClock clock;
    private final Messages messages;
    private final Limits boxes = new Limits(CODES_AN_HOUR);
    private final Limits unworked = new Limits(CODES_WITHOUT_WORK);
    private final Limits worked = new Limits(CODES_WITH_WORK);
    private final Limits tries = new Limits(TRIES_AN_HOUR);

    SigningController(
            Drafts drafts,
            Drives drives,
            Signing signing,
            CardDoor cards,
            Guard guard,
            Letters letters,
            FederationClock clock,
            Messages messages) {
        this.drafts = drafts;
        this.drives = drives;
        this.signing = signing;
        this.cards = cards;
        this.guard = guard;
        this.letters = letters;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/locals/{local}/card/{token}")
    @Open(toAll = true)
    @OwnTransaction
    String start(
            @PathVariable int local,
            @PathVariable String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var c = cards.open(local, token);
        if (CardDoor.cookie(request, CardDoor.DEVICE).isEmpty()) {
            CardDoor.send(
                    response, request, CardDoor.DEVICE, Receipts.token(), "/locals/" + local, Duration.ofDays(365));
        }
        return startPage(c, "", "", "", Problems.none(), response, model);
    }

    private String startPage(
            CardDoor.Case c,
            String name,
            String to,
            String contact,
            Problems problems,
            HttpServletResponse response,
            Model model) {
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        var closed = cards.closed(c);
        model.addAttribute("local", c.local());
        model.addAttribute("drive", c.drive());
        model.addAttribute("here", c.here());
        model.addAttribute("closed", closed);
        if (closed == null) {
            var w = cards.within(
                    c.local(), () -> drives.wording(c.local(), c.drive().id(), Spoken.now()));
            var blank = "________";
            model.addAttribute(
                    "words",
                    c.person() == null
                            ? w.filled(blank, blank, c.local().name())
                            : w.filled(
                                    c.person().name(),
                                    CardDoor.job(c.person()),
                                    c.local().name()));
            model.addAttribute("wording", w);
            model.addAttribute("ticket", guard.ticket(FORM));
        }
        model.addAttribute("person", c.person());
        model.addAttribute("choices", cards.choices(c));
        model.addAttribute("canText", letters.canText());
        model.addAttribute("name", name);
        model.addAttribute("to", to);
        model.addAttribute("contact", contact);
        model.addAttribute("problems", problems);
        return "card/startPage";
    }

    @PostMapping("/locals/{local}/card/{token}")
    @Open(toAll = true)
    @OwnTransaction
    String sendCode(
            @PathVariable int local,
            @PathVariable String token,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String contact,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var c = cards.open(local, token);
        if (cards.closed(c) != null) {
            return startPage(c, name, to, contact, Problems.none(), response, model);
        }
        var problems = Problems.none();
        var said = c.person() == null ? PersonName.tidy(name) : c.person().name();
        if (c.person() == null
                && (said.length() > PersonName.LENGTH_MAX || said.codePoints().noneMatch(Character::isLetter))) {
            problems.add("name", messages.here("problem.cardName", PersonName.LENGTH_MAX));
        } else if (c.person() == null && DangerousData.in(said)) {
            problems.add("name", messages.here("problem.dangerous"));
        }
        var box = box(c, to, contact, problems);
        boolean often = false;
        if (!problems.any()) {
            switch (guard.look(request, FORM)) {
                case PROGRAM -> problems.add("contact", messages.here("problem.guardProgram"));
                case STALE -> problems.add("contact", messages.here("problem.guardStale"));
                case TOO_OFTEN -> often = true;
                case PERSON ->
                    often = !boxes.take(box.map(Drafts.Box::value).orElse(""))
                            || !(Guard.worked(request) ? worked : unworked)
                                    .take(c.link().id().toString());
            }
        }
        if (often) {
            problems.add("contact", messages.here("error.tooOften.text"));
        }
        if (problems.any()) {
            var page = startPage(c, name, to, contact, problems, response, model);
            if (often) {
                TooOften.mark(response);
            }
            return page;
        }
        var from = CardDoor.from(request);
        var begun = cards.within(c.local(), () -> {
            var member = c.person() != null
                    ? Optional.of(c.person().id())
                    : drafts.known(c.local(), said, box.orElseThrow());
            var version =
                    drives.wording(c.local(), c.drive().id(), Spoken.now()).version();
            return drafts.begin(
                    c.local(), c.link(), c.drive(), member.orElse(null), said, box.orElseThrow(), version, from);
        });
        CardDoor.send(
                response, request, CardDoor.COOKIE, begun.id() + "." + begun.secret(), c.here(), Drafts.SIGN_WITHIN);
        return "redirect:" + c.here() + "/code";
    }

    private Optional<Drafts.Box> box(CardDoor.Case c, String to, String contact, Problems problems) {
        if (c.person() != null && cards.choices(c).containsKey(to)) {
            return Optional.of(new Drafts.Box(
                    to,
                    java.util.Objects.requireNonNull(Contacts.inUse(c.person()).get(to))));
        }
        var typed = PersonName.tidy(contact.length() > 300 ? "" : contact);
        var mail = Email.read(typed).map(e -> new Drafts.Box("EMAIL", e.address()));
        var found = mail.or(() ->
                letters.canText() ? Phone.read(typed).map(p -> new Drafts.Box("PHONE", p.e164())) : Optional.empty());
        if (found.isEmpty()) {
            problems.add("contact", messages.here(letters.canText() ? "problem.cardContact" : "problem.email"));
        }
        return found;
    }

    @GetMapping("/locals/{local}/card/{token}/code")
    @Open(toAll = true)
    @OwnTransaction
    String code(
            @PathVariable int local,
            @PathVariable String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var c = cards.open(local, token);
        var draft = cards.draft(c, request);
        return draft.isEmpty() ? "redirect:" + c.here() : codePage(c, draft.get(), Problems.none(), response, model);
    }

    private static String codePage(
            CardDoor.Case c, Drafts.Draft draft, Problems problems, HttpServletResponse response, Model model) {
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        model.addAttribute("local", c.local());
        model.addAttribute("drive", c.drive());
        model.addAttribute("here", c.here());
        // what she typed is hers to read; what is on file is masked until the code is right
        model.addAttribute(
                "box", c.person() == null ? draft.box().value() : draft.box().masked());
        model.addAttribute("minutes", Drafts.CODE_GOOD.toMinutes());
        model.addAttribute("problems", problems);
        return "card/codePage";
    }

    @PostMapping("/locals/{local}/card/{token}/code")
    @Open(toAll = true)
    @OwnTransaction
    String verify(
            @PathVariable int local,
            @PathVariable String token,
            @RequestParam(defaultValue = "") String code,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var c = cards.open(local, token);
        if (!tries.take(Limits.network(request.getRemoteAddr()))) {
            throw new TooOften();
        }
        var draft = cards.draft(c, request);
        if (draft.isEmpty()) {
            return "redirect:" + c.here();
        }
        boolean right = draft.get().verified() != null
                || cards.within(c.local(), () -> drafts.verify(c.local(), draft.get(), code));
        if (!right) {
            return codePage(
                    c, draft.get(), Problems.none().add("code", messages.here("problem.cardCode")), response, model);
        }
        return "redirect:" + c.here() + "/signature";
    }

    @GetMapping("/locals/{local}/card/{token}/signature")
    @Open(toAll = true)
    @OwnTransaction
    String card(
            @PathVariable int local,
            @PathVariable String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var c = cards.open(local, token);
        var draft = cards.draft(c, request).filter(d -> d.verified() != null);
        if (draft.isEmpty()) {
            return "redirect:" + c.here();
        }
        var d = draft.get();
        var signed = cards.within(c.local(), () -> signing.receipt(c.local(), d.id()));
        if (signed.isPresent()) {
            return "redirect:" + c.here(); // the tablet goes round: what she signed is hers to look at, by her receipt
        }
        var person = cards.person(c, d);
        // what is on file is shown to whoever proved an account that is on file
        var inUse = person == null || !proved(c, d) ? Map.<String, String>of() : Contacts.inUse(person);
        var box = draft.get().box();
        var phone = inUse.getOrDefault("PHONE", box.kind().equals("PHONE") ? box.value() : "");
        var form = new SignForm(
                "",
                person == null ? "" : CardDoor.job(person),
                phone.isEmpty() ? "" : new Phone(phone).shown(),
                box.kind().equals("EMAIL") ? box.value() : inUse.getOrDefault("EMAIL", ""),
                inUse.getOrDefault("ADDRESS", ""),
                null,
                "",
                "");
        return cardPage(c, draft.get(), person, form, Problems.none(), response, model);
    }

    private boolean proved(CardDoor.Case c, Drafts.Draft d) {
        return cards.within(c.local(), () -> drafts.owned(c.local(), d));
    }

    private String cardPage(
            CardDoor.Case c,
            Drafts.Draft draft,
            Members.@Nullable Person person,
            SignForm form,
            Problems problems,
            HttpServletResponse response,
            Model model) {
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        var words = cards.within(c.local(), () -> {
            var w = drives.wording(c.local(), c.drive().id(), Spoken.now());
            var name = person == null ? draft.saidName() : person.name();
            // without a job on file the card names the one she gives below, which is evidence of its own
            var filled = w.filled(
                    name,
                    person == null ? messages.here("card.jobBelow") : CardDoor.job(person),
                    c.local().name());
            drafts.show(c.local(), draft, w, filled);
            model.addAttribute("wording", w);
            return filled;
        });
        model.addAttribute("local", c.local());
        model.addAttribute("drive", c.drive());
        model.addAttribute("here", c.here());
        model.addAttribute("words", words);
        model.addAttribute("textHash", Sha256.hex(words));
        model.addAttribute("person", person);
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "card/cardPage";
    }

    @PostMapping("/locals/{local}/card/{token}/signature")
    @Open(toAll = true)
    @OwnTransaction
    String sign(
            @PathVariable int local,
            @PathVariable String token,
            SignForm form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var c = cards.open(local, token);
        var draft = cards.draft(c, request).filter(d -> d.verified() != null);
        if (draft.isEmpty()) {
            return startPage(
                    c,
                    form.name(),
                    "",
                    "",
                    Problems.none().add("contact", messages.here("problem.cardAgain")),
                    response,
                    model);
        }
        var d = draft.get();
        var known = cards.within(c.local(), () -> signing.receipt(c.local(), d.id()));
        if (known.isPresent()) {
            return "redirect:" + c.local().path() + "/receipts/" + known.get() + "?signed=1";
        }
        if (cards.closed(c) != null) {
            return startPage(c, form.name(), "", "", Problems.none(), response, model);
        }
        var person = cards.person(c, d);
        var problems = Problems.none();
        var name = form.named(messages, problems);
        var job = person == null ? form.jobbed(messages, problems) : CardDoor.job(person);
        var contacts = form.contacts(messages, problems);
        var mark = form.drawn(messages, problems);
        if (form.agree() == null) {
            problems.add("agree", messages.here("problem.cardAgree"));
        }
        if (d.shown() == null || !Sha256.hex(d.shown()).equals(form.text())) {
            problems.add("agree", messages.here("problem.cardText"));
        }
        if (problems.any()) {
            return cardPage(c, d, person, form, problems, response, model);
        }
        try {
            var receipt = sign(c, d, person, new Said(name, job, contacts, mark), CardDoor.from(request));
            CardDoor.send(response, request, CardDoor.COOKIE, "", c.here(), Duration.ZERO);
            return "redirect:" + c.local().path() + "/receipts/" + receipt.receipt() + "?signed=1";
        } catch (Refused e) {
            return cardPage(c, d, person, form, Problems.none().add("name", e.getMessage()), response, model);
        }
    }

    /** What she gave, in canonical form. */
    private record Said(String name, String job, Map<String, String> contacts, String mark) {}

    private Signing.Receipt sign(
            CardDoor.Case c, Drafts.Draft d, Members.@Nullable Person person, Said said, Drafts.From here) {
        var local = c.local();
        var hand = Viewer.recorder(new UUID(0, 0), said.name(), local.id());
        return cards.within(local, () -> {
            var signer = new Signature.Signer(
                    person == null ? null : person.id(),
                    person == null ? "" : person.name(),
                    said.name(),
                    said.mark(),
                    said.job(),
                    person == null ? "" : drives.employer(local, person.id()));
            var signature = new Signature(
                    d.id(),
                    c.drive(),
                    d.version(),
                    d.language(),
                    java.util.Objects.requireNonNull(d.shown()),
                    signer,
                    account("EMAIL", d, said),
                    account("PHONE", d, said),
                    said.contacts().getOrDefault("ADDRESS", ""),
                    messages.here("card.agree"),
                    clock.today(),
                    java.util.Objects.requireNonNull(d.shownAt()),
                    new Signature.Way(
                            c.link().member() == null ? Channel.POSTER : Channel.LINK,
                            null,
                            "",
                            here.network(),
                            here.agent(),
                            here.session(),
                            "",
                            ""),
                    drafts.flags(local, d, here, person, said.name()));
            var receipt = signing.sign(hand, local, signature);
            drafts.spend(local, d, c.link().member() != null);
            return receipt;
        });
    }

    /** An account as she gave it; the one that got the code is verified by it, and named where she gives another now. */
    private static Signature.Account account(String kind, Drafts.Draft d, Said said) {
        var value = said.contacts().getOrDefault(kind, "");
        if (!d.box().kind().equals(kind)) {
            return Signature.Account.said(value);
        }
        var how = d.box().value().equals(value) ? "CODE" : "CODE " + d.box().value();
        return new Signature.Account(value, how, d.verified());
    }
}
