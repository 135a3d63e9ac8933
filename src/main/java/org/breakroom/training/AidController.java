package org.breakroom.training;

import static org.breakroom.access.Role.OFFICER;

import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Audit;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.Amounts;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.FederationClock;
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

/** Asking one's local to pay for a training or the way to it, and the officers' answer. */
@Controller
class AidController {
    private static final int WORDS_MAX = 500;
    private static final BigDecimal MOST = new BigDecimal("100000");

    private final Trainings trainings;
    private final Registrations registrations;
    private final Aids aids;
    private final Audit audit;
    private final FederationClock clock;
    private final Messages messages;

    AidController(
            Trainings trainings,
            Registrations registrations,
            Aids aids,
            Audit audit,
            FederationClock clock,
            Messages messages) {
        this.trainings = trainings;
        this.registrations = registrations;
        this.aids = aids;
        this.audit = audit;
        this.clock = clock;
        this.messages = messages;
    }

    private static Viewer.Member who(Viewer viewer, Training training) {
        return viewer.member(training.local()).orElseThrow(NotFound::new);
    }

    /** Her registration for a training. */
    private Registrations.Mine mine(Viewer viewer, UUID id) {
        var training = trainings.require(viewer, id);
        return registrations.find(who(viewer, training), training.id()).orElseThrow(NotFound::new);
    }

    @GetMapping("/trainings/{id}/aid")
    @Open(toAllSignedIn = true)
    String show(Viewer viewer, @PathVariable UUID id, Model model) {
        return page(viewer, mine(viewer, id), new AidForm("", "", "", ""), Problems.none(), model);
    }

    private String page(Viewer viewer, Registrations.Mine mine, AidForm typed, Problems problems, Model model) {
        var training = mine.training();
        model.addAttribute("training", training);
        model.addAttribute("aids", aids.of(who(viewer, training), training.id()));
        model.addAttribute("open", training.open(clock.now()));
        model.addAttribute("typed", typed);
        model.addAttribute("problems", problems);
        return "training/aidPage";
    }

    @PostMapping("/trainings/{id}/aid")
    @Open(toAllSignedIn = true)
    String ask(Viewer viewer, @PathVariable UUID id, AidForm said, HttpServletResponse response, Model model) {
        var mine = mine(viewer, id);
        if (!mine.training().open(clock.now())) {
            throw new Refused(HttpStatus.CONFLICT, messages.here("training.notOpen"));
        }
        var problems = Problems.none();
        var kind = Arrays.stream(Aid.Kind.values())
                .filter(k -> k.name().equals(said.kind()))
                .findFirst();
        if (kind.isEmpty()) {
            problems.add("kind", messages.here("training.problemAidKind"));
        }
        var amount = amount("amount", said.amount(), problems);
        var words = said.words().strip();
        if (words.isEmpty() || words.length() > WORDS_MAX || DangerousData.in(words)) {
            problems.add("words", messages.here("training.problemAidWords", WORDS_MAX));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(viewer, mine, said, problems, model);
        }
        aids.ask(who(viewer, mine.training()), mine, kind.orElseThrow(), amount.orElseThrow(), words);
        return "redirect:" + mine.training().path() + "/aid?done=1";
    }

    private Optional<BigDecimal> amount(String field, String text, Problems problems) {
        var amount = Amounts.read(text).filter(a -> a.compareTo(MOST) <= 0);
        if (amount.isEmpty()) {
            problems.add(field, messages.here("training.problemAidAmount"));
        }
        return amount;
    }

    @PostMapping("/trainings/{id}/aid/{aid}/end")
    @Open(toAllSignedIn = true)
    String withdraw(Viewer viewer, @PathVariable UUID id, @PathVariable UUID aid) {
        var mine = mine(viewer, id);
        aids.withdraw(viewer, who(viewer, mine.training()), id, aid);
        return "redirect:" + mine.training().path() + "/aid?done=1";
    }

    @GetMapping("/locals/{local}/training-aid")
    @Open(OFFICER)
    String list(Viewer viewer, Local local, @RequestParam(defaultValue = "1") int page, Model model) {
        return list(viewer, local, page, null, new AidForm("", "", "", ""), Problems.none(), model);
    }

    private String list(
            Viewer viewer, Local local, int page, @Nullable UUID of, AidForm typed, Problems problems, Model model) {
        viewer.require(OFFICER, local.id());
        var sums = aids.sums(local);
        model.addAttribute("local", local);
        model.addAttribute("aids", aids.of(local, page));
        model.addAttribute("waiting", sums.waiting());
        model.addAttribute("granted", sums.granted());
        model.addAttribute("self", viewer.self(local.id()).orElse(null));
        model.addAttribute("of", of);
        model.addAttribute("typed", typed);
        model.addAttribute("problems", problems);
        return "training/localAidPage";
    }

    /** An officer's answer; nobody grants herself something. */
    @PostMapping("/locals/{local}/training-aid/{aid}")
    @Open(OFFICER)
    String decide(
            Viewer viewer,
            Local local,
            @PathVariable UUID aid,
            @RequestParam(defaultValue = "1") int page,
            AidForm said,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var of = aids.require(local, aid);
        if (viewer.self(local.id()).filter(of.member()::equals).isPresent()) {
            throw new Refused(HttpStatus.CONFLICT, messages.here("teach.aidOwn"));
        }
        var problems = Problems.none();
        boolean yes = said.act().equals("APPROVED");
        if (yes && trainings.find(of.training()).orElseThrow().cancelled() != null) {
            throw new Refused(HttpStatus.CONFLICT, messages.here("teach.aidOff"));
        }
        var granted = yes ? amount("amount-" + aid, said.amount(), problems) : Optional.<BigDecimal>empty();
        granted.filter(g -> g.compareTo(of.asked()) > 0)
                .ifPresent(g -> problems.add(
                        "amount-" + aid, messages.here("teach.problem.aidMore", Amounts.dollars(of.asked()))));
        var why = said.words().strip();
        if (why.length() > WORDS_MAX || DangerousData.in(why) || !yes && why.isEmpty()) {
            problems.add("words-" + aid, messages.here("teach.problem.aidWhy", WORDS_MAX));
        }
        if (!yes && !said.act().equals("DECLINED")) {
            problems.add("words-" + aid, messages.here("teach.problem.aidAct"));
        }
        if (problems.any()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return list(viewer, local, page, aid, said, problems, model);
        }
        aids.decide(viewer, local, of, granted, why);
        audit.record(viewer, local.id(), "training.aid", of.name() + ": " + of.title() + ", " + said.act());
        return "redirect:" + local.path() + "/training-aid?done=1";
    }
}
