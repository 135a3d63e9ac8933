package org.breakroom.matching;

import java.util.AbstractList;
import org.jspecify.annotations.Nullable;

/** Links, packed; each is made when it is asked for. */
final class Links extends AbstractList<Link> {
    /** From here on no person needs to look. */
    private static final double MATCH_FROM = 0.9;

    private final People left;
    private final People right;
    private final Candidates candidates;
    private final Pairs pairs;
    private final Model model;
    private final int[] lefts;
    private final int[] places;
    private final double[] scores;
    /** Made when first asked for; threads that ask at once make the same. */
    private final @Nullable String[] reasons;

    /**
     * @param lefts the row of the left file of each link
     * @param places where the link stands among the candidates
     */
    Links(
            People left,
            People right,
            Candidates candidates,
            Pairs pairs,
            Model model,
            int[] lefts,
            int[] places,
            double[] scores) {
        this.left = left;
        this.right = right;
        this.candidates = candidates;
        this.pairs = pairs;
        this.model = model;
        this.lefts = lefts;
        this.places = places;
        this.scores = scores;
        this.reasons = new String[pairs.patterns().size()];
    }

    /** How many keys were shared by too many rows to say anything. */
    int passedOver() {
        return candidates.passedOver();
    }

    @Override
    public int size() {
        return scores.length;
    }

    @Override
    public Link get(int i) {
        int number = pairs.number(places[i]);
        long pattern = pairs.patterns().pattern(number);
        return new Link(
                left.id(lefts[i]),
                right.id(candidates.partner(places[i])),
                scores[i],
                decision(scores[i]),
                why(number, pattern),
                Reasons.namesAgree(pattern),
                Reasons.ownAgrees(pattern));
    }

    static Link.Decision decision(double score) {
        return score >= MATCH_FROM ? Link.Decision.MATCH : Link.Decision.REVIEW;
    }

    private String why(int number, long pattern) {
        var known = reasons[number];
        if (known == null) {
            known = Reasons.of(pattern, model);
            reasons[number] = known;
        }
        return known;
    }
}
