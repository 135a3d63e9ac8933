package org.breakroom.matching;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Which pairs are worth comparing: those that share a key. A key that too many share tells nobody apart and is passed
 * over, so an employer's switchboard or a common name makes no explosion; others of their keys still find them.
 */
final class Candidates {
    /** How many pairs one key may make. */
    private static final long PAIRS_MAX = 2_500;

    private static final int FEW_LETTERS = 3;

    private final long[] pairs;
    private final int passedOver;

    private Candidates(long[] pairs, int passedOver) {
        this.pairs = pairs;
        this.passedOver = passedOver;
    }

    /** Each pair once, the row of the left file in the upper half, that of the right in the lower; in rising order. */
    long[] pairs() {
        return pairs;
    }

    /** How many keys were shared by too many. */
    int passedOver() {
        return passedOver;
    }

    static Candidates between(List<Person> left, List<Person> right) {
        return join(keys(left), keys(right), false);
    }

    static Candidates within(List<Person> all) {
        var keys = keys(all);
        return join(keys, keys, true);
    }

    /** Keys and rows, sorted by key: two longs an entry would not sort, so rows are kept beside and sorted along. */
    private record Keys(long[] keys, int[] rows) {}

    private static Candidates join(Keys left, Keys right, boolean within) {
        var found = new Longs();
        int passed = 0;
        int j = 0;
        for (int i = 0; i < left.keys.length; ) {
            long key = left.keys[i];
            int endI = end(left.keys, i);
            while (j < right.keys.length && right.keys[j] < key) {
                j++;
            }
            int endJ = j < right.keys.length && right.keys[j] == key ? end(right.keys, j) : j;
            if ((long) (endI - i) * (endJ - j) > PAIRS_MAX) {
                passed++;
            } else {
                for (int a = i; a < endI; a++) {
                    for (int b = j; b < endJ; b++) {
                        if (!within || left.rows[a] < right.rows[b]) {
                            found.accept((long) left.rows[a] << 32 | right.rows[b]);
                        }
                    }
                }
            }
            i = endI;
        }
        return new Candidates(found.distinct(), passed);
    }

    private static int end(long[] keys, int from) {
        int to = from;
        while (to < keys.length && keys[to] == keys[from]) {
            to++;
        }
        return to;
    }

    private static Keys keys(List<Person> people) {
        var keys = new Longs();
        var rows = new Longs();
        for (int row = 0; row < people.size(); row++) {
            int at = row;
            of(people.get(row), key -> {
                keys.accept(key);
                rows.accept(at);
            });
        }
        return sorted(keys.toArray(), rows.toArray());
    }

    private static Keys sorted(long[] keys, long[] rows) {
        var order = new Integer[keys.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> {
            int byKey = Long.compare(keys[a], keys[b]);
            return byKey != 0 ? byKey : Long.compare(rows[a], rows[b]);
        });
        var k = new long[keys.length];
        var r = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            k[i] = keys[order[i]];
            r[i] = (int) rows[order[i]];
        }
        return new Keys(k, r);
    }

    /** The keys of one person. Each stands for a way in which two rows of her may still agree when others differ. */
    private static void of(Person p, LongConsumer to) {
        for (var phone : p.phones()) {
            key(to, 1, phone);
        }
        key(to, 2, p.email());
        key(to, 3, p.number());
        var where = p.house().isEmpty() ? "" : p.house() + " " + p.street();
        key(to, 4, where, p.zip());
        key(to, 5, where, start(p.family()));
        for (var given : Nicknames.of(p.given())) {
            key(to, 6, p.family(), given, p.zip());
            key(to, 7, where, given);
            key(to, 8, p.born(), given);
            key(to, 9, p.house(), given, p.zip());
            key(to, 10, p.family(), given);
            for (var part :
                    p.family().indexOf(' ') < 0 ? new String[0] : p.family().split(" ")) {
                key(to, 6, part, given, p.zip());
                key(to, 10, part, given);
            }
        }
        key(to, 6, p.given(), p.family(), p.zip());
        key(to, 10, p.given(), p.family());
        key(to, 11, p.born(), start(p.family()));
        key(to, 11, p.born(), start(p.given()));
        key(to, 12, Texts.soundex(p.family()), start(p.given()), p.zip());
        key(to, 13, p.street(), p.family(), p.zip());
        key(to, 14, p.family(), p.given(), p.city());
        if (p.born().length() == 8) {
            key(to, 15, p.born().substring(4), p.family(), start(p.given()));
            key(to, 16, p.born().substring(0, 4), p.family(), start(p.given()));
            // day and month the other way round
            key(to, 15, p.born().substring(6) + p.born().substring(4, 6), p.family(), start(p.given()));
        }
        int at = p.email().indexOf('@');
        key(to, 17, at < 0 ? "" : p.email().substring(0, at), start(p.given()));
    }

    private static String start(String word) {
        return word.length() <= FEW_LETTERS ? word : word.substring(0, FEW_LETTERS);
    }

    /** A key of several parts; none when a part is missing. */
    private static void key(LongConsumer to, int kind, String... parts) {
        long hash = kind * 0x9E3779B97F4A7C15L;
        for (var part : parts) {
            if (part.isEmpty()) {
                return;
            }
            for (int i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * 0x100000001B3L;
            }
            hash = (hash ^ 0x1F) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        to.accept(hash);
    }

    /** A list of longs that grows. */
    private static final class Longs implements LongConsumer {
        private long[] all = new long[1024];
        private int size;

        @Override
        public void accept(long value) {
            if (size == all.length) {
                all = Arrays.copyOf(all, size * 2);
            }
            all[size++] = value;
        }

        long[] toArray() {
            return Arrays.copyOf(all, size);
        }

        long[] distinct() {
            Arrays.sort(all, 0, size);
            int kept = 0;
            for (int i = 0; i < size; i++) {
                if (i == 0 || all[i] != all[i - 1]) {
                    all[kept++] = all[i];
                }
            }
            return Arrays.copyOf(all, kept);
        }
    }
}
