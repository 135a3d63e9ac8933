package org.breakroom.card;

import static org.breakroom.access.Role.OFFICER;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.UUID;
import org.breakroom.access.Audit;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.answer.OwnTransaction;
import org.breakroom.federation.Local;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Exports for a filing, which take two officers. */
@Controller
class FilingController {
    private static final int REASON_MIN = 10;
    private static final int REASON_MAX = 300;

    private final Drives drives;
    private final Filings filings;
    private final Audit audit;
    private final Messages messages;
    private final TransactionTemplate transaction;

    FilingController(Drives drives, Filings filings, Audit audit, Messages messages, TransactionTemplate transaction) {
        this.transaction = transaction;
        this.drives = drives;
        this.filings = filings;
        this.audit = audit;
        this.messages = messages;
    }

    @GetMapping("/locals/{local}/drives/{id}/filings")
    @Open(OFFICER)
    String list(Viewer viewer, Local local, @PathVariable UUID id, Model model) {
        viewer.require(OFFICER, local.id());
        return page(viewer, local, drives.require(local, id), "", Problems.none(), model);
    }

    private String page(Viewer viewer, Local local, Drive drive, String reason, Problems problems, Model model) {
        model.addAttribute("local", local);
        model.addAttribute("drive", drive);
        model.addAttribute("filings", filings.list(local, drive.id()));
        model.addAttribute("self", viewer.account());
        model.addAttribute("reason", reason);
        model.addAttribute("problems", problems);
        return "card/filingsPage";
    }

    @PostMapping("/locals/{local}/drives/{id}/filings")
    @Open(OFFICER)
    String ask(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var drive = drives.require(local, id);
        var why = PersonName.tidy(reason);
        if (why.length() < REASON_MIN || why.length() > REASON_MAX) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var problems = Problems.none().add("reason", messages.here("problem.reason", REASON_MIN, REASON_MAX));
            return page(viewer, local, drive, reason, problems, model);
        }
        filings.ask(viewer, local, drive, why);
        audit.record(viewer, local.id(), "card.filingAsked", drive.title() + ": " + why);
        return "redirect:" + local.path() + "/drives/" + id + "/filings";
    }

    @PostMapping("/locals/{local}/drives/{id}/filings/{filing}")
    @Open(OFFICER)
    String decide(
            Viewer viewer,
            Local local,
            @PathVariable UUID id,
            @PathVariable UUID filing,
            @RequestParam(defaultValue = "") String act,
            HttpServletResponse response,
            Model model) {
        viewer.require(OFFICER, local.id());
        var drive = drives.require(local, id);
        if (filings.find(local, id, filing).isEmpty()) {
            throw new NotFound();
        }
        boolean go = act.equals("approve");
        if (!filings.decide(viewer, local, filing, go)) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var problems = Problems.none().add("filings", messages.here("problem.filingOwn"));
            return page(viewer, local, drive, "", problems, model);
        }
        audit.record(viewer, local.id(), go ? "card.filingApproved" : "card.filingRefused", drive.title());
        return "redirect:" + local.path() + "/drives/" + id + "/filings";
    }

    /** That the file is taken stands in the log before its first byte leaves. */
    @GetMapping("/locals/{local}/drives/{id}/filings/{filing}/filing.zip")
    @Open(OFFICER)
    @OwnTransaction
    void take(
            Viewer viewer, Local local, @PathVariable UUID id, @PathVariable UUID filing, HttpServletResponse response)
            throws IOException {
        viewer.require(OFFICER, local.id());
        var of = Objects.requireNonNull(transaction.execute(t -> {
            var found = filings.find(local, id, filing).orElseThrow(NotFound::new);
            if (found.approved() == null) {
                throw new NotFound();
            }
            var title = drives.require(local, id).title();
            audit.record(viewer, local.id(), "card.filingTaken", title + ": " + found.reason());
            return found;
        }));
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"filing.zip\"");
        var out = response.getOutputStream();
        transaction.executeWithoutResult(t -> {
            try {
                filings.write(local, drives.require(local, id), of, out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
