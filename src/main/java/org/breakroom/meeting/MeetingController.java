package org.breakroom.meeting;

import static org.breakroom.access.Role.ADMIN;
import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;
import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.Audit;
import org.breakroom.access.NotFound;
import org.breakroom.access.Noted;
import org.breakroom.access.Open;
import org.breakroom.access.Reach;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.member.Members;
import org.breakroom.member.Ticks;
import org.breakroom.ui.Download;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The ten-minute meetings of a local: planned, led, marked; and the federation's count of them. */
@Controller
class MeetingController {
    private static final int ROOM_LENGTH_MAX = 60;
    private static final int CONCERN_LENGTH_MAX = 300;
    private static final int DAYS_AHEAD_MAX = 365;

    private final Meetings meetings;
    private final Kits kits;
    private final Attendance attendance;
    private final MeetingPaper paper;
    private final Members members;
    private final Worksites worksites;
    private final Locals locals;
    private final Audit audit;
    private final FederationClock clock;
    private final Messages messages;
    private final String origin;

    MeetingController(
            Meetings meetings,
            Kits kits,
            Attendance attendance,
            MeetingPaper paper,
            Members members,
            Worksites worksites,
            Locals locals,
            Audit audit,
            FederationClock clock,
            Messages messages,
            @Value("${breakroom.origin}") String origin) {
        this.meetings = meetings;
        this.kits = kits;
        this.attendance = attendance;
        this.paper = paper;
        this.members = members;
        this.worksites = worksites;
        this.locals = locals;
        this.audit = audit;
        this.clock = clock;
        this.messages = messages;
        this.origin = origin;
    }

    @GetMapping("/locals/{local}/meetings")
    @Open({REP, ORGANIZER, OFFICER})
    String list(Viewer viewer, Local local, @RequestParam(defaultValue = "") String month, Model model) {
        var reach = viewer.writing(local.id());
        var of = KitController.month(month, clock).orElseThrow(NotFound::new);
        return page(local, reach, of, MeetingForm.empty(), Problems.none(), model);
    }

    private String page(Local local, Reach reach, YearMonth month, MeetingForm plan, Problems problems, Model model) {
        var bySite = meetings.of(local, reach, month).stream().collect(Collectors.groupingBy(Meeting::worksite));
        var sites = worksites.list(local).stream()
                .filter(w -> reach.covers(w.id()))
                .map(w -> new Meetings.Site(w, bySite.getOrDefault(w.id(), List.of())))
                .toList();
        model.addAttribute("local", local);
        model.addAttribute("month", month);
        model.addAttribute("sites", sites);
        model.addAttribute("kit", kits.of(month).orElse(null));
        model.addAttribute("concerns", meetings.concerns(local, reach, null));
        model.addAttribute("plan", plan);
        model.addAttribute("problems", problems);
        return "meeting/listPage";
    }

