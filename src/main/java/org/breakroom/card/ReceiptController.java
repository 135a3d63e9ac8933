package org.breakroom.card;

import static org.breakroom.db.Tables.CARD_RECEIPT;
import static org.breakroom.db.Tables.CARD_STEP;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.answer.OwnTransaction;
import org.breakroom.db.tables.records.CardRecord;
import org.breakroom.federation.Local;
import org.breakroom.federation.Locals;
import org.breakroom.guard.Limits;
import org.breakroom.kernel.FederationClock;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.breakroom.ui.TooOften;
import org.jooq.DSLContext;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A receipt: whoever holds it sees what was signed and when, confirms it, contests it, takes it back. No account is needed. */
@Controller
class ReceiptController {
    private static final int LOOKS_AN_HOUR = 300;

    private final Signing signing;
    private final Deciding deciding;
    private final Drives drives;
    private final Heads heads;
    private final CardDoor door;
    private final Locals locals;
    private final DSLContext sql;
    private final FederationClock clock;
    private final Messages messages;
    private final TransactionTemplate transaction;
    private final Limits looks = new Limits(LOOKS_AN_HOUR);

    ReceiptController(
            Signing signing,
            Deciding deciding,
            Drives drives,
            Heads heads,
            CardDoor door,
            Locals locals,
            DSLContext sql,
            FederationClock clock,
            Messages messages,
            TransactionTemplate transaction) {
        this.signing = signing;
        this.deciding = deciding;
        this.drives = drives;
        this.heads = heads;
        this.door = door;
        this.locals = locals;
        this.sql = sql;
        this.clock = clock;
        this.messages = messages;
        this.transaction = transaction;
    }

    private Optional<CardRecord> find(Local local, String receipt) {
        return sql.select(CARD_RECEIPT.CARD_ID)
                .from(CARD_RECEIPT)
                .where(CARD_RECEIPT.LOCAL_ID.eq(local.id()), CARD_RECEIPT.RECEIPT.eq(Receipts.read(receipt)))
                .fetchOptional(CARD_RECEIPT.CARD_ID)
                .map(id -> signing.require(local, id));
    }

    @GetMapping("/locals/{local}/receipts/{receipt}")
    @Open(toAll = true)
    @OwnTransaction
    String show(@PathVariable int local, @PathVariable String receipt, HttpServletRequest request, Model model) {
        var of = locals.findByNumber(local).orElseThrow(NotFound::new);
        if (!looks.take(Limits.network(request.getRemoteAddr()))) {
            throw new TooOften();
        }
        return door.within(
                of, () -> page(of, receipt, find(of, receipt).orElseThrow(NotFound::new), Problems.none(), model));
    }

    /** Whether it was confirmed with the receipt before. */
    private boolean confirmed(Local local, CardRecord card) {
        return sql.fetchExists(
                CARD_STEP,
                CARD_STEP.LOCAL_ID.eq(local.id()),
                CARD_STEP.CARD_ID.eq(card.getId()),
                CARD_STEP.ACT.eq(Act.CONFIRMED.name()),
                CARD_STEP.WORDS.eq("RECEIPT"));
    }

    private String page(Local local, String receipt, CardRecord card, Problems problems, Model model) {
        var drive = drives.require(local, card.getDriveId());
        model.addAttribute("local", local);
        model.addAttribute("drive", drive);
        model.addAttribute("here", local.path() + "/receipts/" + Receipts.read(receipt));
        model.addAttribute("receipt", Receipts.shown(Receipts.read(receipt)));
        model.addAttribute("card", card);
        model.addAttribute("stand", signing.stand(local, card.getId()));
        model.addAttribute("ends", drive.revocable(card.getDatedOn(), clock.today()));
        model.addAttribute("problems", problems);
        return "card/receiptPage";
    }

    @PostMapping("/locals/{local}/receipts/{receipt}")
    @Open(toAll = true)
    @OwnTransaction
    String act(
            @PathVariable int local,
            @PathVariable String receipt,
            @RequestParam(defaultValue = "") String act,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var of = locals.findByNumber(local).orElseThrow(NotFound::new);
        if (!looks.take(Limits.network(request.getRemoteAddr()))) {
            throw new TooOften();
        }
        var hand = Viewer.recorder(new UUID(0, 0), messages.text("en", "card.receiptHand"), of.id());
        return CardDoor.door(of)
                .call(() -> transaction.execute(t -> {
                    var card = find(of, receipt).orElseThrow(NotFound::new);
                    var why = switch (act) {
                        case "CONFIRMED" -> deciding.confirm(hand, of, card, confirmed(of, card));
                        case "CHALLENGED" -> deciding.challenge(hand, of, card, "RECEIPT");
                        case "REVOKED" -> deciding.revoke(hand, of, card, "RECEIPT");
                        default -> "problem.cardAct";
                    };
                    if (why != null) {
                        t.setRollbackOnly();
                        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                        return page(of, receipt, card, Problems.none().add("act", messages.here(why)), model);
                    }
                    return "redirect:" + of.path() + "/receipts/" + Receipts.read(receipt) + "?done=" + act;
                }));
    }

    /** The signed ends of a local's chain, day by day: for whoever wants to hold an export against them. */
    @GetMapping("/locals/{local}/card-heads")
    @Open(toAll = true)
    @OwnTransaction
    String heads(@PathVariable int local, Model model) {
        var of = locals.findByNumber(local).orElseThrow(NotFound::new);
        model.addAttribute("local", of);
        model.addAttribute("heads", door.within(of, () -> heads.list(of)));
        model.addAttribute("key", heads.publicKey());
        return "card/headsPage";
    }
}
