package org.breakroom.access;

/** What an account may be, each in its scope; one person may hold several. */
public enum Role {
    /** Sees herself. */
    MEMBER,
    /** Building rep: her worksites. */
    REP,
    /** Member organizer: the worksites assigned to her, from a day to a day. */
    ORGANIZER,
    /** President, secretary, treasurer: the whole local. */
    OFFICER,
    /** Of the federation: counts everywhere, names where a local granted it. */
    STAFF,
    /** Settings and accounts; counts, and no member. */
    ADMIN
}
