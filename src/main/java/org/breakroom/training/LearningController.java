package org.breakroom.training;

import static org.breakroom.access.Role.ADMIN;
import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;
import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.calendar.Feeds;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.member.Members;
import org.breakroom.survey.Survey;
import org.breakroom.survey.Surveys;
import org.breakroom.ui.Download;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What one has learned and is registered for, with certificates; and a local's ladder. */
@Controller
class LearningController {
    private final Learning learning;
    private final Registrations registrations;
    private final Requirements requirements;
    private final Presenters presenters;
    private final Rungs rungs;
    private final Surveys surveys;
    private final Feeds feeds;
    private final TrainingPaper paper;
    private final Members members;
    private final Locals locals;
    private final FederationClock clock;
    private final String origin;

    LearningController(
            Learning learning,
            Registrations registrations,
            Requirements requirements,
            Presenters presenters,
            Rungs rungs,
            Surveys surveys,
            Feeds feeds,
            TrainingPaper paper,
            Members members,
            Locals locals,
            FederationClock clock,
            @Value("${breakroom.origin}") String origin) {
        this.learning = learning;
        this.registrations = registrations;
        this.requirements = requirements;
        this.presenters = presenters;
        this.rungs = rungs;
        this.surveys = surveys;
        this.feeds = feeds;
        this.paper = paper;
        this.members = members;
        this.locals = locals;
        this.clock = clock;
        this.origin = origin;
    }

    @GetMapping("/me/learning")
    @Open(toAllSignedIn = true)
    String mine(Viewer viewer, Model model) {
        var selves = viewer.members();
        var all = each(selves, registrations::of);
        var now = clock.now();
        var done = each(selves, learning::of);
        model.addAttribute("learner", !selves.isEmpty());
        model.addAttribute(
                "coming",
                all.stream().filter(m -> m.training().ends().isAfter(now)).toList());
        model.addAttribute("done", done);
        model.addAttribute("presented", each(selves, presenters::of));
        var asked = surveys.about(done.stream().map(Learning.Done::training).toList());
        model.addAttribute(
                "asked", asked.stream().collect(Collectors.toMap(s -> s.subject(), s -> s.path(), (a, b) -> a)));
        model.addAttribute(
                "told",
                surveys.answered(selves, asked.stream().map(Survey::id).toList()).stream()
                        .map(s -> "/surveys/" + s)
                        .collect(Collectors.toSet()));
        model.addAttribute("hours", Learning.sum(done).stripTrailingZeros().toPlainString());
        model.addAttribute(
                "feed",
                feeds.of(viewer)
                        .map(token -> origin + "/calendar/" + token + "/trainings.ics")
                        .orElse(""));
        return "training/minePage";
    }

    private static <T> List<T> each(List<Viewer.Member> selves, Function<Viewer.Member, List<T>> of) {
        return selves.stream().flatMap(who -> of.apply(who).stream()).toList();
    }

    /** The ladder by local, in numbers. */
    @GetMapping("/trainings/rungs")
    @Open({STAFF, ADMIN})
    String rungs(Model model) {
        model.addAttribute("locals", locals.list());
        model.addAttribute("rows", rungs.all());
        return "training/rungsPage";
    }

    @GetMapping("/me/learning/{registration}/certificate.pdf")
    @Open(toAllSignedIn = true)
    void certificate(Viewer viewer, @PathVariable UUID registration, HttpServletResponse response) throws IOException {
        var who = viewer.members().stream()
                .filter(m -> learning.find(m, registration).isPresent())
                .findFirst()
                .orElseThrow(NotFound::new);
        var done = learning.find(who, registration).orElseThrow();
        var local = locals.require(who.local());
        Download.pdf(response, "certificate.pdf");
        paper.certificate(done, members.self(viewer, local).name(), local.name(), response.getOutputStream());
    }

    @GetMapping("/locals/{local}/learning")
    @Open({REP, ORGANIZER, OFFICER})
    String local(Viewer viewer, Local local, @RequestParam(defaultValue = "") String show, Model model) {
        var reach = viewer.writing(local.id());
        var rules = requirements.of(viewer, local);
        var climbers = learning.climbers(local, reach, rules);
        model.addAttribute("local", local);
        model.addAttribute("rules", rules);
        model.addAttribute("climbers", climbers);
        model.addAttribute("buildings", learning.buildings(local, reach, climbers));
        model.addAttribute("show", show);
        model.addAttribute("office", viewer.holds(OFFICER, local.id()));
        return "training/localPage";
    }
}
