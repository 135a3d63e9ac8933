package org.breakroom.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Links a roster to the people on file, or finds the rows of one file that are one person. Order of rows changes nothing:
 * what is equal is told apart by id.
 */
public final class Linker {
    /** From here on no person needs to look. */
    private static final double MATCH_FROM = 0.9;

    /** From here on a person is asked. */
    private static final double REVIEW_FROM = 0.4;

    /** Odds below which a candidate is nobody's rival. */
    private static final double NEGLIGIBLE = 1e-3;

    private Linker() {}

    private record Scored(int left, int right, int pattern, double odds) {}

    /** The best link of each row of the left file, each row of the right in at most one; by id of the left. */
    public static List<Link> link(List<Person> left, List<Person> right) {
        var a = sorted(left);
        var b = sorted(right);
        var pairs = Candidates.between(a, b).pairs();
        var scored = score(a, b, pairs, (double) a.size() * b.size());
        var ofLeft = new double[a.size()];
        var ofRight = new double[b.size()];
        for (var s : scored.list) {
            ofLeft[s.left] += s.odds;
            ofRight[s.right] += s.odds;
        }
        var order = new ArrayList<>(scored.list);
        order.sort(Comparator.comparingDouble((Scored s) -> -s.odds)
                .thenComparingInt(Scored::left)
                .thenComparingInt(Scored::right));
        var takenLeft = new HashSet<Integer>();
        var takenRight = new HashSet<Integer>();
        var links = new ArrayList<Link>();
        for (var s : order) {
            if (takenLeft.contains(s.left) || takenRight.contains(s.right)) {
                continue;
            }
            double rivals = Math.max(ofLeft[s.left] - s.odds, 0) + Math.max(ofRight[s.right] - s.odds, 0);
            double score = s.odds / (1 + s.odds + rivals);
            if (score >= REVIEW_FROM) {
                takenLeft.add(s.left);
                takenRight.add(s.right);
                links.add(link(a.get(s.left), b.get(s.right), s.pattern, score, scored.model));
            }
        }
        links.sort(Comparator.comparing(Link::left, Linker::byId));
        return links;
    }

    /** The pairs of one file that are probably one person. */
    public static List<Link> duplicates(List<Person> all) {
        var a = sorted(all);
        var pairs = Candidates.within(a).pairs();
        var scored = score(a, a, pairs, a.size() * (a.size() - 1.0) / 2);
        var links = new ArrayList<Link>();
        for (var s : scored.list) {
            double score = s.odds / (1 + s.odds);
            if (score >= REVIEW_FROM) {
                links.add(link(a.get(s.left), a.get(s.right), s.pattern, score, scored.model));
            }
        }
        links.sort(Comparator.comparing(Link::left, Linker::byId).thenComparing(Link::right, Linker::byId));
        return links;
    }

    /** Which rows are one person, by the pairs found: from each id to the smallest of its cluster. */
    public static Map<String, String> clusters(List<Person> all, List<Link> links) {
        var parent = new HashMap<String, String>();
        all.forEach(p -> parent.put(p.id(), p.id()));
        for (var link : links) {
            var a = root(parent, link.left());
            var b = root(parent, link.right());
            if (byId(a, b) <= 0) {
                parent.put(b, a);
            } else {
                parent.put(a, b);
            }
        }
        var clusters = new TreeMap<String, String>(Linker::byId);
        all.forEach(p -> clusters.put(p.id(), root(parent, p.id())));
        return clusters;
    }

    private static String root(Map<String, String> parent, String id) {
        var at = id;
        while (!parent.getOrDefault(at, at).equals(at)) {
            at = parent.getOrDefault(at, at);
        }
        return at;
    }

    /** Numbers by their size, other ids by their letters. */
    static int byId(String a, String b) {
        boolean numbers = a.matches("[0-9]{1,18}") && b.matches("[0-9]{1,18}");
        return numbers && Long.parseLong(a) != Long.parseLong(b)
                ? Long.compare(Long.parseLong(a), Long.parseLong(b))
                : a.compareTo(b);
    }

    private static List<Person> sorted(List<Person> people) {
        var sorted = new ArrayList<>(people);
        sorted.sort(Comparator.comparing(Person::id, Linker::byId));
        return sorted;
    }

    /** The candidates worth a thought, and what weighed them. */
    private record ScoredPairs(List<Scored> list, Model model) {}

    private static ScoredPairs score(List<Person> a, List<Person> b, long[] pairs, double all) {
        var patterns = new int[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            patterns[i] = Comparison.of(a.get((int) (pairs[i] >>> 32)), b.get((int) pairs[i]));
        }
        var model = Model.learn(a, b, patterns, all);
        var scored = new ArrayList<Scored>();
        for (int i = 0; i < pairs.length; i++) {
            int left = (int) (pairs[i] >>> 32);
            int right = (int) pairs[i];
            double odds = model.odds(a.get(left), b.get(right), patterns[i]);
            if (odds > NEGLIGIBLE) {
                scored.add(new Scored(left, right, patterns[i], odds));
            }
        }
        return new ScoredPairs(scored, model);
    }

    private static Link link(Person a, Person b, int pattern, double score, Model model) {
        var decision = score >= MATCH_FROM ? Link.Decision.MATCH : Link.Decision.REVIEW;
        return new Link(a.id(), b.id(), score, decision, Reasons.of(pattern, model));
    }
}
