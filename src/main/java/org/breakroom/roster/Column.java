package org.breakroom.roster;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What a column of an employer's list can mean, with the headings it usually goes by. */
enum Column {
    NAME("name", "full name", "employee name", "employee", "member name", "person"),
    GIVEN_NAME("given name", "first name", "first", "name first", "fname", "firstname"),
    MIDDLE_NAME("middle name", "middle", "mi", "middle initial", "name mi"),
    FAMILY_NAME("family name", "last name", "last", "name last", "surname", "lname", "lastname"),
    SUFFIX("suffix", "name suffix"),
    EMPLOYEE_NUMBER(
            "employee number", "employee id", "emp id", "empid", "employee no", "id number", "emplid", "staff id"),
    JOB_TITLE("job title", "title", "job", "position", "position title", "classification", "job classification"),
    WORKSITE(
            "worksite",
            "school",
            "building",
            "location",
            "department name",
            "department",
            "site",
            "school name",
            "work location",
            "department division",
            "branch"),
    AREA("area", "floor", "wing", "unit area"),
    SHIFT("shift", "work shift", "shift name", "schedule"),
    HIRED_ON("hired on", "hire date", "date of hire", "hired", "start date", "date hired", "original hire date"),
    EMAIL("email", "e mail", "email address", "personal email", "work email", "mail"),
    PHONE("phone", "telephone", "phone number", "home phone", "cell", "cell phone", "mobile", "personal phone"),
    STREET("street", "address", "street address", "address 1", "address1", "home address"),
    CITY("city", "town", "municipality"),
    STATE("state"),
    ZIP("zip", "postal", "zip code", "postal code", "zipcode"),
    STATUS("status", "membership", "member status", "dues", "dues status"),
    LEAVE_OUT;

    /** What a list may hold and Breakroom never takes in, whatever someone maps it to. */
    private static final Set<String> NEVER = Set.of(
            "ssn",
            "social security",
            "social security number",
            "ss",
            "soc sec id",
            "dob",
            "date of birth",
            "birth date",
            "birthdate",
            "birthday",
            "bank",
            "bank account",
            "account number",
            "routing number",
            "card number",
            "license",
            "licence",
            "license number",
            "driver license");

    private final List<String> headings;

    Column(String... headings) {
        this.headings = List.of(headings);
    }

    static String fold(String heading) {
        return org.breakroom.kernel.PersonName.fold(heading);
    }

    /** Whether a heading names data that Breakroom never holds. */
    static boolean never(String heading) {
        return NEVER.contains(fold(heading));
    }

    /** Where a meaning stands that an earlier column has already: a meaning is used once. */
    static List<Integer> repeated(List<Column> columns) {
        return IntStream.range(0, columns.size())
                .filter(i -> columns.get(i) != LEAVE_OUT && columns.indexOf(columns.get(i)) < i)
                .boxed()
                .toList();
    }

    static Column guess(String heading) {
        var folded = fold(heading);
        return never(heading)
                ? LEAVE_OUT
                : Arrays.stream(values())
                        .filter(c -> c.headings.contains(folded))
                        .findFirst()
                        .orElse(LEAVE_OUT);
    }

    /** The column of a word, as forms and map files write it: {@code given_name}. */
    static Optional<Column> read(String word) {
        return Arrays.stream(values())
                .filter(c -> c.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isName() {
        return this == NAME || this == FAMILY_NAME || this == GIVEN_NAME;
    }
}
