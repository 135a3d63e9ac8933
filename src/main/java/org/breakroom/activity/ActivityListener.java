package org.breakroom.activity;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.breakroom.kernel.SchoolYear;

/** A counting room, told in the transaction of each record, so that its boards are exact at every commit. */
public interface ActivityListener {

    /** @param years in which something of these members was recorded or corrected */
    void recorded(int local, Collection<UUID> members, Set<SchoolYear> years);
}
