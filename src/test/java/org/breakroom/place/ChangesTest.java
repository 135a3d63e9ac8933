package org.breakroom.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.breakroom.list.ListFile;
import org.breakroom.ui.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an edition says against the one before, on real lists and on made ones. */
class ChangesTest {
    private final PlaceReader reader = new PlaceReader(new Messages());

    private PlaceReader.Reading read(String text) throws ListFile.Unreadable {
        return reader.read(ListFile.read("list.csv", text.getBytes(StandardCharsets.UTF_8)));
    }

    private PlaceReader.Reading cut(String name) throws Exception {
        return reader.read(ListFile.read(name, Files.readAllBytes(Path.of("src/test/resources/places", name))));
    }

    private static List<Place> onFile(PlaceReader.Reading reading) {
        return reading.rows().stream()
                .map(r -> new Place(
                        new UUID(0, r.row()),
                        r.code(),
                        r.name(),
                        r.kind(),
                        r.organization(),
                        r.street(),
                        r.city(),
                        r.zip(),
                        r.latitude(),
                        r.longitude(),
                        true))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "Quaboag Regional High, Quaboag Regional High School",
        "Wm H Galvin Middle, William H. Galvin Middle School",
        "A. C. Whelan Elementary School, A.C. Whelan Elementary School",
        "So Shore Vocational Technical High, South Shore Vocational Technical High School",
        "Kennedy John F Elementary School, John F Kennedy Elementary"
    })
    void spellings_are_known(String one, String other) {
        assertThat(PlaceName.key(one)).isEqualTo(PlaceName.key(other));
    }

    @ParameterizedTest
    @CsvSource({
        "Edward Devotion, Florida Ruffin Ridley School",
        "South Street Elementary, South Street Early Learning Center",
        "North Middle School, North High School"
    })
    void and_names_are_told_apart(String one, String other) {
        assertThat(PlaceName.key(one)).isNotEqualTo(PlaceName.key(other));
    }

    @Test
    void the_states_schools_of_2017_and_2025() throws Exception {
        var changes = Changes.of(
                onFile(cut("schools_2017.csv")), cut("schools_2025.csv").rows());
        assertThat(changes.renamed()).anySatisfy(p -> {
            assertThat(p.place().name()).isEqualTo("Edward Devotion");
            assertThat(p.now().name()).isEqualTo("Florida Ruffin Ridley School");
        });
        assertThat(changes.respelled())
                .anySatisfy(p -> assertThat(p.now().name()).isEqualTo("Abington High School"));
        assertThat(changes.recoded())
                .extracting(r -> r.place().name() + " " + r.place().code() + " "
                        + r.now().code() + " " + r.alike())
                .contains(
                        "Beaver Brook Elementary School 00010003 00010020 BOTH",
                        "Malcolm L Bell 01680005 01680030 ADDRESS")
                .as("two schools came to this address: people must say")
                .noneMatch(r -> r.startsWith("Annie Sullivan"));
        assertThat(changes.added().size() + changes.same() + changes.changed().size())
                .isGreaterThanOrEqualTo(cut("schools_2025.csv").rows().size()
                        - changes.renamed().size()
                        - changes.respelled().size());
        assertThat(changes.missing()).extracting(Place::name).contains("Annie Sullivan Middle School");
        var again = Changes.of(
                onFile(cut("schools_2025.csv")), cut("schools_2025.csv").rows());
        assertThat(again.same()).isEqualTo(74);
        assertThat(again.added()).isEmpty();
        assertThat(again.missing()).isEmpty();
    }

    @Test
    void colleges_and_libraries_are_read_as_their_offices_write_them() throws Exception {
        assertThat(cut("colleges_2019.csv").rows())
                .anySatisfy(r -> {
                    assertThat(r.code()).isEqualTo("164438");
                    assertThat(r.zip()).isEqualTo("02110");
                    assertThat(r.organization()).isNull();
                    assertThat(r.latitude()).isEqualTo(42.353619);
                })
                .allSatisfy(r -> assertThat(r.zip()).matches("[0-9]{5}(-[0-9]{4})?"));
        var libraries = cut("libraries_2015.csv");
        assertThat(libraries.faults()).isEmpty();
        assertThat(libraries.rows()).anySatisfy(r -> {
            assertThat(r.code()).isEqualTo("MA0004-2");
            assertThat(r.name()).isEqualTo("Adams Free Library");
            assertThat(r.street()).isEqualTo("92 Park St");
        });
    }

    @Test
    void campuses_under_one_code_are_places_of_their_own() throws Exception {
        var reading = cut("schools_2025.csv");
        assertThat(reading.faults()).isEmpty();
        assertThat(reading.rows())
                .extracting(Listed::code)
                .contains("00460001 @ 1187 Beacon Street", "00460001 @ 2 Clark Road");
    }

    @Test
    void a_point_far_from_its_town_is_told_and_left_out() throws Exception {
        var list =
                "Code,Name,Town,Lat,Lon\n1,A,Salem,42.51,-70.90\n2,B,Salem,42.52,-70.89\n3,C,Salem,42.50,-70.90\n4,D,Salem,41.51,-72.90\n";
        var reading = read(list);
        assertThat(reading.rows()).hasSize(4);
        assertThat(reading.faults()).singleElement().satisfies(f -> {
            assertThat(f.row()).isEqualTo(4);
            assertThat(f.why()).contains("km from the other places in Salem");
        });
        assertThat(reading.rows().getLast().latitude()).isNull();
    }

    @Test
    void rows_with_something_wrong_are_named() throws Exception {
        var reading = read(
                "Code,Name,Lat,Lon\n1,First,42.1,-71\n,Second,,\n2,,,\n1,Third,,\n4,Fourth,north,-71\n5,123-45-6789,,\n");
        assertThat(reading.rows()).extracting(Listed::name).containsExactly("First", "Fourth");
        assertThat(reading.faults()).extracting(PlaceReader.Fault::row).containsExactly(2, 3, 4, 5, 6);
        assertThat(reading.refused()).isEqualTo(4);
        assertThat(reading.rows().getLast().longitude()).isNull();
        assertThatThrownBy(() -> read("Name,Town\nFirst,Abington\n")).hasMessage("list.refused.noPlaces");
    }

    @Test
    void what_a_list_does_not_say_is_not_erased() throws Exception {
        var before = onFile(read("Code,Name,Street,Lat,Lon\n1,First,1 Main St,42.1,-71\n"));
        assertThat(Changes.of(before, read("Code,Name\n1,First\n").rows()).same())
                .isEqualTo(1);
        assertThat(Changes.of(
                                before,
                                read("Code,Name,Street\n1,First,2 Main St\n").rows())
                        .changed())
                .hasSize(1);
    }
}
