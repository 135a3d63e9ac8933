package org.breakroom.organizer;

import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.kernel.Sha256;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The fact sheet of a program, applying, and the agreement that comes before the first hour. */
@Controller
class ProgramController {
    private static final int AGENT_MAX = 300;

    private final Programs programs;
    private final Organizers organizers;
    private final FederationClock clock;
    private final Messages messages;

    ProgramController(Programs programs, Organizers organizers, FederationClock clock, Messages messages) {
        this.programs = programs;
        this.organizers = organizers;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/organizers")
    @Open(toAllSignedIn = true)
    String list(Viewer viewer, Model model) {
        model.addAttribute("programs", programs.list());
        Map<UUID, Organizer> mine = viewer.member()
                .map(who ->
                        organizers.of(who).stream().collect(Collectors.toMap(Organizer::program, Function.identity())))
                .orElse(Map.of());
        model.addAttribute("mine", mine);
        return "organizer/listPage";
    }

    @GetMapping("/organizers/new")
    @Open(STAFF)
    String ask(Model model) {
        return form(ProgramForm.empty(clock.today(), messages), Problems.none(), model);
    }

    private static String form(ProgramForm form, Problems problems, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "organizer/formPage";
    }

    @PostMapping("/organizers")
    @Open(STAFF)
    String make(Viewer viewer, ProgramForm form, HttpServletResponse response, Model model) {
        var problems = Problems.none();
        var wanted = form.read(Ids.at(clock.now().toEpochMilli()), viewer.name(), messages, problems);
        if (wanted.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(form, problems, model);
        }
        programs.make(
                viewer,
                wanted.get().program(),
                wanted.get().rate(),
                wanted.get().sources());
        return "redirect:" + wanted.get().program().path() + "?made=1";
    }

    @GetMapping("/organizers/{id}")
    @Open(toAllSignedIn = true)
    String show(Viewer viewer, @PathVariable UUID id, Model model) {
        var program = programs.require(id);
        var form = viewer.member()
                .flatMap(who -> organizers.find(who, id))
                .map(o -> ApplicationForm.of(o.answers()))
                .orElse(ApplicationForm.empty());
        return show(viewer, program, form, Problems.none(), model);
    }

    private String show(Viewer viewer, Program program, ApplicationForm form, Problems problems, Model model) {
        model.addAttribute("program", program);
        model.addAttribute("rate", programs.rate(program));
        model.addAttribute("sources", programs.sources(program));
        model.addAttribute("member", viewer.member().isPresent());
        model.addAttribute(
                "mine",
                viewer.member()
                        .flatMap(who -> organizers.find(who, program.id()))
                        .orElse(null));
        model.addAttribute("words", Sha256.hex(program.agreement()));
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "organizer/programPage";
    }

    private static Viewer.Member member(Viewer viewer) {
        return viewer.member().orElseThrow(NotFound::new);
    }

    @PostMapping("/organizers/{id}/applications")
    @Open(toAllSignedIn = true)
    String apply(
            Viewer viewer, @PathVariable UUID id, ApplicationForm form, HttpServletResponse response, Model model) {
        var program = programs.require(id);
        var who = member(viewer);
        var problems = Problems.none();
        var said = form.read(messages, problems);
        if (!program.applying(clock.today())) {
            problems.add("why", messages.here("organize.problem.notOpen"));
        }
        if (said.isEmpty() || problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(viewer, program, form, problems, model);
        }
        boolean fresh = organizers.apply(viewer, who, program, said.get());
        return "redirect:" + program.path() + (fresh ? "?applied=1" : "?known=1");
    }

    @PostMapping("/organizers/{id}/withdrawal")
    @Open(toAllSignedIn = true)
    String withdraw(Viewer viewer, @PathVariable UUID id) {
        var program = programs.require(id);
        var mine = organizers.find(member(viewer), id).orElseThrow(NotFound::new);
        organizers.move(
                viewer, mine, Set.of(Organizer.State.APPLIED, Organizer.State.INVITED), Organizer.State.WITHDRAWN);
        return "redirect:" + program.path();
    }

    /** She signs in her own name, having read the words that stand: another text than that on the page is refused. */
    @PostMapping("/organizers/{id}/agreement")
    @Open(toAllSignedIn = true)
    String sign(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String agree,
            @RequestParam(defaultValue = "") String text,
            @RequestHeader(name = "User-Agent", defaultValue = "") String agent,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var program = programs.require(id);
        var mine = organizers.find(member(viewer), id).orElseThrow(NotFound::new);
        var problems = Problems.none();
        var typed = PersonName.tidy(name);
        if (!PersonName.fold(typed).equals(PersonName.fold(mine.name()))) {
            problems.add("name", messages.here("organize.problem.name", mine.name()));
        }
        if (!agree.equals("1")) {
            problems.add("agree", messages.here("organize.problem.agree"));
        }
        if (!text.equals(Sha256.hex(program.agreement()))) {
            problems.add("agree", messages.here("organize.problem.words"));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(viewer, program, ApplicationForm.empty(), problems, model);
        }
        organizers.sign(
                viewer,
                mine,
                program,
                typed,
                request.getRemoteAddr(),
                agent.substring(0, Math.min(AGENT_MAX, agent.length())));
        return "redirect:/me/organizing?signed=1";
    }

    @PostMapping("/organizers/{id}/end")
    @Open(STAFF)
    String end(@PathVariable UUID id) {
        var program = programs.require(id);
        if (!programs.end(program)) {
            throw new NotFound();
        }
        return "redirect:" + program.path();
    }
}
