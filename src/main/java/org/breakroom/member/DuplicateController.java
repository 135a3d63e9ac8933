package org.breakroom.member;

import static org.breakroom.access.Role.OFFICER;

import java.util.List;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.Ids;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Pairs of records that may be one person, one after the other, and the merges that can be taken back. */
@Controller
class DuplicateController {
    private final Duplicates duplicates;
    private final Merges merges;
    private final Messages messages;

    DuplicateController(Duplicates duplicates, Merges merges, Messages messages) {
        this.duplicates = duplicates;
        this.merges = merges;
        this.messages = messages;
    }

    @GetMapping("/locals/{local}/duplicates")
    @Open(OFFICER)
    String show(
            Viewer viewer,
            Local local,
            @RequestParam(defaultValue = "0") int skip,
            @RequestParam(defaultValue = "") String one,
            @RequestParam(defaultValue = "") String other,
            Model model) {
        viewer.require(OFFICER, local.id());
        int count = duplicates.count(local);
        int at = count == 0 ? 0 : Math.floorMod(skip, count);
        model.addAttribute("local", local);
        model.addAttribute("count", count);
        model.addAttribute("skip", at);
        model.addAttribute("pair", duplicates.next(local, at).orElse(null));
        model.addAttribute("merges", merges.recent(local));
        model.addAttribute("apart", apart(local, one, other));
        model.addAttribute("one", one);
        model.addAttribute("other", other);
        return "member/duplicatesPage";
    }

    private @Nullable String apart(Local local, String one, String other) {
        return Ids.read(one)
                .flatMap(a -> Ids.read(other).flatMap(b -> duplicates.names(local, a, b)))
                .orElse(null);
    }

    private static String back(Local local, int skip) {
        return "redirect:" + local.path() + "/duplicates" + (skip > 0 ? "?skip=" + skip : "");
    }

    /** Looks now, and not only in the night. */
    @PostMapping("/locals/{local}/duplicates")
    @Open(OFFICER)
    String look(Viewer viewer, Local local) {
        viewer.require(OFFICER, local.id());
        duplicates.look(local);
        return back(local, 0);
    }

    @PostMapping("/locals/{local}/duplicates/merge")
    @Open(OFFICER)
    String merge(
            Viewer viewer,
            Local local,
            @RequestParam(defaultValue = "") String keep,
            @RequestParam(defaultValue = "") String pair,
            @RequestParam(defaultValue = "0") int skip) {
        viewer.require(OFFICER, local.id());
        var kept = id(keep);
        var both = pair.split(",", -1);
        if (both.length != 2 || !List.of(both).contains(keep)) {
            throw which();
        }
        merges.merge(viewer, local, kept, id(both[0].equals(keep) ? both[1] : both[0]));
        return back(local, skip);
    }

    @PostMapping("/locals/{local}/duplicates/apart")
    @Open(OFFICER)
    String apart(
            Viewer viewer,
            Local local,
            @RequestParam(defaultValue = "") String one,
            @RequestParam(defaultValue = "") String other,
            @RequestParam(defaultValue = "0") int skip) {
        viewer.require(OFFICER, local.id());
        if (!duplicates.apart(viewer, local, id(one), id(other))) {
            throw new NotFound();
        }
        return "redirect:" + local.path() + "/duplicates?skip=" + skip + "&one=" + one + "&other=" + other;
    }

    @PostMapping("/locals/{local}/duplicates/perhaps")
    @Open(OFFICER)
    String perhaps(
            Viewer viewer,
            Local local,
            @RequestParam(defaultValue = "") String one,
            @RequestParam(defaultValue = "") String other) {
        viewer.require(OFFICER, local.id());
        if (!duplicates.perhaps(local, id(one), id(other))) {
            throw new NotFound();
        }
        return back(local, 0);
    }

    @PostMapping("/locals/{local}/merges/{id}/undo")
    @Open(OFFICER)
    String undo(Viewer viewer, Local local, @PathVariable UUID id) {
        viewer.require(OFFICER, local.id());
        merges.undo(viewer, local, id);
        duplicates.look(local);
        return back(local, 0);
    }

    private UUID id(String text) {
        return Ids.read(text).orElseThrow(this::which);
    }

    private Refused which() {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, messages.here("duplicate.which"));
    }
}
