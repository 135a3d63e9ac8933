package org.breakroom.matching;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sets a list against the people on file: first by what needs no weighing, an employee number with its name or a name that
 * stands once on either side; then the rest by the engine. The engine links by itself only where, besides the name,
 * something agrees that is one person's own; everything else it finds is for a person to decide.
 */
public final class EngineMatcher implements Matcher {
    private final Matcher exact = new ExactMatcher();

    @Override
    public List<Match> match(List<Listed> listed, List<OnFile> onFile, BiPredicate<Listed, UUID> apart) {
        var matches = new ArrayList<>(exact.match(listed, onFile, apart));
        if (matches.stream().allMatch(m -> m instanceof Match.Linked)) {
            return matches;
        }
        var free = new HashMap<UUID, OnFile>();
        onFile.forEach(p -> {
            if (p.id() != null) {
                free.put(p.id(), p);
            }
        });
        matches.forEach(m -> {
            if (m instanceof Match.Linked l) {
                free.remove(l.person());
            }
        });
        if (free.isEmpty()) {
            return matches;
        }
        var links = links(listed, onFile);
        for (int i = 0; i < matches.size(); i++) {
            var match = matches.get(i);
            var link = match instanceof Match.Linked ? null : links.get(match.row());
            var person = link == null ? null : free.get(UUID.fromString(link.right()));
            if (link != null
                    && person != null
                    && person.id() != null
                    && link.namesAgree()
                    && !apart.test(listed.get(i), person.id())
                    && !otherNumber(listed.get(i), person)) {
                boolean sure = link.decision() == Link.Decision.MATCH && link.ownAgrees() && !contradictory(match);
                matches.set(
                        i,
                        sure
                                ? new Match.Linked(match.row(), person.id(), "match.engine", link.words())
                                : new Match.Doubt(
                                        match.row(), candidates(match, person.id()), "match.perhaps", link.words()));
            }
        }
        return matches;
    }

    /** An employer's two numbers are two people, unless the very name says otherwise, which is in doubt already. */
    private static boolean otherNumber(Listed row, OnFile person) {
        return row.employeeNumber() != null
                && person.employeeNumber() != null
                && !row.employeeNumber().equals(person.employeeNumber());
    }

    /** Whether the number is that of someone of another name; that is never settled without a person. */
    private static boolean contradictory(Match match) {
        return match instanceof Match.Doubt d && d.why().equals("match.numberOtherName");
    }

    private static List<UUID> candidates(Match match, UUID likeliest) {
        var others = match instanceof Match.Doubt d ? d.candidates() : List.<UUID>of();
        return Stream.concat(Stream.of(likeliest), others.stream().filter(o -> !o.equals(likeliest)))
                .toList();
    }

    /** All rows and all people are weighed, so that there is something to learn from, and nobody is two rows. */
    private static Map<Integer, Link> links(List<Listed> listed, List<OnFile> onFile) {
        var left = new People();
        listed.forEach(l -> left.add(String.valueOf(l.row()), l.name(), with(l.employeeNumber(), l.said())));
        var right = left.beside();
        onFile.forEach(p -> {
            if (p.id() != null) {
                right.add(p.id().toString(), p.name(), with(p.employeeNumber(), p.said()));
            }
        });
        var links = new HashMap<Integer, Link>();
        Linker.link(left, right).forEach(l -> links.put(Integer.valueOf(l.left()), l));
        return links;
    }

    private static Map<PersonColumn, String> with(@Nullable String number, Map<PersonColumn, String> said) {
        if (number == null) {
            return said;
        }
        var all = new EnumMap<PersonColumn, String>(PersonColumn.class);
        all.putAll(said);
        all.put(PersonColumn.NUMBER, number);
        return all;
    }
}
