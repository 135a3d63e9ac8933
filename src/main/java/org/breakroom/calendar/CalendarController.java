package org.breakroom.calendar;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
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

/** The private address of one's calendar, and what a calendar program reads there. */
@Controller
class CalendarController {
    private final Feeds feeds;
    private final Calendars calendars;
    private final List<Dates> sources;
    private final Viewers viewers;
    private final Messages messages;
    private final TransactionTemplate transaction;

    CalendarController(
            Feeds feeds,
            Calendars calendars,
            List<Dates> sources,
            Viewers viewers,
            Messages messages,
            TransactionTemplate transaction) {
        this.feeds = feeds;
        this.calendars = calendars;
        this.sources = sources;
        this.viewers = viewers;
        this.messages = messages;
        this.transaction = transaction;
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

    /** The calendar itself, for programs that hold its address. Its name is older than the shifts in it and stays. */
    @GetMapping("/calendar/{token}/trainings.ics")
    @Open(toAll = true)
    @OwnTransaction
    void calendar(@PathVariable String token, HttpServletResponse response) throws IOException {
        var viewer = transaction.execute(
                t -> feeds.account(token).flatMap(viewers::find).orElse(null));
        if (viewer == null) {
            throw new NotFound();
        }
        var events = viewer.call(() -> transaction.execute(t -> viewer.members().stream()
                .flatMap(who -> sources.stream().flatMap(s -> s.of(who).stream()))
                .toList()));
        response.setContentType(Calendars.TYPE);
        calendars.write(messages.text("en", "calendar.name"), events, response.getWriter());
    }
}
