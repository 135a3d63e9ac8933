package org.breakroom.chart;

import java.time.Instant;
import java.util.UUID;
import org.breakroom.paper.Format;

/**
 * A worksite's chart as it was printed.
 *
 * @param printedFor who takes the paper along
 * @param author who had it printed
 */
public record Poster(
        UUID id, UUID worksite, Format format, String printedFor, String author, Instant madeAt, int people) {}
