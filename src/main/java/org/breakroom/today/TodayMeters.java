package org.breakroom.today;

/** What the meters say: people in force within the viewer's reach, what they did this school year, and who is due. */
public record TodayMeters(long people, long talked, long carded, long acted, long due) {}
