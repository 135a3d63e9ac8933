package org.breakroom.roster;

import static org.breakroom.access.Role.OFFICER;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.DangerousData;
import org.breakroom.list.ListFile;
import org.breakroom.ui.Figures;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What the columns of a list mean and how its dates are written; saying so plans the list. */
@Controller
class ColumnsController {
    private static final int SAMPLES = 3;

    private final RosterImports imports;
    private final Applier applier;
    private final Messages messages;

    ColumnsController(RosterImports imports, Applier applier, Messages messages) {
        this.imports = imports;
        this.applier = applier;
        this.messages = messages;
    }

    @GetMapping("/locals/{local}/roster-imports/{id}/columns")
    @Open(OFFICER)
    String columns(Viewer viewer, Local local, @PathVariable UUID id, Model model) {
        viewer.require(OFFICER, local.id());
        var list = imports.require(local, id);
        return columnsPage(local, list, list.columns(), list.dates(), Problems.none(), model);
    }

    private String columnsPage(
            Local local, RosterImport list, List<String> chosen, Dates dates, Problems problems, Model model) {
        var file = imports.file(local, list.id());
        var samples = file.samples(SAMPLES);
        var headings = new ArrayList<Heading>();
        for (int i = 0; i < file.headings().size(); i++) {
            headings.add(new Heading(
                    i,
                    file.headings().get(i),
                    samples.get(i),
                    i < chosen.size() ? chosen.get(i) : Column.LEAVE_OUT.word(),
                    DangerousData.heading(file.headings().get(i))));
        }
        model.addAttribute("local", local);
        model.addAttribute("list", list);
        model.addAttribute("headings", headings);
        model.addAttribute("dates", dates(chosen.indexOf(Column.HIRED_ON.word()), samples, dates));
        model.addAttribute("meanings", Column.words(List.of(Column.values())));
        model.addAttribute("problems", problems);
        return "roster/columnsPage";
    }

    /** Each way to read dates, with what the first dates of the list would mean. */
    private List<DatesChoice> dates(int at, List<List<String>> samples, Dates current) {
        var texts = at < 0 || at >= samples.size() ? List.<String>of() : samples.get(at);
        return Stream.of(Dates.values())
                .map(d -> new DatesChoice(
                        d,
                        d == current,
                        texts.stream()
                                .map(s -> s + " → "
                                        + d.read(s)
                                                .map(Figures::longDate)
                                                .orElseGet(() -> messages.text("en", "roster.noDate")))
                                .collect(Collectors.joining(" · "))))
                .toList();
    }

    @PostMapping("/locals/{local}/roster-imports/{id}/columns")
    @Open(OFFICER)
    String map(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var list = imports.take(local, id);
        if (list.appliedAt() != null || list.state().working()) {
            return "redirect:" + RosterImportController.path(local, id);
        }
        var file = imports.file(local, id);
        var chosen = new ArrayList<Column>();
        for (int i = 0; i < file.headings().size(); i++) {
            var word = request.getParameter("column" + i);
            var column = Column.read(word == null ? "" : word).orElse(Column.LEAVE_OUT);
            chosen.add(DangerousData.heading(file.headings().get(i)) ? Column.LEAVE_OUT : column);
        }
        var problems = check(chosen);
        var dates = Stream.of(Dates.values())
                .filter(d -> d.name().equals(request.getParameter("dates")))
                .findFirst()
                .orElse(list.dates());
        if (!problems.any()) {
            imports.map(local, id, chosen, dates);
            try {
                applier.plan(local, id);
                return "redirect:" + RosterImportController.path(local, id);
            } catch (ListFile.Unreadable refused) {
                problems.add("columns", messages.text("en", refused.key()));
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return columnsPage(local, list, Column.words(chosen), dates, problems, model);
    }

    private Problems check(List<Column> chosen) {
        var problems = Problems.none();
        Column.repeated(chosen).forEach(at -> problems.add("column" + at, messages.text("en", "roster.columnTwice")));
        if (chosen.stream().noneMatch(Column::isName)) {
            problems.add("columns", messages.text("en", "roster.noNameColumn"));
        }
        return problems;
    }
}
