package org.breakroom.training;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.breakroom.access.Open;
import org.breakroom.access.Viewer;
import org.breakroom.calendar.Calendars;
import org.breakroom.calendar.Dates;
import org.breakroom.calendar.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Trainings for calendars: one as a file, and in somebody's own all that she is registered for or presents. */
@Controller
class TrainingDates implements Dates {
    private final Trainings trainings;
    private final Registrations registrations;
    private final Presenters presenters;
    private final Calendars calendars;

    TrainingDates(Trainings trainings, Registrations registrations, Presenters presenters, Calendars calendars) {
        this.trainings = trainings;
        this.registrations = registrations;
        this.presenters = presenters;
        this.calendars = calendars;
    }

    @GetMapping("/trainings/{id}/training.ics")
    @Open(toAllSignedIn = true)
    void calendar(Viewer viewer, @PathVariable UUID id, HttpServletResponse response) throws IOException {
        var training = trainings.require(viewer, id);
        var state = viewer.member(training.local())
                .flatMap(who -> registrations.find(who, id))
                .map(m -> m.spot().state())
                .orElse(null);
        calendars.file("training", event(training, state), response);
    }

    @Override
    public List<Event> of(Viewer.Member who) {
        return Stream.concat(
                        registrations.of(who).stream()
                                .map(m -> event(m.training(), m.spot().state())),
                        presenters.of(who).stream().map(TrainingDates::event))
                .toList();
    }

    /** @param state where she whose calendar it is stands: only who has a place is told where it is held online */
    private static Event event(Training t, Line.@Nullable State state) {
        return new Event(
                t.id(),
                t.changed(),
                t.sequence(),
                t.starts(),
                t.ends(),
                t.title(),
                t.about(),
                t.path(),
                t.mode().hasPlace() ? t.place() : state == Line.State.CONFIRMED ? t.link() : "",
                t.cancelled() != null
                        ? Event.State.CANCELLED
                        : state == Line.State.WAITING ? Event.State.TENTATIVE : Event.State.CERTAIN);
    }

    private static Event event(Presenters.Presented p) {
        var t = p.training();
        var moved = p.shift().changed();
        return new Event(
                p.presenter().id(),
                moved == null || moved.isBefore(t.changed()) ? t.changed() : moved,
                t.sequence() + p.shift().sequence(),
                p.shift().starts(),
                p.shift().ends(),
                t.title() + ": " + p.shift().role(),
                "",
                t.path() + "/presenters",
                t.mode().hasPlace() ? t.place() : t.link(),
                t.cancelled() == null ? Event.State.CERTAIN : Event.State.CANCELLED);
    }
}
