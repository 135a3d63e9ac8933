package org.breakroom.organizer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.ui.Messages;
import org.springframework.stereotype.Component;

/** Hours on an organizer's phone: what it has to know to log them with no signal, and what was logged on it. */
@Component
public class PhoneHours {
    private final Programs programs;
    private final Organizers organizers;
    private final Hours hours;
    private final Messages messages;

    PhoneHours(Programs programs, Organizers organizers, Hours hours, Messages messages) {
        this.programs = programs;
        this.organizers = organizers;
        this.hours = hours;
        this.messages = messages;
    }

    /** A kind of work, and what it is called. */
    public record Choice(String work, String label) {}

    /** What an organizer logs hours for. */
    public record Running(UUID id, String title, List<Choice> work) {}

    /** The program in which the viewer works in a local; empty when she works in none. */
    public Optional<Running> running(Viewer viewer, Local local) {
        return organizers.of(local).stream()
                .filter(o -> o.account().equals(viewer.account()) && o.working())
                .findFirst()
                .map(o -> new Running(
                        o.id(),
                        programs.require(o.program()).title(),
                        Arrays.stream(Work.values())
                                .map(w -> new Choice(w.name(), messages.here("organize.work." + w)))
                                .toList()));
    }

    /** Logs what was noted on her phone, once whatever becomes of the answer; else the sentence that says what is wrong with it. */
    public Optional<String> take(Viewer hand, Local local, UUID organizer, UUID id, HoursForm form) {
        var who = organizers.of(local).stream()
                .filter(o -> o.id().equals(organizer) && o.account().equals(hand.account()))
                .findFirst();
        if (who.isEmpty()) {
            return Optional.of(messages.here("organize.problem.notWorking"));
        }
        var program = programs.require(who.get().program());
        return hours.take(hand, Hours.By.HERSELF, who.get(), program, id, form, null).all().values().stream()
                .findFirst();
    }
}
