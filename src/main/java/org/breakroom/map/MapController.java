package org.breakroom.map;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.member.Leaders;
import org.breakroom.member.Members;
import org.breakroom.member.Ticks;
import org.breakroom.paper.Pictures;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.breakroom.ui.Ui;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The map of a worksite: the chart's people, where they are. */
@Controller
class MapController {
    private static final int NAME_LENGTH_MAX = 40;
    private static final int FLOORS_MAX = 12;

    private final Maps maps;
    private final Pictures pictures;
    private final Members members;
    private final Leaders leaders;
    private final Worksites worksites;
    private final FederationClock clock;
    private final Messages messages;

    MapController(
            Maps maps,
            Pictures pictures,
            Members members,
            Leaders leaders,
            Worksites worksites,
            FederationClock clock,
            Messages messages) {
        this.maps = maps;
        this.pictures = pictures;
        this.members = members;
        this.leaders = leaders;
        this.worksites = worksites;
        this.clock = clock;
        this.messages = messages;
    }

    private static String here(Local local, UUID worksite) {
        return local.path() + "/maps/" + worksite;
    }

    private UUID newId() {
        return Ids.at(clock.now().toEpochMilli());
    }

    @GetMapping("/locals/{local}/maps/{worksite}")
    @Open({REP, ORGANIZER, OFFICER})
    String show(Viewer viewer, Local local, @PathVariable UUID worksite, Model model) {
        var site = worksites.writing(viewer, local, worksite);
        return page(local, site, "", Problems.none(), model);
    }

    /** The shift whose people are looked at; it stays while the map is worked on. */
    @ModelAttribute("shift")
    @Nullable
    String shift(@RequestParam(defaultValue = "") String shift) {
        return shift.isBlank() ? null : shift;
    }

    /** Back to the map as it was looked at. */
    private static String back(Local local, UUID worksite, Model model, String word, Object value) {
        var to = "redirect:" + here(local, worksite) + "?" + word + "=" + value;
        return model.getAttribute("shift") instanceof String shift ? to + "&shift=" + Ui.inAddress(shift) : to;
    }

    private String page(Local local, Worksites.Worksite site, String name, Problems problems, Model model) {
        model.addAttribute("local", local);
        model.addAttribute("site", site);
        model.addAttribute("map", maps.of(local, site.id(), (String) model.getAttribute("shift")));
        model.addAttribute("name", name);
        model.asMap().putIfAbsent("ticked", Set.of());
        model.addAttribute("problems", problems);
        return "map/showPage";
    }

    private String wrong(
            Local local,
            Worksites.Worksite site,
            String name,
            Problems problems,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(local, site, name, problems, model);
    }

    @PostMapping("/locals/{local}/maps/{worksite}/floors")
    @Open({REP, ORGANIZER, OFFICER})
    String addFloor(
            Viewer viewer,
            Local local,
            @PathVariable UUID worksite,
            @RequestParam(defaultValue = "") String floor,
            @RequestParam(defaultValue = "1") String page,
            @RequestParam(required = false) @Nullable MultipartFile plan,
            HttpServletResponse response,
            Model model)
            throws IOException {
        var site = worksites.writing(viewer, local, worksite);
        var named = PersonName.tidy(floor);
        var problems = Problems.none().line("floor", named, NAME_LENGTH_MAX, "problem.floorName", messages);
        if (maps.floors(local, worksite).size() >= FLOORS_MAX) {
            problems.add("floor", messages.here("problem.floors", FLOORS_MAX));
        }
        Pictures.@Nullable Picture drawing = null;
        if (!problems.any() && plan != null && !plan.isEmpty()) {
            int number = page.strip().matches("\\d{1,4}") ? Integer.parseInt(page.strip()) : 0;
            switch (pictures.read(plan.getBytes(), number)) {
                case Pictures.Result.Read(var read) -> drawing = read.getFirst();
                case Pictures.Result.Refused(var word) -> problems.add("plan", messages.here(word));
            }
        }
        if (problems.any()) {
            return wrong(local, site, floor, problems, response, model);
        }
        maps.addFloor(local, newId(), worksite, named, drawing);
        return back(local, worksite, model, "done", 1);
    }

