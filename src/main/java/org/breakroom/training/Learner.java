package org.breakroom.training;

import java.util.Optional;
import java.util.UUID;
import org.breakroom.access.Viewer;

/** Somebody who registers: a record in a local. */
record Learner(int local, UUID member) {
    /** The viewer herself; empty when her account is tied to no record of a local. */
    static Optional<Learner> of(Viewer viewer) {
        return viewer.seats().stream()
                .filter(s -> s.local() != null && s.member() != null)
                .findFirst()
                .map(s -> new Learner(
                        java.util.Objects.requireNonNull(s.local()), java.util.Objects.requireNonNull(s.member())));
    }
}
