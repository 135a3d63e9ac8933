package org.breakroom.goal;

import static org.breakroom.access.Role.ADMIN;
import static org.breakroom.access.Role.MEMBER;
import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;
import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletResponse;
import org.breakroom.access.Open;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.kernel.FederationClock;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** What counts: for everyone to read, every version of it; for the federation's staff to change. */
@Controller
class DefinitionController {
    private final Definitions definitions;
    private final FederationClock clock;
    private final Messages messages;

    DefinitionController(Definitions definitions, FederationClock clock, Messages messages) {
        this.definitions = definitions;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/goals/definitions")
    @Open({MEMBER, REP, ORGANIZER, OFFICER, STAFF, ADMIN})
    String list(Viewer viewer, Model model) {
        var year = clock.year();
        return page(viewer, DefinitionForm.of(definitions.of(year), year), Problems.none(), model);
    }

    private String page(Viewer viewer, DefinitionForm form, Problems problems, Model model) {
        model.addAttribute("versions", definitions.list());
        model.addAttribute("now", clock.year());
        model.addAttribute("mayChange", viewer.has(Role.STAFF));
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "goal/definitionsPage";
    }

    @PostMapping("/goals/definitions")
    @Open(STAFF)
    String add(Viewer viewer, DefinitionForm form, HttpServletResponse response, Model model) {
        var problems = form.check(clock.year(), messages);
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(viewer, form, problems, model);
        }
        definitions.add(viewer, form.read());
        return "redirect:/goals/definitions";
    }
}
