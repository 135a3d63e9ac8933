package org.breakroom.place;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an edition would change in the register.
 *
 * @param added codes that are not on file
 * @param changed the same code with another address, district or point
 * @param respelled the same code, its name spelled otherwise ("High" and "High School")
 * @param renamed the same code with another name
 * @param recoded a code that is gone and a new one that may be the same place
 * @param missing codes on file that this edition does not name
 */
record Changes(
        List<Listed> added,
        List<Pair> changed,
        List<Pair> respelled,
        List<Pair> renamed,
        List<Recoded> recoded,
        List<Place> missing,
        int same) {

    record Pair(Place place, Listed now) {}

    /** In what a place that is gone and a new one are alike. */
    enum Alike {
        ADDRESS,
        NAME,
        BOTH
    }

    record Recoded(Place place, Listed now, Alike alike) {}

    /** @param onFile the places of this list, in the order of their codes */
    static Changes of(Collection<Place> onFile, List<Listed> rows) {
        var known = onFile.stream().collect(Collectors.toMap(Place::code, Function.identity()));
        var missing = new LinkedHashMap<String, Place>();
        onFile.stream().filter(Place::listed).forEach(p -> missing.put(p.code(), p));
        var added = new ArrayList<Listed>();
        var changed = new ArrayList<Pair>();
        var respelled = new ArrayList<Pair>();
        var renamed = new ArrayList<Pair>();
        int same = 0;
        for (var row : rows) {
            missing.remove(row.code());
            var place = known.get(row.code());
            if (place == null) {
                added.add(row);
                continue;
            }
            var pair = new Pair(place, row);
            if (!place.name().equals(row.name())) {
                boolean spelling = PlaceName.key(place.name()).equals(PlaceName.key(row.name()));
                (spelling ? respelled : renamed).add(pair);
            } else if (!row.differs(place)) {
                same++;
            }
            if (row.differs(place)) {
                changed.add(pair);
            }
        }
        var gone = List.copyOf(missing.values());
        return new Changes(added, changed, respelled, renamed, recoded(gone, added), gone, same);
    }

    /** Pairs of which each is the other's only best partner: what is in doubt is left to people. */
    private static List<Recoded> recoded(List<Place> gone, List<Listed> added) {
        var best = new LinkedHashMap<Place, Recoded>();
        var taken = new HashMap<Listed, List<Recoded>>();
        var byStreet = group(added, Changes::where);
        var byName = group(added, r -> key(r.name(), r.city()));
        for (var place : gone) {
            var there = byStreet.getOrDefault(where(place.street(), place.city(), place.zip()), List.of());
            var named = byName.getOrDefault(key(place.name(), place.city()), List.of());
            only(there.stream().filter(named::contains).toList(), place, Alike.BOTH)
                    .or(() -> only(there, place, Alike.ADDRESS))
                    .or(() -> only(named, place, Alike.NAME))
                    .ifPresent(found -> {
                        best.put(place, found);
                        taken.computeIfAbsent(found.now(), n -> new ArrayList<>())
                                .add(found);
                    });
        }
        return best.values().stream()
                .filter(r -> {
                    var rivals = Objects.requireNonNull(taken.get(r.now()));
                    return rivals.size() == 1
                            || (r.alike() == Alike.BOTH
                                    && rivals.stream()
                                                    .filter(o -> o.alike() == Alike.BOTH)
                                                    .count()
                                            == 1);
                })
                .toList();
    }

    private static Optional<Recoded> only(List<Listed> candidates, Place place, Alike alike) {
        return candidates.size() == 1
                ? Optional.of(new Recoded(place, candidates.getFirst(), alike))
                : Optional.empty();
    }

    private static Map<String, List<Listed>> group(List<Listed> rows, Function<Listed, String> by) {
        var groups = rows.stream().collect(Collectors.groupingBy(by));
        groups.remove("");
        return groups;
    }

    private static String where(Listed row) {
        return where(row.street(), row.city(), row.zip());
    }

    private static String where(@Nullable String street, @Nullable String city, @Nullable String zip) {
        var key = street == null ? "" : PlaceName.street(street);
        return key.isEmpty() || (city == null && zip == null)
                ? ""
                : key + ", " + (zip == null ? city : zip.replaceFirst("-.*", ""));
    }

    private static String key(String name, @Nullable String city) {
        return city == null ? "" : PlaceName.key(name) + ", " + city;
    }
}
