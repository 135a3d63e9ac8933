package org.breakroom.matching;

/**
 * Compares two people, field by field, into one pattern of levels. Who is named first makes no difference. One thread's own:
 * it remembers how close words were found.
 */
final class Comparison {
    static final int SAME = 1;
    /** Of a given name: a nickname; of others: nearly the same. */
    static final int NEAR = 2;

    static final int DIFFERENT = 3;
    static final int GIVEN_INITIAL = 3;
    static final int GIVEN_CLOSE = 4;
    static final int GIVEN_DIFFERENT = 5;
    static final int GIVEN_SWAPPED = 6;
    static final int FAMILY_PART = 2;
    static final int FAMILY_CLOSE = 3;
    static final int FAMILY_DIFFERENT = 4;
    static final int FAMILY_SWAPPED = 5;
    static final int MIDDLE_DIFFERENT = 2;
    static final int SUFFIX_CONFLICT = 2;
    static final int SUFFIX_ONE_SIDED = 3;
    static final int OTHER_UNIT = 4;
    private static final double CLOSE = 0.88;
    private static final int LONG_ENOUGH = 4;
    private static final int MONTH = 100;
    private static final int YEAR = 10_000;

    /** Of two close words, how much Jaro's measure must be before the weight of a common beginning. */
    private static final double CLOSE_AT_MOST_WITH_BEGINNING = (CLOSE - 0.4) / 0.6;

    private static final int REMEMBERED = 1 << 16;
    private static final int ASK_CLOSE = 1;
    private static final int ASK_GIVEN = 2;
    private static final int ASK_FAMILY = 3;
    private static final int NUMBER_BITS = 28;
    private static final int SPACE = 1 << ' ';

    private final Words words;
    private final byte[] pool;
    private final int[] leftMore;
    private final int[] rightMore;
    private final byte[] leftMails;
    private final byte[] rightMails;
    private final Nicknames.Numbered nicknames;
    private final long[] remembered = new long[REMEMBERED];
    private final int[] left;
    private final int[] right;
    private int a;
    private int b;

    Comparison(People left, People right, Nicknames.Numbered nicknames) {
        this.words = left.words();
        this.pool = words.pool();
        this.left = left.packed();
        this.right = right.packed();
        this.leftMore = left.more();
        this.rightMore = right.more();
        this.leftMails = left.mails();
        this.rightMails = right.mails();
        this.nicknames = nicknames;
    }

    /** The pattern of a row of the left file and one of the right. */
    long of(int leftRow, int rightRow) {
        a = leftRow * Row.SIZE;
        b = rightRow * Row.SIZE;
        int more = left[a + Row.MORE];
        int moreRight = right[b + Row.MORE];
        long pattern = names()
                | Field.MIDDLE.at(middle(l(Row.MIDDLE), r(Row.MIDDLE)))
                | Field.SUFFIX.at(suffix(l(Row.SUFFIX), r(Row.SUFFIX)))
                | Field.BORN.at(date(l(Row.BORN), r(Row.BORN)))
                | Field.ADDRESS.at(address(more, moreRight))
                | Field.PLACE.at(place())
                | Field.PHONE.at(phone(more, moreRight))
                | Field.EMAIL.at(email());
        if (more == 0 || moreRight == 0) {
            return pattern;
        }
        return pattern
                | Field.NUMBER.at(slip(leftMore[more + Row.NUMBER], rightMore[moreRight + Row.NUMBER]))
                | Field.WORKSITE.at(nearly(leftMore[more + Row.WORKSITE], rightMore[moreRight + Row.WORKSITE]))
                | Field.JOB.at(nearly(leftMore[more + Row.JOB], rightMore[moreRight + Row.JOB]))
                | Field.HIRED.at(date(leftMore[more + Row.HIRED], rightMore[moreRight + Row.HIRED]));
    }

    private int l(int part) {
        return left[a + part];
    }

    private int r(int part) {
        return right[b + part];
    }

    private long names() {
        int given = given(l(Row.GIVEN), r(Row.GIVEN));
        int family = family(l(Row.FAMILY), r(Row.FAMILY));
        if (given == GIVEN_DIFFERENT && family == FAMILY_DIFFERENT || given == 0 || family == 0) {
            boolean one = crossed(l(Row.GIVEN), r(Row.FAMILY));
            boolean other = crossed(r(Row.GIVEN), l(Row.FAMILY));
            if (one && other) {
                return Field.GIVEN.at(GIVEN_SWAPPED) | Field.FAMILY.at(FAMILY_SWAPPED);
            }
            if (one || other) {
                return Field.GIVEN.at(given) | Field.FAMILY.at(FAMILY_SWAPPED);
            }
        }
        return Field.GIVEN.at(given) | Field.FAMILY.at(family);
    }

    private boolean crossed(int given, int family) {
        return given != 0 && family != 0 && (given == family || close(given, family));
    }