    @PostMapping("/locals/{local}/meetings")
    @Open({REP, ORGANIZER, OFFICER})
    String schedule(Viewer viewer, Local local, MeetingForm plan, HttpServletResponse response, Model model) {
        var reach = viewer.writing(local.id());
        var problems = Problems.none();
        var site = Ids.read(plan.worksite()).filter(reach::covers).flatMap(w -> worksites.find(local, w));
        if (site.isEmpty()) {
            problems.add("worksite", messages.here("problem.meetingSite"));
        }
        var day = Days.read(plan.day());
        var at = day.flatMap(d -> time(plan.time())
                .map(t -> d.atTime(t).atZone(FederationClock.ZONE).toInstant()));
        if (day.isEmpty()
                || day.get().isAfter(clock.today().plusDays(DAYS_AHEAD_MAX))
                || day.get().isBefore(clock.today().minusDays(DAYS_AHEAD_MAX))) {
            problems.add("day", messages.here("problem.meetingDay"));
        }
        if (time(plan.time()).isEmpty()) {
            problems.add("time", messages.here("problem.meetingTime"));
        }
        var room = PersonName.tidy(plan.room());
        problems.line("room", room, ROOM_LENGTH_MAX, "problem.meetingRoom", messages);
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(local, reach, YearMonth.from(clock.today()), plan, problems, model);
        }
        var id = Ids.at(clock.now().toEpochMilli());
        var when = at.orElseThrow();
        var kit = kits.of(YearMonth.from(day.orElseThrow())).map(Kit::id).orElse(null);
        meetings.schedule(viewer, local, id, site.orElseThrow().id(), kit, when, room);
        return "redirect:" + local.path() + "/meetings/" + id + "?planned=1";
    }

    private static Optional<LocalTime> time(String said) {
        var text = said.strip().matches("\\d:\\d\\d") ? "0" + said.strip() : said.strip();
        try {
            return Optional.of(LocalTime.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Meeting require(Viewer viewer, Local local, UUID id) {
        var reach = viewer.writing(local.id());
        return meetings.find(local, id).filter(m -> reach.covers(m.worksite())).orElseThrow(NotFound::new);
    }

    private static String here(Local local, UUID id) {
        return local.path() + "/meetings/" + id;
    }

    @GetMapping("/locals/{local}/meetings/{id}")
    @Open({REP, ORGANIZER, OFFICER})
    String show(Viewer viewer, Local local, @PathVariable UUID id, Model model) {
        return show(viewer, local, require(viewer, local, id), "", "", Problems.none(), model);
    }

    private String show(
            Viewer viewer, Local local, Meeting meeting, String numbers, String words, Problems problems, Model model) {
        model.addAttribute("local", local);
        model.addAttribute("meeting", meeting);
        model.addAttribute(
                "kit", Optional.ofNullable(meeting.kit()).flatMap(kits::find).orElse(null));
        model.addAttribute("crew", members.crew(viewer, local, meeting.worksite()));
        model.addAttribute("came", attendance.of(local, meeting.id()));
        model.addAttribute("arrivals", meetings.arrivals(local, meeting.id()));
        model.addAttribute("concerns", meetings.concerns(local, viewer.reach(local.id()), meeting.id()));
        model.addAttribute("numbers", numbers);
        model.addAttribute("words", words);
        model.addAttribute("problems", problems);
        return "meeting/showPage";
    }

    /** Who came, as the whole list of ticks: those that are new are marked, those that are gone taken back. */
    @PostMapping("/locals/{local}/meetings/{id}/attendance")
    @Open({REP, ORGANIZER, OFFICER})
    String mark(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<String> member) {
        var meeting = require(viewer, local, id);
        var ticks = Ticks.read(member, members.at(viewer, local, meeting.worksite()), attendance.of(local, id));
        int taken = attendance.unmark(viewer, local, meeting, ticks.off());
        int marked = attendance.mark(viewer, local, meeting, ticks.on(), Attendance.How.TAP);
        return "redirect:" + here(local, id) + "?" + ticks.told(marked, taken);
    }

    /** The numbers of those who signed on paper: all of them, or none. */
    @PostMapping("/locals/{local}/meetings/{id}/sheet")
    @Open({REP, ORGANIZER, OFFICER})
    String key(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String numbers,
            HttpServletResponse response,
            Model model) {
        var meeting = require(viewer, local, id);
        var known = attendance.numbers(local, meeting, List.of());
        var words = numbers.strip().split("[\\s,;]+");
        var wrong = java.util.Arrays.stream(words)
                .filter(w -> !w.matches("\\d{1,4}") || !known.containsKey(Integer.parseInt(w)))
                .limit(5)
                .toList();
        if (!wrong.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var problems = Problems.none()
                    .add(
                            "numbers",
                            known.isEmpty()
                                    ? messages.here("problem.sheetNone")
                                    : messages.here("problem.sheetNumbers", String.join(", ", wrong)));
            return show(viewer, local, meeting, numbers, "", problems, model);
        }
        var came = java.util.Arrays.stream(words)
                .map(w -> known.get(Integer.parseInt(w)))
                .collect(Collectors.toSet());
        int marked = attendance.mark(viewer, local, meeting, came, Attendance.How.SHEET);
        return "redirect:" + here(local, id) + "?marked=" + marked + "&taken=0";
    }

    @GetMapping("/locals/{local}/meetings/{id}/sheet.pdf")
    @Open({REP, ORGANIZER, OFFICER})
    @Noted
    void sheet(Viewer viewer, Local local, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        var meeting = require(viewer, local, id);
        var crew = members.crew(viewer, local, meeting.worksite());
        var names = crew.stream().collect(Collectors.toMap(Members.Mate::id, Members.Mate::name));
        var lines = new LinkedHashMap<Integer, String>();
        attendance
                .numbers(local, meeting, crew.stream().map(Members.Mate::id).toList())
                .forEach((number, member) -> {
                    if (names.containsKey(member)) {
                        lines.put(number, names.get(member));
                    }
                });
        audit.record(viewer, local.id(), "meeting.printed", meeting.place() + ", " + lines.size());
        var title = Optional.ofNullable(meeting.kit())
                .flatMap(kits::find)
                .map(Kit::title)
                .orElse(messages.here("meeting.one"));
        Download.pdf(response, "sign-in.pdf");
        paper.signIn(
                meeting,
                title,
                lines,
                origin + here(local, id) + "/arrival?code=" + meeting.code(),
                response.getOutputStream());
    }

    @PostMapping("/locals/{local}/meetings/{id}/cancellation")
    @Open({REP, ORGANIZER, OFFICER})
    String cancel(Viewer viewer, Local local, @PathVariable UUID id) {
        var meeting = require(viewer, local, id);
        meetings.cancel(local, id, meeting.cancelled() == null);
        return "redirect:" + here(local, id) + "?changed=1";
    }

    @PostMapping("/locals/{local}/meetings/{id}/concerns")
    @Open({REP, ORGANIZER, OFFICER})
    String raise(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String words,
            HttpServletResponse response,
            Model model) {
        var meeting = require(viewer, local, id);
        var said = PersonName.tidy(words);
        var problems = Problems.none().line("words", said, CONCERN_LENGTH_MAX, "problem.concern", messages);
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(viewer, local, meeting, "", words, problems, model);
        }
        meetings.raise(viewer, local, Ids.at(clock.now().toEpochMilli()), meeting, said);
        return "redirect:" + here(local, id) + "?raised=1";
    }

    @PostMapping("/locals/{local}/concerns/{id}/settlement")
    @Open({REP, ORGANIZER, OFFICER})
    String settle(
            Viewer viewer, Local local, @PathVariable UUID id, @RequestParam(defaultValue = "") String settlement) {
        var reach = viewer.writing(local.id());
        var said = PersonName.tidy(settlement);
        if (!meetings.settle(local, reach, id, said.substring(0, Math.min(CONCERN_LENGTH_MAX, said.length())))) {
            throw new NotFound();
        }
        return "redirect:" + local.path() + "/meetings?settled=1";
    }

    /** Says who came under a name that fitted nobody; none means that it was nobody of the worksite. */
    @PostMapping("/locals/{local}/meetings/{id}/arrivals/{arrival}")
    @Open({REP, ORGANIZER, OFFICER})
    String settleArrival(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @PathVariable UUID arrival,
            @RequestParam(defaultValue = "") String member) {
        var meeting = require(viewer, local, id);
        if (!meetings.settleArrival(local, id, arrival)) {
            throw new NotFound();
        }
        Ids.read(member)
                .filter(members.at(viewer, local, meeting.worksite())::contains)
                .ifPresent(m -> attendance.mark(viewer, local, meeting, List.of(m), Attendance.How.CODE));
        return "redirect:" + here(local, id) + "?changed=1";
    }

    /** How many meetings each local held in a month: counts, nobody by name. */
    @GetMapping("/meetings")
    @Open({STAFF, ADMIN})
    String federation(@RequestParam(defaultValue = "") String month, Model model) {
        var of = KitController.month(month, clock).orElseThrow(NotFound::new);
        model.addAttribute("month", of);
        model.addAttribute("locals", locals.list());
        model.addAttribute("months", attendance.months(of));
        model.addAttribute("kit", kits.of(of).orElse(null));
        return "meeting/federationPage";
    }

    static boolean isOpen(Meeting meeting, Instant now) {
        var from = meeting.at().minus(java.time.Duration.ofHours(12));
        return meeting.cancelled() == null
                && now.isAfter(from)
                && now.isBefore(meeting.at().plus(java.time.Duration.ofHours(12)));
    }
}
