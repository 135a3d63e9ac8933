package org.breakroom.member;

import java.util.Collection;
import java.util.UUID;

/** Told in the same transaction when members join, leave, move or change status, so that who is counted where stays exact. */
public interface StandingListener {
    void standingChanged(int local, Collection<UUID> members);
}
