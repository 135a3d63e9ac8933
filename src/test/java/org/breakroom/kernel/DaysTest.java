package org.breakroom.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A day of a form is read, or is none; a year that no database and no person meets is none too. */
class DaysTest {

    @Test
    void a_day_is_read_with_blanks_around_it() {
        assertThat(Days.read(" 2026-11-22 ")).hasValue(LocalDate.of(2026, 11, 22));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "soon",
                "2026-02-30",
                "11/22/2026",
                "+999999999-12-31",
                "-999999999-01-01",
                "0000-01-01",
                "9999-12-31"
            })
    void what_is_none_is_none(String text) {
        assertThat(Days.read(text)).isEmpty();
    }
}
