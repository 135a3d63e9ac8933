package org.breakroom.training;

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
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Trainings as calendars read them (RFC 5545), under an identifier that stays and a sequence that rises when one moves or is
 * called off. Times are instants (UTC): a calendar shows them in its reader's zone anyway, and among those that read a zone's
 * rules out of the file some are an hour off in the night of a clock change.
 */
@Component
class Calendars {
    private final String origin;

    Calendars(@Value("${breakroom.origin}") String origin) {
        this.origin = origin;
    }

    /**
     * One entry.
     *
     * @param state where she whose calendar it is stands: only who has a place is told where it is held online
     */
    record Item(Training training, Line.@Nullable State state) {}

    /** @param name of the calendar, empty for a file with one entry */
    void write(String name, List<Item> items, Writer to) {
        var calendar = new Calendar();
        calendar.add(new ProdId("-//Breakroom//Trainings//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableMethod.PUBLISH);
        if (!name.isEmpty()) {
            calendar.add(new XProperty("X-WR-CALNAME", name));
            calendar.add(new XProperty("X-PUBLISHED-TTL", "PT6H"));
        }
        items.forEach(i -> calendar.add(event(i)));
        try {
            new CalendarOutputter(false).output(calendar, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private VEvent event(Item item) {
        var t = item.training();
        var event = new VEvent(false);
        event.add(new Uid(t.id() + "@breakroom"));
        event.add(new DtStamp(t.changed()));
        event.add(new LastModified(t.changed()));
        event.add(new DtStart<>(t.starts()));
        event.add(new DtEnd<>(t.ends()));
        event.add(new Summary(t.title()));
        var page = origin + t.path();
        event.add(new Description(t.about().isBlank() ? page : t.about() + "\n\n" + page));
        event.add(new Url(URI.create(page)));
        if (t.mode().hasPlace()) {
            event.add(new Location(t.place()));
        } else if (item.state() == Line.State.CONFIRMED) {
            event.add(new Location(t.link()));
        }
        event.add(new Sequence(t.sequence()));
        event.add(status(item));
        return event;
    }

    private static Status status(Item item) {
        if (item.training().cancelled() != null) {
            return ImmutableStatus.VEVENT_CANCELLED;
        }
        return item.state() == Line.State.WAITING ? ImmutableStatus.VEVENT_TENTATIVE : ImmutableStatus.VEVENT_CONFIRMED;
    }
}