    @GetMapping("/locals/{local}/maps/{worksite}/floors/{id}/plan.png")
    @Open({REP, ORGANIZER, OFFICER})
    void plan(
            Viewer viewer,
            Local local,
            @PathVariable UUID worksite,
            @PathVariable UUID id,
            HttpServletResponse response)
            throws IOException {
        worksites.writing(viewer, local, worksite);
        var png = maps.plan(local, worksite, id).orElseThrow(NotFound::new);
        response.setContentType("image/png");
        response.setHeader("Cache-Control", "private, max-age=3600");
        response.getOutputStream().write(png);
    }

    @PostMapping("/locals/{local}/maps/{worksite}/floors/{id}/removal")
    @Open({REP, ORGANIZER, OFFICER})
    String removeFloor(Viewer viewer, Local local, @PathVariable UUID worksite, @PathVariable UUID id, Model model) {
        worksites.writing(viewer, local, worksite);
        if (!maps.removeFloor(local, worksite, id)) {
            throw new NotFound();
        }
        return back(local, worksite, model, "done", 1);
    }

    @PostMapping("/locals/{local}/maps/{worksite}/floors/{id}/rooms")
    @Open({REP, ORGANIZER, OFFICER})
    String addRoom(
            Viewer viewer,
            Local local,
            @PathVariable UUID worksite,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String room,
            @RequestParam(defaultValue = "ROOM") String kind,
            @RequestParam(defaultValue = "") String box,
            HttpServletResponse response,
            Model model) {
        var site = worksites.writing(viewer, local, worksite);
        if (maps.floors(local, worksite).stream().noneMatch(f -> f.id().equals(id))) {
            throw new NotFound();
        }
        var named = PersonName.tidy(room);
        var problems = Problems.none().line("room", named, NAME_LENGTH_MAX, "problem.roomName", messages);
        var what = java.util.Arrays.stream(Floor.Kind.values())
                .filter(k -> k.name().equals(kind))
                .findFirst();
        var drawn = box(box);
        if (what.isEmpty() || (drawn.isEmpty() && !box.isBlank())) {
            problems.add("room", messages.here("problem.roomBox"));
        }
        if (problems.any()) {
            return wrong(local, site, "", problems, response, model);
        }
        maps.addRoom(local, newId(), id, named, what.orElseThrow(), drawn.orElse(null));
        return back(local, worksite, model, "done", 1) + "#floor-" + id;
    }

    /** Four numbers of thousandths: left, top, width, height. */
    private static Optional<Maps.Box> box(String said) {
        if (!said.strip().matches("\\d{1,4}( \\d{1,4}){3}")) {
            return Optional.empty();
        }
        var n = java.util.Arrays.stream(said.strip().split(" "))
                .mapToInt(Integer::parseInt)
                .toArray();
        boolean fits = n[2] >= 20 && n[3] >= 20 && n[0] + n[2] <= 1000 && n[1] + n[3] <= 1000;
        return fits ? Optional.of(new Maps.Box(n[0], n[1], n[2], n[3])) : Optional.empty();
    }

    @PostMapping("/locals/{local}/maps/{worksite}/rooms/{id}/removal")
    @Open({REP, ORGANIZER, OFFICER})
    String removeRoom(Viewer viewer, Local local, @PathVariable UUID worksite, @PathVariable UUID id, Model model) {
        worksites.writing(viewer, local, worksite);
        if (!maps.removeRoom(local, worksite, id)) {
            throw new NotFound();
        }
        return back(local, worksite, model, "done", 1);
    }

    /** Puts the ticked people in a room, or nowhere. */
    @PostMapping("/locals/{local}/maps/{worksite}/seats")
    @Open({REP, ORGANIZER, OFFICER})
    String place(
            Viewer viewer,
            Local local,
            @PathVariable UUID worksite,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(required = false) @Nullable List<String> member,
            HttpServletResponse response,
            Model model) {
        var site = worksites.writing(viewer, local, worksite);
        var people = ticked(viewer, local, worksite, member);
        model.addAttribute("ticked", people);
        var room = Ids.read(place);
        var known = maps.floors(local, worksite).stream()
                .flatMap(f -> f.rooms().stream())
                .map(Floor.Room::id)
                .collect(Collectors.toSet());
        if (people.isEmpty()
                || (!place.isBlank() && room.filter(known::contains).isEmpty())) {
            var problems = Problems.none().add("place", messages.here("problem.place"));
            return wrong(local, site, "", problems, response, model);
        }
        maps.place(local, people, room.orElse(null));
        var mark = people.size() == 1 ? "#m-" + people.iterator().next() : "";
        return back(local, worksite, model, "placed", people.size()) + mark;
    }

