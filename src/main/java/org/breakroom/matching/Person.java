package org.breakroom.matching;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.breakroom.kernel.PersonName;

/**
 * One row as it is compared: every part folded and in one form; empty where the row says nothing.
 *
 * @param family the whole surname; its parts are compared too
 * @param house number of the house, with its letter
 * @param street written out in short forms, without number and apartment
 * @param otherStreet what stands in a second line of the address; lists mix the two up
 * @param born year, month, day in eight digits; used in memory and never kept
 * @param number what an employer or an office calls her
 */
public record Person(
        String id,
        String given,
        String middle,
        String family,
        String suffix,
        String house,
        String street,
        String otherStreet,
        String unit,
        String city,
        String zip,
        List<String> phones,
        String email,
        String born,
        String number) {

    private static final Set<String> SUFFIXES = Set.of("jr", "sr", "ii", "iii", "iv");
    private static final Set<String> UNITS =
            Set.of("apt", "apartment", "unit", "ste", "suite", "no", "fl", "floor", "rm");
    private static final Map<String, String> STREETS = Map.ofEntries(
            Map.entry("street", "st"),
            Map.entry("avenue", "ave"),
            Map.entry("av", "ave"),
            Map.entry("road", "rd"),
            Map.entry("drive", "dr"),
            Map.entry("lane", "ln"),
            Map.entry("court", "ct"),
            Map.entry("place", "pl"),
            Map.entry("boulevard", "blvd"),
            Map.entry("terrace", "ter"),
            Map.entry("circle", "cir"),
            Map.entry("square", "sq"),
            Map.entry("highway", "hwy"),
            Map.entry("parkway", "pkwy"),
            Map.entry("crescent", "cres"),
            Map.entry("north", "n"),
            Map.entry("south", "s"),
            Map.entry("east", "e"),
            Map.entry("west", "w"));

    /** Where a street ends and an apartment begins, and its number. */
    record Street(String house, String street, String unit) {
        static Street read(String text) {
            var words = PersonName.fold(text.replace("#", " unit ")).split(" ");
            int from = 0;
            var house = "";
            if (words.length > 0 && !words[0].isEmpty() && Character.isDigit(words[0].charAt(0))) {
                house = words[0];
                from = 1;
            }
            var street = new StringBuilder();
            var unit = "";
            for (int i = from; i < words.length; i++) {
                if (i > from && UNITS.contains(words[i]) && i + 1 < words.length) {
                    unit = words[i + 1];
                    break;
                }
                street.append(street.isEmpty() ? "" : " ").append(STREETS.getOrDefault(words[i], words[i]));
            }
            return new Street(house, street.toString(), unit);
        }
    }

    /** What a row says, in any usual form. */
    public static Person of(Map<PersonColumn, String> said, String id) {
        var given = PersonName.fold(said.getOrDefault(PersonColumn.GIVEN, ""));
        var family = PersonName.fold(said.getOrDefault(PersonColumn.FAMILY, ""));
        var middle = PersonName.fold(said.getOrDefault(PersonColumn.MIDDLE, ""));
        var suffix = PersonName.fold(said.getOrDefault(PersonColumn.SUFFIX, ""));
        if (said.containsKey(PersonColumn.NAME) && given.isEmpty() && family.isEmpty()) {
            var whole = PersonName.read(said.getOrDefault(PersonColumn.NAME, ""));
            given = PersonName.fold(whole.given());
            middle = PersonName.fold(whole.middle());
            family = PersonName.fold(whole.family());
            suffix = PersonName.fold(whole.suffix());
        }
        int last = family.lastIndexOf(' ');
        if (last > 0 && SUFFIXES.contains(family.substring(last + 1))) {
            suffix = family.substring(last + 1);
            family = family.substring(0, last);
        }
        int second = given.indexOf(' ');
        if (second > 0 && middle.isEmpty()) {
            middle = given.substring(second + 1);
            given = given.substring(0, second);
        }
        var where = Street.read(
                said.getOrDefault(PersonColumn.HOUSE, "") + " " + said.getOrDefault(PersonColumn.STREET, ""));
        var unit = PersonName.fold(said.getOrDefault(PersonColumn.UNIT, ""));
        return new Person(
                id,
                given,
                middle,
                family,
                suffix,
                where.house(),
                where.street(),
                Street.read(said.getOrDefault(PersonColumn.OTHER_STREET, "")).street(),
                unit.isEmpty() ? where.unit() : unit,
                PersonName.fold(said.getOrDefault(PersonColumn.CITY, "")),
                zip(said.getOrDefault(PersonColumn.ZIP, "")),
                phones(said),
                email(said.getOrDefault(PersonColumn.EMAIL, "")),
                born(said.getOrDefault(PersonColumn.BORN, "")),
                PersonName.fold(said.getOrDefault(PersonColumn.NUMBER, "")));
    }

    private static String zip(String text) {
        var digits = text.strip();
        int dash = digits.indexOf('-');
        return dash > 0 ? digits.substring(0, dash) : digits;
    }

    private static List<String> phones(Map<PersonColumn, String> said) {
        return List.of(PersonColumn.PHONE, PersonColumn.OTHER_PHONE).stream()
                .map(c -> said.getOrDefault(c, "").replaceAll("\\D", ""))
                .map(p -> p.length() > 10 && p.startsWith("1") ? p.substring(1) : p)
                .filter(p -> p.length() >= 7)
                .distinct()
                .toList();
    }

    private static String email(String text) {
        var mail = text.strip().toLowerCase(java.util.Locale.ROOT);
        return mail.indexOf('@') > 0 ? mail : "";
    }

    private static String born(String text) {
        var parts = Arrays.stream(text.strip().split("[^0-9]+"))
                .filter(p -> !p.isEmpty())
                .collect(Collectors.toList());
        if (parts.size() == 1 && parts.getFirst().length() == 8) {
            return parts.getFirst();
        }
        if (parts.size() != 3) {
            return "";
        }
        if (parts.getFirst().length() != 4) {
            parts.addFirst(parts.removeLast());
        }
        return parts.getFirst().length() == 4 ? parts.getFirst() + two(parts.get(1)) + two(parts.get(2)) : "";
    }

    private static String two(String digits) {
        return digits.length() == 1 ? "0" + digits : digits.substring(0, 2);
    }
}
