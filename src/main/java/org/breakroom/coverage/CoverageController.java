package org.breakroom.coverage;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.Ids;
import org.breakroom.member.Members;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The gaps of a local, and for its officers how to even them out. */
@Controller
class CoverageController {
    private final Coverage coverage;
    private final Members members;
    private final Messages messages;

    CoverageController(Coverage coverage, Members members, Messages messages) {
        this.coverage = coverage;
        this.members = members;
        this.messages = messages;
    }

    @GetMapping("/locals/{local}/coverage")
    @Open({REP, ORGANIZER, OFFICER})
    String list(Viewer viewer, Local local, Model model) {
        return page(viewer, local, String.valueOf(coverage.span(local)), Problems.none(), model);
    }

    private String page(Viewer viewer, Local local, String span, Problems problems, Model model) {
        var sites = coverage.sites(local, viewer.writing(local.id()));
        model.addAttribute("local", local);
        model.addAttribute("sites", sites);
        model.addAttribute("dots", Coverage.dots(sites));
        model.addAttribute("span", span);
        model.addAttribute("mayWrite", viewer.holds(OFFICER, local.id()));
        model.addAttribute("problems", problems);
        return "coverage/listPage";
    }

    @PostMapping("/locals/{local}/coverage")
    @Open(OFFICER)
    String span(
            Viewer viewer,
            Local local,
            @RequestParam(defaultValue = "") String span,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        if (!span.strip().matches("[1-9]\\d?|1\\d\\d|200")) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var problems = Problems.none().add("span", messages.here("problem.span"));
            return page(viewer, local, span, problems, model);
        }
        coverage.span(viewer, local, Integer.parseInt(span.strip()));
        return "redirect:" + local.path() + "/coverage?done=1";
    }

    private Gaps.Site site(Viewer viewer, Local local, UUID worksite) {
        return coverage.sites(local, viewer.writing(local.id())).stream()
                .filter(s -> s.id().equals(worksite))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    @GetMapping("/locals/{local}/coverage/{worksite}")
    @Open({REP, ORGANIZER, OFFICER})
    String show(
            Viewer viewer,
            Local local,
            @PathVariable UUID worksite,
            @RequestParam(defaultValue = "") String even,
            Model model) {
        var site = site(viewer, local, worksite);
        model.addAttribute("local", local);
        model.addAttribute("site", site);
        model.addAttribute("candidates", coverage.candidates(local, worksite));
        model.addAttribute("shares", coverage.shares(local, worksite, site.reps()));
        model.addAttribute("even", !even.isEmpty());
        model.addAttribute("mayWrite", viewer.holds(OFFICER, local.id()));
        return "coverage/showPage";
    }

    /** Who looks after whom: each field is called by a member's id and says a rep's, or nothing for nobody in particular. */
    @PostMapping("/locals/{local}/coverage/{worksite}")
    @Open(OFFICER)
    String share(Viewer viewer, Local local, @PathVariable UUID worksite, HttpServletRequest request) {
        viewer.require(OFFICER, local.id());
        var site = site(viewer, local, worksite);
        var reps = site.reps().stream().map(Gaps.Rep::id).collect(Collectors.toSet());
        var here = members.at(viewer, local, worksite);
        var turf = new HashMap<UUID, UUID>();
        request.getParameterMap()
                .forEach((field, values) -> Ids.read(field)
                        .filter(here::contains)
                        .ifPresent(
                                m -> Ids.read(values[0]).filter(reps::contains).ifPresent(r -> turf.put(m, r))));
        coverage.share(local, turf, here);
        return "redirect:" + local.path() + "/coverage/" + worksite + "?shared=" + turf.size();
    }
}
