package org.breakroom.training;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.breakroom.ui.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is held when; asking for a place and giving it back; and for who keeps a training, its times and its end. */
@Controller
class TrainingController {
    private static final int DAYS_AHEAD = 14;

    private final Trainings trainings;
    private final Courses courses;
    private final Registrations registrations;
    private final Presenters presenters;
    private final Marks marks;
    private final Line line;
    private final Locals locals;
    private final FederationClock clock;
    private final Messages messages;

    TrainingController(
            Trainings trainings,
            Courses courses,
            Registrations registrations,
            Presenters presenters,
            Marks marks,
            Line line,
            Locals locals,
            FederationClock clock,
            Messages messages) {
        this.trainings = trainings;
        this.courses = courses;
        this.registrations = registrations;
        this.presenters = presenters;
        this.marks = marks;
        this.line = line;
        this.locals = locals;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/trainings")
    @Open(toAllSignedIn = true)
    String list(
            Viewer viewer,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String level,
            @RequestParam(defaultValue = "") String past,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        int rung = level.matches("[123]01") ? Integer.parseInt(level) : 0;
        var asked = new Trainings.Asked(q, rung, past.equals("yes"));
        var found = trainings.list(viewer, asked, page);
        model.addAttribute("asked", asked);
        model.addAttribute("found", found);
        model.addAttribute("mine", mine(viewer, found.rows()));
        model.addAttribute("adds", Keeping.adds(viewer));
        return "training/listPage";
    }

    private Map<UUID, Registrations.Mine> mine(Viewer viewer, List<Training> of) {
        var ids = of.stream().map(Training::id).toList();
        return viewer.members().stream()
                .flatMap(who -> registrations.of(who, ids).stream())
                .collect(Collectors.toMap(m -> m.training().id(), Function.identity(), (first, other) -> first));
    }

    @GetMapping("/trainings/new")
    @Open({STAFF, OFFICER})
    String ask(
            Viewer viewer,
            @RequestParam(defaultValue = "") String course,
            @RequestParam(defaultValue = "") String institute,
            @RequestParam(defaultValue = "") String wide,
            Model model) {
        var form = TrainingForm.empty(
                course, institute, wide.equals("on"), clock.today().plusDays(DAYS_AHEAD));
        var within = Ids.read(institute).map(i -> trainings.requireKept(viewer, i));
        if (within.isPresent()) {
            var day = within.get().starts().atZone(within.get().zone()).toLocalDate();
            form = TrainingForm.empty(course, institute, false, day);
        }
        return form(viewer, null, form, Problems.none(), model);
    }

    private String form(Viewer viewer, @Nullable Training training, TrainingForm form, Problems problems, Model model) {
        model.addAttribute("training", training);
        model.addAttribute(
                "courses",
                courses.list(viewer, false).stream()
                        .filter(c -> taught(viewer, c))
                        .toList());
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "training/formPage";
    }

    @PostMapping("/trainings")
    @Open({STAFF, OFFICER})
    String schedule(Viewer viewer, TrainingForm form, HttpServletResponse response, Model model) {
        var within = form.institute().isBlank()
                ? null
                : trainings.requireKept(viewer, Ids.read(form.institute()).orElseThrow(NotFound::new));
        if (within != null && (!within.wide() || form.isWide())) {
            throw new NotFound();
        }
        var id = Ids.at(clock.now().toEpochMilli());
        var problems = Problems.none();
        var local = within == null ? viewer.keepsFor() : within.local();
        var wanted = form.read(id, local, course(viewer, form), within, clock.today(), messages, problems);
        if (wanted.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(viewer, null, form, problems, model);
        }
        trainings.schedule(viewer, wanted.get());
        return "redirect:/trainings/" + (within == null ? id : within.id()) + "?done=1";
    }

    private @Nullable Course course(Viewer viewer, TrainingForm form) {
        return Ids.read(form.course())
                .flatMap(c -> courses.find(viewer, c))
                .filter(c -> !c.retired() && taught(viewer, c))
                .orElse(null);
    }

    /** Whether a course is the federation's, or of whom she adds trainings for: a grant shows others too. */
    private static boolean taught(Viewer viewer, Course course) {
        return course.local() == null || course.local().equals(viewer.keepsFor());
    }

    @GetMapping("/trainings/{id}")
    @Open(toAllSignedIn = true)
    String show(Viewer viewer, @PathVariable UUID id, Model model) {
        return show(viewer, trainings.require(viewer, id), null, Problems.none(), model);
    }

    private String show(Viewer viewer, Training training, @Nullable Set<UUID> ticked, Problems problems, Model model) {
        var who = viewer.member(training.local());
        var workshops = training.wide() ? trainings.workshops(training.id()) : List.<Training>of();
        var mine = mine(viewer, workshops);
        var own = who.flatMap(w -> registrations.find(w, training.id()));
        model.addAttribute("training", training);
        model.addAttribute("holder", training.local() == null ? null : locals.require(training.local()));
        model.addAttribute(
                "course",
                Optional.ofNullable(training.course())
                        .flatMap(c -> courses.find(viewer, c))
                        .orElse(null));
        model.addAttribute("workshops", workshops);
        model.addAttribute("chosen", ticked == null ? mine.keySet() : ticked);
        model.addAttribute("mine", own.orElse(null));
        model.addAttribute("places", mine);
        model.addAttribute(
                "obstacle",
                own.isPresent() || who.isEmpty()
                        ? ""
                        : registrations.obstacle(who.get(), training).orElse(""));
        model.addAttribute("learner", who.isPresent());
        model.addAttribute("keeps", viewer.keeps(training.local()));
        model.addAttribute("office", viewer.homeLocal() != null && viewer.has(OFFICER, org.breakroom.access.Role.REP));
        model.addAttribute("local", viewer.homeLocal() == null ? null : locals.require(viewer.homeLocal()));
        model.addAttribute("open", training.open(clock.now()));
        model.addAttribute("problems", problems);
        return "training/showPage";
    }

    /** Asks for a place, and for workshops where it is an institute: all of that or nothing. */
    @PostMapping("/trainings/{id}/registration")
    @Open(toAllSignedIn = true)
    String register(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<String> workshop,
            HttpServletResponse response,
            Model model) {
        var training = trainings.require(viewer, id);
        var who = viewer.member(training.local())
                .orElseThrow(() -> new Refused(HttpStatus.CONFLICT, messages.here("training.noRecord")));
        if (training.institute() != null) {
            throw new NotFound();
        }
        var ticked = Ids.readAll(workshop);
        var workshops = trainings.workshops(id);
        // all that can stand against it is asked before anything is written: a page shown after would show what is not
        // kept
        var why = registrations
                .obstacle(who, training)
                .or(() -> registrations.obstacle(
                        who,
                        workshops.stream().filter(w -> ticked.contains(w.id())).toList()));
        if (why.isPresent()) {
            return refused(viewer, training, ticked, why.get(), response, model);
        }
        var outcome = registrations.register(viewer, who, training);
        if (outcome == Registrations.Outcome.NONE) {
            throw new Refused(HttpStatus.CONFLICT, messages.here("training.noRecord"));
        }
        if (outcome == Registrations.Outcome.CONFIRMED && training.wide()) {
            registrations.choose(viewer, who, workshops, ticked).ifPresent(changed -> {
                throw new Refused(HttpStatus.CONFLICT, changed);
            });
        }
        return "redirect:" + training.path() + "?registered=" + outcome;
    }

    private String refused(
            Viewer viewer, Training training, Set<UUID> ticked, String why, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(viewer, training, ticked, Problems.none().add("registration", why), model);
    }

    /** The workshops of somebody who has a place in the institute, as she ticks them now. */
    @PostMapping("/trainings/{id}/workshops")
    @Open(toAllSignedIn = true)
    String choose(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<String> workshop,
            HttpServletResponse response,
            Model model) {
        var training = trainings.require(viewer, id);
        var who = viewer.member(training.local()).orElseThrow(NotFound::new);
        if (registrations
                .find(who, id)
                .filter(m -> m.spot().state() == Line.State.CONFIRMED)
                .isEmpty()) {
            throw new NotFound();
        }
        var ticked = Ids.readAll(workshop);
        var problem = registrations.choose(viewer, who, trainings.workshops(id), ticked);
        return problem.isPresent()
                ? refused(viewer, training, ticked, problem.get(), response, model)
                : "redirect:" + training.path() + "?chosen=1";
    }

    @PostMapping("/trainings/{id}/registration/end")
    @Open(toAllSignedIn = true)
    String leave(Viewer viewer, @PathVariable UUID id) {
        var training = trainings.require(viewer, id);
        var who = viewer.member(training.local()).orElseThrow(NotFound::new);
        var mine = registrations.find(who, id).orElseThrow(NotFound::new);
        if (!training.open(clock.now())) {
            throw new Refused(HttpStatus.CONFLICT, messages.here("training.begun"));
        }
        registrations.end(viewer, who.local(), mine.id());
        return "redirect:" + training.path() + "?left=1";
    }

    @GetMapping("/trainings/{id}/details")
    @Open({STAFF, OFFICER})
    String details(Viewer viewer, @PathVariable UUID id, Model model) {
        var training = trainings.requireKept(viewer, id);
        return form(viewer, training, TrainingForm.of(training), Problems.none(), model);
    }

    @PostMapping("/trainings/{id}/details")
    @Open({STAFF, OFFICER})
    String change(Viewer viewer, @PathVariable UUID id, TrainingForm said, HttpServletResponse response, Model model) {
        trainings.requireKept(viewer, id);
        var training = trainings.hold(id);
        // whose it is and what it teaches stay: who came learned that and nothing else
        var form = TrainingForm.of(training).with(said);
        var problems = Problems.none();
        var wanted = form.read(
                id,
                training.local(),
                training.course() == null
                        ? null
                        : courses.find(training.course()).orElseThrow(),
                within(training).orElse(null),
                clock.today(),
                messages,
                problems);
        wanted.filter(w -> w.capacity() < training.confirmed())
                .ifPresent(w ->
                        problems.add("capacity", messages.here("teach.problem.capacityBelow", training.confirmed())));
        wanted.filter(w -> training.wide() && !holdsAll(w, trainings.workshops(id)))
                .ifPresent(w -> problems.add("day", messages.here("teach.problem.instituteTime")));
        wanted.filter(w -> presenters.shifts(id).stream()
                        .anyMatch(
                                s -> s.starts().isBefore(w.starts()) || s.ends().isAfter(w.ends())))
                .ifPresent(w -> problems.add("day", messages.here("teach.problem.shiftsOutside")));
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(viewer, training, form, problems, model);
        }
        trainings.change(training, wanted.orElseThrow());
        line.moveUp(id);
        return "redirect:" + training.path() + "?done=1";
    }

