package org.breakroom.survey;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.STAFF;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.answer.Unlinked;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.Csv;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Download;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.breakroom.ui.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Surveys: built by staff and officers, answered by members, counted. */
@Controller
class SurveyController {
    private static final int TITLE_MAX = 150;
    private static final int INTRO_MAX = 2000;
    private static final int QUESTION_MAX = 300;
    private static final int CHOICES_MAX = 30;
    private static final int QUESTIONS_MAX = 60;
    private static final int SHORT_MAX = 200;
    private static final int LONG_MAX = 2000;
    private static final int WORDS_SHOWN = 200;
    private static final int ALL = Integer.MAX_VALUE;

    private final Surveys surveys;
    private final Responses responses;
    private final Starters starters;
    private final Locals locals;
    private final FederationClock clock;
    private final Messages messages;

    SurveyController(
            Surveys surveys,
            Responses responses,
            Starters starters,
            Locals locals,
            FederationClock clock,
            Messages messages) {
        this.surveys = surveys;
        this.responses = responses;
        this.starters = starters;
        this.locals = locals;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/surveys")
    @Open(toAllSignedIn = true)
    String list(Viewer viewer, Model model) {
        return list(viewer, "", "", Problems.none(), model);
    }

    private String list(Viewer viewer, String title, String intro, Problems problems, Model model) {
        var all = surveys.list(viewer);
        model.addAttribute("surveys", all);
        model.addAttribute(
                "answered",
                surveys.answered(viewer.members(), all.stream().map(Survey::id).toList()));
        model.addAttribute("adds", viewer.has(STAFF, OFFICER));
        model.addAttribute("title", title);
        model.addAttribute("intro", intro);
        model.addAttribute("problems", problems);
        return "survey/listPage";
    }

    @PostMapping("/surveys")
    @Open({STAFF, OFFICER})
    String make(
            Viewer viewer,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String intro,
            @RequestParam(defaultValue = "") String named,
            @RequestParam(defaultValue = "") String start,
            HttpServletResponse response,
            Model model) {
        var problems = Problems.none();
        var name = PersonName.tidy(title);
        problems.line("title", name, TITLE_MAX, "ask.problem.title", messages);
        if (intro.strip().length() > INTRO_MAX || DangerousData.in(intro)) {
            problems.add("intro", messages.here("ask.problem.intro", INTRO_MAX));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return list(viewer, title, intro, problems, model);
        }
        var first = start.equals("offerings") ? starters.offerings() : List.<Question>of();
        var id = surveys.make(viewer, viewer.keepsFor(), null, name, intro.strip(), named.equals("yes"), first);
        return "redirect:/surveys/" + id;
    }

    @GetMapping("/surveys/{id}")
    @Open(toAllSignedIn = true)
    String show(Viewer viewer, @PathVariable UUID id, Model model) {
        var survey = surveys.require(viewer, id);
        return survey.opened() == null
                ? build(survey, "", "", QuestionKind.ONE, Problems.none(), model)
                : ask(viewer, survey, Map.of(), Problems.none(), model);
    }

    private String build(
            Survey survey, String words, String choices, QuestionKind kind, Problems problems, Model model) {
        model.addAttribute("survey", survey);
        model.addAttribute("questions", surveys.questions(survey.id()));
        model.addAttribute("words", words);
        model.addAttribute("choices", choices);
        model.addAttribute("kind", kind);
        model.addAttribute("problems", problems);
        return "survey/buildPage";
    }

    private String ask(Viewer viewer, Survey survey, Map<String, List<String>> said, Problems problems, Model model) {
        boolean answered =
                !surveys.answered(viewer.members(), List.of(survey.id())).isEmpty();
        model.addAttribute("survey", survey);
        model.addAttribute("questions", surveys.questions(survey.id()));
        model.addAttribute("said", said);
        model.addAttribute("answered", answered);
        model.addAttribute(
                "may",
                !answered
                        && survey.open(clock.today())
                        && surveys.who(viewer, survey).isPresent());
        model.addAttribute("keeps", viewer.keeps(survey.local()));
        model.addAttribute("problems", problems);
        return "survey/showPage";
    }

    /** One that is not open yet: its questions can still be changed. */
    private Survey draft(Viewer viewer, UUID id) {
        surveys.requireKept(viewer, id);
        var survey = surveys.hold(id).orElseThrow(NotFound::new);
        if (survey.opened() != null) {
            throw new Refused(HttpStatus.CONFLICT, messages.here("ask.opened"));
        }
        return survey;
    }

    @PostMapping("/surveys/{id}/questions")
    @Open({STAFF, OFFICER})
    String addQuestion(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "ONE") QuestionKind kind,
            @RequestParam(defaultValue = "") String choices,
            @RequestParam(defaultValue = "") String required,
            HttpServletResponse response,
            Model model) {
        var survey = draft(viewer, id);
        var problems = Problems.none();
        var text = PersonName.tidy(words);
        problems.line("words", text, QUESTION_MAX, "ask.problem.words", messages);
        var lines = choices.lines()
                .map(PersonName::tidy)
                .filter(l -> !l.isEmpty())
                .distinct()
                .toList();
        if (kind.hasChoices()
                && (lines.size() < 2
                        || lines.size() > CHOICES_MAX
                        || lines.stream().anyMatch(l -> l.length() > SHORT_MAX || DangerousData.in(l)))) {
            problems.add("choices", messages.here("ask.problem.choices", CHOICES_MAX));
        }
        if (surveys.questions(id).size() >= QUESTIONS_MAX) {
            problems.add("words", messages.here("ask.problem.many", QUESTIONS_MAX));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return build(survey, words, choices, kind, problems, model);
        }
        surveys.add(id, new Question(0, kind, text, kind.hasChoices() ? lines : List.of(), required.equals("on")));
        return "redirect:" + survey.path() + "?done=1";
    }

