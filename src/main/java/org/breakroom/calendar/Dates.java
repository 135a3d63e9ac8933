package org.breakroom.calendar;

import java.util.List;
import org.breakroom.access.Viewer;

/** A room that knows of dates of somebody's own; the calendar asks every one. */
public interface Dates {
    /** What stands in her calendar, what was called off with it: whoever took it in has to hear of that. */
    List<Event> of(Viewer.Member who);
}
