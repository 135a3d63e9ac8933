package org.breakroom.chart;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.paper.Format;
import org.breakroom.paper.Paper;
import org.breakroom.ui.Figures;
import org.breakroom.ui.Messages;
import org.springframework.stereotype.Component;

/**
 * Draws a poster: everyone with a number, where she stands, and room to mark where she stands now. An assessment is its
 * digit, darker the stronger; nothing depends on colour.
 */
@Component
class PosterSheets {
    /** How long a poster is good: its numbers mean today's people, and paper with names is not to lie about. */
    private static final int DAYS_GOOD = 30;

    private static final float MARGIN = 28;
    private static final float HEAD = 92;
    private static final float TILE_WIDE = 208;
    private static final float TILE_HIGH = 27;
    private static final float AREA_HIGH = 22;
    private static final float GAP = 10;
    private static final float TITLE = 22;
    private static final float LINE = 8;
    private static final float NAME = 9;
    private static final float SMALL = 6.5f;
    private static final float LARGEST = 1.8f;
    private static final float STEP_DOWN = 0.05f;
    private static final float CHIP = 17;
    private static final float MARK = 9;
    private static final float STEP = 11.5f;
    private static final float NUMBER_WIDE = 19;
    private static final float[] GREYS = {0, .35f, 1, 1, 1};
    private static final int DARK = 2;

    private final Messages messages;

    PosterSheets(Messages messages) {
        this.messages = messages;
    }

    private String t(String key, Object... arguments) {
        return messages.here(key, arguments);
    }

    /** One poster on its way to paper. */
    private final class Run {
        private final Paper paper;
        private final Local local;
        private final Chart chart;
        private final Poster poster;
        private final String address;
        private float k;
        private boolean onPaper;
        private int sheets;
        private final float wide;
        private final float high;
        private float x;
        private float y;

        Run(Paper paper, Local local, Chart chart, Poster poster, String address) {
            this.paper = paper;
            this.local = local;
            this.chart = chart;
            this.poster = poster;
            this.address = address;
            this.k = poster.format().scale() * LARGEST;
            this.wide = poster.format().height();
            this.high = poster.format().width();
        }

        /** Draws as large as one sheet takes it; where even the smallest takes more, on several sheets. */
        void draw(Map<String, Map<Integer, Chart.Tile>> columns) {
            while (k > 1 && place(columns) > 1) {
                k = Math.max(1, k - STEP_DOWN);
            }
            onPaper = true;
            place(columns);
        }

        /** Puts everyone in a place, column by column and sheet by sheet; returns how many sheets that takes. */
        private int place(Map<String, Map<Integer, Chart.Tile>> columns) {
            sheets = 0;
            sheet();
            if (onPaper && columns.isEmpty()) {
                paper.text(x, y + TITLE * k, NAME * k, t("chart.nobodyTitle"));
            }
            columns.forEach((area, tiles) -> {
                room(AREA_HIGH + TILE_HIGH);
                if (onPaper) {
                    area(area, tiles.size());
                }
                y += AREA_HIGH * k;
                tiles.forEach((number, tile) -> {
                    room(TILE_HIGH);
                    if (onPaper) {
                        tile(number, tile);
                    }
                    y += TILE_HIGH * k;
                });
                y += GAP * k;
            });
            return sheets;
        }

        private void sheet() {
            sheets++;
            if (onPaper) {
                head();
            }
            x = MARGIN * k;
            y = (MARGIN + HEAD) * k;
        }

        private void head() {
            paper.sheet(poster.format(), true);
            float m = MARGIN * k;
            float side = (HEAD - MARGIN) * k;
            float text = wide - 2 * m - side - GAP * k;
            paper.strong(
                    m,
                    m + TITLE * k * .8f,
                    TITLE * k,
                    paper.fit(chart.worksite().name(), TITLE * k, text));
            var day = FederationClock.dayOf(poster.madeAt());
            float down = m + (TITLE + 12) * k;
            for (var said : List.of(
                    t(
                            "poster.head",
                            local.name(),
                            String.valueOf(local.number()),
                            poster.printedFor(),
                            Figures.longDate(day)),
                    t(
                            "poster.counts",
                            chart.talked(),
                            chart.members(),
                            chart.carded(),
                            chart.acted(),
                            t("chart.letters")),
                    t("poster.rule", Figures.longDate(day.plusDays(DAYS_GOOD)), paper.pages()))) {
                for (var line : paper.lines(said, LINE * k, text)) {
                    paper.text(m, down, LINE * k, line);
                    down += LINE * 1.3f * k;
                }
            }
            paper.code(wide - m - side, m - GAP * k, side, address);
        }

