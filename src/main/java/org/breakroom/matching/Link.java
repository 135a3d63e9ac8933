package org.breakroom.matching;

/**
 * That two rows are probably one person.
 *
 * @param score how likely, from 0 to 1, with the other candidates of both rows taken in
 * @param decision whether it needs a person to say so
 * @param why what agrees and what does not, in words
 */
public record Link(String left, String right, double score, Decision decision, String why) {
    /** The lane a link goes to. */
    public enum Decision {
        MATCH,
        REVIEW
    }
}
