package org.breakroom.training;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.answer.OwnTransaction;
import org.breakroom.guard.Limits;
import org.breakroom.kernel.FederationClock;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.breakroom.ui.TooOften;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * At the door of a training: whoever scans the sheet's square types the code of her own registration and is marked. The page
 * names nobody, and is there only for who has the sheet's code.
 */
@Controller
class DoorController {
    /** Tries an hour from one network: a hall full of phones behind one address, and far too few to find a code. */
    private static final int TRIES = 2000;

    private final Trainings trainings;
    private final Line line;
    private final Marks marks;
    private final FederationClock clock;
    private final Messages messages;
    private final TransactionTemplate transaction;
    private final Limits tries = new Limits(TRIES);

    DoorController(
            Trainings trainings,
            Line line,
            Marks marks,
            FederationClock clock,
            Messages messages,
            TransactionTemplate transaction) {
        this.trainings = trainings;
        this.line = line;
        this.marks = marks;
        this.clock = clock;
        this.messages = messages;
        this.transaction = transaction;
    }

    private Training open(UUID id, String code) {
        return trainings.find(id).filter(t -> t.code().equals(code)).orElseThrow(NotFound::new);
    }

    @GetMapping("/trainings/{id}/arrival")
    @Open(toAll = true)
    @OwnTransaction
    String ask(@PathVariable UUID id, @RequestParam(defaultValue = "") String code, Model model) {
        return page(open(id, code), "", false, Problems.none(), model);
    }

    private String page(Training training, String own, boolean done, Problems problems, Model model) {
        model.addAttribute("training", training);
        model.addAttribute("open", training.atDoor(clock.now()));
        model.addAttribute("own", own);
        model.addAttribute("done", done);
        model.addAttribute("problems", problems);
        return "training/arrivalPage";
    }

    @PostMapping("/trainings/{id}/arrival")
    @Open(toAll = true)
    @OwnTransaction
    String arrive(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String own,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var training = open(id, code);
        if (!tries.take(Limits.network(request.getRemoteAddr()))) {
            throw new TooOften();
        }
        var problems = Problems.none();
        if (!training.atDoor(clock.now())) {
            problems.add("own", messages.here("training.doorClosed"));
        }
        var typed = own.strip().toUpperCase(Locale.ROOT);
        var holder = typed.matches("[A-Z0-9]+") ? line.byCode(id, typed) : Optional.<Line.Holder>empty();
        if (holder.isEmpty()) {
            problems.add("own", messages.here("problem.ownCode"));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(training, own, false, problems, model);
        }
        var at = holder.orElseThrow();
        var hand = Marks.door(at.local(), messages.text("en", "training.bySheet"));
        hand.run(() -> transaction.executeWithoutResult(t -> marks.byCode(hand, training, at)));
        return page(training, "", true, problems, model);
    }
}
