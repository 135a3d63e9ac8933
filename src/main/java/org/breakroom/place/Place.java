package org.breakroom.place;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a public list.
 *
 * @param code what the list calls it, and keeps while names change
 * @param organization whose it is: a school district, a library system, a college system
 * @param latitude degrees north (WGS 84), where the list has it
 * @param longitude degrees east
 * @param listed whether the newest edition names it
 */
public record Place(
        UUID id,
        String code,
        String name,
        @Nullable String kind,
        @Nullable String organization,
        @Nullable String street,
        @Nullable String city,
        @Nullable String zip,
        @Nullable Double latitude,
        @Nullable Double longitude,
        boolean listed) {}
