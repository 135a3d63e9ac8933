package org.breakroom.conversation;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.breakroom.activity.Outcome;
import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;
import org.jspecify.annotations.Nullable;

/** The answers of the 1-on-1 form as they were given, and what they mean. */
public record ConversationForm(
        @Nullable String id,
        @Nullable String outcome,
        @Nullable String assessment,
        @Nullable List<String> issue,
        @Nullable List<String> yes,
        @Nullable List<String> no,
        @Nullable String next,
        @Nullable String nextOn,
        @Nullable String note,
        @Nullable String seenBy,
        @Nullable String from) {

    static final int NOTE_LENGTH_MAX = 2000;
    static final int FOLLOW_UP_DAYS_MAX = 365;
    private static final Set<Outcome> OUTCOMES =
            Set.of(Outcome.TALKED, Outcome.NOT_THERE, Outcome.REFUSED, Outcome.MOVED);

    public ConversationForm {
        outcome = requireNonNullElse(outcome, "TALKED"); // as the sheet has it when nothing is tapped
        assessment = requireNonNullElse(assessment, "");
        issue = requireNonNullElse(issue, List.of());
        yes = requireNonNullElse(yes, List.of());
        no = requireNonNullElse(no, List.of());
        next = requireNonNullElse(next, "");
        nextOn = requireNonNullElse(nextOn, "");
        note = requireNonNullElse(note, "");
        seenBy = requireNonNullElse(seenBy, "OFFICERS");
        from = requireNonNullElse(from, "");
    }

    /** The form as the sheet opens. */
    public static ConversationForm empty(String from) {
        return new ConversationForm(null, null, null, null, null, null, null, null, null, null, from);
    }

    /**
     * What a form is read against.
     *
     * @param at when the talk was held; its day is the one from which the next step is counted
     */
    public record Known(
            UUID member,
            @Nullable UUID worksite,
            Collection<Pick> issues,
            Collection<Pick> asks,
            Instant at,
            UUID freshId,
            @Nullable UUID corrects) {}

    /** The talk, or nothing and the reasons. */
    public Optional<Conversations.Talk> read(Known known, Messages messages, Problems problems) {
        var went = OUTCOMES.stream().filter(o -> o.name().equals(outcome)).findFirst();
        if (went.isEmpty()) {
            problems.add("outcome", messages.here("problem.outcome"));
        }
        var stands = assessment(messages, problems);
        var followUp = followUp(known, messages, problems);
        var said = PersonName.tidy(text(note));
        if (said.length() > NOTE_LENGTH_MAX) {
            problems.add("note", messages.here("problem.noteLong", NOTE_LENGTH_MAX));
        }
        if (DangerousData.in(said)) {
            problems.add("note", messages.here("problem.dangerous"));
        }
        var reader = Stream.of(NoteSeenBy.values())
                .filter(s -> s.name().equals(seenBy))
                .findFirst();
        if (reader.isEmpty()) {
            problems.add("seenBy", messages.here("problem.seenBy"));
        }
        var issues = among(list(issue), known.issues());
        var agreed = among(list(yes), known.asks());
        var declined = among(list(no), known.asks());
        if (issues.size() < list(issue).size()
                || agreed.size() < list(yes).size()
                || declined.size() < list(no).size()) {
            problems.add("issue", messages.here("problem.pick"));
        }
        known.asks().stream()
                .filter(a -> agreed.contains(a.id()) && declined.contains(a.id()))
                .findFirst()
                .ifPresent(a -> problems.add("ask", messages.here("problem.bothAnswers", a.label())));
        if (problems.any()) {
            return Optional.empty();
        }
        // who was not met said nothing: what was tapped before that was known is left out
        boolean met = went.orElseThrow() == Outcome.TALKED || went.orElseThrow() == Outcome.REFUSED;
        var asked = Stream.concat(agreed.stream(), declined.stream()).collect(Collectors.toSet());
        return Optional.of(new Conversations.Talk(
                Ids.read(id).orElse(known.freshId()),
                known.member(),
                known.worksite(),
                known.at(),
                went.orElseThrow(),
                went.orElseThrow() == Outcome.TALKED ? stands.orElse(null) : null,
                met ? issues : Set.of(),
                met ? asked : Set.of(),
                met ? agreed : Set.of(),
                followUp.orElse(null),
                said.isEmpty() ? null : said,
                reader.orElseThrow(),
                known.corrects()));
    }

    private Optional<Integer> assessment(Messages messages, Problems problems) {
        var given = text(assessment);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (!given.matches("[1-5]")) {
            problems.add("assessment", messages.here("problem.assessment"));
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(given));
    }

    private Optional<LocalDate> followUp(Known known, Messages messages, Problems problems) {
        var today = FederationClock.dayOf(known.at());
        var typed = text(nextOn).strip();
        return switch (text(next)) {
            case "" -> Optional.empty();
            case "TOMORROW" -> Optional.of(today.plusDays(1));
            case "WEEK" -> Optional.of(today.plusWeeks(1));
            case "DAY" -> {
                var day = Days.read(typed);
                if (day.isEmpty()) {
                    problems.add("nextOn", messages.here("problem.day"));
                } else if (day.get().isBefore(today) || day.get().isAfter(today.plusDays(FOLLOW_UP_DAYS_MAX))) {
                    problems.add("nextOn", messages.here("problem.followUp"));
                }
                yield day;
            }
            default -> {
                problems.add("nextOn", messages.here("problem.day"));
                yield Optional.empty();
            }
        };
    }

    private static Set<UUID> among(List<String> chosen, Collection<Pick> known) {
        return known.stream()
                .map(Pick::id)
                .filter(k -> chosen.contains(k.toString()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String text(@Nullable String s) {
        return requireNonNullElse(s, "");
    }

    private static List<String> list(@Nullable List<String> s) {
        return requireNonNullElse(s, List.of());
    }

    /** The digit that was given; null when there is none. */
    public @Nullable Integer assessed() {
        return text(assessment).matches("[1-5]") ? Integer.valueOf(text(assessment)) : null;
    }

    /** Whether an option was chosen, for showing the answers again. */
    public boolean has(String field, String value) {
        return switch (field) {
            case "issue" -> list(issue).contains(value);
            case "yes" -> list(yes).contains(value);
            case "no" -> list(no).contains(value);
            case "assessment" -> text(assessment).equals(value);
            case "outcome" -> text(outcome).equals(value);
            case "next" -> text(next).equals(value);
            case "seenBy" -> text(seenBy).equals(value);
            default -> false;
        };
    }
}
