package org.breakroom.goal;

import static org.breakroom.access.Role.ADMIN;
import static org.breakroom.access.Role.MEMBER;
import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;
import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.Ids;
import org.breakroom.ui.Messages;
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
    private final Campaigns campaigns;
    private final Sentence sentence;
    private final BoardFiles files;
    private final Messages messages;

    GoalController(
            Goals goals,
            Worksites worksites,
            Campaigns campaigns,
            Sentence sentence,
            BoardFiles files,
            Messages messages) {
        this.goals = goals;
        this.worksites = worksites;
        this.campaigns = campaigns;
        this.sentence = sentence;
        this.files = files;
        this.messages = messages;
    }

    @GetMapping("/goals")
    @Open({STAFF, ADMIN})
    String federation(Viewer viewer, Model model) {
        var board = goals.federation();
        model.addAttribute("board", board);
        model.addAttribute("says", sentence.of(board.definition(), board.year()));
        model.addAttribute("granted", viewer.granted());
        return "goal/federationPage";
    }

    @GetMapping("/locals/{local}/goals")
    @Open({MEMBER, REP, ORGANIZER, OFFICER, STAFF, ADMIN})
    String local(Viewer viewer, Local local, Model model) {
        var board = goals.local(local);
        model.addAttribute("board", board);
        model.addAttribute("says", sentence.of(board.definition(), board.year()));
        model.addAttribute("stuck", goals.stuck(viewer, board));
        // who sees counts only cannot count the people of a campaign
        model.addAttribute("campaigns", viewer.locals().contains(local.id()) ? campaigns.open(local) : List.of());
        model.addAttribute("reach", viewer.reach(local.id()));
        return "goal/localPage";
    }

    @GetMapping("/goals.csv")
    @Open({STAFF, ADMIN})
    void table(HttpServletResponse response) throws IOException {
        files.table(
                Snapshots.Board.of(goals.federation(), messages.here("federation.name"))
                        .lines(),
                response,
                "goals.csv");
    }

    @GetMapping("/goals/weeks.csv")
    @Open({STAFF, ADMIN})
    void weeks(HttpServletResponse response) throws IOException {
        files.weeks(goals.federation().trend(), response, "weeks.csv");
    }

    @GetMapping("/locals/{local}/goals.csv")
    @Open({MEMBER, REP, ORGANIZER, OFFICER, STAFF, ADMIN})
    void table(Local local, HttpServletResponse response) throws IOException {
        files.table(
                Snapshots.Board.of(goals.local(local), messages.here("goal.noWorksite"))
                        .lines(),
                response,
                "goals.csv");
    }

    @GetMapping("/locals/{local}/goals/weeks.csv")
    @Open({MEMBER, REP, ORGANIZER, OFFICER, STAFF, ADMIN})
    void weeks(Local local, HttpServletResponse response) throws IOException {
        files.weeks(goals.local(local).trend(), response, "weeks.csv");
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
        var counted = Arrays.stream(Measure.values())
                .filter(m -> m.word().equals(measure))
                .findFirst()
                .orElseThrow(NotFound::new);
        UUID place = worksite.isEmpty() ? null : Ids.read(worksite).orElseThrow(NotFound::new);
        boolean done = !met.equals("no");
        var at = place == null ? null : worksites.find(local, place).orElseThrow(NotFound::new);
        model.addAttribute("local", local);
        model.addAttribute("title", messages.here((done ? "goal.met." : "goal.notMet.") + counted.word()));
        model.addAttribute("back", local.path() + "/goals");
        model.addAttribute("crumb", at == null ? local.name() : at.name());
        model.addAttribute(
                "here",
                local.path() + "/goals/" + counted.word() + "?" + (place == null ? "" : "worksite=" + place + "&"));
        model.addAttribute("met", done);
        model.addAttribute("rows", goals.rows(viewer, local, counted, done, place, page));
        return "goal/rowsPage";
    }
}
