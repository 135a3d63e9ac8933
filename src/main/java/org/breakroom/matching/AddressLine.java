package org.breakroom.matching;

import java.util.Map;
import java.util.regex.Pattern;

/** An address that stands in one line: street, town, state and ZIP, parted by commas. */
public final class AddressLine {
    private static final Pattern ZIP = Pattern.compile("(\\d{5})(-\\d{4})?\\s*$");

    private AddressLine() {}

    /** Adds what a line says to what is said of a person. */
    public static void read(String line, Map<PersonColumn, String> said) {
        var zip = ZIP.matcher(line);
        var rest = line;
        if (zip.find()) {
            said.put(PersonColumn.ZIP, zip.group(1));
            rest = line.substring(0, zip.start()).strip();
        }
        var parts = rest.split(",");
        if (!parts[0].isBlank()) {
            said.put(PersonColumn.STREET, parts[0]);
        }
        if (parts.length > 1 && !parts[1].isBlank()) {
            said.put(PersonColumn.CITY, parts[1]);
        }
    }
}
