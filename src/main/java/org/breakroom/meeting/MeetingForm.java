package org.breakroom.meeting;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/** A meeting to be planned, as it was typed. */
public record MeetingForm(String worksite, String day, String time, String room) {
    private static final String USUAL_TIME = "7:40";

    public MeetingForm(@Nullable String worksite, @Nullable String day, @Nullable String time, @Nullable String room) {
        this.worksite = requireNonNullElse(worksite, "");
        this.day = requireNonNullElse(day, "");
        this.time = requireNonNullElse(time, "");
        this.room = requireNonNullElse(room, "");
    }

    static MeetingForm empty() {
        return new MeetingForm("", "", USUAL_TIME, "");
    }
}
