package org.breakroom.today;

import static org.breakroom.access.Role.ADMIN;
import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;
import static org.breakroom.access.Role.STAFF;

import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.Ids;
import org.breakroom.member.Members;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The first page of the day, and the way from the front door to each role's own. */
@Controller
class TodayController {
    private final Todays todays;
    private final Members members;
    private final Locals locals;

    TodayController(Todays todays, Members members, Locals locals) {
        this.todays = todays;
        this.members = members;
        this.locals = locals;
    }

    @GetMapping("/")
    @Open(toAllSignedIn = true)
    String home(Viewer viewer) {
        if (viewer.has(REP, ORGANIZER, OFFICER)) {
            return "forward:/today";
        }
        if (viewer.has(STAFF)) {
            return "forward:/goals";
        }
        return viewer.has(ADMIN) ? "forward:/accounts" : "forward:/me";
    }

    @GetMapping("/today")
    @Open({REP, ORGANIZER, OFFICER})
    String show(
            Viewer viewer,
            @RequestParam(defaultValue = "") String member,
            @RequestParam(defaultValue = "") String logged,
            Model model) {
        var home = viewer.homeLocal();
        if (home == null) {
            throw new NotFound();
        }
        var local = locals.require(home);
        model.addAttribute("local", local);
        model.addAttribute("name", viewer.name().split(" ")[0]);
        model.addAttribute("meters", todays.meters(viewer, local));
        model.addAttribute("due", todays.due(viewer, local));
        model.addAttribute("left", todays.left(viewer, local));
        model.addAttribute("office", viewer.holds(OFFICER, home));
        model.addAttribute("logged", Ids.read(logged).orElse(null));
        model.addAttribute(
                "talked",
                Ids.read(member).flatMap(id -> members.find(viewer, local, id)).orElse(null));
        return "today/showPage";
    }
}
