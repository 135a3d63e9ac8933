package org.breakroom.place;

import org.jspecify.annotations.Nullable;

/**
 * One line of an edition's page.
 *
 * @param was what stood there before, where that is the point
 * @param proposal what can be decided here
 */
public record EditionLine(
        String name,
        String detail,
        @Nullable String was,
        @Nullable Proposal proposal) {}
