package org.breakroom.access;

import java.util.Set;
import java.util.UUID;

/** How far a viewer sees into one local's people. */
public sealed interface Reach {

    /** Everyone of the local; only its officers may also change things, staff with a grant read. */
    record Whole(boolean writes) implements Reach {}

    /** The people of some worksites, to see and to write. */
    record Worksites(Set<UUID> ids) implements Reach {}

    /** No one by name. */
    record Nobody() implements Reach {}

    default boolean names() {
        return !(this instanceof Nobody);
    }

    default boolean mayWrite() {
        return switch (this) {
            case Whole(boolean writes) -> writes;
            case Worksites w -> true;
            case Nobody n -> false;
        };
    }

    default boolean covers(@org.jspecify.annotations.Nullable UUID worksite) {
        return switch (this) {
            case Whole w -> true;
            case Worksites(Set<UUID> ids) -> worksite != null && ids.contains(worksite);
            case Nobody n -> false;
        };
    }
}
