package org.breakroom.organizer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Who pays how much of an amount, to the cent. */
final class Shares {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final BigDecimal MINUTES = BigDecimal.valueOf(60);

    private Shares() {}

    static BigDecimal sum(Collection<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What minutes at a rate an hour come to; half a cent goes to the even one. */
    static BigDecimal pay(long minutes, BigDecimal rate) {
        return rate.multiply(BigDecimal.valueOf(minutes)).divide(MINUTES, 2, RoundingMode.HALF_EVEN);
    }

    /**
     * Splits an amount by percents that come to 100: each gets its share without the fraction of a cent, and the cents that are
     * left go to those with the largest fraction, the first of equals. The parts come to the amount.
     */
    static List<BigDecimal> split(BigDecimal amount, List<BigDecimal> percents) {
        var exact = percents.stream()
                .map(p -> amount.multiply(p).divide(HUNDRED, 6, RoundingMode.HALF_EVEN))
                .toList();
        var parts = new ArrayList<>(
                exact.stream().map(e -> e.setScale(2, RoundingMode.FLOOR)).toList());
        int left = amount.subtract(sum(parts))
                .divide(CENT, 0, RoundingMode.UNNECESSARY)
                .intValueExact();
        IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> exact.get(i).subtract(parts.get(i)))
                        .reversed())
                .limit(left)
                .toList()
                .forEach(i -> parts.set(i, parts.get(i).add(CENT)));
        return parts;
    }
}
