package org.breakroom.card;

import org.jspecify.annotations.Nullable;

/**
 * What an officer typed about a card.
 *
 * @param words why she decides so
 * @param member whose card it is, where nobody knew: the id of a person
 * @param who the letters by which she looked for that person; null when she did not
 */
public record Decision(
        String words, String member, @Nullable String who) {}
