package org.breakroom.organizer;

import static org.breakroom.access.Role.STAFF;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.Amounts;
import org.breakroom.kernel.Csv;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.LocalKey;
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

/** What the state does with hours that the locals approved: the second approval, the money, the files that payroll takes. */
@Controller
class StipendController {
    private static final int WHY_MAX = 300;

    private final Programs programs;
    private final Organizers organizers;
    private final Hours hours;
    private final Stipends stipends;
    private final Statements statements;
    private final Debriefs debriefs;
    private final Locals locals;
    private final FederationClock clock;
    private final Messages messages;

    StipendController(
            Programs programs,
            Organizers organizers,
            Hours hours,
            Stipends stipends,
            Statements statements,
            Debriefs debriefs,
            Locals locals,
            FederationClock clock,
            Messages messages) {
        this.programs = programs;
        this.organizers = organizers;
        this.hours = hours;
        this.stipends = stipends;
        this.statements = statements;
        this.debriefs = debriefs;
        this.locals = locals;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/organizers/{id}/hours")
    @Open(STAFF)
    String waiting(@PathVariable UUID id, @RequestParam(defaultValue = "1") int page, Model model) {
        return waiting(programs.require(id), page, List.of(), Problems.none(), model);
    }

    private String waiting(Program program, int page, List<String> ticked, Problems problems, Model model) {
        model.addAttribute("program", program);
        model.addAttribute("waiting", hours.waiting(program, page));
        model.addAttribute("sums", hours.sums(program));
        model.addAttribute("locals", locals.names());
        model.addAttribute("ticked", ticked);
        model.addAttribute("problems", problems);
        return "organizer/hoursPage";
    }

    @PostMapping("/organizers/{id}/hours")
    @Open(STAFF)
    String decide(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(required = false) @Nullable List<String> entry,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String why,
            HttpServletResponse response,
            Model model) {
        var program = programs.require(id);
        var ticked =
                entry == null ? List.<String>of() : entry.stream().distinct().toList();
        var refs = ticked.stream().map(LocalKey::read).flatMap(Optional::stream).toList();
        var problems = Problems.none();
        if (refs.isEmpty()) {
            problems.add("entry", messages.here("stipend.problem.none"));
        }
        if (act.equals("refuse") && (why.isBlank() || why.length() > WHY_MAX || DangerousData.in(why))) {
            problems.add("why", messages.here("stipend.problem.why", WHY_MAX));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return waiting(program, page, ticked, problems, model);
        }
        if (act.equals("refuse")) {
            programs.hold(program);
            refs.stream()
                    .collect(Collectors.groupingBy(
                            LocalKey::local, Collectors.mapping(LocalKey::id, Collectors.toList())))
                    .forEach((local, ids) -> hours.refuse(viewer, local, ids, Hours.State.LOCAL, why.strip()));
        } else {
            stipends.approve(viewer, program, refs);
        }
        return "redirect:" + program.path() + "/hours?done=" + refs.size();
    }

    @GetMapping("/organizers/{id}/money")
    @Open(STAFF)
    String money(@PathVariable UUID id, Model model) {
        return money(programs.require(id), "", "", Problems.none(), model);
    }

    private String money(Program program, String from, String rate, Problems problems, Model model) {
        model.addAttribute("program", program);
        model.addAttribute("pools", statements.pools(program));
        model.addAttribute("rates", programs.rates(program));
        model.addAttribute("next", stipends.next(program).orElse(null));
        model.addAttribute("closed", programs.closed(program));
        model.addAttribute("owed", statements.due(program, clock.today()));
        model.addAttribute("locals", locals.names());
        model.addAttribute("from", from);
        model.addAttribute("rate", rate);
        model.addAttribute("problems", problems);
        return "organizer/moneyPage";
    }

    @PostMapping("/organizers/{id}/periods")
    @Open(STAFF)
    String close(Viewer viewer, @PathVariable UUID id, @RequestParam(defaultValue = "") String number) {
        var program = programs.require(id);
        stipends.close(viewer, program, number.matches("\\d{1,4}") ? Integer.parseInt(number) : 0);
        return "redirect:" + program.path() + "/money?closed=" + number;
    }

    @PostMapping("/organizers/{id}/rates")
    @Open(STAFF)
    String rate(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String rate,
            HttpServletResponse response,
            Model model) {
        var program = programs.require(id);
        programs.hold(program);
        var problems = Problems.none();
        var amount = Amounts.read(rate).filter(Program::payable);
        if (amount.isEmpty()) {
            problems.add("rate", messages.here("stipend.problem.rateAmount"));
        }
        var day = Days.read(from);
        if (day.isEmpty()) {
            problems.add("from", messages.here("stipend.problem.rateDay", program.periodDays()));
        } else {
            stipends.obstacle(program, day.get())
                    .ifPresent(why -> problems.add("from", messages.here(why, program.periodDays())));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return money(program, from, rate, problems, model);
        }
        programs.rate(viewer, program, new Program.Rate(day.orElseThrow(), amount.orElseThrow()));
        return "redirect:" + program.path() + "/money?rated=1";
    }

    @PostMapping("/organizers/{id}/refunds")
    @Open(STAFF)
    String refund(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String organizer,
            @RequestParam(defaultValue = "") String amount,
            HttpServletResponse response,
            Model model) {
        var program = programs.require(id);
        var who = Ids.read(organizer).map(o -> organizers.require(program, o));
        var money = Amounts.read(amount);
        if (who.isEmpty() || money.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var problems = Problems.none().add("amount-" + organizer, messages.here("stipend.problem.amount"));
            return money(program, "", "", problems, model);
        }
        stipends.refund(viewer, program, who.get(), money.get());
        return "redirect:" + program.path() + "/money?refunded=1";
    }

    /** What payroll pays of a period: no account of a bank is in Breakroom, so none is in here. */
    @GetMapping("/organizers/{id}/periods/{number}/payable.csv")
    @Open(STAFF)
    void payable(@PathVariable UUID id, @PathVariable int number, HttpServletResponse response) throws IOException {
        var program = programs.require(id);
        var period = programs.closed(program).stream()
                .filter(p -> p.number() == number)
                .findFirst()
                .orElseThrow(NotFound::new);
        var names = locals.names();
        Download.csv(response, "payable-" + number + ".csv");
        response.getWriter().write(Csv.MARK);
        var csv = CsvWriter.builder().build(response.getWriter());
        var head =
                new ArrayList<>(List.of("program", "period_from", "period_to", "local", "organizer_id", "organizer"));
        Arrays.stream(Category.values()).forEach(c -> head.add("lm2_" + c.name().toLowerCase(java.util.Locale.ROOT)));
        head.add("total_usd");
        csv.writeRecord(head);
        for (var row : statements.payable(program, number)) {
            var line = new ArrayList<>(List.of(
                    Csv.harmless(program.title()),
                    period.first().toString(),
                    period.last().toString(),
                    Csv.harmless(Objects.toString(names.get(row.local()), "")),
                    row.organizer().toString(),
                    Csv.harmless(row.name())));
            for (var c : Category.values()) {
                line.add(row.by().getOrDefault(c.name(), BigDecimal.ZERO).toPlainString());
            }
            line.add(row.total().toPlainString());
            csv.writeRecord(line);
        }
        csv.flush();
    }

    @GetMapping("/organizers/{id}/sources.csv")
    @Open(STAFF)
    void sources(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        var program = programs.require(id);
        var names = locals.names();
        Download.csv(response, "sources.csv");
        response.getWriter().write(Csv.MARK);
        var csv = CsvWriter.builder().build(response.getWriter());
        csv.writeRecord("program", "source", "kind", "local", "percent", "cap_usd", "promised_usd", "left_usd");
        for (var p : statements.pools(program)) {
            csv.writeRecord(
                    Csv.harmless(program.title()),
                    Csv.harmless(p.source().name()),
                    p.source().kind().name(),
                    p.local() == 0 ? "" : Csv.harmless(Objects.toString(names.get(p.local()), "")),
                    p.source().percent().toPlainString(),
                    p.cap().toPlainString(),
                    p.spent().toPlainString(),
                    p.left().toPlainString());
        }
        csv.flush();
    }

    @GetMapping("/organizers/{id}/debriefs")
    @Open(STAFF)
    String debriefs(@PathVariable UUID id, Model model) {
        var program = programs.require(id);
        model.addAttribute("program", program);
        model.addAttribute("debriefs", debriefs.list(program));
        model.addAttribute("working", organizers.count(program, Organizer.State.ACTIVE));
        model.addAttribute("locals", locals.names());
        return "organizer/debriefsPage";
    }
}
