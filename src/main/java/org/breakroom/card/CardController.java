package org.breakroom.card;

import static org.breakroom.access.Role.OFFICER;
import static org.breakroom.access.Role.ORGANIZER;
import static org.breakroom.access.Role.REP;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.breakroom.access.Audit;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.db.tables.records.CardRecord;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.Paged;
import org.breakroom.kernel.PersonName;
import org.breakroom.member.Members;
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

/** The cards of a drive, one card with its evidence and its life, and what an officer decides about it. */
@Controller
class CardController {
    private static final int WORDS_MIN = 3;
    private static final int FOUND_SHOWN = 12;
    private static final int WORDS_MAX = 500;

    private final Drives drives;
    private final Cards cards;
    private final Signing signing;
    private final Deciding deciding;
    private final Members members;
    private final Audit audit;
    private final FederationClock clock;
    private final Messages messages;

    CardController(
            Drives drives,
            Cards cards,
            Signing signing,
            Deciding deciding,
            Members members,
            Audit audit,
            FederationClock clock,
            Messages messages) {
        this.drives = drives;
        this.cards = cards;
        this.signing = signing;
        this.deciding = deciding;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
        this.messages = messages;
    }

    @GetMapping("/locals/{local}/drives/{id}/cards")
    @Open({REP, ORGANIZER, OFFICER})
    String list(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String show,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        viewer.writing(local.id());
        var drive = drives.require(local, id);
        var of = Arrays.stream(Cards.Show.values())
                .filter(s -> s.name().equals(show))
                .findFirst()
                .orElse(Cards.Show.ALL);
        model.addAttribute("local", local);
        model.addAttribute("drive", drive);
        model.addAttribute("show", of);
        model.addAttribute("cards", cards.list(viewer, local, drive, of, page));
        return "card/listPage";
    }

    /** A card of someone the viewer sees; one of nobody known is for officers. */
    private CardRecord require(Viewer viewer, Local local, UUID id) {
        viewer.writing(local.id());
        var card = signing.require(local, id);
        var member = signing.stand(local, id).member();
        boolean seen = viewer.holds(OFFICER, local.id())
                || member != null && members.find(viewer, local, member).isPresent();
        if (!seen) {
            throw new NotFound();
        }
        return card;
    }

    @GetMapping("/locals/{local}/cards/{id}")
    @Open({REP, ORGANIZER, OFFICER})
    String show(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String who,
            Model model) {
        var card = require(viewer, local, id);
        return page(viewer, local, card, new Decision("", "", who), Problems.none(), model);
    }

    private String page(Viewer viewer, Local local, CardRecord card, Decision typed, Problems problems, Model model) {
        var drive = drives.require(local, card.getDriveId());
        var stand = signing.stand(local, card.getId());
        model.addAttribute("local", local);
        model.addAttribute("drive", drive);
        model.addAttribute("card", card);
        model.addAttribute("stand", stand);
        var pages = signing.pages(local, card.getId());
        model.addAttribute("pages", pages);
        model.addAttribute(
                "flags",
                Cards.flags(card.getFlags()).stream()
                        .map(f -> f == Flag.NO_SCAN && !pages.isEmpty() ? Flag.UNSEEN : f)
                        .toList());
        var steps = cards.steps(local, card.getId());
        model.addAttribute("steps", steps);
        model.addAttribute(
                "receipt",
                signing.receipt(local, card.getId()).map(Receipts::shown).orElse(""));
        model.addAttribute(
                "person",
                stand.member() == null
                        ? null
                        : members.find(viewer, local, stand.member()).orElse(null));
        model.addAttribute(
                "tellBy",
                steps.stream()
                        .filter(s -> s.act() == Act.REVOKED)
                        .map(s -> Deciding.tellBy(FederationClock.dayOf(s.at())))
                        .findFirst()
                        .orElse(null));
        model.addAttribute("ends", drive.revocable(card.getDatedOn(), clock.today()));
        model.addAttribute("mayDecide", viewer.holds(OFFICER, local.id()));
        model.addAttribute("typed", typed);
        var name = Objects.requireNonNullElse(typed.who(), card.getNameTyped());
        model.addAttribute("who", name);
        var found = stand.member() == null && viewer.holds(OFFICER, local.id())
                ? members.list(viewer, local, name, 1)
                : Paged.<Members.Line>of(List.of(), 1);
        model.addAttribute("found", found.rows().stream().limit(FOUND_SHOWN).toList());
        model.addAttribute("more", Math.max(0, found.total() - FOUND_SHOWN));
        model.addAttribute("problems", problems);
        return "card/evidencePage";
    }

    /** What an officer decides: with her reason, as a step of its own. */
    @PostMapping("/locals/{local}/cards/{id}")
    @Open(OFFICER)
    String decide(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String act,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String member,
            @RequestParam(required = false) @Nullable String who,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var card = require(viewer, local, id);
        var said = PersonName.tidy(words);
        var problems = Problems.none();
        if (said.length() < WORDS_MIN || said.length() > WORDS_MAX) {
            problems.add("words", messages.here("problem.cardWhy", WORDS_MIN, WORDS_MAX));
        }
        if (!problems.any()) {
            var why = deciding.decide(
                    viewer,
                    local,
                    card,
                    act,
                    said,
                    Ids.read(member)
                            .filter(m -> members.find(viewer, local, m).isPresent())
                            .orElse(null));
            if (why != null) {
                problems.add("words", messages.here(why));
            }
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(viewer, local, card, new Decision(words, member, who), problems, model);
        }
        audit.record(viewer, local.id(), "card.decided", card.getNameTyped() + ": " + act);
        return "redirect:" + local.path() + "/cards/" + id + "?done=1";
    }
}