    /** What was found out about two words before, or is now; the smaller number is asked about first. */
    private int ask(int question, int one, int other) {
        int low = Math.min(one, other);
        int high = Math.max(one, other);
        long key = (long) question << 2 * NUMBER_BITS | (long) low << NUMBER_BITS | high;
        int slot = (int) (Words.mix(key) >>> Long.SIZE - 16);
        long known = remembered[slot];
        if (known >>> 3 == key) {
            return (int) known & 7;
        }
        int answer = switch (question) {
            case ASK_GIVEN -> givenAnew(low, high);
            case ASK_FAMILY -> familyAnew(low, high);
            default -> closeAnew(low, high) ? 1 : 0;
        };
        remembered[slot] = key << 3 | answer;
        return answer;
    }

    private boolean close(int one, int other) {
        return ask(ASK_CLOSE, one, other) == 1;
    }

    private boolean closeAnew(int one, int other) {
        if (!mayBeClose(one, other)) {
            return false;
        }
        return Math.min(words.length(one), words.length(other)) >= LONG_ENOUGH && oneSlip(one, other)
                || Texts.jaroWinkler(pool, words.start(one), words.length(one), words.start(other), words.length(other))
                        >= CLOSE;
    }

    /** Whether the letters that words have in common allow that they are close; most are told apart by that. */
    private boolean mayBeClose(int one, int other) {
        int bag = words.bag(one);
        int otherBag = words.bag(other);
        int length = words.length(one);
        int otherLength = words.length(other);
        int common =
                Math.min(length - Integer.bitCount(bag & ~otherBag), otherLength - Integer.bitCount(otherBag & ~bag));
        if (common <= 0) {
            return false;
        }
        double most = ((double) common / length + (double) common / otherLength + 1) / 3;
        return most >= (words.first(one) == words.first(other) ? CLOSE_AT_MOST_WITH_BEGINNING : CLOSE)
                || Integer.bitCount(bag ^ otherBag) <= 2;
    }

    private boolean oneSlip(int one, int other) {
        return Texts.oneSlip(pool, words.start(one), words.length(one), words.start(other), words.length(other));
    }

    private int given(int one, int other) {
        return one == 0 || other == 0 ? 0 : one == other ? SAME : ask(ASK_GIVEN, one, other);
    }

    private int givenAnew(int one, int other) {
        if (words.length(one) == 1 || words.length(other) == 1) {
            return words.first(one) == words.first(other) ? GIVEN_INITIAL : GIVEN_DIFFERENT;
        }
        return nicknames.alike(one, other) ? NEAR : closeAnew(one, other) ? GIVEN_CLOSE : GIVEN_DIFFERENT;
    }

    private int family(int one, int other) {
        return one == 0 || other == 0 ? 0 : one == other ? SAME : ask(ASK_FAMILY, one, other);
    }

    private int familyAnew(int one, int other) {
        return ((words.bag(one) | words.bag(other)) & SPACE) != 0 && part(words.text(one), words.text(other))
                ? FAMILY_PART
                : closeAnew(one, other) ? FAMILY_CLOSE : FAMILY_DIFFERENT;
    }

    /** Whether one of several surnames is the other's, or one of the other's; or both are one, written apart. */
    private static boolean part(String a, String b) {
        for (var one : a.split(" ")) {
            for (var other : b.split(" ")) {
                if (one.length() > 2 && one.equals(other)) {
                    return true;
                }
            }
        }
        return a.replace(" ", "").equals(b.replace(" ", ""));
    }

    private int middle(int one, int other) {
        if (one == 0 || other == 0) {
            return 0;
        }
        boolean same = one == other
                || (words.length(one) == 1 || words.length(other) == 1
                        ? words.first(one) == words.first(other)
                        : close(one, other));
        return same ? SAME : MIDDLE_DIFFERENT;
    }

    private static int suffix(int one, int other) {
        if (one == other) {
            return one == 0 ? 0 : SAME;
        }
        return one == 0 || other == 0 ? SUFFIX_ONE_SIDED : SUFFIX_CONFLICT;
    }

    /** Two days, each a number of eight digits. */
    private static int date(int one, int other) {
        if (one == 0 || other == 0) {
            return 0;
        }
        if (one == other) {
            return SAME;
        }
        int year = one / YEAR;
        int month = one / MONTH % MONTH;
        int day = one % MONTH;
        int otherYear = other / YEAR;
        int otherMonth = other / MONTH % MONTH;
        int otherDay = other % MONTH;
        if (year == otherYear && month == otherDay && day == otherMonth) {
            return NEAR;
        }
        boolean slip = month == otherMonth
                        && day == otherDay
                        && Digits.oneSlip(Digits.last(year), Digits.last(otherYear))
                || year == otherYear && day == otherDay && Digits.oneSlip(Digits.last(month), Digits.last(otherMonth))
                || year == otherYear && month == otherMonth && Digits.oneSlip(Digits.last(day), Digits.last(otherDay));
        return slip ? NEAR : DIFFERENT;
    }

