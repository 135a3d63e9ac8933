package org.breakroom.goal;

import static org.breakroom.access.Role.MEMBER;
import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;
import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Campaign goals: set by an officer, seen by everyone of the local, with the people behind the number. */
@Controller
class CampaignController {
    private final Campaigns campaigns;
    private final Goals goals;
    private final Messages messages;
    private final FederationClock clock;

    CampaignController(Campaigns campaigns, Goals goals, Messages messages, FederationClock clock) {
        this.clock = clock;
        this.campaigns = campaigns;
        this.goals = goals;
        this.messages = messages;
    }

    @GetMapping("/locals/{local}/campaigns")
    @Open({MEMBER, REP, ORGANIZER, OFFICER, STAFF})
    String list(Viewer viewer, Local local, Model model) {
        // a campaign's number counts people, so it is for who is inside the local's wall
        if (!viewer.locals().contains(local.id())) {
            throw new NotFound();
        }
        return page(viewer, local, new CampaignForm("", List.of(), "", "", ""), Problems.none(), model);
    }

    private String page(Viewer viewer, Local local, CampaignForm form, Problems problems, Model model) {
        model.addAttribute("local", local);
        model.addAttribute("campaigns", campaigns.list(local));
        model.addAttribute("maySet", viewer.holds(OFFICER, local.id()));
        model.addAttribute("names", viewer.reach(local.id()).names());
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "goal/campaignsPage";
    }

    @PostMapping("/locals/{local}/campaigns")
    @Open(OFFICER)
    String add(Viewer viewer, Local local, CampaignForm form, HttpServletResponse response, Model model) {
        viewer.require(OFFICER, local.id());
        var problems = form.check(clock.today(), messages);
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(viewer, local, form, problems, model);
        }
        campaigns.add(viewer, local, form);
        return "redirect:" + local.path() + "/campaigns";
    }

    @PostMapping("/locals/{local}/campaigns/{id}/end")
    @Open(OFFICER)
    String end(Viewer viewer, Local local, @PathVariable UUID id) {
        viewer.require(OFFICER, local.id());
        if (!campaigns.end(local, id)) {
            throw new NotFound();
        }
        return "redirect:" + local.path() + "/campaigns";
    }

    @GetMapping("/locals/{local}/campaigns/{id}")
    @Open({REP, ORGANIZER, OFFICER, STAFF})
    String rows(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "yes") String met,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        if (!viewer.reach(local.id()).names()) {
            throw new NotFound();
        }
        var campaign = campaigns.find(local, id).orElseThrow(NotFound::new);
        boolean done = !met.equals("no");
        var took = campaigns.took(campaign);
        model.addAttribute("local", local);
        model.addAttribute("title", campaign.name());
        model.addAttribute("back", local.path() + "/campaigns");
        model.addAttribute("crumb", messages.here("campaign.title"));
        model.addAttribute("here", local.path() + "/campaigns/" + id + "?");
        model.addAttribute("met", done);
        model.addAttribute("rows", goals.rows(viewer, local, done ? took : took.not(), null, page));
        return "goal/rowsPage";
    }
}
