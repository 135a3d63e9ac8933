package org.breakroom.signin;

import static org.breakroom.access.Role.OFFICER;

import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.UUID;
import org.breakroom.access.Audit;
import org.breakroom.access.Grants;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Which of the federation's staff a local lets see names, and the log of who saw and did what. */
@Controller
class GrantController {
    private static final int MONTHS_MAX = 12;

    private final Grants grants;
    private final Audit audit;
    private final FederationClock clock;
    private final Messages messages;

    GrantController(Grants grants, Audit audit, FederationClock clock, Messages messages) {
        this.grants = grants;
        this.audit = audit;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/locals/{local}/grants")
    @Open(OFFICER)
    String list(Viewer viewer, Local local, Model model) {
        viewer.require(OFFICER, local.id());
        return page(local, new GrantForm("", ""), Problems.none(), model);
    }

    private String page(Local local, GrantForm form, Problems problems, Model model) {
        model.addAttribute("local", local);
        model.addAttribute("grants", grants.list(local.id()));
        model.addAttribute("staff", grants.staff());
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "signin/grantsPage";
    }

    @PostMapping("/locals/{local}/grants")
    @Open(OFFICER)
    String give(Viewer viewer, Local local, GrantForm form, HttpServletResponse response, Model model) {
        viewer.require(OFFICER, local.id());
        var problems = Problems.none();
        var staff = Ids.read(form.staff())
                .flatMap(id -> grants.staff().stream()
                        .filter(s -> s.account().equals(id))
                        .findFirst());
        if (staff.isEmpty()) {
            problems.add("staff", messages.here("problem.staff"));
        }
        var until = Days.read(form.until());
        if (until.isEmpty()
                || until.get().isBefore(clock.today())
                || until.get().isAfter(clock.today().plusMonths(MONTHS_MAX))) {
            problems.add("until", messages.here("problem.grantUntil", MONTHS_MAX));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(local, form, problems, model);
        }
        grants.give(
                viewer,
                local.id(),
                Ids.at(clock.now().toEpochMilli()),
                staff.orElseThrow().account(),
                until.orElseThrow());
        audit.record(viewer, local.id(), "grant.given", staff.orElseThrow().name() + ", " + until.orElseThrow());
        return "redirect:" + local.path() + "/grants";
    }

    @PostMapping("/locals/{local}/grants/{id}/revocation")
    @Open(OFFICER)
    String revoke(Viewer viewer, Local local, @PathVariable UUID id) {
        viewer.require(OFFICER, local.id());
        var whose = grants.revoke(local.id(), id).orElseThrow(NotFound::new);
        audit.record(viewer, local.id(), "grant.revoked", whose);
        return "redirect:" + local.path() + "/grants";
    }

    /** The log, to be read and searched. */
    @GetMapping("/locals/{local}/audit")
    @Open(OFFICER)
    String log(
            Viewer viewer,
            Local local,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        viewer.require(OFFICER, local.id());
        @Nullable LocalDate since = Days.read(from).orElse(null);
        model.addAttribute("local", local);
        model.addAttribute("query", q);
        model.addAttribute("act", act);
        model.addAttribute("from", since == null ? "" : since.toString());
        model.addAttribute("entries", audit.list(local.id(), q, act, since, page));
        return "signin/auditPage";
    }
}
