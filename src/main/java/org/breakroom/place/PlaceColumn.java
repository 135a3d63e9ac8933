package org.breakroom.place;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.breakroom.kernel.PersonName;

/** What a column of a list of places means, by the headings that states, IPEDS and IMLS give it; the best known first. */
enum PlaceColumn {
    CODE("school code", "org code", "ipeds unitid", "unitid", "fscs id", "fscskey", "library id", "code", "id"),
    /** The part of a code that tells branches of one library apart. */
    BRANCH("seq", "fscs seq"),
    NAME("name", "school name", "org name", "institution name", "instnm", "libname"),
    WORKSITE("worksite", "school", "building", "site", "work location"),
    KIND("type", "school type", "org type", "outlet type", "kind"),
    ORGANIZATION("district name", "district", "library system", "system name", "organization"),
    STREET("address1", "address 1", "street", "address", "addr", "address and town unsplit"),
    CITY("town", "city", "municipality"),
    ZIP("zip", "zip code", "postal code"),
    LATITUDE("lat", "latitude"),
    LONGITUDE("lon", "long", "lng", "longitude", "longitud"),
    AREA("area", "floor", "wing", "department");

    private final List<String> headings;

    PlaceColumn(String... headings) {
        this.headings = List.of(headings);
    }

    /** At which index of the headings each meaning stands. */
    static Map<PlaceColumn, Integer> in(List<String> headings) {
        var folded = headings.stream().map(PersonName::fold).toList();
        var found = new EnumMap<PlaceColumn, Integer>(PlaceColumn.class);
        for (var column : values()) {
            column.headings.stream()
                    .filter(folded::contains)
                    .findFirst()
                    .ifPresent(h -> found.put(column, folded.indexOf(h)));
        }
        return found;
    }
}
