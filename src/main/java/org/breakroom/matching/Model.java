package org.breakroom.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What agreement is worth, learned from the data at hand without labels: the model of Fellegi and Sunter (1969) with three
 * kinds of pairs instead of two. Two rows are one person, two people of one household, or strangers. People of a
 * household share surname, address and often the phone, so between them these prove nothing; taken as independent they
 * would outvote a first name that differs. Expectation maximisation (Dempster, Laird, Rubin 1977) finds how often each
 * kind agrees; how often strangers do is counted from chance pairs of the files themselves.
 */
final class Model {
    private static final int ROUNDS = 30;
    private static final int SAMPLE = 1_200;
    private static final double SMOOTH = 0.5;

    /** Of people of one household, how many have the same given name (father and son), or birth date (twins). */
    private static final double NAMESAKES = 0.03;

    private static final double TWINS = 0.02;

    /** How rare a name is taken to be at most: a name seen once may be a slip. */
    private static final double RAREST = 2e-5;

    private final double[][] same = new double[Field.values().length][];
    private final double[][] household = new double[Field.values().length][];
    private final double[][] strangers = new double[Field.values().length][];
    private final Map<String, Double> givenNames;
    private final Map<String, Double> familyNames;
    private double sameShare;
    private double householdShare;

    private Model(Map<String, Double> givenNames, Map<String, Double> familyNames) {
        this.givenNames = givenNames;
        this.familyNames = familyNames;
    }

    /**
     * Learns from candidate pairs.
     *
     * @param patterns the pattern of each candidate
     * @param all how many pairs there are in all, compared or not
     */
    static Model learn(List<Person> left, List<Person> right, int[] patterns, double all) {
        var model = new Model(shares(right, Person::given), shares(right, Person::family));
        model.chance(sample(left), sample(right));
        model.begin(Math.min(left.size(), right.size()), all);
        var counts = new TreeMap<Integer, Integer>();
        for (int pattern : patterns) {
            counts.merge(pattern, 1, Integer::sum);
        }
        for (int round = 0; round < ROUNDS; round++) {
            model.improve(counts, all);
        }
        return model;
    }

    private static Map<String, Double> shares(List<Person> people, java.util.function.Function<Person, String> name) {
        var counts = new HashMap<String, Integer>();
        people.forEach(p -> counts.merge(name.apply(p), 1, Integer::sum));
        var shares = new HashMap<String, Double>();
        counts.forEach((n, c) -> shares.put(n, c / (double) people.size()));
        return shares;
    }

    /** Some people, the same whatever the order of the file: those whose ids mix to the smallest numbers. */
    private static List<Person> sample(List<Person> people) {
        var mixed = new ArrayList<>(people);
        mixed.sort(Comparator.comparingInt((Person p) -> mix(p.id().hashCode())).thenComparing(Person::id));
        return mixed.subList(0, Math.min(SAMPLE, mixed.size()));
    }

    private static int mix(int hash) {
        int h = (hash ^ hash >>> 16) * 0x85EBCA6B;
        return (h ^ h >>> 13) * 0xC2B2AE35;
    }

    /** How often strangers agree by chance. */
    private void chance(List<Person> left, List<Person> right) {
        var seen = new double[Field.values().length][];
        for (var field : Field.values()) {
            seen[field.ordinal()] = new double[field.levels];
        }
        for (var a : left) {
            for (var b : right) {
                if (!a.id().equals(b.id())) {
                    int pattern = Comparison.of(a, b);
                    for (var field : Field.values()) {
                        seen[field.ordinal()][field.in(pattern)]++;
                    }
                }
            }
        }
        for (var field : Field.values()) {
            strangers[field.ordinal()] = shares(seen[field.ordinal()]);
        }
    }

    /** Of the levels that say something, how often each; none never. */
    private static double[] shares(double[] counts) {
        double total = 0;
        for (int level = 1; level < counts.length; level++) {
            total += counts[level] + SMOOTH;
        }
        var shares = new double[counts.length];
        shares[0] = 1;
        for (int level = 1; level < counts.length; level++) {
            shares[level] = (counts[level] + SMOOTH) / total;
        }
        return shares;
    }