    private static boolean holdsAll(Trainings.Wanted institute, List<Training> workshops) {
        return workshops.stream()
                .noneMatch(
                        w -> w.starts().isBefore(institute.starts()) || w.ends().isAfter(institute.ends()));
    }

    @PostMapping("/trainings/{id}/cancellation")
    @Open({STAFF, OFFICER})
    String cancel(Viewer viewer, @PathVariable UUID id, @RequestParam(name = "off", defaultValue = "") String sent) {
        trainings.requireKept(viewer, id);
        var training = trainings.hold(id);
        if (sent.equals("yes") == (training.cancelled() != null)) {
            return "redirect:" + training.path(); // somebody else was first
        }
        boolean off = training.cancelled() == null;
        if (!off && within(training).filter(i -> i.cancelled() != null).isPresent()) {
            throw new Refused(HttpStatus.CONFLICT, messages.here("teach.instituteOff"));
        }
        var all = new ArrayList<>(List.of(training));
        all.addAll(trainings.workshops(id));
        trainings.holdAll(all.stream().map(Training::id).toList());
        if (off) {
            trainings.callOff(id);
        } else {
            trainings.takeBack(training);
        }
        all.stream()
                .filter(t -> Objects.equals(t.cancelled(), training.cancelled()))
                .forEach(t -> {
                    line.moveUp(t.id());
                    tellPresenters(viewer, t, off);
                });
        return "redirect:" + training.path() + "?done=1";
    }

    private Optional<Training> within(Training workshop) {
        return Optional.ofNullable(workshop.institute()).flatMap(trainings::find);
    }

    private void tellPresenters(Viewer viewer, Training training, boolean off) {
        var shifts = presenters.shifts(training.id()).stream().collect(Collectors.toMap(Presenters.Shift::id, s -> s));
        presenters
                .of(training.id())
                .forEach(p -> marks.within(viewer, p.local(), () -> {
                    var local = locals.require(p.local());
                    if (off) {
                        presenters.tellOff(local, training, p);
                    } else {
                        presenters.tellChanged(local, training, p, Objects.requireNonNull(shifts.get(p.shift())));
                    }
                }));
    }
}
