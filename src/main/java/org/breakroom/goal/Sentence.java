package org.breakroom.goal;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.breakroom.kernel.SchoolYear;
import org.breakroom.ui.Figures;
import org.breakroom.ui.Messages;
import org.springframework.stereotype.Component;

/** A definition as a sentence, so that whoever reads a number can read how it came about. */
@Component
class Sentence {
    private final Messages messages;

    Sentence(Messages messages) {
        this.messages = messages;
    }

    String of(Definition d, SchoolYear year) {
        var hired = d.hiredBy(year);
        return String.join(
                " ",
                List.of(
                        messages.text(
                                "en",
                                "counted.year",
                                Figures.longDate(year.firstDay()),
                                Figures.longDate(year.lastDay())),
                        messages.text("en", "counted.who", list(d.counted(), s -> "counted.standing." + s)),
                        hired == null
                                ? messages.text("en", "counted.hiredAny")
                                : messages.text("en", "counted.hiredBy", Figures.longDate(hired)),
                        messages.text("en", "counted.talk", list(d.talkOutcomes(), o -> "counted.outcome." + o)),
                        messages.text("en", "counted.action", list(d.actions(), k -> "counted.kind." + k)),
                        messages.text(
                                "en",
                                d.leadingCounts() ? "counted.activistOrLed" : "counted.activist",
                                d.activistDays()),
                        messages.text("en", "counted.card"),
                        messages.text("en", "counted.end", d.version(), d.author(), d.reason())));
    }

    private <T> String list(Collection<T> values, Function<T, String> key) {
        var words = values.stream().map(v -> messages.text("en", key.apply(v))).collect(Collectors.toList());
        if (words.size() < 2) {
            return String.join("", words);
        }
        var last = words.removeLast();
        return messages.text("en", "counted.or", String.join(", ", words), last);
    }
}
