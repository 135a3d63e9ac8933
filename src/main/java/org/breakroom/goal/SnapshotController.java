package org.breakroom.goal;

import static org.breakroom.access.Role.ADMIN;
import static org.breakroom.access.Role.MEMBER;
import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;
import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.PersonName;
import org.breakroom.kernel.SchoolYear;
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

/** Boards frozen for a meeting: the federation's by its staff, a local's by its officers; read by who reads the board. */
@Controller
class SnapshotController {
    private static final int TITLE_MAX = 100;

    private final Snapshots snapshots;
    private final Goals goals;
    private final Definitions definitions;
    private final Sentence sentence;
    private final BoardFiles files;
    private final Messages messages;

    SnapshotController(
            Snapshots snapshots,
            Goals goals,
            Definitions definitions,
            Sentence sentence,
            BoardFiles files,
            Messages messages) {
        this.snapshots = snapshots;
        this.goals = goals;
        this.definitions = definitions;
        this.sentence = sentence;
        this.files = files;
        this.messages = messages;
    }

    @GetMapping("/snapshots")
    @Open({STAFF, ADMIN})
    String list(Viewer viewer, Model model) {
        return page(null, viewer.has(STAFF), "", Problems.none(), model);
    }

    @GetMapping("/locals/{local}/snapshots")
    @Open({MEMBER, REP, ORGANIZER, OFFICER, STAFF, ADMIN})
    String list(Viewer viewer, Local local, Model model) {
        return page(local, viewer.holds(OFFICER, local.id()), "", Problems.none(), model);
    }

    private String page(@Nullable Local local, boolean mayTake, String title, Problems problems, Model model) {
        model.addAttribute("of", local == null ? messages.text("en", "federation.name") : local.name());
        model.addAttribute("board", local == null ? "/goals" : local.path() + "/goals");
        model.addAttribute("here", here(local));
        model.addAttribute("snapshots", snapshots.list(id(local)));
        model.addAttribute("mayTake", mayTake);
        model.addAttribute("title", title);
        model.addAttribute("problems", problems);
        return "goal/snapshotsPage";
    }

    private static String here(@Nullable Local local) {
        return (local == null ? "" : local.path()) + "/snapshots";
    }

    private static int id(@Nullable Local local) {
        return local == null ? Snapshots.FEDERATION : local.id();
    }

    @PostMapping("/snapshots")
    @Open(STAFF)
    String take(
            Viewer viewer, @RequestParam(defaultValue = "") String title, HttpServletResponse response, Model model) {
        return freeze(viewer, null, title, response, model);
    }

    @PostMapping("/locals/{local}/snapshots")
    @Open(OFFICER)
    String take(
            Viewer viewer,
            Local local,
            @RequestParam(defaultValue = "") String title,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        return freeze(viewer, local, title, response, model);
    }

    private String freeze(
            Viewer viewer, @Nullable Local local, String title, HttpServletResponse response, Model model) {
        var tidy = PersonName.tidy(title);
        var problems = Problems.none().line("title", tidy, TITLE_MAX, "problem.snapshotTitle", messages);
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(local, true, title, problems, model);
        }
        var board = local == null
                ? Snapshots.Board.of(goals.federation(), messages.text("en", "federation.name"))
                : Snapshots.Board.of(goals.local(local), messages.text("en", "goal.noWorksite"));
        return "redirect:" + here(local) + "/" + snapshots.take(viewer, id(local), tidy, board);
    }

    @GetMapping("/snapshots/{id}")
    @Open({STAFF, ADMIN})
    String show(@PathVariable UUID id, Model model) {
        return show(null, id, model);
    }

    @GetMapping("/locals/{local}/snapshots/{id}")
    @Open({MEMBER, REP, ORGANIZER, OFFICER, STAFF, ADMIN})
    String show(@Nullable Local local, @PathVariable UUID id, Model model) {
        var snapshot = require(local, id);
        var definition = definitions.version(snapshot.version());
        model.addAttribute("snapshot", snapshot);
        model.addAttribute("here", here(local));
        model.addAttribute("definition", definition);
        model.addAttribute("says", sentence.of(definition, new SchoolYear(snapshot.year())));
        return "goal/snapshotPage";
    }

    private Snapshot require(@Nullable Local local, UUID id) {
        return snapshots.find(id(local), id).orElseThrow(NotFound::new);
    }

    @GetMapping("/snapshots/{id}/board.csv")
    @Open({STAFF, ADMIN})
    void table(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        files.table(require(null, id).lines(), response, "board.csv");
    }

    @GetMapping("/locals/{local}/snapshots/{id}/board.csv")
    @Open({MEMBER, REP, ORGANIZER, OFFICER, STAFF, ADMIN})
    void table(Local local, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        files.table(require(local, id).lines(), response, "board.csv");
    }

    @GetMapping("/snapshots/{id}/board.pdf")
    @Open({STAFF, ADMIN})
    void sheets(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        sheets(require(null, id), response);
    }

    @GetMapping("/locals/{local}/snapshots/{id}/board.pdf")
    @Open({MEMBER, REP, ORGANIZER, OFFICER, STAFF, ADMIN})
    void sheets(Local local, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        sheets(require(local, id), response);
    }

    private void sheets(Snapshot snapshot, HttpServletResponse response) throws IOException {
        var definition = definitions.version(snapshot.version());
        files.sheets(snapshot, definition, sentence.of(definition, new SchoolYear(snapshot.year())), response);
    }
}
