package org.breakroom.orientation;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone hired in the last months, and how far she was brought in: each layer with the day it first happened.
 *
 * @param due until when the union meets her: ten calendar days (G.L. c. 150E, s. 5A)
 * @param met the orientation meeting
 * @param shortened whether it was held without the 30 minutes that the employer has to give
 * @param ten her first ten-minute meeting
 */
public record NewHire(
        UUID id,
        String name,
        @Nullable String job,
        @Nullable String place,
        LocalDate hired,
        LocalDate due,
        @Nullable LocalDate welcomed,
        @Nullable LocalDate met,
        boolean shortened,
        @Nullable LocalDate talked,
        @Nullable LocalDate ten) {
    /** How many of the four layers are done. */
    public int done() {
        return (welcomed == null ? 0 : 1) + (met == null ? 0 : 1) + (talked == null ? 0 : 1) + (ten == null ? 0 : 1);
    }

    public boolean late(LocalDate today) {
        return met == null && due.isBefore(today);
    }
}
