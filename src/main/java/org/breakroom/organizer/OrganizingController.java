package org.breakroom.organizer;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.kernel.Csv;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
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

/** What an organizer does about her own work: shifts, hours, the week's report, and what she earned. */
@Controller
class OrganizingController {
    private static final int WORDS_MAX = 2000;

    private final Programs programs;
    private final Organizers organizers;
    private final Hours hours;
    private final Shifts shifts;
    private final Statements statements;
    private final Debriefs debriefs;
    private final FederationClock clock;
    private final Messages messages;

    OrganizingController(
            Programs programs,
            Organizers organizers,
            Hours hours,
            Shifts shifts,
            Statements statements,
            Debriefs debriefs,
            FederationClock clock,
            Messages messages) {
        this.programs = programs;
        this.organizers = organizers;
        this.hours = hours;
        this.shifts = shifts;
        this.statements = statements;
        this.debriefs = debriefs;
        this.clock = clock;
        this.messages = messages;
    }

    /** Her newest program in which she works or worked; applications alone are on the programs' pages. */
    private Optional<Organizer> current(Viewer viewer) {
        return viewer.member()
                .flatMap(who -> organizers.of(who).stream()
                        .filter(o -> o.signed() != null)
                        .findFirst());
    }

    private Organizer mine(Viewer viewer, UUID id) {
        return viewer.member().stream()
                .flatMap(who -> organizers.of(who).stream())
                .filter(o -> o.id().equals(id) && o.signed() != null)
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    @GetMapping("/me/organizing")
    @Open(toAllSignedIn = true)
    String show(
            Viewer viewer,
            @RequestParam(defaultValue = "") String correct,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        var mine = current(viewer);
        if (mine.isEmpty()) {
            return "redirect:/organizers";
        }
        var corrected = Ids.read(correct)
                .flatMap(id -> hours.find(mine.get(), id))
                .filter(Hours.Entry::standing)
                .orElse(null);
        var form = corrected == null ? HoursForm.empty(clock.today()) : HoursForm.of(corrected);
        return show(mine.get(), form, corrected, page, Problems.none(), model);
    }

    private String show(
            Organizer mine, HoursForm form, Hours.@Nullable Entry corrected, int page, Problems problems, Model model) {
        var program = programs.require(mine.program());
        model.addAttribute("mine", mine);
        model.addAttribute("program", program);
        model.addAttribute("rate", programs.rate(program));
        model.addAttribute("entries", hours.of(mine, page));
        model.addAttribute("sums", hours.sums(mine));
        model.addAttribute("shifts", shifts.coming(mine));
        model.addAttribute("statement", statements.statement(mine));
        model.addAttribute("debrief", debriefs.current(mine).orElse(null));
        model.addAttribute("week", debriefs.week());
        model.addAttribute("form", form);
        model.addAttribute("corrected", corrected);
        model.addAttribute("problems", problems);
        return "organizer/minePage";
    }

    @PostMapping("/me/organizing/{organizer}/hours")
    @Open(toAllSignedIn = true)
    String log(Viewer viewer, @PathVariable UUID organizer, HoursForm form, HttpServletResponse response, Model model) {
        return take(viewer, mine(viewer, organizer), form, null, response, model);
    }

    @PostMapping("/me/organizing/{organizer}/hours/{hours}/correction")
    @Open(toAllSignedIn = true)
    String correct(
            Viewer viewer,
            @PathVariable UUID organizer,
            @PathVariable("hours") UUID entry,
            HoursForm form,
            HttpServletResponse response,
            Model model) {
        var mine = mine(viewer, organizer);
        var corrected = hours.find(mine, entry).filter(Hours.Entry::standing).orElseThrow(NotFound::new);
        return take(viewer, mine, form, corrected, response, model);
    }

    private String take(
            Viewer viewer,
            Organizer mine,
            HoursForm form,
            Hours.@Nullable Entry corrected,
            HttpServletResponse response,
            Model model) {
        var program = programs.require(mine.program());
        var problems = hours.take(
                viewer, Hours.By.HERSELF, mine, program, Ids.at(clock.now().toEpochMilli()), form, corrected);
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(mine, form, corrected, 1, problems, model);
        }
        return "redirect:/me/organizing?logged=1";
    }

    @PostMapping("/me/organizing/{organizer}/debriefs")
    @Open(toAllSignedIn = true)
    String debrief(
            Viewer viewer,
            @PathVariable UUID organizer,
            @RequestParam(defaultValue = "") String went,
            @RequestParam(defaultValue = "") String hard,
            @RequestParam(defaultValue = "") String heard,
            @RequestParam(defaultValue = "") String need,
            @RequestParam(defaultValue = "") String mood,
            HttpServletResponse response,
            Model model) {
        var mine = mine(viewer, organizer);
        var problems = Problems.none();
        var said = new LinkedHashMap<String, String>();
        said.put("went", went.strip());
        said.put("hard", hard.strip());
        said.put("heard", heard.strip());
        said.put("need", need.strip());
        said.forEach((field, words) -> {
            if (words.length() > WORDS_MAX || DangerousData.in(words)) {
                problems.add(field, messages.here("organize.problem.text", WORDS_MAX));
            }
        });
        if (said.values().stream().allMatch(String::isEmpty)) {
            problems.add("went", messages.here("organize.problem.nothing"));
        }
        if (!mood.matches("[1-5]")) {
            problems.add("mood", messages.here("organize.problem.mood"));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var page = show(mine, HoursForm.empty(clock.today()), null, 1, problems, model);
            model.addAttribute(
                    "debrief",
                    new Debriefs.Debrief(
                            debriefs.week(),
                            mine.local(),
                            mine.id(),
                            mine.name(),
                            went,
                            hard,
                            heard,
                            need,
                            mood.matches("[1-5]") ? Integer.parseInt(mood) : 0));
            return page;
        }
        debriefs.write(mine, went.strip(), hard.strip(), heard.strip(), need.strip(), Integer.parseInt(mood));
        return "redirect:/me/organizing?told=1";
    }

    @GetMapping("/me/organizing/{organizer}/statement.csv")
    @Open(toAllSignedIn = true)
    void statement(Viewer viewer, @PathVariable UUID organizer, HttpServletResponse response) throws IOException {
        var mine = mine(viewer, organizer);
        Download.csv(response, "statement.csv");
        response.getWriter().write(Csv.MARK);
        var csv = CsvWriter.builder().build(response.getWriter());
        csv.writeRecord("day", "entry", "category", "amount", "balance");
        for (var s : statements.statement(mine)) {
            csv.writeRecord(
                    s.day().toString(),
                    s.kind().name(),
                    s.category(),
                    s.amount().toPlainString(),
                    s.balance().toPlainString());
        }
        csv.flush();
    }
}
