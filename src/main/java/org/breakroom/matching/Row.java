package org.breakroom.matching;

/**
 * Where things stand in a packed row: sixteen numbers that nearly every comparison needs, near to each other in memory, and
 * a few more for the rows that say more. Most are numbers of {@link Words}.
 */
final class Row {
    static final int GIVEN = 0;
    static final int MIDDLE = 1;
    /** The whole surname; its parts are compared too. */
    static final int FAMILY = 2;

    static final int SUFFIX = 3;
    /** Number of the house, with its letter. */
    static final int HOUSE = 4;
    /** Written out in short forms, without number and apartment. */
    static final int STREET = 5;

    static final int UNIT = 6;
    static final int CITY = 7;
    static final int ZIP = 8;
    /** Year, month, day as one number of eight digits; used in memory and never kept. */
    static final int BORN = 9;
    /** A phone's digits, four bits each behind four bits that are all set; the upper half, then the lower. */
    static final int PHONE = 10;
    /** Half a hash of the mail address, a bit for each letter in it, and where its letters stand. */
    static final int MAIL = 12;

    static final int MAIL_BAG = 13;
    static final int MAIL_AT = 14;
    /** Where the rest of the row stands; 0 when there is none. */
    static final int MORE = 15;

    static final int SIZE = 16;

    /** What stands in a second line of the address; lists mix the two up. */
    static final int OTHER_STREET = 0;
    /** What an employer or an office calls her. */
    static final int NUMBER = 1;

    static final int WORKSITE = 2;
    static final int JOB = 3;
    static final int HIRED = 4;
    static final int OTHER_PHONE = 5;
    static final int MORE_SIZE = 8;

    private Row() {}
}
