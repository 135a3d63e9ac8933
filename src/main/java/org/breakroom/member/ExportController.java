package org.breakroom.member;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.stream.Stream;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Download;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Taking a list of people along: asked for with a reason, then downloaded by whoever asked. */
@Controller
class ExportController {
    private static final int REASON_MIN = 10;
    private static final int REASON_MAX = 300;

    private final Exports exports;
    private final Messages messages;

    ExportController(Exports exports, Messages messages) {
        this.exports = exports;
        this.messages = messages;
    }

    @GetMapping("/locals/{local}/members/exports")
    @Open({REP, ORGANIZER, OFFICER})
    String list(Viewer viewer, Local local, @RequestParam(defaultValue = "") String q, Model model) {
        viewer.writing(local.id());
        return page(viewer, local, q, "", Problems.none(), model);
    }

    private String page(Viewer viewer, Local local, String query, String reason, Problems problems, Model model) {
        model.addAttribute("local", local);
        model.addAttribute("query", query);
        model.addAttribute("reason", reason);
        model.addAttribute("people", exports.people(viewer, local, query));
        model.addAttribute("left", Math.max(0, Exports.limit(viewer, local) - exports.takenToday(viewer, local)));
        model.addAttribute("taken", exports.list(viewer, local));
        model.addAttribute("problems", problems);
        return "member/exportsPage";
    }

    @PostMapping("/locals/{local}/members/exports")
    @Open({REP, ORGANIZER, OFFICER})
    String take(
            Viewer viewer,
            Local local,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String reason,
            HttpServletResponse response,
            Model model) {
        viewer.writing(local.id());
        var problems = Problems.none();
        var why = PersonName.tidy(reason);
        if (why.length() < REASON_MIN || why.length() > REASON_MAX) {
            problems.add("reason", messages.here("problem.reason", REASON_MIN, REASON_MAX));
        }
        exports.oneAtATime(viewer);
        int people = exports.people(viewer, local, q);
        int left = Exports.limit(viewer, local) - exports.takenToday(viewer, local);
        if (people == 0) {
            problems.add("q", messages.here("problem.exportEmpty"));
        } else if (people > left) {
            problems.add("q", messages.here("problem.exportLimit", people, Math.max(0, left)));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(viewer, local, q, reason, problems, model);
        }
        var id = exports.take(viewer, local, q, why, people);
        return "redirect:" + local.path() + "/members/exports?made=" + id;
    }

    @GetMapping("/locals/{local}/members/exports/{id}/people.csv")
    @Open({REP, ORGANIZER, OFFICER})
    void download(Viewer viewer, Local local, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        viewer.writing(local.id());
        if (!exports.open(viewer, local, id)) {
            throw new NotFound();
        }
        Download.csv(response, "people.csv");
        var headings = Stream.of("name", "job", "worksite", "status", "phone", "email")
                .map(h -> messages.here("export." + h))
                .toList();
        exports.write(viewer, local, id, headings, response.getWriter());
    }
}