    /** Those of the people of a worksite who are ticked. */
    private Set<UUID> ticked(Viewer viewer, Local local, UUID worksite, @Nullable List<String> said) {
        return Ticks.read(said, members.at(viewer, local, worksite), Set.of()).on();
    }

    @PostMapping("/locals/{local}/maps/{worksite}/groups")
    @Open({REP, ORGANIZER, OFFICER})
    String addGroup(
            Viewer viewer,
            Local local,
            @PathVariable UUID worksite,
            @RequestParam(defaultValue = "") String group,
            @RequestParam(required = false) @Nullable List<String> member,
            HttpServletResponse response,
            Model model) {
        var site = worksites.writing(viewer, local, worksite);
        var named = PersonName.tidy(group);
        var problems = Problems.none().line("group", named, NAME_LENGTH_MAX, "problem.groupName", messages);
        var people = ticked(viewer, local, worksite, member);
        model.addAttribute("ticked", people);
        if (people.size() < 2) {
            problems.add("group", messages.here("problem.groupPeople"));
        }
        if (problems.any()) {
            return wrong(local, site, "", problems, response, model);
        }
        maps.addGroup(local, newId(), worksite, named, people);
        return back(local, worksite, model, "done", 1);
    }

    @PostMapping("/locals/{local}/maps/{worksite}/groups/{id}/end")
    @Open({REP, ORGANIZER, OFFICER})
    String endGroup(Viewer viewer, Local local, @PathVariable UUID worksite, @PathVariable UUID id, Model model) {
        worksites.writing(viewer, local, worksite);
        if (!maps.endGroup(local, worksite, id)) {
            throw new NotFound();
        }
        return back(local, worksite, model, "done", 1);
    }

    /** Notes that the ticked people follow somebody. */
    @PostMapping("/locals/{local}/maps/{worksite}/connections")
    @Open({REP, ORGANIZER, OFFICER})
    String connect(
            Viewer viewer,
            Local local,
            @PathVariable UUID worksite,
            @RequestParam(defaultValue = "") String leader,
            @RequestParam(required = false) @Nullable List<String> member,
            HttpServletResponse response,
            Model model) {
        var site = worksites.writing(viewer, local, worksite);
        var leads = Ids.read(leader).filter(members.at(viewer, local, worksite)::contains);
        var people = ticked(viewer, local, worksite, member);
        model.addAttribute("ticked", people);
        if (people.isEmpty() || leads.isEmpty() || people.contains(leads.get())) {
            var problems = Problems.none().add("leader", messages.here("problem.connection"));
            return wrong(local, site, "", problems, response, model);
        }
        people.forEach(follower -> maps.connect(viewer, local, newId(), follower, leads.get()));
        return back(local, worksite, model, "done", 1);
    }

    @PostMapping("/locals/{local}/maps/{worksite}/connections/{id}/end")
    @Open({REP, ORGANIZER, OFFICER})
    String disconnect(Viewer viewer, Local local, @PathVariable UUID worksite, @PathVariable UUID id, Model model) {
        worksites.writing(viewer, local, worksite);
        var follower = maps.follower(local, id);
        if (follower.filter(members.at(viewer, local, worksite)::contains).isEmpty()) {
            throw new NotFound();
        }
        maps.disconnect(local, id);
        return back(local, worksite, model, "done", 1);
    }

    /** Says that somebody is an organic leader, or that she is none. */
    @PostMapping("/locals/{local}/members/{member}/leader")
    @Open({REP, ORGANIZER, OFFICER})
    String leader(Viewer viewer, Local local, @PathVariable UUID member) {
        viewer.writing(local.id());
        var person = members.require(viewer, local, member);
        leaders.set(viewer, local, person, person.leaderSince() == null);
        return "redirect:" + local.path() + "/members/" + member;
    }
}
