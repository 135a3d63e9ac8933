package org.breakroom.training;

import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Viewer;

/** Somebody who registers: a record in a local. */
record Learner(int local, UUID member) {
    /** The viewer herself; empty when her account is tied to no record of a local. */
    static Optional<Learner> of(Viewer viewer) {
        return viewer.member().map(m -> new Learner(m.local(), m.id()));
    }
}
