package org.breakroom.matching;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/**
 * Links a roster to the people on file, or finds the rows of one file that are one person. Order of rows changes nothing:
 * what is equal is told apart by id.
 */
public final class Linker {
    /** From here on a person is asked. */
    static final double REVIEW_FROM = 0.4;

    /** Odds below which a candidate is nobody's rival. */
    private static final double NEGLIGIBLE = 1e-3;

    private Linker() {}

    /** The best link of each row of the left file, each row of the right in at most one; by id of the left. */
    public static List<Link> link(People left, People right) {
        return link(left, right, Workers.USUAL);
    }

    static Links link(People left, People right, int threads) {
        var files = new People[] {left, right};
        Workers.share(threads, files.length, () -> i -> files[i] = files[i].sorted());
        var a = files[0];
        var b = files[1];
        var nicknames = Nicknames.numbered(a.words());
        var candidates = Candidates.join(
                threads,
                kind -> new Keys(a, nicknames).entries(kind),
                (kind, of) -> new Keys(b, nicknames).entries(kind, Keys.bits(of)),
                false,
                a.size());
        var pairs = Pairs.compare(threads, a, b, candidates, nicknames);
        var model = Model.learn(
                Model.chance(threads, a, b, nicknames),
                Model.Names.of(b),
                pairs.patterns(),
                Math.min(a.size(), b.size()),
                (double) a.size() * b.size());
        return best(threads, a, b, candidates, pairs, model);
    }

    /** Each row's likeliest partner, weighed against the other candidates of both. */
    static Links best(int threads, People a, People b, Candidates candidates, Pairs pairs, Model model) {
        var odds = pairs.odds(model);
        var ofLeft = new double[a.size()];
        var ofRight = new double[b.size()];
        Workers.share(threads, 2, () -> side -> {
            for (int row = 0; row < a.size(); row++) {
                for (int at = candidates.start(row); at < candidates.start(row + 1); at++) {
                    if (odds[at] > NEGLIGIBLE) {
                        (side == 0 ? ofLeft : ofRight)[side == 0 ? row : candidates.partner(at)] += odds[at];
                    }
                }
            }
        });
        var likely = new Likely(a.size());
        for (int row = 0; row < a.size(); row++) {
            for (int at = candidates.start(row); at < candidates.start(row + 1); at++) {
                if (score(odds[at], ofLeft[row], ofRight[candidates.partner(at)]) >= REVIEW_FROM) {
                    likely.add(row, at, odds[at]);
                }
            }
        }
        var taken = new int[a.size()];
        Arrays.fill(taken, -1);
        var gone = new boolean[b.size()];
        int links = 0;
        for (int i : likely.best()) {
            int right = candidates.partner(likely.pairs[i]);
            if (taken[likely.rows[i]] < 0 && !gone[right]) {
                taken[likely.rows[i]] = likely.pairs[i];
                gone[right] = true;
                links++;
            }
        }
        var lefts = new int[links];
        var places = new int[links];
        var scores = new double[links];
        int link = 0;
        for (int row = 0; row < taken.length; row++) {
            int at = taken[row];
            if (at >= 0) {
                lefts[link] = row;
                places[link] = at;
                scores[link++] = score(odds[at], ofLeft[row], ofRight[candidates.partner(at)]);
            }
        }
        return new Links(a, b, candidates, pairs, model, lefts, places, scores);
    }

    private static double score(double odds, double ofLeft, double ofRight) {
        if (odds <= NEGLIGIBLE) {
            return 0;
        }
        double rivals = Math.max(ofLeft - odds, 0) + Math.max(ofRight - odds, 0);
        return odds / (1 + odds + rivals);
    }

    /** Pairs that may become links. */
    private static final class Likely {
        private int[] rows;
        private int[] pairs;
        private long[] keys;
        private int size;

        Likely(int rows) {
            this.rows = new int[rows + 1];
            this.pairs = new int[rows + 1];
            this.keys = new long[rows + 1];
        }

        void add(int row, int pair, double odds) {
            if (size == rows.length) {
                rows = Arrays.copyOf(rows, size * 2);
                pairs = Arrays.copyOf(pairs, size * 2);
                keys = Arrays.copyOf(keys, size * 2);
            }
            rows[size] = row;
            pairs[size] = pair;
            keys[size++] = ~Double.doubleToLongBits(odds);
        }

        /** The likeliest first; of equal ones the smaller ids. */
        int[] best() {
            var order = new int[size];
            Arrays.setAll(order, i -> i);
            Radix.sort(Arrays.copyOf(keys, size), order);
            return order;
        }
    }

    /** The pairs of one file that are probably one person. */
    public static List<Link> duplicates(People all) {
        return duplicates(all, Workers.USUAL);
    }

    static Links duplicates(People all, int threads) {
        var a = all.sorted();
        var nicknames = Nicknames.numbered(a.words());
        var candidates = Candidates.join(
                threads, kind -> new Keys(a, nicknames).entries(kind), (kind, of) -> of, true, a.size());
        var pairs = Pairs.compare(threads, a, a, candidates, nicknames);
        var model = Model.learn(
                Model.chance(threads, a, a, nicknames),
                Model.Names.of(a),
                pairs.patterns(),
                a.size(),
                a.size() * (a.size() - 1.0) / 2);
        var odds = pairs.odds(model);
        var likely = new Likely(a.size());
        for (int row = 0; row < a.size(); row++) {
            for (int at = candidates.start(row); at < candidates.start(row + 1); at++) {
                if (score(odds[at], 0, 0) >= REVIEW_FROM) {
                    likely.add(row, at, odds[at]);
                }
            }
        }
        var places = Arrays.copyOf(likely.pairs, likely.size);
        var scores =
                Arrays.stream(places).mapToDouble(at -> score(odds[at], 0, 0)).toArray();
        return new Links(a, a, candidates, pairs, model, Arrays.copyOf(likely.rows, likely.size), places, scores);
    }

    /** Which rows are one person, by the pairs found: from each row to the smallest id of its cluster, by id. */
    public static List<Clustered> clusters(People all, List<Link> links) {
        var a = all.sorted();
        var rows = new java.util.HashMap<String, Integer>();
        var parent = new int[a.size()];
        for (int row = 0; row < parent.length; row++) {
            rows.put(a.id(row), row);
            parent[row] = row;
        }
        for (var link : links) {
            int one = root(parent, rows.getOrDefault(link.left(), 0));
            int other = root(parent, rows.getOrDefault(link.right(), 0));
            parent[Math.max(one, other)] = Math.min(one, other);
        }
        return new AbstractList<>() {
            @Override
            public int size() {
                return parent.length;
            }

            @Override
            public Clustered get(int row) {
                return new Clustered(a.id(row), a.id(root(parent, row)));
            }
        };
    }

    /** One row and the cluster it belongs to. */
    public record Clustered(String id, String cluster) {}

    private static int root(int[] parent, int row) {
        int at = row;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
