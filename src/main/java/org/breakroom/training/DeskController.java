package org.breakroom.training;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.Ids;
import org.breakroom.member.Members;
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

/** Registering others: an officer the people of her local, a rep those of her worksites, a worksite at a time. */
@Controller
class DeskController {
    private final Trainings trainings;
    private final Registrations registrations;
    private final Members members;
    private final Worksites worksites;
    private final Messages messages;

    DeskController(
            Trainings trainings, Registrations registrations, Members members, Worksites worksites, Messages messages) {
        this.trainings = trainings;
        this.registrations = registrations;
        this.members = members;
        this.worksites = worksites;
        this.messages = messages;
    }

    /** Of a local's own trainings those of this local, and the federation's. */
    private Training training(Viewer viewer, Local local, UUID id) {
        var training = trainings.require(viewer, id);
        if (training.local() != null && training.local() != local.id()) {
            throw new NotFound();
        }
        return training;
    }

    @GetMapping("/locals/{local}/trainings/{id}/registrations")
    @Open({REP, ORGANIZER, OFFICER})
    String show(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String worksite,
            Model model) {
        viewer.writing(local.id());
        return show(viewer, local, training(viewer, local, id), worksite, List.of(), Problems.none(), model);
    }

    private String show(
            Viewer viewer,
            Local local,
            Training training,
            String worksite,
            List<String> ticked,
            Problems problems,
            Model model) {
        var reach = viewer.reach(local.id());
        var sites =
                worksites.list(local).stream().filter(w -> reach.covers(w.id())).toList();
        var site = Ids.read(worksite)
                .filter(w -> sites.stream().anyMatch(s -> s.id().equals(w)))
                .orElse(sites.isEmpty() ? null : sites.getFirst().id());
        model.addAttribute("local", local);
        model.addAttribute("training", training);
        model.addAttribute("sites", sites);
        model.addAttribute("site", site);
        model.addAttribute("crew", site == null ? List.of() : members.crew(viewer, local, site));
        model.addAttribute("registered", registrations.ofLocal(local, training.id()));
        model.addAttribute("ticked", Ids.readAll(ticked));
        model.addAttribute("problems", problems);
        return "training/deskPage";
    }

    /** All who were ticked, or none where somebody cannot: she is named with the reason. */
    @PostMapping("/locals/{local}/trainings/{id}/registrations")
    @Open({REP, ORGANIZER, OFFICER})
    String register(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String worksite,
            @RequestParam(required = false) @Nullable List<String> member,
            HttpServletResponse response,
            Model model) {
        viewer.writing(local.id());
        var training = training(viewer, local, id);
        var ticked = member == null ? List.<String>of() : member;
        var site = Ids.read(worksite);
        var crew = site.map(s -> members.crew(viewer, local, s)).orElse(List.of());
        var wanted = new HashSet<>(Ids.readAll(ticked));
        wanted.removeAll(registrations.ofLocal(local, id).keySet());
        var chosen = crew.stream().filter(m -> wanted.contains(m.id())).toList();
        var problems = Problems.none();
        if (chosen.isEmpty()) {
            problems.add("member", messages.here("training.nobodyTicked"));
        }
        var why = new ArrayList<String>();
        for (var person : chosen) {
            registrations
                    .obstacle(new Viewer.Member(local.id(), person.id()), training)
                    .ifPresent(o -> why.add(messages.here("training.personNot", person.name(), o)));
        }
        if (!why.isEmpty()) {
            problems.add("member", String.join(" ", why));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(viewer, local, training, worksite, ticked, problems, model);
        }
        var told = new EnumMap<Registrations.Outcome, Integer>(Registrations.Outcome.class);
        chosen.forEach(p -> told.merge(
                registrations.register(viewer, new Viewer.Member(local.id(), p.id()), training), 1, Integer::sum));
        return "redirect:" + local.path() + "/trainings/" + id + "/registrations?worksite=" + worksite + "&placed="
                + told.getOrDefault(Registrations.Outcome.CONFIRMED, 0) + "&waiting="
                + told.getOrDefault(Registrations.Outcome.WAITING, 0);
    }
}
