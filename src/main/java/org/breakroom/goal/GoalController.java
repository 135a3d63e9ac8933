package org.breakroom.goal;

import static org.breakroom.access.Role.ADMIN;
import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;
import static org.breakroom.access.Role.STAFF;

import java.util.Arrays;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.Ids;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The boards: the federation's, a local's, and the people behind a number. */
@Controller
class GoalController {
    private final Goals goals;
    private final Worksites worksites;

    GoalController(Goals goals, Worksites worksites) {
        this.goals = goals;
        this.worksites = worksites;
    }

    @GetMapping("/goals")
    @Open({STAFF, ADMIN})
    String federation(Viewer viewer, Model model) {
        model.addAttribute("board", goals.federation());
        model.addAttribute("granted", viewer.granted());
        return "goal/federationPage";
    }

    @GetMapping("/locals/{local}/goals")
    @Open({REP, ORGANIZER, OFFICER, STAFF, ADMIN, org.breakroom.access.Role.MEMBER})
    String local(Viewer viewer, Local local, Model model) {
        model.addAttribute("board", goals.local(local));
        model.addAttribute("reach", viewer.reach(local.id()));
        return "goal/localPage";
    }

    @GetMapping("/locals/{local}/goals/{measure}")
    @Open({REP, ORGANIZER, OFFICER, STAFF})
    String rows(
            Viewer viewer,
            Local local,
            @PathVariable String measure,
            @RequestParam(defaultValue = "yes") String met,
            @RequestParam(defaultValue = "") String worksite,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        if (!viewer.reach(local.id()).names()) {
            throw new NotFound();
        }
        var counted = Arrays.stream(Goals.Measure.values())
                .filter(m -> m.word().equals(measure))
                .findFirst()
                .orElseThrow(NotFound::new);
        UUID place = worksite.isEmpty() ? null : Ids.read(worksite).orElseThrow(NotFound::new);
        model.addAttribute("local", local);
        model.addAttribute("measure", counted);
        model.addAttribute("met", !met.equals("no"));
        model.addAttribute(
                "place", place == null ? null : worksites.find(local, place).orElseThrow(NotFound::new));
        model.addAttribute("rows", goals.rows(viewer, local, counted, !met.equals("no"), place, page));
        return "goal/rowsPage";
    }
}
