package org.breakroom.training;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.breakroom.access.Audit;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Download;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.breakroom.ui.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who presents a training: shifts that members take themselves, what they say of themselves, and the thanks. */
@Controller
class PresenterController {
    private static final int BIOGRAPHY_MAX = 600;
    private static final int THANKS_MAX = 600;

    private final Trainings trainings;
    private final Presenters presenters;
    private final Marks marks;
    private final TrainingPaper paper;
    private final Locals locals;
    private final Audit audit;
    private final FederationClock clock;
    private final Messages messages;

    PresenterController(
            Trainings trainings,
            Presenters presenters,
            Marks marks,
            TrainingPaper paper,
            Locals locals,
            Audit audit,
            FederationClock clock,
            Messages messages) {
        this.trainings = trainings;
        this.presenters = presenters;
        this.marks = marks;
        this.paper = paper;
        this.locals = locals;
        this.audit = audit;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/trainings/{id}/presenters")
    @Open(toAllSignedIn = true)
    String show(Viewer viewer, @PathVariable UUID id, @RequestParam(defaultValue = "") String shift, Model model) {
        var training = trainings.require(viewer, id);
        var typed = Ids.read(shift)
                .map(of -> presenters.require(training, of))
                .map(of -> new PresenterTyped(PresenterForm.of(training, of), of.id(), null, "", ""))
                .orElseGet(() -> PresenterTyped.of(training, null, "", ""));
        return page(viewer, training, typed, Problems.none(), model);
    }

    private String page(Viewer viewer, Training training, PresenterTyped typed, Problems problems, Model model) {
        var who = viewer.member(training.local());
        model.addAttribute("training", training);
        model.addAttribute("shifts", presenters.shifts(training.id()));
        model.addAttribute("presenters", presenters.of(training.id()));
        model.addAttribute("locals", locals.names());
        model.addAttribute("keeps", viewer.keeps(training.local()));
        model.addAttribute("self", who.map(Viewer.Member::id).orElse(null));
        model.addAttribute("now", clock.now());
        model.addAttribute("typed", typed);
        model.addAttribute("problems", problems);
        return "training/presentersPage";
    }

    private String refused(
            Viewer viewer,
            Training training,
            PresenterTyped typed,
            Problems problems,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(viewer, training, typed, problems, model);
    }

    private static String to(Training training) {
        return "redirect:" + training.path() + "/presenters?done=1";
    }

    @PostMapping("/trainings/{id}/shifts")
    @Open({STAFF, OFFICER})
    String add(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam Map<String, String> sent,
            HttpServletResponse response,
            Model model) {
        var training = trainings.requireKept(viewer, id);
        var form = PresenterForm.of(sent);
        var problems = Problems.none();
        var wanted = form.read(training, 0, messages, problems);
        if (wanted.isEmpty()) {
            return refused(viewer, training, new PresenterTyped(form, null, null, "", ""), problems, response, model);
        }
        presenters.add(viewer, training, wanted.get());
        return to(training);
    }

    /** Changes a shift before it begins; who took it keeps it and is told by letter. */
    @PostMapping("/trainings/{id}/shifts/{shift}")
    @Open({STAFF, OFFICER})
    String change(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable UUID shift,
            @RequestParam Map<String, String> sent,
            HttpServletResponse response,
            Model model) {
        var training = trainings.requireKept(viewer, id);
        var before = presenters.hold(training, shift);
        var form = PresenterForm.of(sent);
        var problems = Problems.none();
        var wanted = form.read(training, before.taken(), messages, problems);
        if (wanted.isEmpty()) {
            return refused(viewer, training, new PresenterTyped(form, shift, null, "", ""), problems, response, model);
        }
        var hers = wanted.get().moves(before)
                ? presenters.of(training.id()).stream()
                        .filter(p -> p.shift().equals(shift))
                        .toList()
                : List.<Presenters.Presenter>of();
        hers.forEach(p -> marks.within(viewer, p.local(), () -> {
            if (presenters.taken(p, wanted.get())) {
                problems.add("day", messages.here("teach.problem.shiftOther", p.name()));
            }
        }));
        if (problems.any()) {
            return refused(viewer, training, new PresenterTyped(form, shift, null, "", ""), problems, response, model);
        }
        presenters.change(before, wanted.get());
        if (!hers.isEmpty()) {
            var now = presenters.require(training, shift);
            hers.forEach(p -> marks.within(
                    viewer, p.local(), () -> presenters.tellChanged(locals.require(p.local()), training, p, now)));
        }
        return to(training);
    }

    @PostMapping("/trainings/{id}/shifts/{shift}/removal")
    @Open({STAFF, OFFICER})
    String remove(Viewer viewer, @PathVariable UUID id, @PathVariable UUID shift) {
        var training = trainings.requireKept(viewer, id);
        presenters.remove(presenters.require(training, shift));
        return to(training);
    }

    /** A member takes a shift herself, in her own words. */
    @PostMapping("/trainings/{id}/shifts/{shift}/presenting")
    @Open(toAllSignedIn = true)
    String take(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable UUID shift,
            @RequestParam(defaultValue = "") String biography,
            HttpServletResponse response,
            Model model) {
        var training = trainings.require(viewer, id);
        var of = presenters.require(training, shift);
        var who = viewer.member(training.local())
                .orElseThrow(() -> new Refused(HttpStatus.CONFLICT, messages.here("training.noRecord")));
        var said = biography.strip();
        var problems = Problems.none();
        if (said.isEmpty() || said.length() > BIOGRAPHY_MAX || DangerousData.in(said)) {
            problems.add("biography-" + shift, messages.here("training.problemBiography", BIOGRAPHY_MAX));
            return refused(
                    viewer, training, PresenterTyped.of(training, shift, biography, ""), problems, response, model);
        }
        presenters.take(viewer, who, training, of, said);
        return to(training);
    }

    /** She gives it back before it begins; who keeps the training may take her off. */
    @PostMapping("/trainings/{id}/presenting/{presenter}/end")
    @Open(toAllSignedIn = true)
    String end(Viewer viewer, @PathVariable UUID id, @PathVariable UUID presenter) {
        var training = trainings.require(viewer, id);
        var one = presenters.presenter(training, presenter);
        boolean own = viewer.self(one.local()).filter(one.member()::equals).isPresent();
        if (!own && !viewer.keeps(training.local())) {
            throw new NotFound();
        }
        if (!clock.now().isBefore(presenters.require(training, one.shift()).starts())) {
            throw new Refused(HttpStatus.CONFLICT, messages.here("training.shiftOver"));
        }
        marks.within(viewer, one.local(), () -> {
            presenters.end(one);
            if (!own) {
                audit.record(
                        Viewer.current().orElseThrow(),
                        one.local(),
                        "training.shiftEnded",
                        one.name() + ": " + training.title());
            }
        });
        return to(training);
    }

    /** Thanks, with the hours it counts. */
    @PostMapping("/trainings/{id}/presenting/{presenter}/thanks")
    @Open({STAFF, OFFICER})
    String thank(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable UUID presenter,
            @RequestParam(defaultValue = "") String hours,
            @RequestParam(defaultValue = "") String thanks,
            HttpServletResponse response,
            Model model) {
        var training = trainings.requireKept(viewer, id);
        var one = presenters.presenter(training, presenter);
        var shift = presenters.require(training, one.shift());
        if (clock.now().isBefore(shift.ends())) {
            throw new Refused(HttpStatus.CONFLICT, messages.here("teach.thanksEarly"));
        }
        var problems = Problems.none();
        var words = PersonName.tidy(thanks);
        var count = CourseForm.hours(hours);
        if (count.isEmpty()) {
            problems.add("hours-" + presenter, messages.here("teach.problem.courseHours"));
        }
        if (words.length() > THANKS_MAX || DangerousData.in(words)) {
            problems.add("thanks-" + presenter, messages.here("teach.problem.thanks", THANKS_MAX));
        }
        if (problems.any()) {
            return refused(
                    viewer, training, PresenterTyped.of(training, presenter, thanks, hours), problems, response, model);
        }
        marks.within(viewer, one.local(), () -> {
            var hand = Viewer.current().orElseThrow();
            presenters.thank(hand, locals.require(one.local()), training, one, count.orElseThrow(), words);
            audit.record(hand, one.local(), "training.thanked", one.name() + ": " + training.title());
        });
        return to(training);
    }

    /** The thanks on paper, for whoever asks what she did. */
    @GetMapping("/me/learning/presented/{presenter}/thanks.pdf")
    @Open(toAllSignedIn = true)
    void thanks(Viewer viewer, @PathVariable UUID presenter, HttpServletResponse response) throws IOException {
        var done = viewer.members().stream()
                .flatMap(who -> presenters.of(who).stream())
                .filter(p ->
                        p.presenter().id().equals(presenter) && p.presenter().thanked() != null)
                .findFirst()
                .orElseThrow(NotFound::new);
        Download.pdf(response, "thanks.pdf");
        paper.thanks(done, locals.require(done.presenter().local()).name(), response.getOutputStream());
    }
}
