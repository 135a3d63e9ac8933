package org.breakroom.conversation;

import org.breakroom.access.Reach;
import org.breakroom.access.Viewer;

/** Who reads a note beside its author. Staff of the federation never do, whatever a local granted. */
public enum NoteSeenBy {
    AUTHOR,
    OFFICERS,
    REPS;

    boolean shows(Viewer viewer, int local, java.util.UUID author) {
        if (viewer.account().equals(author)) {
            return true;
        }
        boolean officer = viewer.reach(local) instanceof Reach.Whole(boolean writes) && writes;
        boolean rep = viewer.reach(local) instanceof Reach.Worksites;
        return switch (this) {
            case AUTHOR -> false;
            case OFFICERS -> officer;
            case REPS -> officer || rep;
        };
    }
}
