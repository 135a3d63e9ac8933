package org.breakroom.member;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.ui.Figures;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Spoken;
import org.springframework.stereotype.Component;

/** When people said where someone is reached: which kind of fact and who said it. The facts themselves stand beside it. */
@Component
class ContactTimeline implements TimelineSource {
    private final FederationClock clock;
    private final Messages messages;

    ContactTimeline(FederationClock clock, Messages messages) {
        this.clock = clock;
        this.messages = messages;
    }

    @Override
    public List<Entry> timeline(Viewer viewer, Local local, Members.Person person) {
        return Stream.concat(
                        person.contacts().stream().map(c -> new Word(c.kind(), c.source(), c.saidOn())),
                        person.earlier().stream().map(e -> new Word(e.kind(), e.source(), e.saidOn())))
                .filter(w -> !w.source().equals("EMPLOYER"))
                .map(this::entry)
                .toList();
    }

    private record Word(String kind, String source, LocalDate day) {}

    private Entry entry(Word said) {
        var words = messages.here("contact." + said.kind()) + ": "
                + messages.here("contact.source." + said.source(), Figures.longDate(said.day(), Spoken.now()));
        return new Entry(clock.on(said.day()), "me", words, null, null, null, null, null);
    }
}
