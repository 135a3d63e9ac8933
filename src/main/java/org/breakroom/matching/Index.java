package org.breakroom.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * People on file, kept ready: their keys are sorted once, so that a list is linked in the time that its own rows take, and
 * one person is looked for in milliseconds. One is asked at a time; the words of what was asked are not kept.
 */
public final class Index {
    private static final int MOST = 5;

    private final People onFile;
    private final Nicknames.Numbered nicknames;
    private final long[][] entries = new long[Keys.KINDS][];
    private final Model.Names names;
    private final int words;
    private Model model;

    /** Takes people as they are now; who is added to them later is not found. */
    public Index(People people) {
        onFile = people.sorted();
        nicknames = Nicknames.numbered(onFile.words());
        words = onFile.words().size();
        names = Model.Names.of(onFile);
        Workers.share(
                Workers.USUAL, Keys.KINDS, () -> kind -> entries[kind] = new Keys(onFile, nicknames).entries(kind));
        // nothing learned yet: what is believed of pairs before any are seen
        model = Model.learn(
                Model.chance(Workers.USUAL, onFile, onFile, nicknames),
                names,
                new Patterns(),
                1,
                Math.max(onFile.size(), 1));
    }

    /**
     * Links a list to the people on file, as {@link Linker#link} does.
     *
     * @param rows adds the rows of the list
     */
    public synchronized List<Link> link(Consumer<People> rows) {
        try {
            var list = onFile.beside();
            rows.accept(list);
            var left = list.sorted();
            var candidates = candidates(left);
            var pairs = Pairs.compare(Workers.USUAL, left, onFile, candidates, nicknames);
            model = Model.learn(
                    Model.chance(Workers.USUAL, left, onFile, nicknames),
                    names,
                    pairs.patterns(),
                    Math.min(left.size(), onFile.size()),
                    (double) left.size() * onFile.size());
            return Linker.best(Workers.USUAL, left, onFile, candidates, pairs, model);
        } finally {
            onFile.words().forget(words);
        }
    }

    /**
     * Who on file may be one person, the likeliest first, five at most.
     *
     * @param said what a form says of her
     */
    public synchronized List<Link> find(Map<PersonColumn, String> said) {
        try {
            var asked = onFile.beside();
            asked.add("", said);
            var candidates = candidates(asked);
            var pairs = Pairs.compare(1, asked, onFile, candidates, nicknames);
            var odds = pairs.odds(model);
            double all = 0;
            for (double one : odds) {
                all += one;
            }
            var found = new ArrayList<Link>();
            for (int i = 0; i < odds.length; i++) {
                double score = odds[i] / (1 + all);
                if (score >= Linker.REVIEW_FROM / MOST) {
                    long pattern = pairs.patterns().pattern(pairs.number(i));
                    found.add(new Link(
                            "",
                            onFile.id(candidates.partner(i)),
                            score,
                            Links.decision(score),
                            Reasons.of(pattern, model),
                            Reasons.namesAgree(pattern),
                            Reasons.ownAgrees(pattern)));
                }
            }
            found.sort(Comparator.comparingDouble(Link::score).reversed());
            return found.subList(0, Math.min(MOST, found.size()));
        } finally {
            onFile.words().forget(words);
        }
    }

    private Candidates candidates(People left) {
        return Candidates.join(
                left.size() == 1 ? 1 : Workers.USUAL,
                kind -> new Keys(left, nicknames).entries(kind),
                (kind, of) -> entries[kind],
                false,
                left.size());
    }
}
