package org.breakroom.roster;

import static org.breakroom.access.Role.OFFICER;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Audit;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Employers;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.list.ListFile;
import org.breakroom.list.Workbook;
import org.breakroom.ui.Asked;
import org.breakroom.ui.Download;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.breakroom.ui.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.util.UriUtils;

/** An employer's list on its way in: upload, preview, application, undo. What its columns mean has a door of its own. */
@Controller
class RosterImportController {
    private static final int EMPLOYER_LENGTH_MAX = 120;

    private final RosterImports imports;
    private final RosterRows rows;
    private final Reviews reviews;
    private final Renames renames;
    private final Applier applier;
    private final Employers employers;
    private final Progress progress;
    private final ErrorFile errors;
    private final ObjectProvider<SchedulerClient> jobs;
    private final Audit audit;
    private final FederationClock clock;
    private final Messages messages;

    RosterImportController(
            RosterImports imports,
            RosterRows rows,
            Reviews reviews,
            Renames renames,
            Applier applier,
            Employers employers,
            Progress progress,
            ErrorFile errors,
            ObjectProvider<SchedulerClient> jobs,
            Audit audit,
            FederationClock clock,
            Messages messages) {
        this.imports = imports;
        this.rows = rows;
        this.reviews = reviews;
        this.renames = renames;
        this.applier = applier;
        this.employers = employers;
        this.progress = progress;
        this.errors = errors;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/locals/{local}/roster-imports")
    @Open(OFFICER)
    String list(Viewer viewer, Local local, Model model) {
        viewer.require(OFFICER, local.id());
        return listPage(local, "", false, "MEMBER", Problems.none(), model);
    }

    private String listPage(
            Local local, String employer, boolean partial, String status, Problems problems, Model model) {
        model.addAttribute("local", local);
        model.addAttribute("imports", imports.list(local));
        model.addAttribute("employers", employers.names(local));
        model.addAttribute("employer", employer);
        model.addAttribute("partial", partial);
        model.addAttribute("newStatus", status);
        model.asMap().putIfAbsent("sheet", "");
        model.asMap().putIfAbsent("headingRow", "");
        model.addAttribute("problems", problems);
        return "roster/listPage";
    }

    @PostMapping("/locals/{local}/roster-imports")
    @Open(OFFICER)
    String upload(
            Viewer viewer,
            Local local,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "") String employer,
            @RequestParam(defaultValue = "false") boolean partial,
            @RequestParam(defaultValue = "MEMBER") String newStatus,
            @RequestParam(defaultValue = "") String sheet,
            @RequestParam(defaultValue = "") String headingRow,
            HttpServletResponse response,
            Model model)
            throws IOException {
        viewer.require(OFFICER, local.id());
        var problems = Problems.none();
        var name = Asked.fileName(file);
        if (!newStatus.equals("MEMBER") && !newStatus.equals("POTENTIAL")) {
            problems.add("newStatus", messages.text("en", "problem.role"));
        }
        var from = PersonName.tidy(employer);
        if (from.length() > EMPLOYER_LENGTH_MAX) {
            problems.add("employer", messages.text("en", "problem.long", EMPLOYER_LENGTH_MAX));
        }
        if (!headingRow.isBlank() && !headingRow.strip().matches("[1-9][0-9]{0,4}")) {
            problems.add("headingRow", messages.text("en", "problem.headingRow"));
        }
        var choice = new Workbook.Choice(
                sheet, problems.any() || headingRow.isBlank() ? 0 : Integer.parseInt(headingRow.strip()));
        model.addAttribute("sheet", sheet);
        model.addAttribute("headingRow", headingRow);
        if (file == null || name.isEmpty()) {
            problems.add("file", messages.text("en", "list.refused.none"));
        } else if (!problems.any()) {
            try {
                var read = ListFile.read(name, file.getBytes(), choice).withoutNever();
                var named = from.isEmpty() ? employerOf(name) : from;
                var columns = imports.remembered(local, named, read.headings()).orElseGet(() -> Column.guess(read));
                var id = imports.upload(viewer, local, read, columns, named, partial, newStatus);
                audit.record(viewer, local.id(), "roster.uploaded", name);
                return "redirect:" + path(local, id) + "/columns";
            } catch (ListFile.Unreadable refused) {
                problems.add("file", messages.text("en", refused.key()));
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return listPage(local, employer, partial, newStatus, problems, model);
    }

    /** A new employer is called like its file, without the ending. */
    static String employerOf(String file) {
        var base = PersonName.tidy(file.replaceAll("^.*[/\\\\]", "")
                .replaceAll("\\.[A-Za-z0-9]{1,5}$", "")
                .replace('_', ' '));
        var name = base.isEmpty() ? "Employer" : base;
        return name.substring(0, Math.min(EMPLOYER_LENGTH_MAX, name.length()));
    }

    static String path(Local local, UUID id) {
        return local.path() + "/roster-imports/" + id;
    }

    @GetMapping("/locals/{local}/roster-imports/{id}")
    @Open(OFFICER)
    String show(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "1") int page,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var list = imports.require(local, id);
        if (Asked.part(request) && !list.state().working()) {
            response.setHeader("HX-Refresh", "true"); // the work is done: the page shows what it did
            return "ui/empty";
        }
        if (list.state() == RosterImport.State.COLUMNS) {
            return "redirect:" + path(local, id) + "/columns";
        }
        model.addAttribute("local", local);
        model.addAttribute("list", list);
        boolean preview = list.state() == RosterImport.State.PREVIEW;
        model.addAttribute("counts", preview ? rows.decided(local, id, list.counts()) : list.counts());
        model.addAttribute("progress", progress.find(local, id).orElse(null));
        if (list.state().working() && Asked.part(request)) {
            return "roster/progress";
        }
        boolean undone = list.state() == RosterImport.State.UNDONE;
        model.addAttribute("kept", undone && rows.anyKept(local, id));
        model.addAttribute("keptWorksites", undone ? employers.openedBy(local, id) : List.of());
        model.addAttribute("renames", preview ? renames.proposed(local, list) : List.of());
        model.addAttribute("overwrites", preview ? rows.overwrites(local, id) : 0);
        var which = show.isEmpty() ? first(list.counts()) : show;
        model.addAttribute("show", which);
        model.addAttribute(
                "rows",
                switch (which) {
                    case "gone" -> rows.gone(local, id, page);
                    case "kept" -> rows.kept(local, id, page);
                    default -> rows.rows(local, id, which, page);
                });
        return "roster/showPage";
    }

    private static String first(RosterImport.Counts c) {
        if (c.inDoubt() > 0) {
            return "doubt";
        }
        return c.created() > 0 ? "new" : c.moved() > 0 ? "moved" : c.changed() > 0 ? "changed" : "same";
    }

    @PostMapping("/locals/{local}/roster-imports/{id}/rows/{row}/decision")
    @Open(OFFICER)
    String decide(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @PathVariable int row,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String same,
            @RequestParam(defaultValue = "") String then) {
        viewer.require(OFFICER, local.id());
        var list = imports.take(local, id);
        if (list.state() != RosterImport.State.PREVIEW) {
            return "redirect:" + path(local, id);
        }
        // a button that says who it is decides by that alone
        var person = Ids.read(same);
        var said = person.isPresent() ? Optional.of(RosterRows.Decision.SAME) : RosterRows.Decision.read(decision);
        if (!rows.decide(viewer, local, id, row, said.orElseThrow(NotFound::new), person.orElse(null))) {
            throw new NotFound();
        }
        return "redirect:" + path(local, id)
                + (then.equals("review") ? "/review?after=" + (row - 1) + "&last=" + row : "?show=doubt");
    }

    /** Rows in doubt one by one, each beside those who may be her. */
    @GetMapping("/locals/{local}/roster-imports/{id}/review")
    @Open(OFFICER)
    String review(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int after,
            @RequestParam(defaultValue = "0") int last,
            Model model) {
        viewer.require(OFFICER, local.id());
        var list = imports.require(local, id);
        if (list.state() != RosterImport.State.PREVIEW) {
            return "redirect:" + path(local, id);
        }
        model.addAttribute("local", local);
        model.addAttribute("list", list);
        model.addAttribute("review", reviews.next(local, id, after).orElse(null));
        model.addAttribute("last", reviews.decided(local, id, last).orElse(null));
        return "roster/reviewPage";
    }

    /** Decides all rows that are still in doubt at once: each is a new person. */
    @PostMapping("/locals/{local}/roster-imports/{id}/decisions")
    @Open(OFFICER)
    String decideAll(Viewer viewer, Local local, @PathVariable UUID id) {
        viewer.require(OFFICER, local.id());
        if (imports.take(local, id).state() == RosterImport.State.PREVIEW) {
            rows.decideAllNew(viewer, local, id);
        }
        return "redirect:" + path(local, id) + "?show=doubt";
    }

    /** Says which worksites the list prints under another name; the list is planned anew by that. */
    @PostMapping("/locals/{local}/roster-imports/{id}/renames")
    @Open(OFFICER)
    String rename(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> form,
            @RequestParam(defaultValue = "") String back)
            throws ListFile.Unreadable {
        var printed = form.getOrDefault("printed", List.of()); // as a list of its own, a comma in a name would part it
        viewer.require(OFFICER, local.id());
        var list = imports.take(local, id);
        if (list.state() != RosterImport.State.PREVIEW) {
            return "redirect:" + path(local, id);
        }
        boolean changed =
                back.isEmpty() ? renames.confirm(local, list, printed) > 0 : renames.takeBack(local, list, back);
        if (!changed) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, messages.text("en", "rename.which"));
        }
        applier.plan(local, id);
        var one = back.isEmpty() && printed.size() == 1
                ? "?renamed=" + UriUtils.encode(printed.getFirst(), StandardCharsets.UTF_8)
                : "";
        return "redirect:" + path(local, id) + one;
    }

    /** Chooses whether the list's phones and addresses take the place of confirmed ones. */
    @PostMapping("/locals/{local}/roster-imports/{id}/contacts")
    @Open(OFFICER)
    String contacts(Viewer viewer, Local local, @PathVariable UUID id, @RequestParam(defaultValue = "") String choice) {
        viewer.require(OFFICER, local.id());
        if (!choice.equals("keep") && !choice.equals("replace")) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, messages.text("en", "roster.contactsWrong"));
        }
        if (imports.take(local, id).state() == RosterImport.State.PREVIEW) {
            imports.takeOver(local, id, choice.equals("replace"));
        }
        return "redirect:" + path(local, id) + "?show=overwrites";
    }

    @PostMapping("/locals/{local}/roster-imports/{id}/application")
    @Open(OFFICER)
    String apply(Viewer viewer, Local local, @PathVariable UUID id) throws ListFile.Unreadable {
        viewer.require(OFFICER, local.id());
        var list = imports.take(local, id);
        if ((list.state() == RosterImport.State.PREVIEW || list.state() == RosterImport.State.FAILED)
                && imports.stale(local, id)) {
            applier.plan(local, id);
            return "redirect:" + path(local, id) + "?replanned=1";
        }
        if (list.state() == RosterImport.State.PREVIEW || list.state() == RosterImport.State.FAILED) {
            imports.state(local, id, RosterImport.State.WAITING, null);
            RosterJobs.schedule(jobs.getObject(), clock, viewer, local, id, false);
        }
        return "redirect:" + path(local, id);
    }

    @PostMapping("/locals/{local}/roster-imports/{id}/undo")
    @Open(OFFICER)
    String undo(Viewer viewer, Local local, @PathVariable UUID id) {
        viewer.require(OFFICER, local.id());
        var list = imports.take(local, id);
        if (list.state() == RosterImport.State.APPLIED) {
            imports.state(local, id, RosterImport.State.UNDOING, null);
            RosterJobs.schedule(jobs.getObject(), clock, viewer, local, id, true);
        }
        return "redirect:" + path(local, id);
    }

    @GetMapping("/locals/{local}/roster-imports/{id}/errors.csv")
    @Open(OFFICER)
    void errors(Viewer viewer, Local local, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        viewer.require(OFFICER, local.id());
        imports.require(local, id);
        Download.csv(response, "errors.csv");
        errors.write(local, id, response.getWriter());
    }
}