    /** Where learning begins: one person's rows mostly agree, people of a household agree in what a home has. */
    private void begin(int smaller, double all) {
        for (var field : Field.values()) {
            int f = field.ordinal();
            same[f] = new double[field.levels];
            household[f] = new double[field.levels];
            same[f][0] = 1;
            household[f][0] = 1;
            boolean home =
                    field == Field.FAMILY || field == Field.ADDRESS || field == Field.PLACE || field == Field.PHONE;
            for (int level = 1; level < field.levels; level++) {
                same[f][level] = level == 1 ? 0.85 : 0.15 / (field.levels - 2);
                household[f][level] = home ? (level == 1 ? 0.8 : 0.2 / (field.levels - 2)) : strangers[f][level];
            }
        }
        apart();
        sameShare = 0.5 * smaller / all;
        householdShare = 0.1 * smaller / all;
    }

    /** People of one household are told apart by name and birth date: these agree as among strangers, and a little more. */
    private void apart() {
        mixed(Field.GIVEN, NAMESAKES);
        mixed(Field.BORN, TWINS);
        mixed(Field.MIDDLE, NAMESAKES);
    }

    private void mixed(Field field, double more) {
        int f = field.ordinal();
        for (int level = 1; level < field.levels; level++) {
            household[f][level] = strangers[f][level] * (1 - more) + (level == Comparison.SAME ? more : 0);
        }
    }

    private void improve(Map<Integer, Integer> counts, double all) {
        var ofSame = new double[Field.values().length][];
        var ofHousehold = new double[Field.values().length][];
        for (var field : Field.values()) {
            ofSame[field.ordinal()] = new double[field.levels];
            ofHousehold[field.ordinal()] = new double[field.levels];
        }
        double sameSum = 0;
        double householdSum = 0;
        for (var entry : counts.entrySet()) {
            int pattern = entry.getKey();
            double one = sameShare * likelihood(same, pattern);
            double home = householdShare * likelihood(household, pattern);
            double none = (1 - sameShare - householdShare) * likelihood(strangers, pattern);
            double total = one + home + none;
            double weight = entry.getValue() / total;
            sameSum += one * weight;
            householdSum += home * weight;
            for (var field : Field.values()) {
                int level = field.in(pattern);
                ofSame[field.ordinal()][level] += one * weight;
                ofHousehold[field.ordinal()][level] += home * weight;
            }
        }
        sameShare = Math.max(sameSum, 1) / all;
        householdShare = Math.max(householdSum, 1) / all;
        for (var field : Field.values()) {
            same[field.ordinal()] = shares(ofSame[field.ordinal()]);
            household[field.ordinal()] = shares(ofHousehold[field.ordinal()]);
        }
        apart();
    }

    private static double likelihood(double[][] of, int pattern) {
        double product = 1;
        for (var field : Field.values()) {
            product *= of[field.ordinal()][field.in(pattern)];
        }
        return product;
    }

    /** How much likelier than not the two are one person: the odds, before any other candidate is looked at. */
    double odds(Person a, Person b, int pattern) {
        double rare = rarity(a, pattern);
        double one = sameShare * likelihood(same, pattern);
        double home = householdShare * likelihood(household, pattern);
        double none = (1 - sameShare - householdShare) * likelihood(strangers, pattern) * rare;
        return one / (home + none);
    }

    /** How much rarer than the mean of all the names are on which two strangers would agree (term frequency). */
    private double rarity(Person a, int pattern) {
        double rare = 1;
        if (Field.GIVEN.in(pattern) == Comparison.SAME) {
            rare *= share(givenNames, a.given()) / strangers[Field.GIVEN.ordinal()][Comparison.SAME];
        }
        if (Field.FAMILY.in(pattern) == Comparison.SAME) {
            rare *= share(familyNames, a.family()) / strangers[Field.FAMILY.ordinal()][Comparison.SAME];
        }
        if (Field.GIVEN.in(pattern) == Comparison.GIVEN_SWAPPED) {
            rare *= share(givenNames, a.family())
                    * share(familyNames, a.given())
                    / strangers[Field.GIVEN.ordinal()][Comparison.GIVEN_SWAPPED]
                    / strangers[Field.FAMILY.ordinal()][Comparison.FAMILY_SWAPPED];
        }
        return rare;
    }

    private static double share(Map<String, Double> names, String name) {
        return Math.max(names.getOrDefault(name, 0.0), RAREST);
    }

    /** What the agreement of one field is worth, in bits; above 0 it speaks for one person. */
    double weight(Field field, int level) {
        int f = field.ordinal();
        return level == 0 ? 0 : Math.log(same[f][level] / strangers[f][level]) / Math.log(2);
    }
}
