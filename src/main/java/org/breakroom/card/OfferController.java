package org.breakroom.card;

import static org.breakroom.access.Role.ADMIN;
import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The federation's drives and how far the locals have come that took them up. */
@Controller
class OfferController {
    private final Offers offers;
    private final Locals locals;
    private final FederationClock clock;
    private final Messages messages;

    OfferController(Offers offers, Locals locals, FederationClock clock, Messages messages) {
        this.offers = offers;
        this.locals = locals;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/drives")
    @Open({STAFF, ADMIN})
    String list(Model model) {
        var form = new DriveForm(
                "",
                CardKind.RECOMMITMENT.name(),
                messages.text("en", "federation.name"),
                clock.today().toString(),
                clock.today().plusDays(90).toString(),
                "80",
                StartingWords.of(CardKind.RECOMMITMENT, "en"),
                "");
        return page(form, Problems.none(), model);
    }

    private String page(DriveForm form, Problems problems, Model model) {
        model.addAttribute("offers", offers.list());
        model.addAttribute("counts", offers.counts());
        model.addAttribute("locals", locals.list());
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "card/offersPage";
    }

    /** Offers a drive: the English words as typed, and ours in the other languages where the English ones are ours. */
    @PostMapping("/drives")
    @Open(STAFF)
    String add(
            Viewer viewer,
            DriveForm form,
            @RequestParam(defaultValue = "") String translations,
            HttpServletResponse response,
            Model model) {
        var problems = Problems.none();
        var id = Ids.at(clock.now().toEpochMilli());
        var wanted = form.read(id, null, clock.today(), messages, problems);
        if (wanted.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(form, problems, model);
        }
        var kind = wanted.get().kind();
        var words = new LinkedHashMap<String, String>();
        words.put("en", DriveForm.words(form.words(), problems, messages));
        boolean ours = words.get("en").equals(StartingWords.of(kind, "en"));
        Messages.LANGUAGES.stream()
                .filter(l -> !l.equals("en") && ours && translations.equals("on"))
                .forEach(l -> words.put(l, StartingWords.of(kind, l)));
        var approver = DriveForm.approver(form.approver(), problems, messages);
        offers.add(viewer, id, kind, wanted.get().title(), wanted.get().deadline(), words, approver);
        return "redirect:/drives?done=1";
    }

    @PostMapping("/drives/{id}/end")
    @Open(STAFF)
    String end(@PathVariable UUID id) {
        offers.end(id);
        return "redirect:/drives?done=1";
    }
}
