package org.breakroom.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The short way for plain letters comes to the same as the long way for all. */
class PersonNameTest {
    private static final String LETTERS = "abzABZ019 '-.,_~!\t\u00a0éÉñ\u0301\u200b’ß";

    @Test
    void plain_letters_and_all_others_are_tidied_and_folded_alike() {
        var random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int j = random.nextInt(9); j > 0; j--) {
                text.append(LETTERS.charAt(random.nextInt(i % 2 == 0 ? 14 : LETTERS.length())));
            }
            var s = text.toString();
            // a letter beyond ASCII behind it takes the long way and changes nothing before it
            assertThat(PersonName.fold(s + " é")).as("fold <%s>", s).isEqualTo((PersonName.fold(s) + " e").strip());
            assertThat(PersonName.tidy(s + " é")).as("tidy <%s>", s).isEqualTo((PersonName.tidy(s) + " é").strip());
        }
    }

    @Test
    void a_key_gives_back_the_name_it_was_made_of_with_commas_too() {
        for (var name : new PersonName[] {
            new PersonName("John", "", "Smith, Jr", ""),
            new PersonName("Ana, M.", "Q", "Lee", "III"),
            new PersonName("", "", "Cher", "")
        }) {
            assertThat(PersonName.ofKey(name.key())).isEqualTo(name);
        }
    }
}
