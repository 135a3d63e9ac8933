package org.breakroom.training;

import org.breakroom.access.NotFound;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.jspecify.annotations.Nullable;

/** Who sees and who keeps what the federation or a local teaches: its staff the federation's, officers their local's own. */
final class Keeping {
    private Keeping() {}

    static boolean sees(Viewer viewer, @Nullable Integer local) {
        return local == null || viewer.locals().contains(local);
    }

    static boolean keeps(Viewer viewer, @Nullable Integer local) {
        return local == null ? viewer.has(Role.STAFF) : viewer.holds(Role.OFFICER, local);
    }

    static void requireKeeper(Viewer viewer, @Nullable Integer local) {
        if (!keeps(viewer, local)) {
            throw new NotFound();
        }
    }

    /** For whom a viewer would add something: her own local where she is its officer, else the federation. */
    static @Nullable Integer own(Viewer viewer) {
        var home = viewer.homeLocal();
        return home != null && viewer.holds(Role.OFFICER, home) ? home : null;
    }

    static boolean adds(Viewer viewer) {
        return viewer.has(Role.STAFF, Role.OFFICER);
    }
}
