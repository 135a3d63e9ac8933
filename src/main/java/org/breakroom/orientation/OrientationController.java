package org.breakroom.orientation;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.activity.Activities;
import org.breakroom.activity.Activity;
import org.breakroom.activity.ActivityKind;
import org.breakroom.activity.Outcome;
import org.breakroom.federation.Local;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.FederationClock;
import org.breakroom.member.Members;
import org.breakroom.ui.Asked;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who is new, how far each was brought in, and who is late. */
@Controller
class OrientationController {
    private final NewHires hires;
    private final Members members;
    private final Activities activities;
    private final FederationClock clock;
    private final Messages messages;

    OrientationController(
            NewHires hires, Members members, Activities activities, FederationClock clock, Messages messages) {
        this.hires = hires;
        this.members = members;
        this.activities = activities;
        this.clock = clock;
        this.messages = messages;
    }

    /** A layer that is noted here; the other two come from 1-on-1s and meetings. */
    private enum Step {
        WELCOME(ActivityKind.WELCOME, Outcome.TOOK_PART),
        MET(ActivityKind.ORIENTATION, Outcome.TOOK_PART),
        MET_SHORT(ActivityKind.ORIENTATION, Outcome.SHORT);

        private final ActivityKind kind;
        private final Outcome outcome;

        Step(ActivityKind kind, Outcome outcome) {
            this.kind = kind;
            this.outcome = outcome;
        }
    }

    @GetMapping("/locals/{local}/orientation")
    @Open({REP, ORGANIZER, OFFICER})
    String list(Viewer viewer, Local local, Model model) {
        viewer.writing(local.id());
        var all = hires.list(viewer, local);
        var today = clock.today();
        model.addAttribute("local", local);
        model.addAttribute("hires", all);
        model.addAttribute("late", all.stream().filter(h -> h.late(today)).count());
        return "orientation/listPage";
    }

    @PostMapping("/locals/{local}/members/{member}/orientation")
    @Open({REP, ORGANIZER, OFFICER})
    String note(
            Viewer viewer,
            Local local,
            @PathVariable UUID member,
            @RequestParam(defaultValue = "") String step,
            @RequestParam(defaultValue = "") String day,
            HttpServletRequest request) {
        viewer.writing(local.id());
        var person = members.require(viewer, local, member);
        var taken = java.util.Arrays.stream(Step.values())
                .filter(s -> s.name().equals(step))
                .findFirst()
                .orElseThrow(() -> refuse("problem.orientationStep"));
        var on = Days.read(day)
                .filter(d ->
                        !d.isAfter(clock.today()) && d.isAfter(clock.today().minusDays(NewHires.DAYS_NEW)))
                .orElseThrow(() -> refuse("problem.orientationDay"));
        var id = Asked.key(request).orElseThrow(NotFound::new);
        activities.record(
                viewer,
                Activity.of(local.id(), id, member, taken.kind, person.worksite(), clock.on(on), taken.outcome));
        return "redirect:" + local.path() + "/orientation?noted=" + id;
    }

    private Refused refuse(String message) {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, messages.here(message));
    }
}
