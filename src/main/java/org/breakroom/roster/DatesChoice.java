package org.breakroom.roster;

/** One way to read the dates of a list, with what the first of them would mean. */
public record DatesChoice(Dates dates, boolean chosen, String preview) {}
