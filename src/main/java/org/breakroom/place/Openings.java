package org.breakroom.place;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.breakroom.access.Accounts;
import org.breakroom.federation.Employers;
import org.breakroom.federation.Local;
import org.breakroom.federation.Worksites;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.kernel.PersonName;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Worksites and areas that a local opens from the register or from a list of its own; each opening can be taken back. */
@Component
class Openings {
    private final Places places;
    private final Worksites worksites;
    private final Employers employers;
    private final Accounts accounts;
    private final FederationClock clock;

    Openings(Places places, Worksites worksites, Employers employers, Accounts accounts, FederationClock clock) {
        this.places = places;
        this.worksites = worksites;
        this.employers = employers;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** One line of a local's own list of worksites. */
    record Line(String worksite, @Nullable String area, Worksites.Address address) {}

    /** Worksites that are probably a place of the register: the same name in the same town, and no other like it. */
    Map<UUID, Place> suggestions(List<Worksites.Kept> kept) {
        var open = kept.stream().filter(w -> w.place() == null).toList();
        var alike = places.alike(open.stream().map(Worksites.Kept::name).toList());
        var taken = kept.stream()
                .map(Worksites.Kept::place)
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

    /** Opens a worksite at each place where the local has none; of two of one name, the second is told by its town. */
    UUID open(Local local, String employer, List<Place> chosen) {
        var id = Ids.at(clock.now().toEpochMilli());
        var of = employers.findOrOpen(local, employer, id);
        var known = new HashSet<>(employers.worksiteNames(local, of).keySet());
        var there = worksites.kept(local).stream().map(Worksites.Kept::place).collect(Collectors.toSet());
        var named = new LinkedHashMap<String, Place>();
        for (var place : chosen) {
            if (!there.contains(place.id())) {
                var name = known.add(PersonName.fold(place.name()))
                        ? place.name()
                        : place.name() + ", " + (place.city() == null ? place.code() : place.city());
                known.add(PersonName.fold(name));
                named.put(name, place);
            }
        }
        var opened = employers.openWorksites(local, of, named.keySet(), id);
        named.forEach((name, place) -> link(Objects.requireNonNull(opened.get(PersonName.fold(name))), place));
        return id;
    }

    /** Opens the worksites and areas of a list that are not there yet; addresses are taken where a worksite is new. */
    UUID open(Local local, String employer, Iterable<Line> lines) {
        var id = Ids.at(clock.now().toEpochMilli());
        var of = employers.findOrOpen(local, employer, id);
        var before = employers.worksiteNames(local, of);
        var names = new LinkedHashSet<String>();
        lines.forEach(l -> names.add(l.worksite()));
        var opened = employers.openWorksites(local, of, names, id);
        var settled = new HashSet<>(before.keySet());
        var areas = new HashMap<UUID, List<String>>();
        for (var line : lines) {
            var folded = PersonName.fold(line.worksite());
            var worksite = Objects.requireNonNull(opened.get(folded));
            if (settled.add(folded)) {
                worksites.settle(worksite, line.address());
            }
            var known = areas.computeIfAbsent(worksite, w -> new ArrayList<>());
            if (line.area() != null && !known.contains(line.area())) {
                known.add(line.area());
                employers.findOrOpenArea(local, worksite, line.area(), id);
            }
        }
        return id;
    }

    Opening opened(Local local, UUID id) {
        return new Opening(id, employers.openedBy(local, id).size(), employers.areasOpenedBy(local, id));
    }

    /** Takes an opening back, but for what is in use by now. */
    void undo(Local local, UUID id) {
        employers.close(local, id, accounts.seats(local.id()).worksites());
    }
}
