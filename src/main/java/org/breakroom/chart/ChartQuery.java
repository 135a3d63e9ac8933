package org.breakroom.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.breakroom.kernel.Days;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.Ids;
import org.breakroom.ui.Ui;
import org.jspecify.annotations.Nullable;

/**
 * How a chart is looked at; it stands in the address, so that Back and sharing work. What an address says wrongly is
 * passed over.
 *
 * @param job only this job
 * @param shift only this shift
 * @param assessment only those who stand here, 0 for those not assessed
 * @param facet only those whom this choice of another room's question covers
 * @param asOf how it stood at the end of this day
 * @param since what is different from the end of this day
 * @param table as a table instead of the wall
 */
public record ChartQuery(
        Group group,
        Show show,
        @Nullable String job,
        @Nullable String shift,
        @Nullable Integer assessment,
        @Nullable UUID facet,
        @Nullable LocalDate asOf,
        @Nullable LocalDate since,
        boolean table) {
    private static final Duration QUIET = Duration.ofDays(60);

    /** What a column of the wall is. */
    public enum Group {
        AREA,
        JOB,
        SHIFT,
        ASSESSMENT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who is on the wall. */
    public enum Show {
        ALL,
        QUIET,
        UNASSESSED,
        NO_CARD,
        NO_ACTION,
        REPS,
        LEADERS,
        CHANGED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        Predicate<Chart.Tile> keeps(Instant at) {
            return switch (this) {
                case ALL -> t -> true;
                case QUIET -> t -> t.talkedAt() == null || t.talkedAt().isBefore(at.minus(ChartQuery.QUIET));
                case UNASSESSED -> t -> t.assessment() == null;
                case NO_CARD -> t -> !t.carded();
                case NO_ACTION -> t -> !t.acted();
                case REPS -> Chart.Tile::rep;
                case LEADERS -> Chart.Tile::leader;
                case CHANGED -> Chart.Tile::changed;
            };
        }
    }

    static ChartQuery read(Map<String, String> said, LocalDate today) {
        var since = day(said.get("since"), today);
        var show = choice(Show.values(), said.get("show"), Show.ALL);
        var digit = said.getOrDefault("assessment", "");
        return new ChartQuery(
                choice(Group.values(), said.get("group"), Group.AREA),
                show == Show.CHANGED && since == null ? Show.ALL : show,
                said.getOrDefault("job", "").isBlank() ? null : said.get("job"),
                said.getOrDefault("shift", "").isBlank() ? null : said.get("shift"),
                digit.matches("[0-5]") ? Integer.valueOf(digit) : null,
                Ids.read(said.get("issue")).orElse(null),
                day(said.get("as_of"), today),
                since,
                "table".equals(said.get("view")));
    }

    private static @Nullable LocalDate day(@Nullable String text, LocalDate today) {
        return Days.read(text).filter(d -> d.isBefore(today)).orElse(null);
    }

    private static <E extends Enum<E>> E choice(E[] all, @Nullable String word, E otherwise) {
        return Arrays.stream(all)
                .filter(e -> e.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElse(otherwise);
    }

    /** The end of a day, exclusive. */
    static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(FederationClock.ZONE).toInstant();
    }

    /** Whether fewer than all are on the wall. */
    public boolean narrow() {
        return show != Show.ALL || job != null || shift != null || assessment != null || facet != null;
    }

    public ChartQuery withTable(boolean asTable) {
        return new ChartQuery(group, show, job, shift, assessment, facet, asOf, since, asTable);
    }

    public ChartQuery withSince(@Nullable LocalDate day) {
        var shown = day == null && show == Show.CHANGED ? Show.ALL : show;
        return new ChartQuery(group, shown, job, shift, assessment, facet, asOf, day, table);
    }

    public ChartQuery withShow(Show who) {
        return new ChartQuery(group, who, job, shift, assessment, facet, asOf, since, table);
    }

    /** As it stands in an address, without what is usual; {@code ?} and a name in front. */
    public String toString(String first) {
        var parts = new LinkedHashMap<String, Object>();
        if (group != Group.AREA) {
            parts.put("group", group.word());
        }
        if (show != Show.ALL) {
            parts.put("show", show.word());
        }
        put(parts, "job", job);
        put(parts, "shift", shift);
        put(parts, "assessment", assessment);
        put(parts, "issue", facet);
        put(parts, "as_of", asOf);
        put(parts, "since", since);
        if (table) {
            parts.put("view", "table");
        }
        var text = parts.entrySet().stream()
                .map(e -> e.getKey() + "=" + Ui.inAddress(e.getValue().toString()))
                .collect(Collectors.joining("&"));
        return text.isEmpty() ? first : first + text + "&";
    }

    private static void put(Map<String, Object> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.put(name, value);
        }
    }
}
