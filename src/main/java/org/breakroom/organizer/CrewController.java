package org.breakroom.organizer;

import static org.breakroom.access.Role.OFFICER;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.UUID;
import org.breakroom.access.Audit;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A local's organizers: where they are wanted, and the hours that its officers approve first. */
@Controller
class CrewController {
    private static final int PLACE_MAX = 120;
    private static final int WHY_MAX = 300;

    private final Organizers organizers;
    private final Hours hours;
    private final Shifts shifts;
    private final Worksites worksites;
    private final Audit audit;
    private final FederationClock clock;
    private final Messages messages;

    CrewController(
            Organizers organizers,
            Hours hours,
            Shifts shifts,
            Worksites worksites,
            Audit audit,
            FederationClock clock,
            Messages messages) {
        this.organizers = organizers;
        this.hours = hours;
        this.shifts = shifts;
        this.worksites = worksites;
        this.audit = audit;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/locals/{local}/organizers")
    @Open(OFFICER)
    String show(Viewer viewer, Local local, @RequestParam(defaultValue = "1") int page, Model model) {
        viewer.require(OFFICER, local.id());
        return show(
                local, page, Set.of(), ShiftForm.empty(clock.today().plusDays(1).toString()), Problems.none(), model);
    }

    private String show(Local local, int page, Set<UUID> ticked, ShiftForm form, Problems problems, Model model) {
        model.addAttribute("local", local);
        model.addAttribute("crew", organizers.of(local));
        model.addAttribute("waiting", hours.waiting(local, page));
        model.addAttribute("shifts", shifts.coming(local));
        model.addAttribute("sites", worksites.list(local));
        model.addAttribute("ticked", ticked);
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "organizer/localPage";
    }

    /** All that are ticked, or none where one cannot be: approved, or refused with a reason. */
    @PostMapping("/locals/{local}/organizers/hours")
    @Open(OFFICER)
    String decide(
            Viewer viewer,
            Local local,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(required = false) @Nullable Set<UUID> entry,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String why,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var ticked = entry == null ? Set.<UUID>of() : entry;
        var problems = Problems.none();
        if (ticked.isEmpty()) {
            problems.add("entry", messages.here("stipend.problem.none"));
        }
        if (act.equals("refuse") && (why.isBlank() || why.length() > WHY_MAX || DangerousData.in(why))) {
            problems.add("why", messages.here("stipend.problem.why", WHY_MAX));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(
                    local,
                    page,
                    ticked,
                    ShiftForm.empty(clock.today().plusDays(1).toString()),
                    problems,
                    model);
        }
        if (act.equals("refuse")) {
            hours.refuse(viewer, local.id(), ticked, Hours.State.LOGGED, why.strip());
        } else {
            hours.approve(viewer, local, ticked);
        }
        audit.record(viewer, local.id(), act.equals("refuse") ? "hours.refused" : "hours.approved", ticked.size() + "");
        return "redirect:" + local.path() + "/organizers?done=" + ticked.size();
    }

    @PostMapping("/locals/{local}/organizers/shifts")
    @Open(OFFICER)
    String plan(Viewer viewer, Local local, ShiftForm form, HttpServletResponse response, Model model) {
        viewer.require(OFFICER, local.id());
        var problems = Problems.none();
        var who = organizers.of(local).stream()
                .filter(o -> o.working() && o.id().toString().equals(form.who()))
                .findFirst();
        if (who.isEmpty()) {
            problems.add("who", messages.here("stipend.problem.who"));
        }
        var site = worksites.list(local).stream()
                .filter(w -> w.id().toString().equals(form.worksite()))
                .findFirst();
        var place = PersonName.tidy(form.place());
        if (site.isEmpty()) {
            problems.line("place", place, PLACE_MAX, "stipend.problem.place", messages);
        } else if (place.length() > PLACE_MAX || DangerousData.in(place)) {
            problems.add("place", messages.here("stipend.problem.place", PLACE_MAX));
        }
        var day = Days.read(form.day());
        var from = HoursForm.at(day, form.from());
        var until = HoursForm.at(day, form.until());
        if (from.isEmpty() || until.isEmpty() || !until.get().isAfter(from.get())) {
            problems.add("until", messages.here("organize.problem.negative"));
        } else if (!until.get().isAfter(clock.now())) {
            problems.add("day", messages.here("stipend.problem.past"));
        } else if (who.isPresent()) {
            organizers.hold(who.get());
            if (shifts.taken(who.get(), from.get(), until.get())) {
                problems.add(
                        "until",
                        messages.here("stipend.problem.shift", who.get().name()));
            }
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(local, 1, Set.of(), form, problems, model);
        }
        var where = site.map(w -> place.isEmpty() ? w.name() : w.name() + ", " + place)
                .orElse(place);
        shifts.plan(
                viewer,
                who.orElseThrow(),
                Ids.at(clock.now().toEpochMilli()),
                site.map(w -> w.id()).orElse(null),
                where,
                from.orElseThrow(),
                until.orElseThrow());
        return "redirect:" + local.path() + "/organizers?planned=1";
    }

    @PostMapping("/locals/{local}/organizers/shifts/{id}/end")
    @Open(OFFICER)
    String end(Viewer viewer, Local local, @PathVariable UUID id) {
        viewer.require(OFFICER, local.id());
        if (!shifts.end(local, id)) {
            throw new NotFound();
        }
        return "redirect:" + local.path() + "/organizers";
    }
}
