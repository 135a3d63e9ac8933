package org.breakroom.member;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** The ledger above says what was recorded about people since a list brought or changed them, before it is taken back. */
public interface RecordedFacts {
    /** How many activities were recorded about each of these members since a moment; who has none is left out. */
    Map<UUID, Integer> since(int local, Collection<UUID> members, Instant moment);
}
