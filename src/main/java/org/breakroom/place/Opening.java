package org.breakroom.place;

import java.util.List;
import java.util.UUID;

/**
 * Worksites and areas that came in at once.
 *
 * @param worksites what is there of them now; after an undo, those that stay because something refers to them
 */
public record Opening(UUID id, List<String> worksites, int areas, boolean undone) {}
