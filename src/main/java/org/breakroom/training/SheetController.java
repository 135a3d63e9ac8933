package org.breakroom.training;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.Audit;
import org.breakroom.access.NotFound;
import org.breakroom.access.Noted;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.Paged;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Download;
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
import org.springframework.web.util.UriUtils;

/** The sheet of a training, for who keeps it: who registered from which local, who came, name tags. */
@Controller
class SheetController {
    private static final int WRONG_SHOWN = 5;

    private final Trainings trainings;
    private final Registrations registrations;
    private final Marks marks;
    private final TrainingPaper paper;
    private final Locals locals;
    private final Audit audit;
    private final FederationClock clock;
    private final Messages messages;

    SheetController(
            Trainings trainings,
            Registrations registrations,
            Marks marks,
            TrainingPaper paper,
            Locals locals,
            Audit audit,
            FederationClock clock,
            Messages messages) {
        this.trainings = trainings;
        this.registrations = registrations;
        this.marks = marks;
        this.paper = paper;
        this.locals = locals;
        this.audit = audit;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/trainings/{id}/sheet")
    @Open({STAFF, OFFICER})
    String show(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        return show(trainings.requireKept(viewer, id), q, page, "", Problems.none(), model);
    }

    private String show(Training training, String query, int page, String numbers, Problems problems, Model model) {
        var all = registrations.sheet(training.id());
        model.addAttribute("training", training);
        model.addAttribute(
                "placed",
                all.stream().filter(e -> e.state() == Line.State.CONFIRMED).count());
        model.addAttribute(
                "came", all.stream().filter(Registrations.Entry::came).count());
        model.addAttribute(
                "entries",
                Paged.of(
                        all.stream()
                                .filter(e -> PersonName.fold(e.name()).contains(PersonName.fold(query)))
                                .toList(),
                        page));
        model.addAttribute("query", query);
        model.addAttribute("locals", locals.names());
        model.addAttribute("door", training.atDoor(clock.now()));
        model.addAttribute("markable", markable(training));
        model.addAttribute("numbers", numbers);
        model.addAttribute("problems", problems);
        return "training/sheetPage";
    }

    private boolean markable(Training training) {
        return training.cancelled() == null
                && (training.atDoor(clock.now()) || clock.now().isAfter(training.ends()));
    }

    /** A training that has begun to be held; who came to one that is still to come nobody knows. */
    private Training held(Viewer viewer, UUID id) {
        var training = trainings.requireKept(viewer, id);
        if (!markable(training)) {
            throw new Refused(HttpStatus.CONFLICT, messages.here("training.notYet"));
        }
        return training;
    }

    /** Who came, as the ticks of one page: those that are new are marked, those of this page that are gone taken back. */
    @PostMapping("/trainings/{id}/sheet")
    @Open({STAFF, OFFICER})
    String mark(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<String> came,
            @RequestParam(required = false) @Nullable List<String> listed,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page) {
        var training = held(viewer, id);
        var ticked = Ids.readAll(came);
        var shown = Ids.readAll(listed);
        var sheet = registrations.sheet(id);
        int taken = marks.unmark(
                viewer,
                sheet.stream()
                        .filter(e -> shown.contains(e.id()) && !ticked.contains(e.id()))
                        .toList());
        int marked = marks.mark(
                viewer,
                training,
                sheet.stream().filter(e -> ticked.contains(e.id())).toList(),
                Marks.How.TAP);
        return "redirect:" + training.path() + "/sheet?marked=" + marked + "&taken=" + taken + "&page=" + page
                + (q.isBlank() ? "" : "&q=" + UriUtils.encode(q, StandardCharsets.UTF_8));
    }

    /** The numbers of those who signed on paper: all of them, or none. */
    @PostMapping("/trainings/{id}/sheet/numbers")
    @Open({STAFF, OFFICER})
    String key(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String numbers,
            HttpServletResponse response,
            Model model) {
        var training = held(viewer, id);
        var sheet = registrations.sheet(id);
        var said = new HashSet<>(Arrays.asList(numbers.strip().split("[\\s,;]+")));
        var wrong = said.stream()
                .filter(n -> Marks.numbered(sheet, n).isEmpty())
                .sorted()
                .limit(WRONG_SHOWN)
                .toList();
        if (!wrong.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(
                    training,
                    "",
                    1,
                    numbers,
                    Problems.none().add("numbers", messages.here("problem.sheetNumbers", String.join(", ", wrong))),
                    model);
        }
        var came =
                said.stream().map(n -> Marks.numbered(sheet, n).orElseThrow()).collect(Collectors.toSet());
        int marked = marks.mark(viewer, training, came, Marks.How.SHEET);
        return "redirect:" + training.path() + "/sheet?marked=" + marked + "&taken=0";
    }

    /** Takes somebody off the list; who waited longest moves up. */
    @PostMapping("/trainings/{id}/sheet/{registration}/end")
    @Open({STAFF, OFFICER})
    String end(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable UUID registration,
            @RequestParam(defaultValue = "1") int page) {
        var training = trainings.requireKept(viewer, id);
        var entry = registrations.sheet(id).stream()
                .filter(e -> e.id().equals(registration) && !e.came())
                .findFirst()
                .orElseThrow(NotFound::new);
        marks.within(viewer, entry.local(), () -> {
            var hand = Viewer.current().orElseThrow();
            registrations.end(hand, entry.local(), registration);
            audit.record(hand, entry.local(), "training.ended", entry.name() + ": " + training.title());
        });
        return "redirect:" + training.path() + "/sheet?ended=1&page=" + page;
    }

    @GetMapping("/trainings/{id}/sheet.pdf")
    @Open({STAFF, OFFICER})
    @Noted
    void print(Viewer viewer, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        var training = trainings.requireKept(viewer, id);
        var entries = noted(viewer, training);
        Download.pdf(response, "sheet.pdf");
        paper.sheet(training, entries, locals.names(), response.getOutputStream());
    }

    @GetMapping("/trainings/{id}/names.pdf")
    @Open({STAFF, OFFICER})
    @Noted
    void tags(Viewer viewer, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        var training = trainings.requireKept(viewer, id);
        var entries = noted(viewer, training);
        Download.pdf(response, "names.pdf");
        paper.tags(training, entries, locals.names(), response.getOutputStream());
    }

    /** The sheet, to leave the system on paper: each local whose names do reads of it in its log. */
    private List<Registrations.Entry> noted(Viewer viewer, Training training) {
        var entries = registrations.sheet(training.id());
        entries.stream()
                .map(Registrations.Entry::local)
                .distinct()
                .forEach(local -> marks.within(
                        viewer,
                        local,
                        () -> audit.record(
                                Viewer.current().orElseThrow(), local, "training.printed", training.title())));
        return entries;
    }
}
