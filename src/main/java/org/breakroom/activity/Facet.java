package org.breakroom.activity;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.breakroom.federation.Local;

/** A question about people that only one room can answer, asked by the boards: whom does a choice cover? */
public interface Facet {

    /** One choice of the question. */
    record Choice(UUID id, String label) {}

    /** The word of the question, which is its parameter in an address: {@code issue}. */
    String word();

    List<Choice> choices(Local local);

    /** The members of a local whom the choice covers; of an unknown choice none. */
    Set<UUID> members(Local local, UUID choice);
}
