package org.breakroom.organizer;

import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.Paged;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The panel reads applications, scores them, and says who is invited. */
@Controller
class PanelController {
    private static final int WORDS_MAX = 1000;

    private final Programs programs;
    private final Organizers organizers;
    private final OrganizerLetters letters;
    private final Locals locals;
    private final Messages messages;

    PanelController(
            Programs programs, Organizers organizers, OrganizerLetters letters, Locals locals, Messages messages) {
        this.programs = programs;
        this.organizers = organizers;
        this.letters = letters;
        this.locals = locals;
        this.messages = messages;
    }

    /** The best first; who was not scored yet stands behind, by the day she applied. */
    @GetMapping("/organizers/{id}/applicants")
    @Open(STAFF)
    String list(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        var program = programs.require(id);
        var means = organizers.means(program);
        var all = organizers.list(program);
        model.addAttribute("program", program);
        model.addAttribute("all", all);
        model.addAttribute(
                "shown",
                Paged.of(
                        all.stream()
                                .filter(o -> show.isEmpty() || o.state().name().equals(show))
                                .sorted(Comparator.comparing((Organizer o) -> -means.getOrDefault(o.id(), 0.0))
                                        .thenComparing(Organizer::applied))
                                .toList(),
                        page));
        model.addAttribute("means", means);
        model.addAttribute("locals", locals.names());
        model.addAttribute("taken", organizers.taken(program));
        model.addAttribute("show", show);
        return "organizer/applicantsPage";
    }

    @GetMapping("/organizers/{id}/applicants/{applicant}")
    @Open(STAFF)
    String one(Viewer viewer, @PathVariable UUID id, @PathVariable UUID applicant, Model model) {
        var program = programs.require(id);
        return one(viewer, program, organizers.require(program, applicant), "", "", Problems.none(), model);
    }

    private String one(
            Viewer viewer,
            Program program,
            Organizer applicant,
            String score,
            String words,
            Problems problems,
            Model model) {
        model.addAttribute("program", program);
        model.addAttribute("applicant", applicant);
        model.addAttribute("local", locals.require(applicant.local()).name());
        model.addAttribute("own", organizers.own(viewer, applicant.local(), Set.of(applicant.id())));
        model.addAttribute("scores", organizers.scores(applicant));
        model.addAttribute("score", score);
        model.addAttribute("words", words);
        model.addAttribute("taken", organizers.taken(program));
        model.addAttribute("problems", problems);
        return "organizer/applicantPage";
    }

    @PostMapping("/organizers/{id}/applicants/{applicant}/scores")
    @Open(STAFF)
    String score(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable UUID applicant,
            @RequestParam(defaultValue = "") String score,
            @RequestParam(defaultValue = "") String words,
            HttpServletResponse response,
            Model model) {
        var program = programs.require(id);
        var who = another(viewer, program, applicant);
        var problems = Problems.none();
        if (!score.matches("[1-5]")) {
            problems.add("score", messages.here("stipend.problem.score"));
        }
        if (words.length() > WORDS_MAX || DangerousData.in(words)) {
            problems.add("words", messages.here("stipend.problem.text", WORDS_MAX));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return one(viewer, program, who, score, words, problems, model);
        }
        organizers.score(viewer, who, Integer.parseInt(score), words.strip());
        return "redirect:" + program.path() + "/applicants/" + applicant + "?scored=1";
    }

    @PostMapping("/organizers/{id}/applicants/{applicant}/decision")
    @Open(STAFF)
    String decide(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable UUID applicant,
            @RequestParam(defaultValue = "") String act) {
        var program = programs.require(id);
        var who = another(viewer, program, applicant);
        programs.hold(program);
        switch (act) {
            case "invite" -> {
                if (organizers.taken(program) >= program.places()) {
                    throw organizers.refused("stipend.problem.full", program.places());
                }
                organizers.move(
                        viewer,
                        who,
                        Set.of(Organizer.State.APPLIED, Organizer.State.DECLINED),
                        Organizer.State.INVITED);
                tell(viewer, program, who, "organize.letterInvited");
            }
            case "decline" -> {
                organizers.move(
                        viewer,
                        who,
                        Set.of(Organizer.State.APPLIED, Organizer.State.INVITED),
                        Organizer.State.DECLINED);
                tell(viewer, program, who, "organize.letterDeclined");
            }
            case "end" -> organizers.move(viewer, who, Set.of(Organizer.State.ACTIVE), Organizer.State.ENDED);
            default -> throw organizers.refused("organize.problem.moved");
        }
        return "redirect:" + program.path() + "/applicants";
    }

    /** Nobody on the panel has a say about herself. */
    private Organizer another(Viewer viewer, Program program, UUID applicant) {
        var who = organizers.require(program, applicant);
        if (organizers.own(viewer, who.local(), Set.of(applicant))) {
            throw organizers.refused("stipend.problem.self");
        }
        return who;
    }

    private void tell(Viewer viewer, Program program, Organizer who, String key) {
        organizers.within(viewer, who.local(), () -> letters.write(who, key, program.title(), program.path(), ""));
    }
}
