package org.breakroom.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.breakroom.kernel.PersonName;

/**
 * The cautious matcher: an employee number with the same name links; otherwise a name to the letter that is unique in
 * the list and on file links, and one that occurs twice in either is in doubt.
 */
final class ExactMatcher implements Matcher {

    @Override
    public List<Match> match(List<Listed> listed, List<OnFile> onFile, BiPredicate<Listed, UUID> apart) {
        var keys = listed.stream().map(l -> l.name().key()).toList();
        Map<String, Integer> inList = new HashMap<>();
        keys.forEach(key -> inList.merge(key, 1, Integer::sum));
        Map<String, Integer> numbers = new HashMap<>();
        listed.forEach(l -> {
            if (l.employeeNumber() != null) {
                numbers.merge(l.employeeNumber(), 1, Integer::sum);
            }
        });
        Map<String, List<OnFile>> byName = new HashMap<>();
        Map<String, List<OnFile>> byNumber = new HashMap<>();
        onFile.forEach(p -> {
            byName.computeIfAbsent(p.name().key(), k -> new ArrayList<>()).add(p);
            if (p.employeeNumber() != null && p.id() != null) {
                byNumber.computeIfAbsent(p.employeeNumber(), k -> new ArrayList<>())
                        .add(p);
            }
        });
        var matches = new ArrayList<Match>(listed.size());
        for (int i = 0; i < listed.size(); i++) {
            var l = listed.get(i);
            matches.add(decide(
                    l,
                    inList.getOrDefault(keys.get(i), 0),
                    together(l, byName.getOrDefault(keys.get(i), List.of()), apart),
                    together(l, sameNumber(l, numbers, byNumber), apart)));
        }
        return matches;
    }

    private static List<OnFile> together(Listed l, List<OnFile> people, BiPredicate<Listed, UUID> apart) {
        return people.isEmpty()
                ? people
                : people.stream()
                        .filter(p -> p.id() == null || !apart.test(l, p.id()))
                        .toList();
    }

    /** A number that stands twice in the list says nothing about whom it is. */
    private static List<OnFile> sameNumber(Listed l, Map<String, Integer> numbers, Map<String, List<OnFile>> byNumber) {
        var number = l.employeeNumber();
        return number == null || numbers.getOrDefault(number, 0) > 1
                ? List.of()
                : byNumber.getOrDefault(number, List.of());
    }

    private static Match decide(Listed l, int inList, List<OnFile> sameName, List<OnFile> sameNumber) {
        if (sameNumber.size() == 1) {
            var person = sameNumber.getFirst();
            var id = Objects.requireNonNull(person.id());
            return folded(person.name()).equals(folded(l.name()))
                    ? new Match.Linked(l.row(), id, "match.number", "")
                    : new Match.Doubt(l.row(), List.of(id), "match.numberOtherName", "");
        }
        if (inList > 1) {
            return new Match.Doubt(l.row(), ids(sameName), "match.twiceInList", "");
        }
        if (sameName.size() > 1 || sameName.stream().anyMatch(p -> p.id() == null)) {
            return new Match.Doubt(l.row(), ids(sameName), "match.twiceOnFile", "");
        }
        if (sameName.size() == 1) {
            var person = sameName.getFirst();
            boolean otherNumber = l.employeeNumber() != null
                    && person.employeeNumber() != null
                    && !l.employeeNumber().equals(person.employeeNumber());
            var id = Objects.requireNonNull(person.id());
            return otherNumber
                    ? new Match.Doubt(l.row(), List.of(id), "match.nameOtherNumber", "")
                    : new Match.Linked(l.row(), id, "match.name", "");
        }
        return new Match.New(l.row());
    }

    private static String folded(PersonName name) {
        return PersonName.fold(name.family() + " " + name.given());
    }

    private static List<UUID> ids(List<OnFile> people) {
        return people.stream().map(OnFile::id).filter(Objects::nonNull).sorted().toList();
    }
}
