package org.breakroom.activity;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.member.Members;
import org.breakroom.ui.Asked;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The ledger's own door: where someone stands, noted without a talk, and taking back what one noted. */
@Controller
class ActivityController {
    private final Activities activities;
    private final Members members;
    private final FederationClock clock;
    private final Messages messages;

    ActivityController(Activities activities, Members members, FederationClock clock, Messages messages) {
        this.activities = activities;
        this.members = members;
        this.clock = clock;
        this.messages = messages;
    }

    @PostMapping("/locals/{local}/members/{member}/assessments")
    @Open({REP, ORGANIZER, OFFICER})
    String assess(
            Viewer viewer,
            Local local,
            @PathVariable UUID member,
            @RequestParam(defaultValue = "") String assessment,
            HttpServletRequest request) {
        viewer.writing(local.id());
        var person = members.require(viewer, local, member);
        if (!assessment.matches("[1-5]")) {
            throw new Refused(HttpStatus.UNPROCESSABLE_CONTENT, messages.here("record.assessmentWrong"));
        }
        int value = Integer.parseInt(assessment);
        var id = Asked.key(request).orElseThrow(NotFound::new);
        activities.record(viewer, Activity.assessed(local.id(), id, member, person.worksite(), clock.now(), value));
        return "redirect:"
                + (person.worksite() == null
                        ? local.path() + "/members/" + member
                        : local.path() + "/charts/" + person.worksite() + "?member=" + member + "&recorded=1&batch="
                                + id);
    }

    /** Takes back what was noted under a key: one fact, or all those of a batch at a worksite. */
    @PostMapping("/locals/{local}/activities/{id}/withdrawal")
    @Open({REP, ORGANIZER, OFFICER})
    String withdraw(
            Viewer viewer, Local local, @PathVariable UUID id, @RequestParam(defaultValue = "") String worksite) {
        var reach = viewer.writing(local.id());
        var place = Ids.read(worksite).filter(reach::covers);
        var ids = new ArrayList<>(List.of(id));
        place.ifPresent(w -> members.at(viewer, local, w).forEach(m -> {
            var first = Activities.inBatch(id, m);
            ids.add(first);
            ids.add(Activities.inBatch(first, m)); // a person of a keyed poster can have two marks
        }));
        var taken = activities.withdrawAll(viewer, local.id(), ids);
        if (taken.isEmpty()) {
            throw new NotFound();
        }
        return "redirect:"
                + place.map(w -> local.path() + "/charts/" + w + "?withdrawn="
                                + taken.stream()
                                        .map(Activity::member)
                                        .distinct()
                                        .count())
                        .orElse(local.path() + "/members/" + taken.getFirst().member() + "?withdrawn=1");
    }
}
