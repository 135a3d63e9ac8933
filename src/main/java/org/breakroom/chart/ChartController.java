package org.breakroom.chart;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;
import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.Ids;
import org.breakroom.member.Members;
import org.breakroom.ui.Htmx;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The charts of a local's worksites, and one worksite's wall with a person beside it. */
@Controller
class ChartController {
    private final Charts charts;
    private final Worksites worksites;
    private final Members members;

    ChartController(Charts charts, Worksites worksites, Members members) {
        this.charts = charts;
        this.worksites = worksites;
        this.members = members;
    }

    @GetMapping("/locals/{local}/charts")
    @Open({REP, ORGANIZER, OFFICER, STAFF})
    String list(Viewer viewer, Local local, Model model) {
        if (!viewer.reach(local.id()).names()) {
            throw new NotFound();
        }
        model.addAttribute("local", local);
        model.addAttribute("lines", charts.list(viewer, local));
        return "chart/listPage";
    }

    @GetMapping("/locals/{local}/charts/{worksite}")
    @Open({REP, ORGANIZER, OFFICER, STAFF})
    String show(
            Viewer viewer,
            Local local,
            @PathVariable UUID worksite,
            @RequestParam(defaultValue = "") String member,
            @RequestParam(defaultValue = "") String logged,
            HttpServletRequest request,
            Model model) {
        var reach = viewer.reach(local.id());
        if (!reach.names() || !reach.covers(worksite)) {
            throw new NotFound();
        }
        var selected = Ids.read(member);
        model.addAttribute("local", local);
        model.addAttribute("mayTalk", reach.mayWrite());
        model.addAttribute("logged", Ids.read(logged).orElse(null));
        model.addAttribute(
                "person",
                selected.flatMap(id -> members.find(viewer, local, id)).orElse(null));
        model.addAttribute(
                "summary", selected.map(id -> charts.summary(local, id)).orElse(null));
        if (Htmx.part(request)) {
            return "chart/panel";
        }
        var place = worksites.find(local, worksite).orElseThrow(NotFound::new);
        model.addAttribute("chart", charts.of(local, place));
        return "chart/showPage";
    }
}
