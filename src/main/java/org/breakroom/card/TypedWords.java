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

    /**
     * The words with single line breaks, and the approver's name; what cannot be signed is noted.
     *
     * @param field what the names of its fields end in
     */
    TypedWords read(String field, Messages messages, Problems problems) {
        var tidy = words.strip().replace("\r\n", "\n").replace('\r', '\n');
        if (DangerousData.in(tidy)) {
            problems.add("words" + field, messages.here("problem.dangerous"));
        } else if (tidy.length() < WORDS_MIN || tidy.length() > WORDS_MAX) {
            problems.add("words" + field, messages.here("problem.cardWords", WORDS_MIN, WORDS_MAX));
        } else if (!Wording.sound(tidy)) {
            problems.add("words" + field, messages.here("problem.cardPlaces"));
        }
        var name = PersonName.tidy(approver);
        problems.line("approver" + field, name, NAME_MAX, "problem.approver", messages);
        return new TypedWords(language, tidy, name);
    }
}
