package org.breakroom.card;

import static org.breakroom.access.Role.ADMIN;
import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
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
        var today = clock.today();
        var form = DriveForm.fresh(
                CardKind.RECOMMITMENT, messages.text("en", "federation.name"), today, today.plusDays(90));
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

    /** Offers a drive with its words in all languages, each approved by somebody by name. */
    @PostMapping("/drives")
    @Open(STAFF)
    String add(Viewer viewer, @RequestParam Map<String, String> sent, HttpServletResponse response, Model model) {
        var form = DriveForm.of(sent);
        var problems = Problems.none();
        var wanted = form.read(Ids.at(clock.now().toEpochMilli()), null, clock.today(), messages, problems);
        if (wanted.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(form, problems, model);
        }
        offers.add(
                viewer,
                wanted.get(),
                form.texts().values().stream().map(TypedWords::tidied).toList());
        return "redirect:/drives?done=1";
    }

    @PostMapping("/drives/{id}/end")
    @Open(STAFF)
    String end(@PathVariable UUID id) {
        offers.end(id);
        return "redirect:/drives?done=1";
    }
}