    @PostMapping("/surveys/{id}/questions/{position}/removal")
    @Open({STAFF, OFFICER})
    String removeQuestion(Viewer viewer, @PathVariable UUID id, @PathVariable int position) {
        var survey = draft(viewer, id);
        surveys.remove(id, position);
        return "redirect:" + survey.path() + "?done=1";
    }

    @PostMapping("/surveys/{id}/opening")
    @Open({STAFF, OFFICER})
    String open(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String closes,
            HttpServletResponse response,
            Model model) {
        var survey = draft(viewer, id);
        var problems = Problems.none();
        var until = closes.isBlank() ? null : Days.read(closes).orElse(null);
        if (!closes.isBlank() && (until == null || until.isBefore(clock.today()))) {
            problems.add("closes", messages.here("ask.problem.closes"));
        }
        if (surveys.questions(id).isEmpty()) {
            problems.add("words", messages.here("ask.problem.none"));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return build(survey, "", "", QuestionKind.ONE, problems, model);
        }
        surveys.open(id, until);
        return "redirect:" + survey.path() + "?done=1";
    }

    @PostMapping("/surveys/{id}/closing")
    @Open({STAFF, OFFICER})
    String close(Viewer viewer, @PathVariable UUID id) {
        var survey = surveys.requireKept(viewer, id);
        surveys.close(id, survey.closed() == null);
        return "redirect:" + survey.path() + "?done=1";
    }

    @PostMapping("/surveys/{id}/answers")
    @Open(toAllSignedIn = true)
    @Unlinked
    String answer(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> said,
            HttpServletResponse response,
            Model model) {
        var survey = surveys.require(viewer, id);
        var who = surveys.who(viewer, survey).orElseThrow(NotFound::new);
        if (!survey.open(clock.today())) {
            throw new Refused(HttpStatus.CONFLICT, messages.here("survey.over"));
        }
        var problems = Problems.none();
        var given = new ArrayList<Responses.Given>();
        for (var q : surveys.questions(id)) {
            given.add(read(q, said.getOrDefault(q.field(), List.of()), problems));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return ask(viewer, survey, said, problems, model);
        }
        if (!responses.take(who, locals.require(who.local()), survey, given)) {
            throw new Refused(HttpStatus.CONFLICT, messages.here("survey.once"));
        }
        return "redirect:" + survey.path() + "?thanks=1";
    }

