package org.breakroom.card;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;

/**
 * A drive to be opened, as it was typed.
 *
 * @param texts the words by language, each with who approves them
 */
public record DriveForm(
        String title,
        String kind,
        String unit,
        String opens,
        String deadline,
        String target,
        Map<String, TypedWords> texts) {
    private static final int TITLE_MAX = 60;
    private static final int NAME_MAX = 80;

    /** The fields as a browser sent them: {@code words_es} and {@code approver_es} for each language. */
    static DriveForm of(Map<String, String> sent) {
        var texts = new LinkedHashMap<String, TypedWords>();
        Messages.LANGUAGES.forEach(l -> texts.put(
                l, new TypedWords(l, sent.getOrDefault("words_" + l, ""), sent.getOrDefault("approver_" + l, ""))));
        return new DriveForm(
                sent.getOrDefault("title", ""),
                sent.getOrDefault("kind", ""),
                sent.getOrDefault("unit", ""),
                sent.getOrDefault("opens", ""),
                sent.getOrDefault("deadline", ""),
                sent.getOrDefault("target", ""),
                texts);
    }

    /** An empty form with our own words of a kind to begin with; whoever approves them is still to be named. */
    static DriveForm fresh(CardKind kind, String unit, LocalDate opens, LocalDate deadline) {
        var texts = new LinkedHashMap<String, TypedWords>();
        Messages.LANGUAGES.forEach(l -> texts.put(l, new TypedWords(l, StartingWords.of(kind, l), "")));
        return new DriveForm("", kind.name(), unit, opens.toString(), deadline.toString(), "80", texts);
    }

    /** What is to be opened; what is wrong is noted beside its field. */
    Optional<Drives.Wanted> read(UUID id, @Nullable UUID offer, LocalDate today, Messages messages, Problems problems) {
        var name = PersonName.tidy(title);
        problems.line("title", name, TITLE_MAX, "problem.driveTitle", messages);
        var of = java.util.Arrays.stream(CardKind.values())
                .filter(k -> k.name().equals(kind))
                .findFirst();
        if (of.isEmpty()) {
            problems.add("kind", messages.here("problem.driveKind"));
        }
        var whose = PersonName.tidy(unit);
        problems.line("unit", whose, NAME_MAX, "problem.driveUnit", messages);
        var from = Days.read(opens);
        if (from.isEmpty()) {
            problems.add("opens", messages.here("problem.day"));
        }
        var until = Days.read(deadline);
        if (until.isEmpty()
                || until.get().isBefore(today)
                || from.isPresent() && until.get().isBefore(from.get())) {
            problems.add("deadline", messages.here("problem.driveDeadline"));
        }
        var share = share(target);
        if (share.isEmpty()) {
            problems.add("target", messages.here("problem.testTarget"));
        }
        texts.forEach((language, text) -> {
            var wrong = Problems.none();
            text.check("_" + language, messages, wrong);
            // four languages ask for the same: the list above the form says which
            wrong.all()
                    .forEach((field, why) -> problems.add(field, messages.here("language." + language) + ": " + why));
        });
        if (problems.any()) {
            return Optional.empty();
        }
        var kindOf = of.orElseThrow();
        return Optional.of(new Drives.Wanted(
                id,
                offer,
                kindOf,
                name,
                whose,
                from.orElseThrow(),
                until.orElseThrow(),
                share.orElseThrow(),
                kindOf.irrevocableMonths(),
                kindOf.noticeDays()));
    }

    static Optional<Integer> share(String text) {
        return Optional.of(text.strip()).filter(t -> t.matches("[1-9]\\d?|100")).map(Integer::valueOf);
    }
}
