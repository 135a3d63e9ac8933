package org.breakroom.member;

import static org.breakroom.access.Role.STAFF;

import java.util.stream.Collectors;
import org.breakroom.access.Audit;
import org.breakroom.access.NotFound;
import org.breakroom.access.Noted;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.kernel.LocalKey;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The federation's list of records that may be one person in two locals, for staff whom both let see names. */
@Controller
class ElsewhereController {
    private final Elsewhere elsewhere;
    private final Locals locals;
    private final Audit audit;
    private final Messages messages;

    ElsewhereController(Elsewhere elsewhere, Locals locals, Audit audit, Messages messages) {
        this.elsewhere = elsewhere;
        this.locals = locals;
        this.audit = audit;
        this.messages = messages;
    }

    /** A pair, whose reading each of the two locals finds in its log; and those already said to be one person. */
    @GetMapping("/duplicates")
    @Open(STAFF)
    @Noted
    String show(
            Viewer viewer,
            @RequestParam(defaultValue = "0") int skip,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "") String one,
            @RequestParam(defaultValue = "") String other,
            @RequestParam(defaultValue = "") String word,
            Model model) {
        int count = elsewhere.count(viewer);
        int at = count == 0 ? 0 : Math.floorMod(skip, count);
        var pair = elsewhere.next(viewer, at);
        pair.ifPresent(p -> {
            audit.saw(
                    viewer, p.one().local(), p.one().id(), p.sheets().getFirst().name());
            audit.saw(
                    viewer,
                    p.other().local(),
                    p.other().id(),
                    p.sheets().getLast().name());
        });
        boolean said = LocalKey.read(one).isPresent()
                && LocalKey.read(other).isPresent()
                && Elsewhere.Word.read(word)
                        .filter(w -> w != Elsewhere.Word.OPEN)
                        .isPresent();
        model.addAttribute("granted", viewer.granted().size());
        model.addAttribute("locals", locals.list().stream().collect(Collectors.toMap(Local::id, l -> l)));
        model.addAttribute("count", count);
        model.addAttribute("skip", at);
        model.addAttribute("pair", pair.orElse(null));
        model.addAttribute("same", elsewhere.same(viewer, page));
        model.addAttribute("said", said ? word : "");
        model.addAttribute("one", one);
        model.addAttribute("other", other);
        return "member/elsewherePage";
    }

    /** Compares now, and not only in the night. */
    @PostMapping("/duplicates")
    @Open(STAFF)
    String look(Viewer viewer) {
        int people = elsewhere.people(viewer);
        if (people > Elsewhere.AT_ONCE) {
            throw new Refused(HttpStatus.CONFLICT, messages.here("elsewhere.tooMany", people));
        }
        elsewhere.look(viewer);
        return "redirect:/duplicates";
    }

    @PostMapping("/duplicates/decision")
    @Open(STAFF)
    String say(
            Viewer viewer,
            @RequestParam(defaultValue = "") String one,
            @RequestParam(defaultValue = "") String other,
            @RequestParam(defaultValue = "") String word,
            @RequestParam(defaultValue = "0") int skip) {
        var said = Elsewhere.Word.read(word).orElseThrow(this::which);
        if (!elsewhere.say(viewer, mark(one), mark(other), said)) {
            throw new NotFound();
        }
        return "redirect:/duplicates?skip=" + skip
                + (said == Elsewhere.Word.OPEN ? "" : "&one=" + one + "&other=" + other + "&word=" + word);
    }

    private LocalKey mark(String text) {
        return LocalKey.read(text).orElseThrow(this::which);
    }

    private Refused which() {
        return new Refused(HttpStatus.UNPROCESSABLE_CONTENT, messages.here("duplicate.which"));
    }
}
