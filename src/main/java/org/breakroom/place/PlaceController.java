package org.breakroom.place;

import static org.breakroom.access.Role.ADMIN;
import static org.breakroom.access.Role.STAFF;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.kernel.Csv;
import org.breakroom.kernel.PersonName;
import org.breakroom.list.ListFile;
import org.breakroom.ui.Asked;
import org.breakroom.ui.Download;
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

/** The register of places and the editions of its lists: looked at by the federation, looked after by its staff. */
@Controller
class PlaceController {
    private static final int NAME_MAX = 80;
    private static final int LABEL_MAX = 40;
    private static final int FILE_NAME_MAX = 100;

    private final Places places;
    private final Editions editions;
    private final EditionLines lines;
    private final Proposals proposals;
    private final Messages messages;

    PlaceController(Places places, Editions editions, EditionLines lines, Proposals proposals, Messages messages) {
        this.places = places;
        this.editions = editions;
        this.lines = lines;
        this.proposals = proposals;
        this.messages = messages;
    }

    @GetMapping("/places")
    @Open({STAFF, ADMIN})
    String register(
            Viewer viewer,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String list,
            @RequestParam(defaultValue = "false") boolean missing,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        model.addAttribute("q", q);
        model.addAttribute("list", PersonName.tidy(list));
        model.addAttribute("missing", missing);
        return register(viewer, page, "", "", Problems.none(), model);
    }

    private String register(Viewer viewer, int page, String name, String label, Problems problems, Model model) {
        var asked = model.asMap();
        var q = asked.getOrDefault("q", "").toString();
        var list = asked.getOrDefault("list", "").toString();
        boolean missing = Boolean.TRUE.equals(asked.get("missing"));
        model.addAttribute("q", q);
        model.addAttribute("list", list);
        model.addAttribute("missing", missing);
        model.addAttribute("places", places.search(q, list.isEmpty() ? null : list, missing, page));
        model.addAttribute("editions", editions.all());
        model.addAttribute("lists", editions.lists());
        model.addAttribute("mayChange", viewer.has(Role.STAFF));
        model.addAttribute("name", name);
        model.addAttribute("label", label);
        model.addAttribute("problems", problems);
        return "place/registerPage";
    }

    @GetMapping("/places.csv")
    @Open({STAFF, ADMIN})
    void table(HttpServletResponse response) throws IOException {
        Download.csv(response, "places.csv");
        var out = response.getWriter();
        out.write(Csv.MARK);
        try (var csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(Stream.of(
                            "list", "code", "name", "kind", "organization", "street", "city", "zip", "point", "listed")
                    .map(h -> messages.text("en", "place.column." + h))
                    .toList());
            for (var edition : editions.all()) {
                if (edition.newest() && edition.appliedAt() != null) {
                    for (var p : places.of(edition.listId())) {
                        csv.writeRecord(Stream.of(
                                        edition.list(),
                                        p.code(),
                                        p.name(),
                                        p.kind(),
                                        p.organization(),
                                        p.street(),
                                        p.city(),
                                        p.zip(),
                                        point(p),
                                        messages.text("en", p.listed() ? "place.yes" : "place.no"))
                                .map(Csv::harmless)
                                .toList());
                    }
                }
            }
        }
    }

    /** North and east in one cell, as maps take it; alone, a degree west would begin like a formula. */
    private static @Nullable String point(Place p) {
        return p.latitude() == null ? null : p.latitude() + ", " + p.longitude();
    }

    @PostMapping("/places/editions")
    @Open(STAFF)
    String upload(
            Viewer viewer,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String label,
            HttpServletResponse response,
            Model model)
            throws IOException {
        var called = PersonName.tidy(name);
        var edition = PersonName.tidy(label);
        var problems = Problems.none()
                .line("name", called, NAME_MAX, "problem.placeList", messages)
                .line("label", edition, LABEL_MAX, "problem.placeEdition", messages);
        var sent = end(Asked.fileName(file));
        if (file == null || sent.isEmpty()) {
            problems.add("file", messages.text("en", "list.refused.none"));
        } else if (editions.has(called, edition)) {
            problems.add("label", messages.text("en", "problem.edition", called, edition));
        } else if (!problems.any()) {
            try {
                return "redirect:/places/editions/"
                        + editions.upload(viewer.name(), called, edition, sent, file.getBytes());
            } catch (ListFile.Unreadable refused) {
                problems.add("file", messages.text("en", refused.key()));
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return register(viewer, 1, name, label, problems, model);
    }

    /** The end of a long file name, where its kind stands. */
    private static String end(String file) {
        return file.substring(Math.max(0, file.length() - FILE_NAME_MAX));
    }

    @GetMapping("/places/editions/{id}")
    @Open({STAFF, ADMIN})
    String show(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        var edition = require(id);
        var asked = Arrays.stream(EditionBoard.Show.values())
                .filter(s -> s.name().equalsIgnoreCase(show))
                .findFirst()
                .orElse(null);
        model.addAttribute("edition", edition);
        model.addAttribute("obstacle", editions.obstacle(edition));
        model.addAttribute("board", lines.of(edition, asked, page));
        model.addAttribute("mayChange", viewer.has(Role.STAFF));
        return "place/editionPage";
    }

    private Edition require(UUID id) {
        return editions.find(id).orElseThrow(NotFound::new);
    }

    @GetMapping("/places/editions/{id}/errors.csv")
    @Open({STAFF, ADMIN})
    void errors(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        var edition = require(id);
        Download.csv(response, "errors.csv");
        var why = new HashMap<Integer, String>();
        editions.reading(edition).faults().forEach(f -> why.put(f.row(), f.why()));
        editions.file(edition).errors(why, response.getWriter());
    }

    @PostMapping("/places/editions/{id}/application")
    @Open(STAFF)
    String apply(@PathVariable UUID id) {
        editions.apply(id);
        return "redirect:/places/editions/" + id;
    }

    @PostMapping("/places/editions/{id}/removal")
    @Open(STAFF)
    String remove(@PathVariable UUID id) {
        editions.remove(id);
        return "redirect:/places";
    }

    @PostMapping("/places/editions/{id}/proposals/{proposal}")
    @Open(STAFF)
    String decide(
            Viewer viewer,
            @PathVariable UUID id,
            @PathVariable UUID proposal,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "renamed") String show,
            @RequestParam(defaultValue = "1") int page) {
        var said = decision.equals("YES") || decision.equals("NO") ? decision : null;
        proposals.decide(viewer, require(id), proposal, said);
        return "redirect:/places/editions/" + id + "?show=" + (show.matches("[a-z]{1,12}") ? show : "renamed")
                + (page > 1 ? "&page=" + page : "");
    }

    @PostMapping("/places/editions/{id}/spellings")
    @Open(STAFF)
    String spellings(Viewer viewer, @PathVariable UUID id) {
        int said = proposals.allSpellings(viewer, require(id));
        return "redirect:/places/editions/" + id + "?show=respelled&said=" + said;
    }
}
