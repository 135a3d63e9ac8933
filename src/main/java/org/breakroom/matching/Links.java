package org.breakroom.matching;

import java.util.AbstractList;
import org.jspecify.annotations.Nullable;

/** Links, packed; each is made when it is asked for. */
final class Links extends AbstractList<Link> {
    /** From here on no person needs to look. */
    private static final double MATCH_FROM = 0.9;

    private final People left;
    private final People right;
    private final Patterns patterns;
    private final Model model;
    private final int[] lefts;
    private final int[] rights;
    private final int[] numbers;
    private final double[] scores;
    private final int passedOver;
    /** Made when first asked for; threads that ask at once make the same. */
    private final @Nullable String[] reasons;

    Links(
            People left,
            People right,
            Patterns patterns,
            Model model,
            int[] lefts,
            int[] rights,
            int[] numbers,
            double[] scores,
            int passedOver) {
        this.left = left;
        this.right = right;
        this.patterns = patterns;
        this.model = model;
        this.lefts = lefts;
        this.rights = rights;
        this.numbers = numbers;
        this.scores = scores;
        this.passedOver = passedOver;
        this.reasons = new String[patterns.size()];
    }

    /** How many keys were shared by too many rows to say anything. */
    int passedOver() {
        return passedOver;
    }

    @Override
    public int size() {
        return scores.length;
    }

    @Override
    public Link get(int i) {
        return new Link(
                left.id(lefts[i]),
                right.id(rights[i]),
                scores[i],
                decision(scores[i]),
                why(numbers[i]),
                Reasons.namesAgree(patterns.pattern(numbers[i])),
                Reasons.ownAgrees(patterns.pattern(numbers[i])));
    }

    static Link.Decision decision(double score) {
        return score >= MATCH_FROM ? Link.Decision.MATCH : Link.Decision.REVIEW;
    }

    private String why(int number) {
        var known = reasons[number];
        if (known == null) {
            known = Reasons.of(patterns.pattern(number), model);
            reasons[number] = known;
        }
        return known;
    }
}
