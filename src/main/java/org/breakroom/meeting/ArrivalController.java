package org.breakroom.meeting;

import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.answer.OwnTransaction;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.member.Members;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * At the door: whoever scans the sheet's code types her name. The page shows no name that was not typed into it, and says
 * the same whether it fits somebody or not.
 */
@Controller
class ArrivalController {
    /** More names than this are no meeting. */
    private static final int ARRIVALS_MAX = 500;

    private static final int NAME_LENGTH_MAX = 80;

    private final Meetings meetings;
    private final Attendance attendance;
    private final Members members;
    private final Locals locals;
    private final FederationClock clock;
    private final Messages messages;
    private final TransactionTemplate transaction;

    ArrivalController(
            Meetings meetings,
            Attendance attendance,
            Members members,
            Locals locals,
            FederationClock clock,
            Messages messages,
            TransactionTemplate transaction) {
        this.meetings = meetings;
        this.attendance = attendance;
        this.members = members;
        this.locals = locals;
        this.clock = clock;
        this.messages = messages;
        this.transaction = transaction;
    }

    /** Who writes for the sheet: an invited hand, which sees the local's rows for the one meeting whose code was shown. */
    private static Viewer door(Local local) {
        return Viewer.shell(local.id());
    }

    private Meeting open(Local local, UUID id, String code) {
        return door(local)
                .call(() -> transaction.execute(t -> meetings.find(local, id)
                        .filter(m -> m.code().equals(code))
                        .orElseThrow(NotFound::new)));
    }

    @GetMapping("/locals/{local}/meetings/{id}/arrival")
    @Open(toAll = true)
    @OwnTransaction
    String ask(
            @PathVariable int local, @PathVariable UUID id, @RequestParam(defaultValue = "") String code, Model model) {
        var found = locals.findByNumber(local).orElseThrow(NotFound::new);
        return page(found, open(found, id, code), "", false, Problems.none(), model);
    }

    private String page(Local local, Meeting meeting, String name, boolean done, Problems problems, Model model) {
        model.addAttribute("local", local);
        model.addAttribute("meeting", meeting);
        model.addAttribute("open", MeetingController.isOpen(meeting, clock.now()));
        model.addAttribute("name", name);
        model.addAttribute("done", done);
        model.addAttribute("problems", problems);
        return "meeting/arrivalPage";
    }

    @PostMapping("/locals/{local}/meetings/{id}/arrival")
    @Open(toAll = true)
    @OwnTransaction
    String arrive(
            @PathVariable int local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name,
            HttpServletResponse response,
            Model model) {
        var found = locals.findByNumber(local).orElseThrow(NotFound::new);
        var meeting = open(found, id, code);
        var typed = PersonName.tidy(name);
        var problems = Problems.none().line("name", typed, NAME_LENGTH_MAX, "problem.arrivalName", messages);
        if (!MeetingController.isOpen(meeting, clock.now())) {
            problems.add("name", messages.here("meeting.doorClosed"));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(found, meeting, name, false, problems, model);
        }
        door(found).run(() -> transaction.executeWithoutResult(t -> take(found, meeting, typed)));
        return page(found, meeting, typed, true, problems, model);
    }

    private void take(Local local, Meeting meeting, String name) {
        // as it is said, or as a list has it: Lee, Ann
        var said = name.contains(",") ? PersonName.read(name).full() : name;
        var folded = PersonName.fold(said);
        var fits = members.crew(door(local), local, meeting.worksite()).stream()
                .filter(m -> PersonName.fold(m.name()).equals(folded))
                .toList();
        if (fits.size() == 1) {
            var hand = Viewer.recorder(new UUID(0, 0), messages.text("en", "meeting.bySheet"), local.id());
            attendance.mark(
                    hand, local, meeting, java.util.List.of(fits.getFirst().id()), Attendance.How.CODE);
        } else if (meetings.arrived(local, meeting.id()) < ARRIVALS_MAX) {
            meetings.arrive(local, Ids.at(clock.now().toEpochMilli()), meeting.id(), name);
        }
    }
}
