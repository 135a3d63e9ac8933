package org.breakroom.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What agreement is worth, learned from the data at hand without labels: the model of Fellegi and Sunter (1969) with three
 * kinds of pairs instead of two. Two rows are one person, two people of one household, or strangers. People of a
 * household share surname, address and often the phone, so between them these prove nothing; taken as independent they
 * would outvote a first name that differs. Expectation maximisation (Dempster, Laird, Rubin 1977) finds how often each
 * kind agrees; how often strangers do is counted from chance pairs of the files themselves.
 */
final class Model {
    private static final int ROUNDS = 30;
    private static final int SAMPLE = 800;
    private static final int SAMPLE_AMONG = 4 * SAMPLE;
    private static final double SMOOTH = 0.5;

    /**
     * How many pairs of one person the first belief counts for. Thousands of pairs overrule it; where a file has hardly any
     * person of the other, it keeps households from being learned as persons.
     */
    private static final double BELIEF = 100;

    /** The same of a household: a mail address that nobody there has is not shared by them all the same. */
    private static final double BELIEF_HOME = 30;

    /** Of how many chance pairs it is believed beforehand that they differ: in a tiny file one person makes many of them. */
    private static final double BELIEF_STRANGERS = 50;

    /** Of people of one household, how many have the same given name (father and son), or birth date (twins). */
    private static final double NAMESAKES = 0.03;

    private static final double TWINS = 0.02;

    /** How rare a name is taken to be at most: a name seen once may be a slip. */
    private static final double RAREST = 2e-5;

    private final double[][] same = new double[Field.ALL.length][];
    private final double[][] household = new double[Field.ALL.length][];
    private final double[][] strangers;
    private final Names names;
    /** What is believed of one person's rows before any are seen. */
    private final double[][] believed = empty();

    private final double[][] believedHome = empty();

    private double sameShare;
    private double householdShare;

    private Model(double[][] strangers, Names names) {
        this.strangers = strangers;
        this.names = names;
    }

    /** How many people bear each name. */
    record Names(int[] given, int[] family, int people) {
        static Names of(People people) {
            var given = new int[people.words().size()];
            var family = new int[given.length];
            var packed = people.packed();
            for (int at = 0; at < packed.length; at += Row.SIZE) {
                given[packed[at + Row.GIVEN]]++;
                family[packed[at + Row.FAMILY]]++;
            }
            return new Names(given, family, people.size());
        }

        private double given(int word) {
            return share(given, word);
        }

        private double family(int word) {
            return share(family, word);
        }

        private double share(int[] counts, int word) {
            return word >= counts.length ? RAREST : Math.max(counts[word] / (double) people, RAREST);
        }
    }

    /**
     * Learns from candidate pairs.
     *
     * @param strangers what {@link #chance} counted
     * @param patterns what the candidates make
     * @param smaller how many rows the smaller file has
     * @param all how many pairs there are in all, compared or not
     */
    static Model learn(double[][] strangers, Names names, Patterns patterns, int smaller, double all) {
        var model = new Model(strangers, names);
        model.begin(smaller, all);
        for (int round = 0; round < ROUNDS && patterns.size() > 0; round++) {
            model.improve(patterns, all);
        }
        return model;
    }

    /** Some rows, the same whatever the order of the file: those whose ids mix to the smallest numbers. */
    private static int[] sample(People people) {
        long[] mixed = new long[people.size()];
        int[] rows = new int[people.size()];
        long below = people.size() <= SAMPLE_AMONG ? -1 : Long.divideUnsigned(-1, people.size()) * SAMPLE_AMONG;
        int count = 0;
        for (int row = 0; row < people.size(); row++) {
            long m = people.mixed(row);
            if (Long.compareUnsigned(m, below) <= 0) {
                mixed[count] = m;
                rows[count++] = row;
            }
        }
        mixed = Arrays.copyOf(mixed, count);
        rows = Arrays.copyOf(rows, count);
        Radix.sort(mixed, rows);
        return Arrays.copyOf(rows, Math.min(SAMPLE, count));
    }

    /** How often strangers agree by chance: of each field, each level among those that say something. */
    static double[][] chance(int threads, People left, People right, Nicknames.Numbered nicknames) {
        var files = List.of(left, right);
        var samples = new int[files.size()][];
        Workers.share(threads, samples.length, () -> i -> samples[i] = sample(files.get(i)));
        var rows = samples[0];
        var others = samples[1];
        List<Patterns> found = new ArrayList<>();
        Workers.share(threads, rows.length, () -> {
            var comparison = new Comparison(left, right, nicknames);
            var patterns = new Patterns();
            synchronized (found) {
                found.add(patterns);
            }
            return i -> {
                for (int other : others) {
                    if (!left.sameId(rows[i], right, other)) {
                        patterns.count(comparison.of(rows[i], other), 1);
                    }
                }
            };
        });
        var seen = empty();
        var all = Patterns.together(found);
        for (int i = 0; i < all.size(); i++) {
            for (var field : Field.ALL) {
                seen[field.ordinal()][field.in(all.pattern(i))] += all.count(i);
            }
        }
        for (var field : Field.ALL) {
            seen[field.ordinal()][field.different] += BELIEF_STRANGERS;
            seen[field.ordinal()] = shares(seen[field.ordinal()]);
        }
        return seen;
    }

