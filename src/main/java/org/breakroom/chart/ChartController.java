package org.breakroom.chart;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;
import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.UUID;
import org.breakroom.access.Audit;
import org.breakroom.access.NotFound;
import org.breakroom.access.Noted;
import org.breakroom.access.Open;
import org.breakroom.access.Reach;
import org.breakroom.access.Viewer;
import org.breakroom.activity.Activities;
import org.breakroom.activity.Activity;
import org.breakroom.federation.Local;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.member.Members;
import org.breakroom.ui.Asked;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The charts of a local's worksites, and one worksite's wall with a person beside it. */
@Controller
class ChartController {
    private final Charts charts;
    private final Worksites worksites;
    private final Members members;
    private final Activities activities;
    private final Audit audit;
    private final FederationClock clock;
    private final Messages messages;

    ChartController(
            Charts charts,
            Worksites worksites,
            Members members,
            Activities activities,
            Audit audit,
            FederationClock clock,
            Messages messages) {
        this.activities = activities;
        this.audit = audit;
        this.clock = clock;
        this.messages = messages;
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
    @Noted
    String show(
            Viewer viewer,
            Local local,
            @PathVariable UUID worksite,
            @RequestParam(defaultValue = "") String member,
            @RequestParam Map<String, String> said,
            HttpServletRequest request,
            Model model) {
        var reach = reach(viewer, local, worksite);
        var selected = Ids.read(member);
        model.addAttribute("local", local);
        model.addAttribute("mayTalk", reach.mayWrite());
        var person = selected.flatMap(id -> members.find(viewer, local, id));
        person.ifPresent(p -> audit.saw(viewer, local.id(), p.id(), p.name()));
        model.addAttribute("person", person.orElse(null));
        model.addAttribute(
                "summary", selected.map(id -> charts.summary(local, id)).orElse(null));
        if (Asked.part(request)) {
            return "chart/panel";
        }
        var query = ChartQuery.read(said, clock.today());
        wall(local, worksite, query, model);
        model.addAttribute("done", Done.read(said));
        model.addAttribute("form", RecordForm.empty());
        model.addAttribute("problems", Problems.none());
        return query.table() ? "chart/tablePage" : "chart/showPage";
    }

    private static Reach reach(Viewer viewer, Local local, UUID worksite) {
        var reach = viewer.reach(local.id());
        if (!reach.names() || !reach.covers(worksite)) {
            throw new NotFound();
        }
        return reach;
    }

    private void wall(Local local, UUID worksite, ChartQuery query, Model model) {
        var place = worksites.find(local, worksite).orElseThrow(NotFound::new);
        model.addAttribute("query", query);
        model.addAttribute("choices", charts.choices(local));
        model.addAttribute("chart", charts.of(local, place, query));
    }

    /** One fact about many people of the wall, or where they all stand. */
    @PostMapping("/locals/{local}/charts/{worksite}/records")
    @Open({REP, ORGANIZER, OFFICER})
    String record(
            Viewer viewer,
            Local local,
            @PathVariable UUID worksite,
            RecordForm form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!reach(viewer, local, worksite).mayWrite()) {
            throw new NotFound();
        }
        var problems = Problems.none();
        var said = form.read(clock.today(), messages, problems);
        if (said.isPresent()
                && !members.at(viewer, local, worksite).containsAll(said.get().members())) {
            problems.add("member", messages.here("record.notHere"));
        }
        if (problems.any() || said.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            wall(local, worksite, ChartQuery.read(Map.of("view", "table"), clock.today()), model);
            model.addAttribute("local", local);
            model.addAttribute("mayTalk", true);
            model.addAttribute("done", Done.NOTHING);
            model.addAttribute("form", form);
            model.addAttribute("problems", problems);
            return "chart/tablePage";
        }
        var batch = Asked.key(request).orElseThrow(NotFound::new);
        var facts = said.get().members().stream()
                .map(m -> fact(local, worksite, batch, m, said.get()))
                .toList();
        int recorded = activities.recordAll(viewer, local.id(), facts);
        return "redirect:" + local.path() + "/charts/" + worksite + "?recorded=" + recorded + "&batch=" + batch;
    }

    private Activity fact(Local local, UUID worksite, UUID batch, UUID member, RecordForm.Said said) {
        var at = clock.on(said.day());
        var id = Activities.inBatch(batch, member);
        return said.assessment() == null
                ? Activity.of(local.id(), id, member, said.kind(), worksite, at, said.outcome())
                : Activity.assessed(local.id(), id, member, worksite, at, said.assessment());
    }
}
