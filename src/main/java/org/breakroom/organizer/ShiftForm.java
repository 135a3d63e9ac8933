package org.breakroom.organizer;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/** A shift as it was typed. */
public record ShiftForm(String who, String worksite, String place, String day, String from, String until) {
    public ShiftForm(
            @Nullable String who,
            @Nullable String worksite,
            @Nullable String place,
            @Nullable String day,
            @Nullable String from,
            @Nullable String until) {
        this.who = requireNonNullElse(who, "");
        this.worksite = requireNonNullElse(worksite, "");
        this.place = requireNonNullElse(place, "");
        this.day = requireNonNullElse(day, "");
        this.from = requireNonNullElse(from, "");
        this.until = requireNonNullElse(until, "");
    }

    static ShiftForm empty(String day) {
        return new ShiftForm("", "", "", day, "", "");
    }
}
