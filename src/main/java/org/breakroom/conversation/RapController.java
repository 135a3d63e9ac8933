package org.breakroom.conversation;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;

import jakarta.servlet.http.HttpServletResponse;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The rap of a local: read by whoever talks to its people, written by its officers. */
@Controller
class RapController {
    private static final int EDITIONS_SHOWN = 12;

    private final Raps raps;
    private final FederationClock clock;
    private final Messages messages;

    RapController(Raps raps, FederationClock clock, Messages messages) {
        this.raps = raps;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/locals/{local}/raps")
    @Open({REP, ORGANIZER, OFFICER})
    String list(Viewer viewer, Local local, Model model) {
        if (!viewer.reach(local.id()).mayWrite()) {
            throw new NotFound();
        }
        var current = raps.current(local);
        return page(
                viewer,
                local,
                current.map(Raps.Rap::title).orElse(""),
                current.map(Raps.Rap::words).orElse(""),
                Problems.none(),
                model);
    }

    private String page(Viewer viewer, Local local, String title, String words, Problems problems, Model model) {
        model.addAttribute("local", local);
        model.addAttribute("editions", raps.editions(local, EDITIONS_SHOWN));
        model.addAttribute("mayWrite", viewer.holds(OFFICER, local.id()));
        model.addAttribute("title", title);
        model.addAttribute("words", words);
        model.addAttribute("problems", problems);
        return "conversation/rapsPage";
    }

    @PostMapping("/locals/{local}/raps")
    @Open(OFFICER)
    String publish(
            Viewer viewer,
            Local local,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String words,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var named = PersonName.tidy(title);
        var problems = Problems.none().line("title", named, Raps.TITLE_LENGTH_MAX, "problem.rapTitle", messages);
        if (words.isBlank() || words.length() > Raps.WORDS_LENGTH_MAX) {
            problems.add("words", messages.here("problem.rapWords", Raps.WORDS_LENGTH_MAX));
        }
        if (DangerousData.in(words)) {
            problems.add("words", messages.here("problem.dangerous"));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(viewer, local, title, words, problems, model);
        }
        raps.publish(local, Ids.at(clock.now().toEpochMilli()), named, words.strip(), viewer.name());
        return "redirect:" + local.path() + "/raps?published=1";
    }
}
