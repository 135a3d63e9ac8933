package org.breakroom.member;

import static org.breakroom.access.Role.MEMBER;
import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;
import static org.breakroom.access.Role.STAFF;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.breakroom.access.Audit;
import org.breakroom.access.Grants;
import org.breakroom.access.NotFound;
import org.breakroom.access.Noted;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.Paged;
import org.breakroom.ui.Asked;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** People: the list with its search, one person, and the member's own record. */
@Controller
class MemberController {
    private final Members members;
    private final Locals locals;
    private final List<TimelineSource> sources;
    private final Audit audit;
    private final Grants grants;
    private final Merges merges;

    MemberController(
            Members members, Locals locals, List<TimelineSource> sources, Audit audit, Grants grants, Merges merges) {
        this.merges = merges;
        this.audit = audit;
        this.grants = grants;
        this.members = members;
        this.locals = locals;
        this.sources = sources;
    }

    @GetMapping("/locals/{local}/members")
    @Open({REP, ORGANIZER, OFFICER, STAFF})
    String list(
            Viewer viewer,
            Local local,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "1") int page,
            HttpServletRequest request,
            Model model) {
        if (!viewer.reach(local.id()).names()) {
            throw new NotFound();
        }
        Paged<Members.Line> people = members.list(viewer, local, q, page);
        model.addAttribute("local", local);
        model.addAttribute("query", q);
        model.addAttribute("mayTake", viewer.reach(local.id()).mayWrite());
        model.addAttribute("mayMerge", viewer.holds(OFFICER, local.id()));
        model.addAttribute("people", people);
        return Asked.part(request) ? "member/lines" : "member/listPage";
    }

    @GetMapping("/locals/{local}/members/{id}")
    @Open({REP, ORGANIZER, OFFICER, STAFF})
    @Noted
    String show(Viewer viewer, Local local, @PathVariable UUID id, Model model) {
        var found = members.find(viewer, local, id);
        if (found.isEmpty()) {
            var kept = merges.standsFor(local.id(), id).orElseThrow(NotFound::new);
            return "redirect:" + local.path() + "/members/"
                    + members.require(viewer, local, kept).id();
        }
        var person = found.get();
        audit.saw(viewer, local.id(), id, person.name());
        model.addAttribute("local", local);
        model.addAttribute("person", person);
        model.addAttribute("timeline", timeline(viewer, local, person));
        model.addAttribute("mayTalk", viewer.reach(local.id()).mayWrite());
        return "member/showPage";
    }

    @GetMapping("/me")
    @Open(MEMBER)
    String me(Viewer viewer, Model model) {
        var home = viewer.seats().stream()
                .filter(s -> s.role() == MEMBER && s.local() != null)
                .findFirst()
                .orElseThrow(NotFound::new);
        var local = locals.require(java.util.Objects.requireNonNull(home.local()));
        var person = members.self(viewer, local);
        model.addAttribute("local", local);
        model.addAttribute("person", person);
        model.addAttribute("seers", grants.seers(local.id(), person.worksite(), viewer.account()));
        model.addAttribute("looks", audit.looksAt(local.id(), person.id()));
        return "member/mePage";
    }

    private List<TimelineSource.Entry> timeline(Viewer viewer, Local local, Members.Person person) {
        return sources.stream()
                .flatMap(s -> s.timeline(viewer, local, person).stream())
                .sorted(Comparator.comparing(TimelineSource.Entry::at).reversed())
                .toList();
    }
}
