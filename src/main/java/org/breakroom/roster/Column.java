package org.breakroom.roster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.breakroom.kernel.DangerousData;
import org.breakroom.list.ListFile;

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

    private final List<String> headings;

    Column(String... headings) {
        this.headings = List.of(headings);
    }

    static String fold(String heading) {
        return org.breakroom.kernel.PersonName.fold(heading);
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
        return DangerousData.heading(heading)
                ? LEAVE_OUT
                : Arrays.stream(values())
                        .filter(c -> c.headings.contains(folded))
                        .findFirst()
                        .orElse(LEAVE_OUT);
    }

    /** What each column means, guessed from headings, and from values where headings say nothing. */
    static List<Column> guess(ListFile list) {
        var headings = list.headings();
        var guessed = new ArrayList<>(headings.stream().map(Column::guess).toList());
        var samples = list.samples(20);
        for (int i = 0; i < guessed.size(); i++) {
            if (guessed.get(i) == Column.LEAVE_OUT && !DangerousData.heading(headings.get(i))) {
                guessed.set(i, byValues(samples.get(i), guessed));
            }
        }
        repeated(guessed).forEach(at -> guessed.set(at, Column.LEAVE_OUT));
        return guessed;
    }

    private static Column byValues(List<String> values, List<Column> taken) {
        if (values.isEmpty()) {
            return Column.LEAVE_OUT;
        }
        if (values.stream().allMatch(v -> v.contains("@")) && !taken.contains(Column.EMAIL)) {
            return Column.EMAIL;
        }
        if (values.stream().allMatch(v -> v.matches("\\(?\\d{3}\\)?[-. ]\\d{3}[-. ]\\d{4}.*"))
                && !taken.contains(Column.PHONE)) {
            return Column.PHONE;
        }
        boolean named = taken.stream().anyMatch(Column::isName);
        if (!named && values.stream().allMatch(v -> v.matches("[\\p{L}' .-]+,[\\p{L}' .-]+"))) {
            return Column.NAME;
        }
        return Column.LEAVE_OUT;
    }

    static List<String> words(List<Column> columns) {
        return columns.stream().map(Column::word).toList();
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
