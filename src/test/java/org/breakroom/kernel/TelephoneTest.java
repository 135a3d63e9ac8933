package org.breakroom.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numbers as lists and people write them. */
class TelephoneTest {
    private static final String MARKS = " ().-";
    private static final String OTHERS = " ().-+x#/,;*~１é";

    @Test
    void a_number_is_read_in_any_usual_form() {
        for (var written : new String[] {
            "(617) 555-0123", "617.555.0123", "6175550123", "1-617-555-0123", "+1 617 555 0123", "617-555-0123 x4"
        }) {
            assertThat(Phone.read(written)).as(written).contains(new Phone("+16175550123"));
        }
        for (var written : new String[] {"", "-", "555-012", "call me", "061755501234567890"}) {
            assertThat(Phone.read(written)).as(written).isEmpty();
        }
    }

    /** The short way for ten digits says what the library says, of whatever is written. */
    @Test
    void the_short_way_reads_what_the_library_reads() {
        var random = new Random(7);
        int plain = 0;
        for (int i = 0; i < 40_000; i++) {
            var marks = i % 3 == 0 ? OTHERS : MARKS;
            var text = new StringBuilder();
            int digits = 8 + random.nextInt(5);
            for (int d = 0; d < digits; d++) {
                for (int m = random.nextInt(6) - 3; m > 0; m--) {
                    text.append(marks.charAt(random.nextInt(marks.length())));
                }
                text.append((char) ('0' + random.nextInt(10)));
            }
            if (random.nextBoolean()) {
                text.append(marks.charAt(random.nextInt(marks.length())));
            }
            var written = text.toString();
            assertThat(Phone.read(written)).as(written).isEqualTo(Phone.any(written));
            plain += Phone.read(written).isPresent() ? 1 : 0;
        }
        assertThat(plain).as("enough of them are numbers").isGreaterThan(5_000);
    }
}
