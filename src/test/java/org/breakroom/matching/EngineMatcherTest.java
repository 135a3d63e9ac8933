package org.breakroom.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.breakroom.kernel.PersonName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a list's row is: by number, by name, by the engine; and what is left for a person to say. */
@Tag("once")
class EngineMatcherTest {
    private static final BiPredicate<Listed, UUID> NOTHING_SAID = (row, person) -> false;
    private final Matcher matcher = new EngineMatcher();

    private static Listed row(int row, String name, @Nullable String number, Map<PersonColumn, String> said) {
        return new Listed(row, PersonName.read(name), number, said);
    }

    private static OnFile person(int id, String name, @Nullable String number, Map<PersonColumn, String> said) {
        return new OnFile(new UUID(1, id), PersonName.read(name), number, said);
    }

    @Test
    void a_number_with_another_name_is_in_doubt() {
        var found = matcher.match(
                List.of(row(1, "Ann Fox", "77", Map.of()), row(2, "Cy Orr", null, Map.of())),
                List.of(person(1, "Ann Lee", "77", Map.of())),
                NOTHING_SAID);
        assertThat(found.get(0)).isInstanceOf(Match.Doubt.class);
        assertThat(found.get(1)).isInstanceOf(Match.New.class);
    }

    /** A town of people who are found by name, and a few among them of whom it takes more. */
    private static List<OnFile> town(List<OnFile> more) {
        var people = new ArrayList<>(more);
        for (int i = 0; i < 300; i++) {
            people.add(person(1_000 + i, name(i), null, home(i)));
        }
        return people;
    }

    private static List<Listed> townListed(List<Listed> more) {
        var rows = new ArrayList<>(more);
        for (int i = 0; i < 280; i++) {
            rows.add(row(1_000 + i, name(i), null, home(i)));
        }
        return rows;
    }

    private static final List<String> GIVEN = words("given_names.txt");
    private static final List<String> FAMILY = words("family_names.txt");

    private static List<String> words(String file) {
        try {
            return Files.readAllLines(Path.of("src/main/resources/demo", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(int i) {
        return GIVEN.get(i) + " " + FAMILY.get(i * 2);
    }

    private static Map<PersonColumn, String> home(int i) {
        return Map.of(
                PersonColumn.PHONE, "+1617555" + (1_000 + i),
                PersonColumn.STREET, (10 + i) + " Elm St",
                PersonColumn.ZIP, "0" + (2_101 + i % 30),
                PersonColumn.EMAIL, "member" + i + "@example.org",
                PersonColumn.WORKSITE, "School " + i % 30);
    }

    @Test
    void a_nickname_with_her_phone_and_address_is_her_and_a_housemate_is_not() {
        var bill = Map.of(
                PersonColumn.PHONE, "+16175550101", PersonColumn.STREET, "3 Oak Road", PersonColumn.ZIP, "02139");
        var found = matcher.match(
                townListed(List.of(
                        row(1, "Bill O'Neil", null, bill),
                        row(2, "Rosa O'Neil", null, bill),
                        row(
                                3,
                                name(290) + "s",
                                null,
                                Map.of(PersonColumn.WORKSITE, "School 20", PersonColumn.ZIP, "02121")),
                        row(4, name(291).toUpperCase(Locale.ROOT) + ".", null, Map.of()))),
                town(List.of(person(1, "William ONeil", null, bill))),
                NOTHING_SAID);
        assertThat(found.get(0)).isInstanceOfSatisfying(Match.Linked.class, m -> {
            assertThat(m.person()).isEqualTo(new UUID(1, 1));
            assertThat(m.reasons()).contains("nickname", "same phone", "same address");
        });
        assertThat(found.get(1)).isInstanceOf(Match.New.class);
        assertThat(found.get(2)).as("a name alone, a slip in it").isInstanceOfSatisfying(Match.Doubt.class, m -> {
            assertThat(m.candidates()).containsExactly(new UUID(1, 1_290));
            assertThat(m.reasons()).contains("family name nearly the same");
        });
        assertThat(found.get(3)).as("a name in other letters").isInstanceOf(Match.Doubt.class);
        assertThat(found.subList(4, found.size())).allMatch(m -> m instanceof Match.Linked);
    }

    @Test
    void who_was_said_to_be_someone_else_is_not_proposed_again() {
        var ann = Map.of(PersonColumn.PHONE, "+16175550101");
        var file = town(List.of(person(1, "Ann Lee", null, ann)));
        var list = townListed(List.of(row(1, "Anne Lee", null, ann), row(2, "Ann Lee", null, Map.of())));
        BiPredicate<Listed, UUID> apart = (row, person) -> row.row() <= 2 && person.equals(new UUID(1, 1));
        assertThat(matcher.match(list, file, apart).get(0)).isInstanceOf(Match.New.class);
        assertThat(matcher.match(list, file, apart).get(1)).isInstanceOf(Match.New.class);
        assertThat(matcher.match(list, file, NOTHING_SAID).get(1)).isInstanceOf(Match.Linked.class);
    }
}
