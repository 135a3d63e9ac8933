package org.breakroom.calendar;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.util.List;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.LastModified;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Dates as calendars read them (RFC 5545), under an identifier that stays and a sequence that rises when one moves or is
 * called off. Times are instants (UTC): a calendar shows them in its reader's zone anyway, and among those that read a zone's
 * rules out of the file some are an hour off in the night of a clock change.
 */
@Component
public class Calendars {
    static final String TYPE = "text/calendar;charset=UTF-8";

    private final String origin;

    Calendars(@Value("${breakroom.origin}") String origin) {
        this.origin = origin;
    }

    /** One entry as a file to take along. */
    public void file(String name, Event event, HttpServletResponse response) throws IOException {
        response.setContentType(TYPE);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + ".ics\"");
        write("", List.of(event), response.getWriter());
    }

    /** @param name of the calendar, empty for a file with one entry */
    void write(String name, List<Event> events, Writer to) {
        var calendar = new Calendar();
        calendar.add(new ProdId("-//Breakroom//Calendar//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableMethod.PUBLISH);
        if (!name.isEmpty()) {
            calendar.add(new XProperty("X-WR-CALNAME", name));
            calendar.add(new XProperty("X-PUBLISHED-TTL", "PT6H"));
        }
        events.forEach(e -> calendar.add(event(e)));
        try {
            new CalendarOutputter(false).output(calendar, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private VEvent event(Event from) {
        var event = new VEvent(false);
        event.add(new Uid(from.id() + "@breakroom"));
        event.add(new DtStamp(from.changed()));
        event.add(new LastModified(from.changed()));
        event.add(new DtStart<>(from.starts()));
        event.add(new DtEnd<>(from.ends()));
        event.add(new Summary(from.title()));
        var page = origin + from.path();
        event.add(new Description(from.about().isBlank() ? page : from.about() + "\n\n" + page));
        event.add(new Url(URI.create(page)));
        if (!from.place().isEmpty()) {
            event.add(new Location(from.place()));
        }
        event.add(new Sequence(from.sequence()));
        event.add(
                switch (from.state()) {
                    case CERTAIN -> ImmutableStatus.VEVENT_CONFIRMED;
                    case TENTATIVE -> ImmutableStatus.VEVENT_TENTATIVE;
                    case CANCELLED -> ImmutableStatus.VEVENT_CANCELLED;
                });
        return event;
    }
}
