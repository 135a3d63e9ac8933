package org.breakroom.place;

import static org.breakroom.access.Role.OFFICER;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.breakroom.access.Audit;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Employers;
import org.breakroom.federation.Local;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.list.ListFile;
import org.breakroom.list.Workbook;
import org.breakroom.ui.Asked;
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
import org.springframework.web.multipart.MultipartFile;

/** A local's worksites: opened from the register or a list, and which place of the register each one is. */
@Controller
class WorksiteController {
    private static final int EMPLOYER_MAX = 120;
    private static final int NAME_MAX = 120;
    private static final int LINES_MAX = 5_000;
    private static final int FAULTS_SHOWN = 20;

    private final Worksites worksites;
    private final Employers employers;
    private final Places places;
    private final Openings openings;
    private final Audit audit;
    private final Messages messages;

    WorksiteController(
            Worksites worksites,
            Employers employers,
            Places places,
            Openings openings,
            Audit audit,
            Messages messages) {
        this.worksites = worksites;
        this.employers = employers;
        this.places = places;
        this.openings = openings;
        this.audit = audit;
        this.messages = messages;
    }

    /** What the page is asked for, and keeps when an answer was wrong. */
    private record Seen(
            String q,
            int page,
            @Nullable UUID link,
            @Nullable UUID opened,
            String employer,
            List<UUID> chosen) {
        static Seen nothing(String employer) {
            return new Seen("", 1, null, null, employer, List.of());
        }
    }

