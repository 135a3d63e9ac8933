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

    static void requireKeeper(Viewer viewer, @Nullable Integer local) {
        if (!viewer.keeps(local)) {
            throw new NotFound();
        }
    }

    static boolean adds(Viewer viewer) {
        return viewer.has(Role.STAFF, Role.OFFICER);
    }
}
