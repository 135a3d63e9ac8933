package org.breakroom.matching;

/** Compares two people, field by field, into one pattern of levels. */
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

    private Comparison() {}

    static int of(Person a, Person b) {
        int names = names(a, b);
        return names
                | Field.MIDDLE.at(middle(a.middle(), b.middle()))
                | Field.SUFFIX.at(suffix(a.suffix(), b.suffix()))
                | Field.BORN.at(born(a.born(), b.born()))
                | Field.ADDRESS.at(address(a, b))
                | Field.PLACE.at(place(a, b))
                | Field.PHONE.at(phone(a, b))
                | Field.EMAIL.at(email(a.email(), b.email()))
                | Field.NUMBER.at(number(a.number(), b.number()));
    }

    private static int names(Person a, Person b) {
        int given = given(a.given(), b.given());
        int family = family(a.family(), b.family());
        if (given == GIVEN_DIFFERENT && family == FAMILY_DIFFERENT || given == 0 || family == 0) {
            boolean one = crossed(a.given(), b.family());
            boolean other = crossed(a.family(), b.given());
            if (one && other) {
                return Field.GIVEN.at(GIVEN_SWAPPED) | Field.FAMILY.at(FAMILY_SWAPPED);
            }
            if (one || other) {
                return Field.GIVEN.at(given) | Field.FAMILY.at(FAMILY_SWAPPED);
            }
        }
        return Field.GIVEN.at(given) | Field.FAMILY.at(family);
    }

    private static boolean crossed(String given, String family) {
        return !given.isEmpty() && !family.isEmpty() && (given.equals(family) || close(given, family));
    }

    private static int given(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        if (a.equals(b)) {
            return SAME;
        }
        if (a.length() == 1 || b.length() == 1) {
            return a.charAt(0) == b.charAt(0) ? GIVEN_INITIAL : GIVEN_DIFFERENT;
        }
        return Nicknames.alike(a, b) ? NEAR : close(a, b) ? GIVEN_CLOSE : GIVEN_DIFFERENT;
    }

    private static boolean close(String a, String b) {
        return Math.min(a.length(), b.length()) >= LONG_ENOUGH && Texts.oneSlip(a, b)
                || Texts.jaroWinkler(a, b) >= CLOSE;
    }

    private static int family(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        if (a.equals(b)) {
            return SAME;
        }
        if (part(a, b) || part(b, a)) {
            return FAMILY_PART;
        }
        return close(a, b) ? FAMILY_CLOSE : FAMILY_DIFFERENT;
    }

    /** Whether one of several surnames of the first is the second, or one of its. */
    private static boolean part(String a, String b) {
        if (a.indexOf(' ') < 0) {
            return false;
        }
        for (var one : a.split(" ")) {
            for (var other : b.split(" ")) {
                if (one.length() > 2 && one.equals(other)) {
                    return true;
                }
            }
        }
        return a.replace(" ", "").equals(b.replace(" ", ""));
    }

    private static int middle(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        boolean same = a.length() == 1 || b.length() == 1 ? a.charAt(0) == b.charAt(0) : a.equals(b) || close(a, b);
        return same ? SAME : MIDDLE_DIFFERENT;
    }

    private static int suffix(String a, String b) {
        if (a.isEmpty() && b.isEmpty()) {
            return 0;
        }
        return a.equals(b) ? SAME : a.isEmpty() || b.isEmpty() ? SUFFIX_ONE_SIDED : SUFFIX_CONFLICT;
    }

    private static int born(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        if (a.equals(b)) {
            return SAME;
        }
        boolean swapped = a.regionMatches(0, b, 0, 4) && a.regionMatches(4, b, 6, 2) && a.regionMatches(6, b, 4, 2);
        int parts = (a.regionMatches(0, b, 0, 4) ? 1 : 0)
                + (a.regionMatches(4, b, 4, 2) ? 1 : 0)
                + (a.regionMatches(6, b, 6, 2) ? 1 : 0);
        return swapped || parts == 2 && Texts.oneSlip(a, b) ? NEAR : DIFFERENT;
    }

    private static int address(Person a, Person b) {
        int direct = street(a, a.street(), b, b.street());
        if (direct == SAME || a.otherStreet().isEmpty() && b.otherStreet().isEmpty()) {
            return direct;
        }
        int crossed = better(street(a, a.otherStreet(), b, b.street()), street(a, a.street(), b, b.otherStreet()));
        boolean alike = crossed == SAME || crossed == NEAR;
        return alike && direct != NEAR ? NEAR : direct;
    }

    /** The level that says more for one person. */
    private static int better(int one, int other) {
        return one == 0 ? other : other == 0 ? one : Math.min(one, other);
    }

    private static int street(Person a, String streetA, Person b, String streetB) {
        if (streetA.isEmpty() || streetB.isEmpty()) {
            return 0;
        }
        boolean house = !a.house().isEmpty() && a.house().equals(b.house());
        if (streetA.equals(streetB) && a.house().equals(b.house())) {
            return !a.unit().isEmpty() && !b.unit().isEmpty() && !a.unit().equals(b.unit()) ? OTHER_UNIT : SAME;
        }
        boolean near = house && (close(streetA, streetB) || streetA.startsWith(streetB) || streetB.startsWith(streetA))
                || streetA.equals(streetB) && Texts.oneSlip(a.house(), b.house());
        return near ? NEAR : DIFFERENT;
    }

    private static int place(Person a, Person b) {
        if (a.zip().isEmpty() || b.zip().isEmpty()) {
            return a.city().isEmpty() || b.city().isEmpty() ? 0 : a.city().equals(b.city()) ? NEAR : DIFFERENT;
        }
        if (a.zip().equals(b.zip())) {
            return SAME;
        }
        return Texts.oneSlip(a.zip(), b.zip()) && (a.city().equals(b.city()) || close(a.city(), b.city()))
                ? NEAR
                : DIFFERENT;
    }

    private static int phone(Person a, Person b) {
        if (a.phones().isEmpty() || b.phones().isEmpty()) {
            return 0;
        }
        boolean near = false;
        for (var one : a.phones()) {
            for (var other : b.phones()) {
                if (one.equals(other)) {
                    return SAME;
                }
                near |= Texts.oneSlip(one, other);
            }
        }
        return near ? NEAR : DIFFERENT;
    }

    private static int email(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        if (a.equals(b)) {
            return SAME;
        }
        // mail addresses are made of names: of two namesakes they are alike, and only a slip in one speaks for one
        // person
        return Texts.oneSlip(a, b) && digits(a).equals(digits(b)) ? NEAR : DIFFERENT;
    }

    private static String digits(String text) {
        return text.replaceAll("[^0-9]", "");
    }

    private static int number(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        return a.equals(b) ? SAME : Texts.oneSlip(a, b) ? NEAR : DIFFERENT;
    }
}