    private boolean alike(int x, int y, int size) {
        for (int i = 0; i < size; i++) {
            if (pool[x + i] != pool[y + i]) {
                return false;
            }
        }
        return true;
    }

    private int address(int more, int moreRight) {
        int direct = street(l(Row.STREET), r(Row.STREET));
        int otherLeft = leftMore[more + Row.OTHER_STREET];
        int otherRight = rightMore[moreRight + Row.OTHER_STREET];
        if (direct == SAME || otherLeft == 0 && otherRight == 0) {
            return direct;
        }
        int across = better(street(otherLeft, r(Row.STREET)), street(l(Row.STREET), otherRight));
        boolean alike = across == SAME || across == NEAR;
        return alike && direct != NEAR ? NEAR : direct;
    }

    /** The level that says more for one person. */
    private static int better(int one, int other) {
        return one == 0 ? other : other == 0 ? one : Math.min(one, other);
    }

    private int street(int one, int other) {
        if (one == 0 || other == 0) {
            return 0;
        }
        int houseLeft = l(Row.HOUSE);
        int houseRight = r(Row.HOUSE);
        boolean house = houseLeft == houseRight;
        if (one == other && house) {
            int unitLeft = l(Row.UNIT);
            int unitRight = r(Row.UNIT);
            return unitLeft != 0 && unitRight != 0 && unitLeft != unitRight ? OTHER_UNIT : SAME;
        }
        boolean near = house && houseLeft != 0 && (close(one, other) || begins(one, other))
                || one == other && oneSlip(houseLeft, houseRight);
        return near ? NEAR : DIFFERENT;
    }

    private boolean begins(int one, int other) {
        return alike(words.start(one), words.start(other), Math.min(words.length(one), words.length(other)));
    }

    private int place() {
        int zipLeft = l(Row.ZIP);
        int zipRight = r(Row.ZIP);
        int cityLeft = l(Row.CITY);
        int cityRight = r(Row.CITY);
        if (zipLeft == 0 || zipRight == 0) {
            return cityLeft == 0 || cityRight == 0 ? 0 : cityLeft == cityRight ? NEAR : DIFFERENT;
        }
        if (zipLeft == zipRight) {
            return SAME;
        }
        return oneSlip(zipLeft, zipRight) && (cityLeft == cityRight || close(cityLeft, cityRight)) ? NEAR : DIFFERENT;
    }

    private int phone(int more, int moreRight) {
        long one = number(left, a + Row.PHONE);
        long other = number(leftMore, more + Row.OTHER_PHONE);
        long first = number(right, b + Row.PHONE);
        long second = number(rightMore, moreRight + Row.OTHER_PHONE);
        return better(better(phone(one, first), phone(one, second)), better(phone(other, first), phone(other, second)));
    }

    private static long number(int[] from, int at) {
        return (long) from[at] << Integer.SIZE | from[at + 1] & 0xFFFF_FFFFL;
    }

    private static int phone(long one, long other) {
        return one == 0 || other == 0 ? 0 : one == other ? SAME : Digits.oneSlip(one, other) ? NEAR : DIFFERENT;
    }

    private int email() {
        int one = l(Row.MAIL);
        int other = r(Row.MAIL);
        if (one == 0 || other == 0) {
            return 0;
        }
        int bags = l(Row.MAIL_BAG) ^ r(Row.MAIL_BAG);
        if (bags == 0 && one == other) {
            return SAME;
        }
        // mail addresses are made of names: of two namesakes they are alike, and only a slip in a letter speaks for one
        // person
        return Integer.bitCount(bags) <= 2 && mailsNear(l(Row.MAIL_AT), r(Row.MAIL_AT)) ? NEAR : DIFFERENT;
    }

    private boolean mailsNear(int one, int other) {
        int length = leftMails[one];
        int otherLength = rightMails[other];
        var both = new byte[length + otherLength];
        System.arraycopy(leftMails, one + 1, both, 0, length);
        System.arraycopy(rightMails, other + 1, both, length, otherLength);
        return Texts.oneSlip(both, 0, length, length, otherLength)
                && digits(both, 0, length) == digits(both, length, both.length);
    }

    private static long digits(byte[] letters, int from, int to) {
        long digits = 0;
        for (int i = from; i < to; i++) {
            if (letters[i] >= '0' && letters[i] <= '9') {
                digits = digits * 11 + letters[i] - '0' + 1;
            }
        }
        return digits;
    }

    private int slip(int one, int other) {
        return one == 0 || other == 0 ? 0 : one == other ? SAME : oneSlip(one, other) ? NEAR : DIFFERENT;
    }

    private int nearly(int one, int other) {
        return one == 0 || other == 0 ? 0 : one == other ? SAME : close(one, other) ? NEAR : DIFFERENT;
    }
}