        /** Goes to the next column or sheet when this one has no room. */
        private void room(float needs) {
            if (y + needs * k <= high - MARGIN * k) {
                return;
            }
            x += (TILE_WIDE + GAP) * k;
            y = (MARGIN + HEAD) * k;
            if (x + TILE_WIDE * k > wide - MARGIN * k + 1) {
                sheet();
            }
        }

        private void area(String area, int people) {
            var name = area.isEmpty() ? t("chart.noArea") : area;
            paper.strong(x, y + 13 * k, NAME * 1.2f * k, paper.fit(name, NAME * 1.2f * k, (TILE_WIDE - 30) * k));
            paper.right(x + TILE_WIDE * k, y + 13 * k, NAME * k, String.valueOf(people));
            paper.line(x, y + 18 * k, x + TILE_WIDE * k, y + 18 * k, k);
        }

        private void tile(int number, Chart.Tile tile) {
            paper.right(x + (NUMBER_WIDE - 3) * k, y + 13 * k, NAME * k, String.valueOf(number));
            chip(x + NUMBER_WIDE * k, y + 3 * k, tile);
            float text = x + (NUMBER_WIDE + CHIP + 5) * k;
            float marks = x + (TILE_WIDE - 6 * STEP) * k;
            paper.text(text, y + 10.5f * k, NAME * k, paper.fit(tile.name(), NAME * k, marks - text - 3 * k));
            paper.text(
                    text,
                    y + 19 * k,
                    SMALL * k,
                    paper.fit(
                            (tile.letters().isEmpty() ? "" : tile.letters() + "  ")
                                    + java.util.Objects.requireNonNullElse(tile.job(), ""),
                            SMALL * k,
                            marks - text - 3 * k));
            for (int a = 1; a <= GREYS.length; a++) {
                float at = marks + (a - 1) * STEP * k;
                paper.box(at, y + 6 * k, MARK * k, MARK * k + 2 * k, .4f * k);
                paper.text(at + 3 * k, y + 14 * k, SMALL * k, String.valueOf(a));
            }
            paper.box(marks + GREYS.length * STEP * k, y + 6 * k, (MARK + 1) * k, (MARK + 2) * k, 1.1f * k);
            paper.line(x, y + (TILE_HIGH - 3) * k, x + TILE_WIDE * k, y + (TILE_HIGH - 3) * k, .2f * k);
        }

        private void chip(float left, float top, Chart.Tile tile) {
            Integer a = tile.assessment();
            if (a != null && GREYS[a - 1] < 1) {
                paper.fill(left, top, CHIP * k, CHIP * k, GREYS[a - 1]);
            }
            paper.box(left, top, CHIP * k, CHIP * k, a == null ? .4f * k : k);
            paper.centre(
                    left + CHIP * k / 2,
                    top + CHIP * k * .72f,
                    NAME * 1.2f * k,
                    a == null ? "?" : a.toString(),
                    a != null && a <= DARK);
        }
    }

    void write(
            Local local,
            Chart chart,
            Poster poster,
            Map<String, Map<Integer, Chart.Tile>> columns,
            String address,
            OutputStream to)
            throws IOException {
        try (var paper = new Paper(chart.worksite().name(), "en", poster.madeAt())) {
            new Run(paper, local, chart, poster, address).draw(columns);
            paper.write(to);
        }
        to.flush();
    }

    /** The sizes a poster is printed in. */
    static List<Format> formats() {
        return List.of(Format.TABLOID, Format.A3, Format.A1);
    }
}
