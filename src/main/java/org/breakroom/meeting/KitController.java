package org.breakroom.meeting;

import static org.breakroom.access.Role.ADMIN;
import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;
import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Download;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The month's kits: written by the federation's staff, read by whoever leads meetings. */
@Controller
class KitController {
    private static final int TITLE_LENGTH_MAX = 80;
    private static final int TEXT_LENGTH_MAX = 4000;

    private final Kits kits;
    private final MeetingPaper paper;
    private final FederationClock clock;
    private final Messages messages;

    KitController(Kits kits, MeetingPaper paper, FederationClock clock, Messages messages) {
        this.kits = kits;
        this.paper = paper;
        this.clock = clock;
        this.messages = messages;
    }

    /** A month as an address or a form says it; this month when it says none. */
    static Optional<YearMonth> month(String said, FederationClock clock) {
        if (said.isBlank()) {
            return Optional.of(YearMonth.from(clock.today()));
        }
        try {
            var month = YearMonth.parse(said.strip());
            return month.getYear() >= 2000 && month.getYear() < 2100 ? Optional.of(month) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @GetMapping("/kits")
    @Open({REP, ORGANIZER, OFFICER, STAFF, ADMIN})
    String list(Viewer viewer, Model model) {
        return page(viewer, new KitForm("", "", "", "", ""), Problems.none(), model);
    }

    private String page(Viewer viewer, KitForm form, Problems problems, Model model) {
        model.addAttribute("kits", kits.list());
        model.addAttribute("mayWrite", viewer.has(STAFF));
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "meeting/kitsPage";
    }

    @GetMapping("/kits/{id}")
    @Open({REP, ORGANIZER, OFFICER, STAFF, ADMIN})
    String show(@PathVariable UUID id, Model model) {
        model.addAttribute("kit", kits.find(id).orElseThrow(NotFound::new));
        return "meeting/kitPage";
    }

    @GetMapping("/kits/{id}/handout.pdf")
    @Open({REP, ORGANIZER, OFFICER, STAFF, ADMIN})
    void handout(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        var kit = kits.find(id).orElseThrow(NotFound::new);
        Download.pdf(response, "handout.pdf");
        paper.handout(kit, response.getOutputStream());
    }

    @PostMapping("/kits")
    @Open(STAFF)
    String publish(Viewer viewer, KitForm form, HttpServletResponse response, Model model) {
        var problems = Problems.none();
        var month = month(form.month(), clock);
        if (month.isEmpty() || form.month().isBlank()) {
            problems.add("month", messages.here("problem.kitMonth"));
        }
        var title = PersonName.tidy(form.title());
        problems.line("title", title, TITLE_LENGTH_MAX, "problem.kitTitle", messages);
        if (!Kit.fits(form.agenda())) {
            problems.add("agenda", messages.here("problem.kitAgenda", Kit.MINUTES_MAX));
        }
        text("agenda", form.agenda(), problems);
        text("points", form.points(), problems);
        text("handout", form.handout(), problems);
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(viewer, form, problems, model);
        }
        var id = Ids.at(clock.now().toEpochMilli());
        kits.publish(new Kit(
                id,
                month.orElseThrow(),
                title,
                form.agenda().strip(),
                form.points().strip(),
                form.handout().strip(),
                viewer.name()));
        return "redirect:/kits/" + id;
    }

    private void text(String field, String said, Problems problems) {
        if (DangerousData.in(said)) {
            problems.add(field, messages.here("problem.dangerous"));
        }
        if (said.isBlank() || said.length() > TEXT_LENGTH_MAX) {
            problems.add(field, messages.here("problem.kitText", TEXT_LENGTH_MAX));
        }
    }
}
