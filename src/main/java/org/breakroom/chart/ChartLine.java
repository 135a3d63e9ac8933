package org.breakroom.chart;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A worksite in the list of charts, with counts of this school year. */
public record ChartLine(
        UUID id, String name, @Nullable String city, int people, int talked, int carded, int acted, int reps) {}
