package org.breakroom.matching;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** A CSV file of people, its columns known by their headings or named. */
public final class PeopleFile {
    private PeopleFile() {}

    /** A file that cannot be used; the message says why, in a sentence. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String why) {
            super(why);
        }
    }

    /** Everyone in a file; people by their id, or by the number of their row from 1 where the file has none. */
    public static List<Person> read(Path file, Map<String, PersonColumn> map) throws IOException, Unusable {
        var people = new ArrayList<Person>();
        var ids = new HashSet<String>();
        try (var csv = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(file)) {
            var rows = csv.iterator();
            if (!rows.hasNext()) {
                throw new Unusable(file + " is empty.");
            }
            var headings = rows.next().getFields().stream()
                    .map(h -> h.replace("\uFEFF", "").strip())
                    .toList();
            var columns = columns(file, headings, map);
            int number = 0;
            while (rows.hasNext()) {
                var cells = rows.next().getFields();
                number++;
                var said = new EnumMap<PersonColumn, String>(PersonColumn.class);
                columns.forEach((column, at) -> {
                    if (at < cells.size() && !cells.get(at).isBlank()) {
                        said.put(column, cells.get(at).strip());
                    }
                });
                var id = said.getOrDefault(PersonColumn.ID, String.valueOf(number));
                if (!ids.add(id)) {
                    throw new Unusable(
                            file + ": the id " + id + " stands twice, the second time in row " + number + ".");
                }
                people.add(Person.of(said, id));
            }
        }
        return people;
    }

    private static Map<PersonColumn, Integer> columns(Path file, List<String> headings, Map<String, PersonColumn> map)
            throws Unusable {
        for (var named : map.keySet()) {
            if (!headings.contains(named)) {
                throw new Unusable(
                        file + " has no column “" + named + "”. It has: " + String.join(", ", headings) + ".");
            }
        }
        var columns = new EnumMap<PersonColumn, Integer>(PersonColumn.class);
        for (int i = 0; i < headings.size(); i++) {
            int at = i;
            var heading = headings.get(i);
            var column = map.containsKey(heading) ? java.util.Optional.of(map.get(heading)) : PersonColumn.of(heading);
            column.ifPresent(c -> columns.putIfAbsent(c, at));
        }
        if (!columns.containsKey(PersonColumn.NAME) && !columns.containsKey(PersonColumn.FAMILY)) {
            throw new Unusable(file + " has no column of names. It has: " + String.join(", ", headings)
                    + ". Name one with --map.");
        }
        return columns;
    }
}
