package org.breakroom.chart;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.breakroom.access.Audit;
import org.breakroom.access.NotFound;
import org.breakroom.access.Noted;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.activity.Activities;
import org.breakroom.activity.Activity;
import org.breakroom.activity.Outcome;
import org.breakroom.federation.Local;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.PersonName;
import org.breakroom.member.Members;
import org.breakroom.ui.Asked;
import org.breakroom.ui.Download;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The chart on paper: printed for someone, marked at the worksite, keyed back. */
@Controller
class PosterController {
    private static final int FOR_MAX = 60;

    private final Posters posters;
    private final PosterSheets sheets;
    private final Charts charts;
    private final Worksites worksites;
    private final Members members;
    private final Activities activities;
    private final Audit audit;
    private final FederationClock clock;
    private final Messages messages;
    private final String origin;

    PosterController(
            Posters posters,
            PosterSheets sheets,
            Charts charts,
            Worksites worksites,
            Members members,
            Activities activities,
            Audit audit,
            FederationClock clock,
            Messages messages,
            @Value("${breakroom.origin}") String origin) {
        this.posters = posters;
        this.sheets = sheets;
        this.charts = charts;
        this.worksites = worksites;
        this.members = members;
        this.activities = activities;
        this.audit = audit;
        this.clock = clock;
        this.messages = messages;
        this.origin = origin;
    }

    private static String here(Local local, UUID worksite) {
        return local.path() + "/charts/" + worksite + "/posters";
    }

    @GetMapping("/locals/{local}/charts/{worksite}/posters")
    @Open({REP, ORGANIZER, OFFICER})
    String list(Viewer viewer, Local local, @PathVariable UUID worksite, Model model) {
        return page(local, worksites.writing(viewer, local, worksite), viewer.name(), "", Problems.none(), model);
    }

    private String page(
            Local local, Worksites.Worksite place, String printedFor, String format, Problems problems, Model model) {
        model.addAttribute("place", place);
        model.addAttribute("chart", local.path() + "/charts/" + place.id());
        model.addAttribute("posters", posters.list(local, place.id()));
        model.addAttribute("formats", PosterSheets.formats());
        model.addAttribute("printedFor", printedFor);
        model.addAttribute("format", format);
        model.addAttribute("problems", problems);
        return "chart/postersPage";
    }

    @PostMapping("/locals/{local}/charts/{worksite}/posters")
    @Open({REP, ORGANIZER, OFFICER})
    String print(
            Viewer viewer,
            Local local,
            @PathVariable UUID worksite,
            @RequestParam(defaultValue = "") String format,
            @RequestParam(defaultValue = "") String printedFor,
            HttpServletResponse response,
            Model model) {
        var place = worksites.writing(viewer, local, worksite);
        var problems = Problems.none();
        var size = PosterSheets.formats().stream()
                .filter(f -> f.name().equals(format))
                .findFirst();
        if (size.isEmpty()) {
            problems.add("format", messages.here("problem.posterFormat"));
        }
        var whom = PersonName.tidy(printedFor);
        problems.line("printedFor", whom, FOR_MAX, "problem.posterFor", messages);
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(local, place, printedFor, format, problems, model);
        }
        var id = posters.print(viewer, local, wall(local, place), size.orElseThrow(), whom);
        return "redirect:" + here(local, worksite) + "/" + id;
    }

    private Chart wall(Local local, Worksites.Worksite place) {
        return charts.of(local, place, ChartQuery.read(Map.of(), clock.today()));
    }

    @GetMapping("/locals/{local}/charts/{worksite}/posters/{id}")
    @Open({REP, ORGANIZER, OFFICER})
    String show(Viewer viewer, Local local, @PathVariable UUID worksite, @PathVariable UUID id, Model model) {
        var place = worksites.writing(viewer, local, worksite);
        var form = new MarksForm("", "", clock.today().toString());
        return keying(local, place, require(local, worksite, id), form, Problems.none(), model);
    }

    private Poster require(Local local, UUID worksite, UUID id) {
        return posters.find(local, worksite, id).orElseThrow(NotFound::new);
    }

    private String keying(
            Local local, Worksites.Worksite place, Poster poster, MarksForm form, Problems problems, Model model) {
        model.addAttribute("place", place);
        model.addAttribute("poster", poster);
        model.addAttribute("here", here(local, place.id()));
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "chart/posterPage";
    }

    @GetMapping("/locals/{local}/charts/{worksite}/posters/{id}/poster.pdf")
    @Open({REP, ORGANIZER, OFFICER})
    @Noted
    void download(
            Viewer viewer,
            Local local,
            @PathVariable UUID worksite,
            @PathVariable UUID id,
            HttpServletResponse response)
            throws IOException {
        var place = worksites.writing(viewer, local, worksite);
        var poster = require(local, worksite, id);
        var chart = wall(local, place);
        audit.record(
                viewer,
                local.id(),
                "chart.printed",
                place.name() + ", " + poster.people() + " → " + poster.printedFor());
        Download.pdf(response, "poster.pdf");
        sheets.write(
                local,
                chart,
                poster,
                posters.sheets(local, id, chart),
                origin + here(local, worksite) + "/" + id,
                response.getOutputStream());
    }

    /** Takes the marks of a poster: all of them, or none. */
    @PostMapping("/locals/{local}/charts/{worksite}/posters/{id}/marks")
    @Open({REP, ORGANIZER, OFFICER})
    String key(
            Viewer viewer,
            Local local,
            @PathVariable UUID worksite,
            @PathVariable UUID id,
            MarksForm form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var place = worksites.writing(viewer, local, worksite);
        var poster = require(local, worksite, id);
        var problems = Problems.none();
        var on = form.on(FederationClock.dayOf(poster.madeAt()), clock.today());
        if (on == null) {
            problems.add("day", messages.here("problem.marksDay"));
        }
        var marks = form.read(posters.numbers(local, id), members.at(viewer, local, worksite), messages, problems);
        var kind = form.kind();
        if (kind == null && marks.stream().anyMatch(MarksForm.Mark::ticked)) {
            problems.add("what", messages.here("problem.marksWhat"));
        }
        if (problems.any() || on == null) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return keying(local, place, poster, form, problems, model);
        }
        var batch = Asked.key(request).orElseThrow(NotFound::new);
        var at = clock.on(on);
        var facts = new ArrayList<Activity>();
        for (var mark : marks) {
            var first = Activities.inBatch(batch, mark.member());
            if (mark.assessment() != null) {
                facts.add(Activity.assessed(local.id(), first, mark.member(), worksite, at, mark.assessment()));
            }
            if (mark.ticked()) {
                var second = Activities.inBatch(first, mark.member());
                facts.add(Activity.of(
                        local.id(),
                        second,
                        mark.member(),
                        Objects.requireNonNull(kind),
                        worksite,
                        at,
                        Outcome.TOOK_PART));
            }
        }
        activities.recordAll(viewer, local.id(), facts);
        return "redirect:" + local.path() + "/charts/" + worksite + "?recorded=" + marks.size() + "&batch=" + batch;
    }
}
