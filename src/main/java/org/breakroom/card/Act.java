package org.breakroom.card;

/** What can become of a card; each is a link of the chain and none is ever removed. */
public enum Act {
    /** It moves chart and goals. */
    COUNTED,
    /** A confirmation was written to the signer's own account. */
    SENT,
    /** It was handed over to her mail or telephone company. */
    DELIVERED,
    /** She confirmed it from her own account. */
    CONFIRMED,
    /** Someone said which person on file signed it. */
    MATCHED,
    /** She says that it was not her. */
    CHALLENGED,
    /** An officer looked and let it stand. */
    UPHELD,
    /** An officer looked and did not. */
    REFUSED,
    /** She takes it back, from a day on. */
    REVOKED,
    /** The employer was told of a revocation. */
    TOLD,
    /** A newer card took its place. */
    SUPERSEDED
}
