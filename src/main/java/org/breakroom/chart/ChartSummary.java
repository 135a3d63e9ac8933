package org.breakroom.chart;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What the panel beside the wall says of one person's activity. */
public record ChartSummary(
        @Nullable Integer assessment,
        @Nullable Instant assessedAt,
        @Nullable Instant talkedAt,
        @Nullable LocalDate followUpOn) {}
