package org.breakroom.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.breakroom.access.Role;
import org.breakroom.kernel.Ids;
import org.jspecify.annotations.Nullable;

/** The people of the demo who have names in every test, page and picture. Nobody of them is real. */
public final class Cast {
    private Cast() {}

    /** One account of the cast. */
    public record Person(
            Role role,
            String name,
            String email,
            @Nullable Integer local,
            @Nullable String worksite) {
        public UUID account() {
            return Ids.of(1_600_000_000_000L, email.hashCode(), email.length() * 7919L + email.hashCode());
        }
    }

    public static final List<Person> PEOPLE = List.of(
            new Person(Role.MEMBER, "Denise Arruda", "denise.arruda@example.org", 9042, null),
            new Person(Role.REP, "Rosa Medeiros", "rosa.medeiros@example.org", 9042, Blueprint.HARBORVIEW),
            new Person(Role.ORGANIZER, "Marcus Bell", "marcus.bell@example.org", 9042, Blueprint.HARBORVIEW),
            new Person(Role.OFFICER, "Ana Furtado", "ana.furtado@example.org", 9042, null),
            new Person(Role.STAFF, "Carl Okafor", "carl.okafor@example.org", null, null),
            new Person(Role.ADMIN, "Joan Whitaker", "joan.whitaker@example.org", null, null),
            new Person(Role.OFFICER, "Priya Nair", "priya.nair@example.org", 9017, null),
            new Person(Role.REP, "Tom Kowalski", "tom.kowalski@example.org", 9017, ""),
            new Person(Role.STAFF, "Mei Lindqvist", "mei.lindqvist@example.org", null, null));

    /** The local that lets the first of the staff see names. */
    public static final int GRANTED = 9042;

    /** The cast as the demo tells it: the first of a role is reached by the role's own word. */
    static List<CastMember> members() {
        var seen = new HashMap<Role, Integer>();
        var out = new ArrayList<CastMember>();
        for (var p : PEOPLE) {
            int nth = seen.merge(p.role(), 1, Integer::sum);
            var word = p.role().name().toLowerCase(Locale.ROOT);
            out.add(new CastMember(
                    word, p.name(), p.local(), home(p.role()), "/demo/sign-in/" + word + (nth == 1 ? "" : "-" + nth)));
        }
        return out;
    }

    private static String home(Role role) {
        return switch (role) {
            case MEMBER -> "/me";
            case REP, ORGANIZER, OFFICER -> "/today";
            case STAFF -> "/goals";
            case ADMIN -> "/accounts";
        };
    }
}
