package org.breakroom.member;

import java.time.Instant;
import java.util.List;
import org.breakroom.access.Viewer;
import org.breakroom.federation.Local;
import org.jspecify.annotations.Nullable;

/** A room that has something to say on a member's timeline; asked when her page is shown, and shown newest first. */
public interface TimelineSource {

    /**
     * @param words what happened, in the reader's words
     * @param note what was written, already held against who may read it
     * @param seenBy who sees the note, as a message key
     * @param withdrawal where the viewer may take this back, if she still may
     * @param correction where the viewer may say it better, if she noted it
     */
    record Entry(
            Instant at,
            String icon,
            String words,
            @Nullable String note,
            @Nullable String seenBy,
            @Nullable String recorder,
            @Nullable String withdrawal,
            @Nullable String correction) {}

    List<Entry> timeline(Viewer viewer, Local local, Members.Person person);
}
