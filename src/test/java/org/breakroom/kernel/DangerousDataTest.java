package org.breakroom.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What never gets in, and what only looks a little like it. */
class DangerousDataTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "219-09-9999",
                "my number is 219 09 9999.",
                "SSN 219099999",
                "soc. sec. no: 219-099999",
                "Social Security 219099999",
                "born 04/05/1970",
                "DOB: 1970-05-04",
                "date of birth 4.5.70",
                "birthday 4/5/1970",
                "4111 1111 1111 1111"
            })
    void is_found(String text) {
        assertThat(DangerousData.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hired 04/05/1970",
                "room 219099",
                "508-555-0100",
                "born to teach",
                "employee 219099999",
                "Birthday party on the 4th"
            })
    void is_let_through(String text) {
        assertThat(DangerousData.in(text)).isFalse();
    }
}
