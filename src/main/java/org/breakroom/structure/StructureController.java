package org.breakroom.structure;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.activity.ActivityKind;
import org.breakroom.federation.Local;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.member.Members;
import org.breakroom.member.Ticks;
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

/** The series of a local, its heat map, and one test run at one worksite, a tap a person. */
@Controller
class StructureController {
    /** What a test can be. */
    static final List<ActivityKind> KINDS = List.of(
            ActivityKind.BUTTON_DAY,
            ActivityKind.PHOTO,
            ActivityKind.PETITION,
            ActivityKind.PLEDGE,
            ActivityKind.MEETING,
            ActivityKind.EVENT);

    private static final int NAME_LENGTH_MAX = 40;

    private final Tests tests;
    private final Members members;
    private final Worksites worksites;
    private final FederationClock clock;
    private final Messages messages;

    StructureController(Tests tests, Members members, Worksites worksites, FederationClock clock, Messages messages) {
        this.tests = tests;
        this.members = members;
        this.worksites = worksites;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/locals/{local}/tests")
    @Open({REP, ORGANIZER, OFFICER})
    String map(Viewer viewer, Local local, Model model) {
        return page(viewer, local, new TestForm("", "", "50", clock.today().toString()), Problems.none(), model);
    }

    private String page(Viewer viewer, Local local, TestForm form, Problems problems, Model model) {
        var reach = viewer.writing(local.id());
        model.addAttribute("local", local);
        model.addAttribute("map", tests.map(local, reach));
        model.addAttribute("kinds", KINDS);
        model.addAttribute("mayWrite", viewer.holds(OFFICER, local.id()));
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "structure/mapPage";
    }

    @PostMapping("/locals/{local}/tests")
    @Open(OFFICER)
    String add(Viewer viewer, Local local, TestForm form, HttpServletResponse response, Model model) {
        viewer.require(OFFICER, local.id());
        var problems = Problems.none();
        var name = PersonName.tidy(form.name());
        problems.line("name", name, NAME_LENGTH_MAX, "problem.testName", messages);
        var kind = KINDS.stream().filter(k -> k.name().equals(form.kind())).findFirst();
        if (kind.isEmpty()) {
            problems.add("kind", messages.here("problem.testKind"));
        }
        var target = Optional.of(form.target().strip())
                .filter(t -> t.matches("[1-9]\\d?|100"))
                .map(Integer::valueOf);
        if (target.isEmpty()) {
            problems.add("target", messages.here("problem.testTarget"));
        }
        var opens = Days.read(form.opens());
        if (opens.isEmpty()) {
            problems.add("opens", messages.here("problem.testOpens"));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(viewer, local, form, problems, model);
        }
        tests.add(
                viewer,
                local,
                Ids.at(clock.now().toEpochMilli()),
                name,
                kind.orElseThrow(),
                target.orElseThrow(),
                opens.orElseThrow());
        return "redirect:" + local.path() + "/tests?added=1";
    }

    @PostMapping("/locals/{local}/tests/{id}/closing")
    @Open(OFFICER)
    String close(Viewer viewer, Local local, @PathVariable UUID id) {
        viewer.require(OFFICER, local.id());
        var test = tests.find(local, id).orElseThrow(NotFound::new);
        tests.close(local, id, test.closed() == null);
        return "redirect:" + local.path() + "/tests?closed=1";
    }

    @GetMapping("/locals/{local}/tests/{id}/worksites/{worksite}")
    @Open({REP, ORGANIZER, OFFICER})
    String run(Viewer viewer, Local local, @PathVariable UUID id, @PathVariable UUID worksite, Model model) {
        var site = worksites.writing(viewer, local, worksite);
        var test = tests.find(local, id).orElseThrow(NotFound::new);
        var crew = members.crew(viewer, local, worksite);
        model.addAttribute("local", local);
        model.addAttribute("site", site);
        model.addAttribute("test", test);
        model.addAttribute("crew", crew);
        model.addAttribute("marked", tests.marked(local, id));
        return "structure/runPage";
    }

    @PostMapping("/locals/{local}/tests/{id}/worksites/{worksite}")
    @Open({REP, ORGANIZER, OFFICER})
    String mark(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @PathVariable UUID worksite,
            @RequestParam(required = false) @Nullable List<String> member) {
        worksites.writing(viewer, local, worksite);
        var test = tests.find(local, id).orElseThrow(NotFound::new);
        var ticks = Ticks.read(member, members.at(viewer, local, worksite), tests.marked(local, id));
        int taken = tests.unmark(viewer, local, test, ticks.off());
        int marked = tests.mark(viewer, local, test, worksite, ticks.on());
        return "redirect:" + local.path() + "/tests/" + id + "/worksites/" + worksite + "?" + ticks.told(marked, taken);
    }
}
