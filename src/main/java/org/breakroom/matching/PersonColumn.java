package org.breakroom.matching;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.breakroom.kernel.PersonName;
import org.jspecify.annotations.Nullable;

/** What a column of a file of people means, by the headings it usually goes by. */
public enum PersonColumn {
    ID("id", "rec id", "unique id", "roster id", "member id"),
    NAME("name", "full name", "employee name", "employee"),
    GIVEN("first", "first name", "given name", "given", "firstname"),
    MIDDLE("mi", "middle", "middle name", "middle initial"),
    FAMILY("last", "last name", "surname", "family name", "family", "lastname"),
    SUFFIX("suffix", "name suffix"),
    HOUSE("street number", "house number", "house"),
    STREET("address", "street", "street address", "address 1", "address1", "home address"),
    OTHER_STREET("address 2", "address2", "street 2"),
    UNIT("unit", "apt", "apartment"),
    CITY("city", "town", "suburb", "municipality"),
    ZIP("zip", "zip code", "zipcode", "postcode", "postal code"),
    PHONE("phone", "home phone", "telephone", "phone number"),
    OTHER_PHONE("cell", "cell phone", "mobile", "other phone"),
    EMAIL("email", "e mail", "email address", "mail"),
    BORN("dob", "date of birth", "birth date", "birthdate"),
    NUMBER("employee number", "employee id", "emp id", "soc sec id"),
    WORKSITE("worksite", "school", "building", "location", "work location"),
    JOB("job", "job title", "title", "position", "occupation"),
    HIRED("hire date", "date of hire", "hired");

    private final List<String> headings;

    PersonColumn(String... headings) {
        this.headings = List.of(headings);
    }

    /** Adds what is said here to what is said of a person, if anything is. */
    public void say(@Nullable Object value, Map<PersonColumn, String> said) {
        if (value != null) {
            said.put(this, value.toString());
        }
    }

    /** The meaning of a heading, if it is a usual one. */
    static Optional<PersonColumn> of(String heading) {
        var folded = PersonName.fold(heading);
        return Arrays.stream(values()).filter(c -> c.headings.contains(folded)).findFirst();
    }
}