    @GetMapping("/locals/{local}/worksites")
    @Open(OFFICER)
    String list(
            Viewer viewer,
            Local local,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "") String link,
            @RequestParam(defaultValue = "") String opened,
            Model model) {
        viewer.require(OFFICER, local.id());
        var seen =
                new Seen(q, page, Ids.read(link).orElse(null), Ids.read(opened).orElse(null), "", List.of());
        return page(local, seen, Problems.none(), List.of(), model);
    }

    private String page(Local local, Seen seen, Problems problems, List<String> faults, Model model) {
        var kept = worksites.entries(local);
        var of = employers.names(local);
        var linked =
                kept.stream().map(Worksites.Entry::place).filter(p -> p != null).toList();
        model.addAttribute("local", local);
        model.addAttribute("worksites", kept);
        model.addAttribute("suggestions", openings.suggestions(kept));
        model.addAttribute(
                "linked",
                places.find(linked).stream()
                        .collect(java.util.stream.Collectors.toMap(Place::id, java.util.function.Function.identity())));
        model.addAttribute("employers", of);
        model.addAttribute("employer", seen.employer().isEmpty() && of.size() == 1 ? of.getFirst() : seen.employer());
        model.addAttribute("q", seen.q());
        model.addAttribute("found", seen.q().isBlank() ? null : places.search(seen.q(), null, false, seen.page()));
        model.addAttribute(
                "link",
                kept.stream()
                        .filter(w -> w.id().equals(seen.link()))
                        .findFirst()
                        .orElse(null));
        model.addAttribute(
                "opened",
                seen.opened() == null
                        ? null
                        : openings.find(local, seen.opened()).orElse(null));
        model.addAttribute("chosen", seen.chosen());
        model.addAttribute("faults", faults);
        model.addAttribute("problems", problems);
        return "place/worksitesPage";
    }

    @PostMapping("/locals/{local}/worksites")
    @Open(OFFICER)
    String open(
            Viewer viewer,
            Local local,
            @RequestParam(required = false) @Nullable List<UUID> place,
            @RequestParam(defaultValue = "") String employer,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var chosen = place == null ? List.<UUID>of() : place;
        var of = PersonName.tidy(employer);
        var problems = Problems.none().line("employer", of, EMPLOYER_MAX, "problem.employer", messages);
        var found = places.find(chosen);
        if (found.isEmpty()) {
            problems.add(q.isBlank() ? "q" : "place", messages.text("en", "problem.places"));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(local, new Seen(q, page, null, null, employer, chosen), problems, List.of(), model);
        }
        return done(viewer, local, openings.open(viewer, local, of, found), of);
    }

    private String done(Viewer viewer, Local local, UUID opened, String employer) {
        audit.record(viewer, local.id(), "worksites.opened", employer);
        return "redirect:" + local.path() + "/worksites?opened=" + opened;
    }

    @PostMapping("/locals/{local}/worksites/list")
    @Open(OFFICER)
    String upload(
            Viewer viewer,
            Local local,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(name = "of", defaultValue = "") String employer,
            HttpServletResponse response,
            Model model)
            throws IOException {
        viewer.require(OFFICER, local.id());
        var of = PersonName.tidy(employer);
        var problems = Problems.none().line("of", of, EMPLOYER_MAX, "problem.employer", messages);
        var faults = new ArrayList<String>();
        var lines = new ArrayList<Openings.Line>();
        var sent = Asked.fileName(file);
        if (file == null || sent.isEmpty()) {
            problems.add("file", messages.text("en", "list.refused.none"));
        } else {
            try {
                read(ListFile.read(sent, file.getBytes(), Workbook.Choice.GUESSED), lines, faults);
            } catch (ListFile.Unreadable refused) {
                problems.add("file", messages.text("en", refused.key()));
            }
        }
        if (!problems.any() && faults.isEmpty() && lines.isEmpty()) {
            problems.add("file", messages.text("en", "list.refused.noWorksites"));
        }
        if (!faults.isEmpty()) {
            problems.add("file", messages.text("en", "problem.worksiteList", faults.size()));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var shown = faults.subList(0, Math.min(FAULTS_SHOWN, faults.size()));
            return page(local, Seen.nothing(employer), problems, shown, model);
        }
        return done(viewer, local, openings.openList(viewer, local, of, lines), of);
    }

    private void read(ListFile list, List<Openings.Line> lines, List<String> faults) throws ListFile.Unreadable {
        var at = PlaceColumn.in(list.headings());
        var called = at.containsKey(PlaceColumn.WORKSITE) ? PlaceColumn.WORKSITE : PlaceColumn.NAME;
        if (!at.containsKey(called)) {
            throw new ListFile.Unreadable("list.refused.noWorksites");
        }
        list.rows(row -> {
            var name = PlaceReader.cell(row, at, called);
            var area = PlaceReader.cell(row, at, PlaceColumn.AREA);
            var fault = name == null
                    ? "place.fault.name"
                    : row.number() > LINES_MAX ? "place.fault.many" : PlaceReader.wrong(row, at, NAME_MAX);
            if (name == null || fault != null) {
                faults.add(messages.text("en", "roster.row", row.number()) + ": "
                        + messages.text("en", String.valueOf(fault)));
                return;
            }
            lines.add(new Openings.Line(
                    name,
                    area,
                    new Worksites.Address(
                            PlaceReader.cell(row, at, PlaceColumn.STREET),
                            PlaceReader.cell(row, at, PlaceColumn.CITY),
                            PlaceReader.cell(row, at, PlaceColumn.ZIP),
                            null,
                            null)));
        });
    }

    /** @param pair which worksite is which place, as "worksite:place"; without a place, that it is none */
    @PostMapping("/locals/{local}/worksites/places")
    @Open(OFFICER)
    String link(Viewer viewer, Local local, @RequestParam(required = false) @Nullable List<String> pair) {
        viewer.require(OFFICER, local.id());
        for (var one : pair == null ? List.<String>of() : pair) {
            var parts = one.split(":", -1);
            var worksite =
                    Ids.read(parts[0]).flatMap(id -> worksites.find(local, id)).orElseThrow(NotFound::new);
            if (parts.length != 2) {
                throw new NotFound();
            }
            audit.record(viewer, local.id(), "worksites.linked", worksite.name());
            if (parts[1].isEmpty()) {
                worksites.unlink(worksite.id());
                continue;
            }
            var place = Ids.read(parts[1]).map(List::of).map(places::find).orElse(List.of());
            if (place.isEmpty()) {
                throw new NotFound();
            }
            openings.link(worksite.id(), place.getFirst());
        }
        var last =
                pair == null || pair.size() != 1 ? "" : "#w-" + pair.getFirst().replaceAll(":.*", "");
        return "redirect:" + local.path() + "/worksites" + last;
    }

    @PostMapping("/locals/{local}/worksites/openings/{id}/undo")
    @Open(OFFICER)
    String undo(Viewer viewer, Local local, @PathVariable UUID id) {
        viewer.require(OFFICER, local.id());
        if (!openings.undo(local, id)) {
            throw new NotFound();
        }
        return "redirect:" + local.path() + "/worksites?opened=" + id;
    }
}
