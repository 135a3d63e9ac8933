package org.breakroom.place;

import java.util.UUID;

/** Worksites and areas that came in at once, by what is there of them now. */
public record Opening(UUID id, int worksites, int areas) {}
