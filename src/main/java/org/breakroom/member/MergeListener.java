package org.breakroom.member;

import java.util.Collection;
import java.util.UUID;

/** Told in the same transaction when two records became one or two again, before {@link StandingListener}s are. */
public interface MergeListener {
    void merged(int local, Collection<UUID> members);
}
