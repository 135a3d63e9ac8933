package org.breakroom.organizer;

import static java.util.Objects.requireNonNullElse;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.breakroom.kernel.Amounts;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;

/** A program as it was typed, with a line for each source of money. */
public record ProgramForm(
        String title,
        String facts,
        String opens,
        String closes,
        String starts,
        String ends,
        String places,
        String period,
        String personCap,
        String rate,
        String agreement,
        List<String> source,
        List<String> kind,
        List<String> percent,
        List<String> cap) {
    /** Lines for sources on the form. */
    public static final int SOURCES = 4;

    private static final int LINE_MAX = 200;
    private static final int TEXT_MAX = 10_000;
    private static final int PLACES_MAX = 10_000;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public ProgramForm(
            @Nullable String title,
            @Nullable String facts,
            @Nullable String opens,
            @Nullable String closes,
            @Nullable String starts,
            @Nullable String ends,
            @Nullable String places,
            @Nullable String period,
            @Nullable String personCap,
            @Nullable String rate,
            @Nullable String agreement,
            @Nullable List<String> source,
            @Nullable List<String> kind,
            @Nullable List<String> percent,
            @Nullable List<String> cap) {
        this.title = requireNonNullElse(title, "");
        this.facts = requireNonNullElse(facts, "");
        this.opens = requireNonNullElse(opens, "");
        this.closes = requireNonNullElse(closes, "");
        this.starts = requireNonNullElse(starts, "");
        this.ends = requireNonNullElse(ends, "");
        this.places = requireNonNullElse(places, "");
        this.period = requireNonNullElse(period, "14");
        this.personCap = requireNonNullElse(personCap, "");
        this.rate = requireNonNullElse(rate, "");
        this.agreement = requireNonNullElse(agreement, "");
        this.source = source == null ? List.of() : List.copyOf(source);
        this.kind = kind == null ? List.of() : List.copyOf(kind);
        this.percent = percent == null ? List.of() : List.copyOf(percent);
        this.cap = cap == null ? List.of() : List.copyOf(cap);
    }

    static ProgramForm empty(LocalDate today, Messages messages) {
        return new ProgramForm(
                "",
                "",
                today.toString(),
                today.plusDays(30).toString(),
                today.plusDays(45).toString(),
                today.plusDays(45 + 180).toString(),
                "12",
                "14",
                "3000",
                "",
                messages.here("stipend.agreementText"),
                List.of("", "", "", ""),
                List.of("NATIONAL", "STATE", "LOCAL", "LOCAL"),
                List.of("", "", "", ""),
                List.of("", "", "", ""));
    }

    /** What was typed in one line of a list of lines; nothing beyond it. */
    public static String at(List<String> lines, int i) {
        return i < lines.size() ? lines.get(i) : "";
    }

    /** A program with its rate and sources, as it was wanted. */
    record Wanted(Program program, BigDecimal rate, List<Program.Source> sources) {}

    Optional<Wanted> read(UUID id, String author, Messages messages, Problems problems) {
        var name = PersonName.tidy(title);
        problems.line("title", name, LINE_MAX, "stipend.problem.title", messages);
        text("facts", facts, messages, problems);
        text("agreement", agreement, messages, problems);
        var from = Days.read(opens);
        var until = Days.read(closes);
        if (from.isEmpty() || until.isEmpty() || until.get().isBefore(from.get())) {
            problems.add("closes", messages.here("stipend.problem.applications"));
        }
        var first = Days.read(starts);
        var last = Days.read(ends);
        if (first.isEmpty()
                || last.isEmpty()
                || !last.get().isAfter(first.get())
                || last.get().isAfter(first.get().plusYears(3))) {
            problems.add("ends", messages.here("stipend.problem.days"));
        }
        var seats = places.strip().matches("[1-9]\\d{0,4}") ? Integer.parseInt(places.strip()) : 0;
        if (seats < 1 || seats > PLACES_MAX) {
            problems.add("places", messages.here("stipend.problem.places", PLACES_MAX));
        }
        if (!List.of("7", "14").contains(period)) {
            problems.add("period", messages.here("stipend.problem.periodDays"));
        }
        var most = Amounts.read(personCap);
        if (most.isEmpty()) {
            problems.add("personCap", messages.here("stipend.problem.amount"));
        }
        var hour = Amounts.read(rate).filter(Program::payable);
        if (hour.isEmpty()) {
            problems.add("rate", messages.here("stipend.problem.rateAmount"));
        }
        var sources = sources(messages, problems);
        if (problems.any()) {
            return Optional.empty();
        }
        return Optional.of(new Wanted(
                new Program(
                        id,
                        name,
                        facts.strip(),
                        from.orElseThrow(),
                        until.orElseThrow(),
                        first.orElseThrow(),
                        last.orElseThrow(),
                        seats,
                        Integer.parseInt(period),
                        most.orElseThrow(),
                        agreement.strip(),
                        author,
                        null),
                hour.orElseThrow(),
                sources));
    }

    private static void text(String field, String said, Messages messages, Problems problems) {
        if (said.isBlank() || said.length() > TEXT_MAX || DangerousData.in(said)) {
            problems.add(field, messages.here("stipend.problem.text", TEXT_MAX));
        }
    }

    private List<Program.Source> sources(Messages messages, Problems problems) {
        var all = new ArrayList<Program.Source>();
        for (int i = 0; i < SOURCES; i++) {
            if ((at(source, i) + at(percent, i) + at(cap, i)).isBlank()) {
                continue;
            }
            var name = PersonName.tidy(at(source, i));
            problems.line("source-" + i, name, LINE_MAX, "stipend.problem.title", messages);
            var share = Amounts.read(at(percent, i).replace("%", ""));
            var most = Amounts.read(at(cap, i));
            if (share.isEmpty() || share.get().compareTo(HUNDRED) > 0 || most.isEmpty()) {
                problems.add("source-" + i, messages.here("stipend.problem.source"));
                continue;
            }
            var of = List.of("NATIONAL", "STATE", "LOCAL").contains(at(kind, i)) ? at(kind, i) : "STATE";
            all.add(new Program.Source(
                    UUID.randomUUID(), i + 1, name, Program.Kind.valueOf(of), share.get(), most.get()));
        }
        var sum = Shares.sum(all.stream().map(Program.Source::percent).toList());
        if (sum.compareTo(HUNDRED) != 0) {
            problems.add("source-0", messages.here("stipend.problem.hundred", sum.toPlainString()));
        }
        return all;
    }
}
