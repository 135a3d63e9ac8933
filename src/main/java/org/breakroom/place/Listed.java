package org.breakroom.place;

import java.util.Objects;
import org.breakroom.federation.Worksites;
import org.jspecify.annotations.Nullable;

/** What one row of a public list says of a place; null where it says nothing. */
record Listed(
        int row,
        String code,
        String name,
        @Nullable String kind,
        @Nullable String organization,
        @Nullable String street,
        @Nullable String city,
        @Nullable String zip,
        @Nullable Double latitude,
        @Nullable Double longitude) {

    Worksites.Address address() {
        return new Worksites.Address(street, city, zip, latitude, longitude);
    }

    /** One of several places under one code, as schools have them: told from the others by its street. */
    Listed campus() {
        return new Listed(row, code + " @ " + street, name, kind, organization, street, city, zip, latitude, longitude);
    }

    /** The same place without its point. */
    Listed nowhere() {
        return new Listed(row, code, name, kind, organization, street, city, zip, null, null);
    }

    /** Whether the row says anything of a place, beside its name, that is not on file. */
    boolean differs(Place place) {
        return said(kind, place.kind())
                || said(organization, place.organization())
                || said(street, place.street())
                || said(city, place.city())
                || said(zip, place.zip())
                || said(latitude, place.latitude())
                || said(longitude, place.longitude());
    }

    private static boolean said(@Nullable Object now, @Nullable Object onFile) {
        return now != null && !Objects.equals(now, onFile);
    }
}
