package org.breakroom.goal;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.breakroom.kernel.Csv;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.SchoolYear;
import org.breakroom.paper.Format;
import org.breakroom.paper.Paper;
import org.breakroom.ui.Download;
import org.breakroom.ui.Figures;
import org.breakroom.ui.Messages;
import org.springframework.stereotype.Component;

/** The boards as files: tables for a spreadsheet, sheets for a meeting. Counts only, no person. */
@Component
class BoardFiles {
    private static final float MARGIN = 54;
    private static final float ROW = 20;
    private static final float NAME_WIDE = 232;
    private static final float COLUMN = 53;
    private static final float BIG = 34;
    private static final float TITLE = 20;
    private static final float BODY = 10;
    private static final float SMALL = 8;
    private static final float INDENT = 10;
    private static final float LEADING = 14;

    private final Messages messages;

    BoardFiles(Messages messages) {
        this.messages = messages;
    }

    private String t(String key, Object... arguments) {
        return messages.text("en", key, arguments);
    }

    /** A board as a table: the whole first, then its parts. */
    void table(List<Snapshot.Line> lines, HttpServletResponse response, String name) throws IOException {
        Download.csv(response, name);
        var to = response.getWriter();
        to.write(Csv.MARK);
        try (var csv = CsvWriter.builder().build(to)) {
            csv.writeRecord(Stream.concat(
                            Stream.of(t("goal.level"), t("goal.name"), t("goal.members")),
                            Stream.of(Measure.values())
                                    .flatMap(m -> Stream.of(
                                            t("goal." + m.word()), t("goal.percentOf", t("goal." + m.word())))))
                    .toList());
            for (var line : lines) {
                var cells = new ArrayList<>(List.of(
                        String.valueOf(line.level()),
                        Csv.harmless(line.name()),
                        String.valueOf(line.count().members())));
                for (var m : Measure.values()) {
                    cells.add(String.valueOf(line.count().of(m)));
                    cells.add(percent(line.count(), m));
                }
                csv.writeRecord(cells);
            }
        }
    }

    /** The year week by week as a table, this year's counts beside last year's. */
    void weeks(Trend trend, HttpServletResponse response, String name) throws IOException {
        Download.csv(response, name);
        var to = response.getWriter();
        to.write(Csv.MARK);
        try (var csv = CsvWriter.builder().build(to)) {
            csv.writeRecord(Stream.concat(
                            Stream.of(t("goal.week"), t("goal.until")),
                            Stream.of(Measure.values())
                                    .flatMap(m -> Stream.of(
                                            t("goal." + m.word()), t("goal.lastYearOf", t("goal." + m.word())))))
                    .toList());
            for (int week = 0; week <= trend.week(); week++) {
                var cells = new ArrayList<>(List.of(
                        String.valueOf(week + 1),
                        trend.weekBegins(week + 1).minusDays(1).toString()));
                for (var m : Measure.values()) {
                    cells.add(String.valueOf(trend.upTo(m, week)));
                    cells.add(String.valueOf(trend.beforeUpTo(m, week)));
                }
                csv.writeRecord(cells);
            }
        }
    }

    private static String percent(Goals.Count count, Measure measure) {
        return Figures.percent(count.of(measure), count.members());
    }

    /** A frozen board as sheets for a meeting. */
    void sheets(Snapshot snapshot, Definition definition, String says, HttpServletResponse response)
            throws IOException {
        Download.pdf(response, "board.pdf");
        try (var paper = new Paper(snapshot.title(), "en", snapshot.madeAt())) {
            var rest = new ArrayList<>(snapshot.lines());
            float y = first(paper, snapshot, definition);
            while (!rest.isEmpty()) {
                y = heads(paper, y);
                while (!rest.isEmpty() && y < Format.LETTER.height() - MARGIN - ROW) {
                    row(paper, y, rest.removeFirst());
                    y += ROW;
                }
                if (!rest.isEmpty()) {
                    y = next(paper, snapshot);
                }
            }
            for (var line : paper.lines(says, SMALL, Format.LETTER.width() - 2 * MARGIN)) {
                if (y > Format.LETTER.height() - MARGIN) {
                    y = next(paper, snapshot);
                }
                y += LEADING;
                paper.text(MARGIN, y, SMALL, line);
            }
            paper.write(response.getOutputStream());
        }
    }

    private float first(Paper paper, Snapshot snapshot, Definition definition) {
        paper.sheet(Format.LETTER, false);
        float y = MARGIN + TITLE;
        float wide = Format.LETTER.width() - 2 * MARGIN;
        paper.strong(MARGIN, y, TITLE, paper.fit(snapshot.title(), TITLE, wide));
        y += LEADING * 1.5f;
        paper.text(MARGIN, y, BODY, paper.fit(snapshot.lines().getFirst().name(), BODY, wide));
        y += LEADING;
        var day = FederationClock.dayOf(snapshot.madeAt());
        var stood = t(
                "snapshot.stood",
                Figures.longDate(day),
                new SchoolYear(snapshot.year()).label(),
                snapshot.author(),
                snapshot.version());
        for (var line : paper.lines(stood, BODY, wide)) {
            paper.text(MARGIN, y, BODY, line);
            y += LEADING;
        }
        y += BIG + LEADING;
        float step = wide / Measure.values().length;
        float x = MARGIN;
        var whole = snapshot.whole();
        for (var m : Measure.values()) {
            paper.strong(x, y, BIG, Figures.share(whole.of(m), whole.members()));
            paper.text(x, y + LEADING, BODY, t("goal." + m.word()));
            paper.text(
                    x,
                    y + 2 * LEADING,
                    SMALL,
                    t("goal.of", Figures.number(whole.of(m)), Figures.number(whole.members())));
            paper.text(x, y + 2 * LEADING + BODY, SMALL, t("snapshot.goal", definition.goal(m)));
            x += step;
        }
        return y + 4 * LEADING;
    }

    private float next(Paper paper, Snapshot snapshot) {
        paper.sheet(Format.LETTER, false);
        paper.text(MARGIN, MARGIN, SMALL, t("snapshot.page", snapshot.title(), paper.pages()));
        return MARGIN + LEADING;
    }

    private float heads(Paper paper, float y) {
        float at = y + LEADING;
        paper.text(MARGIN, at, SMALL, t("goal.name"));
        float x = MARGIN + NAME_WIDE + COLUMN;
        paper.right(x, at, SMALL, t("goal.members"));
        for (var m : Measure.values()) {
            x += COLUMN;
            paper.right(x, at, SMALL, t("goal." + m.word()));
        }
        paper.line(MARGIN, at + SMALL / 2, Format.LETTER.width() - MARGIN, at + SMALL / 2, 1);
        return at + SMALL;
    }

    private static void row(Paper paper, float y, Snapshot.Line line) {
        float at = y + LEADING;
        float indent = INDENT * Math.max(0, line.level() - 1);
        var name = paper.fit(line.name(), BODY, NAME_WIDE - indent);
        if (line.level() < 2) {
            paper.strong(MARGIN + indent, at, BODY, name);
        } else {
            paper.text(MARGIN + indent, at, BODY, name);
        }
        float x = MARGIN + NAME_WIDE + COLUMN;
        paper.right(x, at, BODY, Figures.number(line.count().members()));
        for (var m : Measure.values()) {
            x += COLUMN;
            var share = percent(line.count(), m);
            paper.right(x, at, BODY, share.isEmpty() ? "–" : share + "%");
        }
        paper.line(MARGIN, y + ROW - 2, Format.LETTER.width() - MARGIN, y + ROW - 2, 0.25f);
    }
}
