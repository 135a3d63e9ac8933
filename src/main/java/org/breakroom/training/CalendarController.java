package org.breakroom.training;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.breakroom.access.NotFound;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.access.Viewers;
import org.breakroom.answer.OwnTransaction;
import org.breakroom.ui.Messages;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Trainings for calendars: one as a file, and all that somebody is registered for under an address of her own. */
@Controller
class CalendarController {
    private final Trainings trainings;
    private final Registrations registrations;
    private final Feeds feeds;
    private final Calendars calendars;
    private final Viewers viewers;
    private final Messages messages;
    private final TransactionTemplate transaction;

    CalendarController(
            Trainings trainings,
            Registrations registrations,
            Feeds feeds,
            Calendars calendars,
            Viewers viewers,
            Messages messages,
            TransactionTemplate transaction) {
        this.trainings = trainings;
        this.registrations = registrations;
        this.feeds = feeds;
        this.calendars = calendars;
        this.viewers = viewers;
        this.messages = messages;
        this.transaction = transaction;
    }

    @GetMapping("/trainings/{id}/training.ics")
    @Open(toAllSignedIn = true)
    void calendar(Viewer viewer, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        var training = trainings.require(viewer, id);
        response.setContentType("text/calendar;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"training.ics\"");
        var state = viewer.member()
                .flatMap(who -> registrations.find(who, id))
                .map(m -> m.spot().state())
                .orElse(null);
        calendars.write("", List.of(new Calendars.Item(training, state)), response.getWriter());
    }

    /** A new address for one's calendar, or none any more; the one before stops. */
    @PostMapping("/me/calendar")
    @Open(toAllSignedIn = true)
    String feed(Viewer viewer, @RequestParam(defaultValue = "") String end) {
        if (end.equals("on")) {
            feeds.end(viewer);
        } else {
            feeds.make(viewer);
        }
        return "redirect:/me/learning?done=1";
    }

    /** The calendar itself, for programs that hold its address. */
    @GetMapping("/calendar/{token}/trainings.ics")
    @Open(toAll = true)
    @OwnTransaction
    void calendar(@PathVariable String token, HttpServletResponse response) throws IOException {
        var viewer = transaction.execute(
                t -> feeds.account(token).flatMap(viewers::find).orElse(null));
        if (viewer == null) {
            throw new NotFound();
        }
        var items = viewer.call(() ->
                transaction.execute(t -> viewer.member().map(registrations::of).orElse(List.of())));
        response.setContentType("text/calendar;charset=UTF-8");
        calendars.write(
                messages.text("en", "training.calendarName"),
                items.stream()
                        .map(m -> new Calendars.Item(m.training(), m.spot().state()))
                        .toList(),
                response.getWriter());
    }
}
