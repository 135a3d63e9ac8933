package org.breakroom.place;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.breakroom.kernel.PersonName;

/** How names and streets of places are spelled: what one list abbreviates and another writes out is the same. */
final class PlaceName {
    private static final Map<String, String> WRITTEN_OUT = Map.ofEntries(
            Map.entry("acad", "academy"),
            Map.entry("ave", "avenue"),
            Map.entry("blvd", "boulevard"),
            Map.entry("comm", "community"),
            Map.entry("ctr", "center"),
            Map.entry("dr", "drive"),
            Map.entry("e", "east"),
            Map.entry("elem", "elementary"),
            Map.entry("ft", "fort"),
            Map.entry("hwy", "highway"),
            Map.entry("int", "intermediate"),
            Map.entry("jr", "junior"),
            Map.entry("ln", "lane"),
            Map.entry("lib", "library"),
            Map.entry("mem", "memorial"),
            Map.entry("mt", "mount"),
            Map.entry("n", "north"),
            Map.entry("no", "north"),
            Map.entry("pkwy", "parkway"),
            Map.entry("pl", "place"),
            Map.entry("pub", "public"),
            Map.entry("rd", "road"),
            Map.entry("reg", "regional"),
            Map.entry("s", "south"),
            Map.entry("sch", "school"),
            Map.entry("so", "south"),
            Map.entry("sq", "square"),
            Map.entry("sr", "senior"),
            Map.entry("st", "street"),
            Map.entry("tech", "technical"),
            Map.entry("univ", "university"),
            Map.entry("voc", "vocational"),
            Map.entry("w", "west"),
            Map.entry("wm", "william"));

    /** Words that tell no place from another. */
    private static final Set<String> SAY_NOTHING = Set.of("school", "the", "of", "and", "at");

    private PlaceName() {}

    /** One key for every spelling of a name: words written out, in any order, without those that tell nothing. */
    static String key(String name) {
        var words = Arrays.stream(PersonName.fold(name).split(" "))
                .map(w -> WRITTEN_OUT.getOrDefault(w, w))
                .filter(w -> !SAY_NOTHING.contains(w))
                .collect(Collectors.toCollection(TreeSet::new));
        return String.join(" ", words);
    }

    /** One key for every spelling of a street address; empty for a post-office box, where many are. */
    static String street(String street) {
        var folded = PersonName.fold(street);
        return folded.startsWith("po box") || folded.startsWith("p o box") || !folded.matches(".*[0-9].*")
                ? ""
                : Arrays.stream(folded.split(" "))
                        .map(w -> WRITTEN_OUT.getOrDefault(w, w))
                        .collect(Collectors.joining(" "));
    }

    /** Text that came all in capitals, as people write it. */
    static String lowered(String text) {
        if (text.length() < 4 || text.codePoints().anyMatch(Character::isLowerCase)) {
            return text;
        }
        var out = new StringBuilder(text.length());
        boolean first = true;
        for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
            out.append(first ? Character.toUpperCase(c) : c);
            first = !Character.isLetterOrDigit(c) && c != '\'';
        }
        return out.toString();
    }
}
