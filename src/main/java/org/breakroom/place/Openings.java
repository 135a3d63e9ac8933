package org.breakroom.place;

import static org.breakroom.db.Tables.PLACE_OPENING;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.breakroom.access.Accounts;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Employers;
import org.breakroom.federation.Local;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Worksites and areas that a local opens from the register or from a list of its own; each opening can be taken back. */
@Component
class Openings {
    private final DSLContext sql;
    private final Places places;
    private final Worksites worksites;
    private final Employers employers;
    private final Accounts accounts;
    private final FederationClock clock;

    Openings(
            DSLContext sql,
            Places places,
            Worksites worksites,
            Employers employers,
            Accounts accounts,
            FederationClock clock) {
        this.sql = sql;
        this.places = places;
        this.worksites = worksites;
        this.employers = employers;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** One line of a local's own list of worksites. */
    record Line(String worksite, @Nullable String area, Worksites.Address address) {}

    /** Worksites that are probably a place of the register: the same name in the same town, and no other like it. */
    Map<UUID, Place> suggestions(List<Worksites.Entry> kept) {
        var open = kept.stream().filter(w -> w.place() == null).toList();
        var alike = places.alike(open.stream().map(Worksites.Entry::name).toList());
        var taken = kept.stream()
                .map(Worksites.Entry::place)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        var found = new LinkedHashMap<UUID, Place>();
        for (var worksite : open) {
            var there = alike.getOrDefault(PlaceName.key(worksite.name()), List.of()).stream()
                    .filter(p -> !taken.contains(p.id()))
                    .filter(p -> worksite.city() == null || p.city() == null || same(worksite.city(), p.city()))
                    .toList();
            if (there.size() == 1) {
                found.put(worksite.id(), there.getFirst());
            }
        }
        return found;
    }

    private static boolean same(String a, String b) {
        return PersonName.fold(a).equals(PersonName.fold(b));
    }

    void link(UUID worksite, Place place) {
        worksites.link(worksite, place.id(), address(place));
    }

    private static Worksites.Address address(Place p) {
        return new Worksites.Address(p.street(), p.city(), p.zip(), p.latitude(), p.longitude());
    }

    /** Opens a worksite at each place where the local has none; of two of one name, one is told by its town or its code. */
    UUID open(Viewer viewer, Local local, String employer, List<Place> chosen) {
        var id = begin(viewer, local, employer);
        var of = employers.findOrOpen(local, employer, id);
        var known = new HashSet<>(employers.worksiteNames(local, of).keySet());
        var there =
                worksites.entries(local).stream().map(Worksites.Entry::place).collect(Collectors.toSet());
        var named = new LinkedHashMap<String, Place>();
        for (var place : chosen) {
            if (!there.contains(place.id())) {
                var name = Stream.of(
                                place.name(), place.name() + ", " + place.city(), place.name() + ", " + place.code())
                        .filter(n -> !n.endsWith(", null") && !known.contains(PersonName.fold(n)))
                        .findFirst();
                name.ifPresent(n -> {
                    known.add(PersonName.fold(n));
                    named.put(n, place);
                });
            }
        }
        var opened = employers.openWorksites(local, of, named.keySet(), id);
        named.forEach((name, place) -> link(Objects.requireNonNull(opened.get(PersonName.fold(name))), place));
        return id;
    }

    /**
     * Opens the worksites and areas of a list that are not there yet; addresses are taken where a worksite is new. Two
     * worksites of one name in two towns are two, and told by their towns.
     */
    UUID openList(Viewer viewer, Local local, String employer, List<Line> lines) {
        var id = begin(viewer, local, employer);
        var of = employers.findOrOpen(local, employer, id);
        var before = employers.worksiteNames(local, of);
        var names = names(local, before, lines);
        var opened = employers.openWorksites(local, of, new LinkedHashSet<>(names), id);
        var settled = new HashSet<>(before.keySet());
        var areas = new HashMap<UUID, Set<String>>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var folded = PersonName.fold(names.get(i));
            var worksite = Objects.requireNonNull(opened.get(folded));
            if (settled.add(folded)) {
                worksites.settle(worksite, line.address());
            }
            var known = areas.computeIfAbsent(
                    worksite,
                    w -> worksites.areas(local, w).stream()
                            .map(a -> PersonName.fold(a.name()))
                            .collect(Collectors.toCollection(HashSet::new)));
            if (line.area() != null && known.add(PersonName.fold(line.area()))) {
                employers.findOrOpenArea(local, worksite, line.area(), id);
            }
        }
        return id;
    }

    /** What each line's worksite is called: with its town where another of its name is in another town. */
    private List<String> names(Local local, Map<String, UUID> before, List<Line> lines) {
        var towns = new HashMap<String, Set<String>>();
        var cities = worksites.entries(local).stream()
                .filter(w -> w.city() != null)
                .collect(Collectors.toMap(Worksites.Entry::id, w -> String.valueOf(w.city()), (a, b) -> a));
        before.forEach((name, worksite) -> {
            if (cities.containsKey(worksite)) {
                towns.computeIfAbsent(name, n -> new HashSet<>())
                        .add(PersonName.fold(Objects.requireNonNull(cities.get(worksite))));
            }
        });
        for (var line : lines) {
            if (line.address().city() != null) {
                towns.computeIfAbsent(PersonName.fold(line.worksite()), n -> new HashSet<>())
                        .add(PersonName.fold(line.address().city()));
            }
        }
        return lines.stream()
                .map(l -> {
                    var folded = PersonName.fold(l.worksite());
                    var city = l.address().city();
                    var there = before.get(folded);
                    boolean thisOne = there != null
                            && city != null
                            && PersonName.fold(cities.getOrDefault(there, "")).equals(PersonName.fold(city));
                    return city == null
                                    || thisOne
                                    || towns.getOrDefault(folded, Set.of()).size() < 2
                            ? l.worksite()
                            : l.worksite() + ", " + city;
                })
                .toList();
    }

    private UUID begin(Viewer viewer, Local local, String employer) {
        var id = Ids.at(clock.now().toEpochMilli());
        sql.insertInto(PLACE_OPENING)
                .set(PLACE_OPENING.LOCAL_ID, local.id())
                .set(PLACE_OPENING.ID, id)
                .set(PLACE_OPENING.EMPLOYER_NAME, employer)
                .set(PLACE_OPENING.AUTHOR, viewer.name())
                .set(PLACE_OPENING.OPENED_AT, clock.now().atOffset(ZoneOffset.UTC))
                .execute();
        return id;
    }

    Optional<Opening> find(Local local, UUID id) {
        return sql.select(PLACE_OPENING.UNDONE_AT)
                .from(PLACE_OPENING)
                .where(PLACE_OPENING.LOCAL_ID.eq(local.id()), PLACE_OPENING.ID.eq(id))
                .fetchOptional(r -> new Opening(
                        id,
                        employers.openedBy(local, id).stream()
                                .map(Worksites.Worksite::name)
                                .toList(),
                        employers.areasOpenedBy(local, id),
                        r.value1() != null));
    }

    /** Takes an opening back, but for what is in use by now; false when there is none. */
    boolean undo(Local local, UUID id) {
        int found = sql.update(PLACE_OPENING)
                .set(PLACE_OPENING.UNDONE_AT, clock.now().atOffset(ZoneOffset.UTC))
                .where(PLACE_OPENING.LOCAL_ID.eq(local.id()), PLACE_OPENING.ID.eq(id))
                .execute();
        if (found == 1) {
            employers.close(local, id, accounts.seats(local.id()).worksites());
        }
        return found == 1;
    }
}
