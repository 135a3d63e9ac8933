package org.breakroom.matching;

/**
 * That two rows are probably one person.
 *
 * @param score how likely, from 0 to 1, with the other candidates of both rows taken in
 * @param decision whether it needs a person to say so
 * @param why what agrees and what does not, in words, each with its weight in bits
 * @param namesAgree whether neither the given nor the family name differs
 * @param ownAgrees whether the names agree and something agrees that is one person's own: mail, phone,
 *     number, birth date or address
 */
public record Link(
        String left, String right, double score, Decision decision, String why, boolean namesAgree, boolean ownAgrees) {
    /** The lane a link goes to. */
    public enum Decision {
        MATCH,
        REVIEW
    }

    /** Why, without the weights. */
    public String words() {
        return why.replaceAll(" [+-][0-9]+\\.[0-9]", "");
    }
}
