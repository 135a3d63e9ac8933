package org.breakroom.card;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.breakroom.access.Audit;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.member.Members;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.breakroom.ui.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A local's drives: opened and looked after by officers, seen by all who talk to people. */
@Controller
class DriveController {
    private final Drives drives;
    private final Offers offers;
    private final Cards cards;
    private final Chasing chasing;
    private final Members members;
    private final Worksites worksites;
    private final Audit audit;
    private final FederationClock clock;
    private final Messages messages;

    DriveController(
            Drives drives,
            Offers offers,
            Cards cards,
            Chasing chasing,
            Members members,
            Worksites worksites,
            Audit audit,
            FederationClock clock,
            Messages messages) {
        this.drives = drives;
        this.offers = offers;
        this.cards = cards;
        this.chasing = chasing;
        this.members = members;
        this.worksites = worksites;
        this.audit = audit;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/locals/{local}/drives")
    @Open({REP, ORGANIZER, OFFICER})
    String list(Viewer viewer, Local local, @RequestParam(defaultValue = "") String kind, Model model) {
        var of = java.util.Arrays.stream(CardKind.values())
                .filter(k -> k.name().equals(kind))
                .findFirst()
                .orElse(CardKind.RECOMMITMENT);
        var today = clock.today();
        var form = DriveForm.fresh(of, "", today, today.plusDays(60));
        return listPage(viewer, local, form, Problems.none(), model);
    }

    private String listPage(Viewer viewer, Local local, DriveForm form, Problems problems, Model model) {
        viewer.writing(local.id());
        model.addAttribute("local", local);
        model.addAttribute("drives", drives.list(local));
        model.addAttribute("offers", offers.free(local));
        model.addAttribute("mayOpen", viewer.holds(OFFICER, local.id()));
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        return "card/drivesPage";
    }

    @PostMapping("/locals/{local}/drives")
    @Open(OFFICER)
    String open(
            Viewer viewer,
            Local local,
            @RequestParam Map<String, String> sent,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var form = DriveForm.of(sent);
        var problems = Problems.none();
        var wanted = form.read(Ids.at(clock.now().toEpochMilli()), null, clock.today(), messages, problems);
        if (wanted.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return listPage(viewer, local, form, problems, model);
        }
        drives.open(viewer, local, wanted.get());
        form.texts()
                .values()
                .forEach(t -> drives.add(viewer, local, wanted.get().id(), 1, viewer.name(), t.tidied()));
        audit.record(viewer, local.id(), "card.opened", wanted.get().title());
        return "redirect:" + local.path() + "/drives/" + wanted.get().id();
    }

    @PostMapping("/locals/{local}/drives/offers/{offer}")
    @Open(OFFICER)
    String takeUp(Viewer viewer, Local local, @PathVariable UUID offer, @RequestParam(defaultValue = "") String unit) {
        viewer.require(OFFICER, local.id());
        var id = offers.takeUp(viewer, local, offer, unit.isBlank() ? local.name() : unit.strip());
        audit.record(
                viewer, local.id(), "card.opened", drives.require(local, id).title());
        return "redirect:" + local.path() + "/drives/" + id;
    }

    @GetMapping("/locals/{local}/drives/{id}")
    @Open({REP, ORGANIZER, OFFICER})
    String show(Viewer viewer, Local local, @PathVariable UUID id, Model model) {
        return page(viewer, local, drives.require(local, id), TypedWords.NONE, Problems.none(), model);
    }

    private String page(Viewer viewer, Local local, Drive drive, TypedWords typed, Problems problems, Model model) {
        viewer.writing(local.id());
        var wordings = drives.wordings(local, drive.id());
        model.addAttribute("local", local);
        model.addAttribute("drive", drive);
        model.addAttribute("progress", cards.progress(viewer, local, drive, drives.targets(local, drive.id())));
        model.addAttribute("wordings", wordings);
        model.addAttribute("inForce", Drives.inForce(wordings).getFirst().version());
        model.addAttribute("mayWrite", viewer.holds(OFFICER, local.id()));
        model.addAttribute("circulators", chasing.circulators(local, drive.id()));
        model.addAttribute("typed", typed);
        model.addAttribute("starting", starting(drive, wordings));
        model.addAttribute("today", clock.today());
        model.addAttribute("problems", problems);
        return "card/showPage";
    }

    /** Words of ours to begin a translation with, for the languages the newest version does not have. */
    private static Map<String, String> starting(Drive drive, List<Wording> wordings) {
        int newest = wordings.isEmpty() ? 1 : wordings.getFirst().version();
        var missing = new java.util.LinkedHashMap<String, String>();
        Messages.LANGUAGES.stream()
                .filter(l -> wordings.stream()
                        .noneMatch(w -> w.version() == newest && w.language().equals(l)))
                .forEach(l -> missing.put(l, newest == 1 ? StartingWords.of(drive.kind(), l) : ""));
        return missing;
    }

    @PostMapping("/locals/{local}/drives/{id}/wordings")
    @Open(OFFICER)
    String word(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String approver,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var drive = drives.require(local, id);
        var problems = Problems.none();
        var text = new TypedWords(language, words, approver).tidied();
        text.check("", messages, problems);
        if (!Messages.LANGUAGES.contains(language)) {
            problems.add("language", messages.here("problem.cardLanguage"));
        }
        int newest = drives.wordings(local, id).getFirst().version();
        // English words are a new version, to be translated afresh; a translation belongs to the newest
        int version = language.equals("en") ? newest + 1 : newest;
        if (!problems.any() && !drives.add(viewer, local, id, version, viewer.name(), text)) {
            problems.add("language", messages.here("problem.cardTranslated"));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(viewer, local, drive, new TypedWords(language, words, approver), problems, model);
        }
        audit.record(
                viewer,
                local.id(),
                "card.worded",
                drive.title() + ": " + language + " " + version + ", " + text.approver());
        return "redirect:" + local.path() + "/drives/" + id + "?done=worded";
    }

    @PostMapping("/locals/{local}/drives/{id}/closing")
    @Open(OFFICER)
    String close(Viewer viewer, Local local, @PathVariable UUID id) {
        viewer.require(OFFICER, local.id());
        var drive = drives.require(local, id);
        drives.close(local, drive, drive.closed() == null);
        audit.record(viewer, local.id(), "card.closed", drive.title());
        return "redirect:" + local.path() + "/drives/" + id + "?done=closed";
    }

    @PostMapping("/locals/{local}/drives/{id}/deadline")
    @Open(OFFICER)
    String deadline(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String deadline,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var drive = drives.require(local, id);
        var day = Days.read(deadline).filter(d -> !d.isBefore(clock.today()));
        if (day.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var problems = Problems.none().add("deadline", messages.here("problem.driveDeadline"));
            return page(viewer, local, drive, TypedWords.NONE, problems, model);
        }
        drives.deadline(local, drive, day.get());
        return "redirect:" + local.path() + "/drives/" + id + "?done=deadline";
    }

    @GetMapping("/locals/{local}/drives/{id}/worksites/{worksite}")
    @Open({REP, ORGANIZER, OFFICER})
    String site(Viewer viewer, Local local, @PathVariable UUID id, @PathVariable UUID worksite, Model model) {
        return sitePage(viewer, local, id, worksite, Problems.none(), model);
    }

    private String sitePage(Viewer viewer, Local local, UUID id, UUID worksite, Problems problems, Model model) {
        var drive = drives.require(local, id);
        model.addAttribute("local", local);
        model.addAttribute("drive", drive);
        model.addAttribute("site", worksites.writing(viewer, local, worksite));
        model.addAttribute("target", drives.targets(local, id).getOrDefault(worksite, drive.target()));
        model.addAttribute("crew", chasing.crew(viewer, local, drive, worksite));
        model.addAttribute("circulating", drives.circulators(local, id).getOrDefault(worksite, Set.of()));
        model.addAttribute("mayWrite", viewer.holds(OFFICER, local.id()));
        model.addAttribute("running", drive.open(clock.today()));
        model.addAttribute("problems", problems);
        return "card/sitePage";
    }

    @PostMapping("/locals/{local}/drives/{id}/worksites/{worksite}")
    @Open(OFFICER)
    String set(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @PathVariable UUID worksite,
            @RequestParam(defaultValue = "") String target,
            @RequestParam(required = false) @Nullable List<String> circulator,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var drive = drives.require(local, id);
        worksites.writing(viewer, local, worksite);
        var share = DriveForm.share(target);
        if (share.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var problems = Problems.none().add("target", messages.here("problem.testTarget"));
            return sitePage(viewer, local, id, worksite, problems, model);
        }
        drives.target(local, drive.id(), worksite, share.get());
        var chosen = Ids.readAll(circulator).stream()
                .filter(m -> members.find(viewer, local, m).isPresent())
                .collect(java.util.stream.Collectors.toSet());
        drives.circulates(local, id, worksite, chosen);
        return "redirect:" + local.path() + "/drives/" + id + "/worksites/" + worksite + "?done=set";
    }

    @PostMapping("/locals/{local}/drives/{id}/reminders")
    @Open(OFFICER)
    String remind(Viewer viewer, Local local, @PathVariable UUID id) {
        viewer.require(OFFICER, local.id());
        var drive = drives.require(local, id);
        int told =
                chasing.remind(viewer, local, drive, cards.progress(viewer, local, drive, drives.targets(local, id)));
        return "redirect:" + local.path() + "/drives/" + id + "?done=reminded&count=" + told;
    }

    @PostMapping("/locals/{local}/drives/{id}/links")
    @Open(OFFICER)
    String links(Viewer viewer, Local local, @PathVariable UUID id) {
        viewer.require(OFFICER, local.id());
        var drive = drives.require(local, id);
        int sent = drive.open(clock.today()) ? chasing.sendLinks(viewer, local, drive) : 0;
        audit.record(viewer, local.id(), "card.links", drive.title() + ": " + sent);
        return "redirect:" + local.path() + "/drives/" + id + "?done=links&count=" + sent;
    }

    @PostMapping("/locals/{local}/drives/{id}/members/{member}/link")
    @Open({REP, ORGANIZER, OFFICER})
    String link(Viewer viewer, Local local, @PathVariable UUID id, @PathVariable UUID member, Model model) {
        viewer.writing(local.id());
        var drive = drives.require(local, id);
        var person = members.require(viewer, local, member);
        if (!drive.open(clock.today())) {
            throw new Refused(HttpStatus.CONFLICT, messages.here("card.over"));
        }
        chasing.sendLink(viewer, local, drive, person);
        return "redirect:" + local.path() + "/drives/" + id
                + (person.worksite() == null ? "" : "/worksites/" + person.worksite()) + "?done=link";
    }

    @GetMapping("/locals/{local}/drives/{id}/missing")
    @Open({REP, ORGANIZER, OFFICER})
    String missing(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        return missingPage(viewer, local, drives.require(local, id), why(why), page, "", Problems.none(), model);
    }

    private static Cards.Why why(String text) {
        return Optional.of(text)
                .flatMap(t -> java.util.Arrays.stream(Cards.Why.values())
                        .filter(w -> w.name().equals(t))
                        .findFirst())
                .orElse(Cards.Why.ALL);
    }

    private String missingPage(
            Viewer viewer,
            Local local,
            Drive drive,
            Cards.Why why,
            int page,
            String reason,
            Problems problems,
            Model model) {
        viewer.writing(local.id());
        model.addAttribute("local", local);
        model.addAttribute("drive", drive);
        model.addAttribute("why", why);
        model.addAttribute("people", cards.missing(viewer, local, drive, why, page));
        model.addAttribute("reason", reason);
        model.addAttribute("mayWrite", viewer.holds(OFFICER, local.id()));
        model.addAttribute("problems", problems);
        return "card/missingPage";
    }

    /** Keeps the list for outreach, or takes it along. */
    @PostMapping("/locals/{local}/drives/{id}/missing")
    @Open(OFFICER)
    String keep(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String why,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String reason,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var drive = drives.require(local, id);
        var of = why(why);
        var people = cards.allMissing(viewer, local, drive, of);
        if (!act.equals("export")) {
            int kept = cards.keep(viewer, local, drive, people);
            return "redirect:" + local.path() + "/drives/" + id + "/missing?why=" + of + "&kept=" + kept;
        }
        var problems = Problems.none();
        var taken = chasing.export(viewer, local, drive, people, reason, problems);
        if (taken.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return missingPage(viewer, local, drive, of, 1, reason, problems, model);
        }
        return "redirect:" + local.path() + "/members/exports?made=" + taken.get();
    }
}
