package org.breakroom.card;

import static java.util.Objects.requireNonNullElse;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;

/** A drive to be opened, as it was typed. */
public record DriveForm(
        String title,
        String kind,
        String unit,
        String opens,
        String deadline,
        String target,
        String words,
        String approver) {
    private static final int TITLE_MAX = 60;
    static final int WORDS_MIN = 60;
    static final int WORDS_MAX = 2000;
    private static final int NAME_MAX = 80;

    public DriveForm(
            @Nullable String title,
            @Nullable String kind,
            @Nullable String unit,
            @Nullable String opens,
            @Nullable String deadline,
            @Nullable String target,
            @Nullable String words,
            @Nullable String approver) {
        this.title = requireNonNullElse(title, "");
        this.kind = requireNonNullElse(kind, "");
        this.unit = requireNonNullElse(unit, "");
        this.opens = requireNonNullElse(opens, "");
        this.deadline = requireNonNullElse(deadline, "");
        this.target = requireNonNullElse(target, "");
        this.words = requireNonNullElse(words, "");
        this.approver = requireNonNullElse(approver, "");
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
        words(words, problems, messages);
        approver(approver, problems, messages);
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

    /** The words of a card, with single line breaks; what cannot be signed is noted. */
    static String words(String text, Problems problems, Messages messages) {
        var tidy = text.strip().replace("\r\n", "\n").replace('\r', '\n');
        if (DangerousData.in(tidy)) {
            problems.add("words", messages.here("problem.dangerous"));
        } else if (tidy.length() < WORDS_MIN || tidy.length() > WORDS_MAX) {
            problems.add("words", messages.here("problem.cardWords", WORDS_MIN, WORDS_MAX));
        } else if (!Wording.sound(tidy)) {
            problems.add("words", messages.here("problem.cardPlaces"));
        }
        return tidy;
    }

    static String approver(String text, Problems problems, Messages messages) {
        var name = PersonName.tidy(text);
        problems.line("approver", name, NAME_MAX, "problem.approver", messages);
        return name;
    }
}