    private static double[][] empty() {
        var levels = new double[Field.ALL.length][];
        for (var field : Field.ALL) {
            levels[field.ordinal()] = new double[field.levels];
        }
        return levels;
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
        for (var field : Field.ALL) {
            int f = field.ordinal();
            same[f] = new double[field.levels];
            household[f] = new double[field.levels];
            same[f][0] = 1;
            household[f][0] = 1;
            boolean home =
                    field == Field.FAMILY || field == Field.ADDRESS || field == Field.PLACE || field == Field.PHONE;
            for (int level = 1; level < field.levels; level++) {
                same[f][level] = level == 1 ? 0.85 : 0.15 / (field.levels - 2);
                believed[f][level] = BELIEF * same[f][level];
                household[f][level] = home ? (level == 1 ? 0.8 : 0.2 / (field.levels - 2)) : strangers[f][level];
                believedHome[f][level] = BELIEF_HOME * household[f][level];
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

    private void improve(Patterns patterns, double all) {
        var ofSame = empty();
        var ofHousehold = empty();
        double sameSum = 0;
        double householdSum = 0;
        for (int i = 0; i < patterns.size(); i++) {
            long pattern = patterns.pattern(i);
            double one = one(pattern);
            double home = home(pattern);
            double weight = patterns.count(i) / (one + home + none(pattern));
            sameSum += one * weight;
            householdSum += home * weight;
            for (var field : Field.ALL) {
                int level = field.in(pattern);
                ofSame[field.ordinal()][level] += one * weight;
                ofHousehold[field.ordinal()][level] += home * weight;
            }
        }
        for (int f = 0; f < ofSame.length; f++) {
            for (int level = 1; level < ofSame[f].length; level++) {
                ofSame[f][level] += believed[f][level];
                ofHousehold[f][level] += believedHome[f][level];
            }
        }
        sameShare = Math.max(sameSum, 1) / all;
        householdShare = Math.max(householdSum, 1) / all;
        for (var field : Field.ALL) {
            same[field.ordinal()] = shares(ofSame[field.ordinal()]);
            household[field.ordinal()] = shares(ofHousehold[field.ordinal()]);
        }
        apart();
    }

    private double one(long pattern) {
        return sameShare * likelihood(same, pattern);
    }

    private double home(long pattern) {
        return householdShare * likelihood(household, pattern);
    }

    private double none(long pattern) {
        return (1 - sameShare - householdShare) * likelihood(strangers, pattern);
    }

    private static double likelihood(double[][] of, long pattern) {
        double product = 1;
        for (int f = 0; f < of.length; f++) {
            product *= of[f][(int) (pattern >>> f * 3) & 7];
        }
        return product;
    }

    /** How likely each of some patterns is among the three kinds of pairs, names apart. */
    final class Weighed {
        private final long[] patterns;
        private final double[] one;
        private final double[] home;
        private final double[] none;

        Weighed(Patterns some) {
            patterns = new long[some.size()];
            one = new double[patterns.length];
            home = new double[patterns.length];
            none = new double[patterns.length];
            for (int i = 0; i < patterns.length; i++) {
                patterns[i] = some.pattern(i);
                one[i] = one(patterns[i]);
                home[i] = home(patterns[i]);
                none[i] = none(patterns[i]);
            }
        }

        /** How much likelier than not the two are one person: the odds, before any other candidate is looked at. */
        double odds(People left, int row, int number) {
            return one[number] / (home[number] + none[number] * rarity(left, row, patterns[number]));
        }
    }

    /** How much rarer than the mean of all the names are on which two strangers would agree (term frequency). */
    private double rarity(People left, int row, long pattern) {
        double rare = 1;
        int givenLevel = Field.GIVEN.in(pattern);
        if (givenLevel == Comparison.SAME) {
            rare *= names.given(left.word(row, Row.GIVEN)) / strangers[Field.GIVEN.ordinal()][Comparison.SAME];
        }
        if (Field.FAMILY.in(pattern) == Comparison.SAME) {
            rare *= names.family(left.word(row, Row.FAMILY)) / strangers[Field.FAMILY.ordinal()][Comparison.SAME];
        }
        if (givenLevel == Comparison.GIVEN_SWAPPED) {
            rare *= names.given(left.word(row, Row.FAMILY))
                    * names.family(left.word(row, Row.GIVEN))
                    / strangers[Field.GIVEN.ordinal()][Comparison.GIVEN_SWAPPED]
                    / strangers[Field.FAMILY.ordinal()][Comparison.FAMILY_SWAPPED];
        }
        return rare;
    }

    /** What the agreement of one field is worth, in bits; above 0 it speaks for one person. */
    double weight(Field field, int level) {
        int f = field.ordinal();
        return level == 0 ? 0 : Math.log(same[f][level] / strangers[f][level]) / Math.log(2);
    }
}
