package org.breakroom.card;

/** Words that were typed for a language, and who approves them. */
public record TypedWords(String language, String words, String approver) {
    static final TypedWords NONE = new TypedWords("", "", "");
}
