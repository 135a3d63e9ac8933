package org.breakroom.matching;

import java.util.ArrayList;
import java.util.List;

/** The candidates of two files, compared: which pattern each pair makes, and how likely it is one person. */
final class Pairs {
    private static final int BLOCK = 1 << 10;

    private final int threads;
    private final People left;
    private final Candidates candidates;
    /** The number of each pair's pattern among all. */
    private final int[] numbers;

    private final Patterns patterns;

    private Pairs(int threads, People left, Candidates candidates, int[] numbers, Patterns patterns) {
        this.threads = threads;
        this.left = left;
        this.candidates = candidates;
        this.numbers = numbers;
        this.patterns = patterns;
    }

    Patterns patterns() {
        return patterns;
    }

    int number(int pair) {
        return numbers[pair];
    }

    /** Compares all candidates. */
    static Pairs compare(int threads, People left, People right, Candidates candidates, Nicknames.Numbered nicknames) {
        var numbers = new int[candidates.size()];
        int blocks = (left.size() + BLOCK - 1) / BLOCK;
        var found = new ArrayList<Patterns>();
        var owners = new Patterns[blocks];
        Workers.share(threads, blocks, () -> {
            var comparison = new Comparison(left, right, nicknames);
            var patterns = new Patterns();
            synchronized (found) {
                found.add(patterns);
            }
            return block -> {
                owners[block] = patterns;
                each(
                        left,
                        block,
                        (row, at) -> numbers[at] = patterns.count(comparison.of(row, candidates.partner(at)), 1),
                        candidates);
            };
        });
        var all = Patterns.together(found);
        var renumbered = renumbered(found, all);
        Workers.share(threads, blocks, () -> block -> {
            var to = renumbered.get(found.indexOf(owners[block]));
            int end = candidates.start(Math.min((block + 1) * BLOCK, left.size()));
            for (int at = candidates.start(block * BLOCK); at < end; at++) {
                numbers[at] = to[numbers[at]];
            }
        });
        return new Pairs(threads, left, candidates, numbers, all);
    }

    private static List<int[]> renumbered(List<Patterns> found, Patterns all) {
        var renumbered = new ArrayList<int[]>();
        for (var one : found) {
            var to = new int[one.size()];
            for (int i = 0; i < to.length; i++) {
                to[i] = all.count(one.pattern(i), 0);
            }
            renumbered.add(to);
        }
        return renumbered;
    }

    /** One pair: the row of the left file and its place among the pairs. */
    private interface Pair {
        void at(int row, int at);
    }

    private static void each(People left, int block, Pair task, Candidates candidates) {
        int to = Math.min((block + 1) * BLOCK, left.size());
        for (int row = block * BLOCK; row < to; row++) {
            int end = candidates.start(row + 1);
            for (int at = candidates.start(row); at < end; at++) {
                task.at(row, at);
            }
        }
    }

    /** The odds of each pair that it is one person. */
    double[] odds(Model model) {
        var odds = new double[numbers.length];
        var weighed = model.new Weighed(patterns);
        Workers.share(
                threads,
                (left.size() + BLOCK - 1) / BLOCK,
                () -> block ->
                        each(left, block, (row, at) -> odds[at] = weighed.odds(left, row, numbers[at]), candidates));
        return odds;
    }
}
