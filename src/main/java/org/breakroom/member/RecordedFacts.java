package org.breakroom.member;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** The ledger above says about whom something stands in it, before people who came by mistake are taken out. */
public interface RecordedFacts {
    Set<UUID> among(int local, Collection<UUID> members);
}