    private Responses.Given read(Question q, List<String> said, Problems problems) {
        var choices = new ArrayList<Integer>();
        var words = "";
        if (q.kind().hasWords()) {
            words = said.isEmpty() ? "" : said.getFirst().strip();
            int most = q.kind() == QuestionKind.SHORT ? SHORT_MAX : LONG_MAX;
            if (words.length() > most) {
                problems.add(q.field(), messages.here("survey.tooLong", most));
            } else if (DangerousData.in(words)) {
                problems.add(q.field(), messages.here("problem.dangerous"));
            }
        } else {
            for (var s : said.stream().filter(v -> !v.isBlank()).toList()) {
                int choice = s.matches("\\d{1,3}") ? Integer.parseInt(s) : 0;
                if (choice < 1 || choice > q.options().size()) {
                    problems.add(q.field(), messages.here("survey.notAChoice"));
                } else if (!choices.contains(choice)) {
                    choices.add(choice);
                }
            }
            if (choices.size() > 1 && q.kind() != QuestionKind.MANY) {
                problems.add(q.field(), messages.here("survey.onlyOne"));
            }
        }
        if (q.required() && choices.isEmpty() && words.isEmpty()) {
            problems.add(q.field(), messages.here("survey.required"));
        }
        return new Responses.Given(q.position(), choices, words);
    }

    @GetMapping("/surveys/{id}/results")
    @Open({STAFF, OFFICER})
    String results(
            Viewer viewer, @PathVariable UUID id, @RequestParam(defaultValue = "") String division, Model model) {
        var survey = surveys.requireKept(viewer, id);
        var turnout = responses.turnout(id);
        var of = turnout.divisions().containsKey(division) ? division : "";
        model.addAttribute("survey", survey);
        model.addAttribute("questions", surveys.questions(id));
        model.addAttribute("turnout", turnout);
        model.addAttribute("division", of);
        model.addAttribute("counts", responses.counts(id, of));
        model.addAttribute("words", responses.words(id, WORDS_SHOWN));
        return "survey/resultsPage";
    }

    @GetMapping("/surveys/{id}/results.csv")
    @Open({STAFF, OFFICER})
    void table(Viewer viewer, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        var survey = surveys.requireKept(viewer, id);
        var turnout = responses.turnout(id);
        var all = responses.counts(id, "");
        var parts = new java.util.LinkedHashMap<String, Map<Integer, Map<Integer, Integer>>>();
        turnout.divisions().keySet().forEach(d -> parts.put(d, responses.counts(id, d)));
        var words = responses.words(id, ALL);
        var chosen = responses.chosen(survey);
        Download.csv(response, "results.csv");
        var out = response.getWriter();
        out.write(Csv.MARK);
        try (var csv = CsvWriter.builder().build(out)) {
            var head = new ArrayList<>(List.of("question", "answer", "all"));
            head.addAll(parts.keySet());
            head.add("name");
            csv.writeRecord(head);
            for (var q : surveys.questions(id)) {
                for (int i = 0; i < q.options().size(); i++) {
                    int choice = i + 1;
                    var row = new ArrayList<>(List.of(
                            Csv.harmless(q.words()),
                            Csv.harmless(q.options().get(i)),
                            String.valueOf(count(all, q, choice))));
                    parts.values().forEach(p -> row.add(String.valueOf(count(p, q, choice))));
                    row.add("");
                    csv.writeRecord(row);
                }
                for (var c : chosen.getOrDefault(q.position(), List.of())) {
                    csv.writeRecord(said(q, q.options().get(c.choice() - 1), c.name(), parts.size()));
                }
                for (var s : words.getOrDefault(q.position(), List.of())) {
                    csv.writeRecord(said(q, s.words(), s.name(), parts.size()));
                }
            }
        }
    }

    /** What one person said, in a line of its own that counts nothing. */
    private static List<String> said(Question q, String words, String name, int parts) {
        var row = new ArrayList<>(List.of(Csv.harmless(q.words()), Csv.harmless(words)));
        row.addAll(Collections.nCopies(1 + parts, ""));
        row.add(Csv.harmless(name));
        return row;
    }

    private static int count(Map<Integer, Map<Integer, Integer>> counts, Question q, int choice) {
        return counts.getOrDefault(q.position(), Map.of()).getOrDefault(choice, 0);
    }
}
