package org.breakroom.meeting;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/** The answers of the form in which a kit is written. */
public record KitForm(String month, String title, String agenda, String points, String handout) {
    public KitForm(
            @Nullable String month,
            @Nullable String title,
            @Nullable String agenda,
            @Nullable String points,
            @Nullable String handout) {
        this.month = requireNonNullElse(month, "");
        this.title = requireNonNullElse(title, "");
        this.agenda = requireNonNullElse(agenda, "");
        this.points = requireNonNullElse(points, "");
        this.handout = requireNonNullElse(handout, "");
    }
}
