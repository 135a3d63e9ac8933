package org.breakroom.survey;

import java.util.UUID;

/** Who a survey about something is for; the room that knows the thing answers. */
public interface Audience {
    /** Whether a member of a local has to do with a subject, so that its questions are hers to answer. */
    boolean has(int local, UUID member, UUID subject);
}
