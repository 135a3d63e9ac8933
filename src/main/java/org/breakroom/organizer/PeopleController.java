package org.breakroom.organizer;

import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * One organizer as the coordinator of her program sees her: hours, money, and what she could not log herself, or corrects no
 * more because her work is over. It waits for two others like any hours: the local, then somebody else of the state.
 */
@Controller
class PeopleController {
    private final Programs programs;
    private final Organizers organizers;
    private final Hours hours;
    private final Statements statements;
    private final Locals locals;
    private final FederationClock clock;

    PeopleController(
            Programs programs,
            Organizers organizers,
            Hours hours,
            Statements statements,
            Locals locals,
            FederationClock clock) {
        this.programs = programs;
        this.organizers = organizers;
        this.hours = hours;
        this.statements = statements;
        this.locals = locals;
        this.clock = clock;
    }

    /** Who signed: before that nobody has hours. */
    private Organizer signed(Program program, UUID organizer) {
        var who = organizers.require(program, organizer);
        if (who.signed() == null) {
            throw new NotFound();
        }
        return who;
    }

    @GetMapping("/organizers/{id}/people/{organizer}")
    @Open(STAFF)
    String show(
            @PathVariable UUID id,
            @PathVariable UUID organizer,
            @RequestParam(defaultValue = "") String correct,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        var program = programs.require(id);
        var who = signed(program, organizer);
        var corrected = Ids.read(correct)
                .flatMap(entry -> hours.find(who, entry))
                .filter(Hours.Entry::standing)
                .orElse(null);
        var form = corrected == null ? HoursForm.empty(clock.today()) : HoursForm.of(corrected);
        return show(program, who, form, corrected, page, Problems.none(), model);
    }

    private String show(
            Program program,
            Organizer who,
            HoursForm form,
            Hours.@Nullable Entry corrected,
            int page,
            Problems problems,
            Model model) {
        model.addAttribute("program", program);
        model.addAttribute("who", who);
        model.addAttribute("local", locals.require(who.local()).name());
        model.addAttribute("entries", hours.of(who, page));
        model.addAttribute("sums", hours.sums(who));
        model.addAttribute("statement", statements.statement(who));
        model.addAttribute("form", form);
        model.addAttribute("corrected", corrected);
        model.addAttribute("problems", problems);
        return "organizer/personPage";
    }

    @PostMapping("/organizers/{id}/people/{organizer}/hours")
    @Open(STAFF)
    String log(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable UUID organizer,
            HoursForm form,
            HttpServletResponse response,
            Model model) {
        var program = programs.require(id);
        return take(viewer, program, signed(program, organizer), form, null, response, model);
    }

    @PostMapping("/organizers/{id}/people/{organizer}/hours/{hours}/correction")
    @Open(STAFF)
    String correct(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable UUID organizer,
            @PathVariable("hours") UUID entry,
            HoursForm form,
            HttpServletResponse response,
            Model model) {
        var program = programs.require(id);
        var who = signed(program, organizer);
        var corrected = hours.find(who, entry).filter(Hours.Entry::standing).orElseThrow(NotFound::new);
        return take(viewer, program, who, form, corrected, response, model);
    }

    private String take(
            Viewer viewer,
            Program program,
            Organizer who,
            HoursForm form,
            Hours.@Nullable Entry corrected,
            HttpServletResponse response,
            Model model) {
        var said = new AtomicReference<>(Problems.none());
        organizers.within(
                viewer,
                who.local(),
                () -> said.set(hours.take(
                        viewer,
                        Hours.By.COORDINATOR,
                        who,
                        program,
                        Ids.at(clock.now().toEpochMilli()),
                        form,
                        corrected)));
        if (said.get().any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(program, who, form, corrected, 1, said.get(), model);
        }
        return "redirect:" + program.path() + "/people/" + who.id() + "?logged=1";
    }
}
