package org.breakroom.card;

import org.breakroom.kernel.DangerousData;
import org.breakroom.kernel.PersonName;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Problems;

/** Words that were typed for a language, and who approves them. */
public record TypedWords(String language, String words, String approver) {
    static final TypedWords NONE = new TypedWords("", "", "");
    private static final int WORDS_MIN = 60;
    private static final int WORDS_MAX = 2000;
    private static final int NAME_MAX = 80;

    /** The words with single line breaks, and the approver's name without what is around it. */
    TypedWords tidied() {
        var tidy = words.strip().replace("\r\n", "\n").replace('\r', '\n');
        return new TypedWords(language, tidy, PersonName.tidy(approver));
    }

    /**
     * Notes what cannot be signed.
     *
     * @param field what the names of its fields end in
     */
    void check(String field, Messages messages, Problems problems) {
        var tidy = tidied().words();
        if (DangerousData.in(tidy)) {
            problems.add("words" + field, messages.here("problem.dangerous"));
        } else if (tidy.length() < WORDS_MIN || tidy.length() > WORDS_MAX) {
            problems.add("words" + field, messages.here("problem.cardWords", WORDS_MIN, WORDS_MAX));
        } else if (!Wording.sound(tidy)) {
            problems.add("words" + field, messages.here("problem.cardPlaces"));
        }
        problems.line("approver" + field, tidied().approver(), NAME_MAX, "problem.approver", messages);
    }
}
