package org.breakroom.training;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.breakroom.kernel.FederationClock;
import org.breakroom.paper.Format;
import org.breakroom.paper.Paper;
import org.breakroom.ui.Figures;
import org.breakroom.ui.Messages;
import org.breakroom.ui.Spoken;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What a training has on paper: the sheet at the door, name tags, and what somebody takes home. */
@Component
class TrainingPaper {
    private static final float MARGIN = 54;
    private static final float TITLE = 20;
    private static final float TEXT = 10;
    private static final float SMALL = 9;
    private static final float SPREAD = 1.4f;
    private static final float ROW = 24;
    private static final float CODE = 110;
    private static final int TAG_COLUMNS = 2;
    private static final int TAG_ROWS = 4;
    private static final float TAG_NAME = 26;
    private static final int EMPTY_LINES = 6;

    private final Messages messages;
    private final FederationClock clock;
    private final String origin;

    TrainingPaper(Messages messages, FederationClock clock, @Value("${breakroom.origin}") String origin) {
        this.messages = messages;
        this.clock = clock;
        this.origin = origin;
    }

    private String t(String key, Object... arguments) {
        return messages.here(key, arguments);
    }

    /** Everybody by her number in the line, with a place to sign; those who wait behind, and lines for who comes unasked. */
    void sheet(Training training, List<Registrations.Entry> entries, Map<Integer, String> locals, OutputStream to)
            throws IOException {
        try (var paper = new Paper(training.title(), "en", clock.now())) {
            float y = head(paper, training);
            var sorted = entries.stream()
                    .sorted(java.util.Comparator.comparing(Registrations.Entry::state)
                            .thenComparingLong(Registrations.Entry::number))
                    .toList();
            for (var e : sorted) {
                y = room(paper, training, y);
                var waits = e.state() == Line.State.WAITING ? " (" + t("training.waits") + ")" : "";
                line(paper, y, String.valueOf(e.number()), e.name() + waits, locals.getOrDefault(e.local(), ""));
                y += ROW;
            }
            for (int i = 0; i < EMPTY_LINES; i++) {
                y = room(paper, training, y);
                line(paper, y, "", "", "");
                y += ROW;
            }
            paper.write(to);
        }
        to.flush();
    }

    private float room(Paper paper, Training training, float y) {
        return y + ROW > Format.LETTER.height() - MARGIN ? head(paper, training) : y;
    }

    private static void line(Paper paper, float y, String number, String name, String local) {
        float wide = Format.LETTER.width() - 2 * MARGIN;
        paper.right(MARGIN + 22, y + 15, SMALL, number);
        paper.text(MARGIN + 30, y + 15, TEXT, paper.fit(name, TEXT, wide * .38f));
        paper.text(MARGIN + 34 + wide * .38f, y + 15, SMALL, paper.fit(local, SMALL, wide * .26f));
        paper.line(MARGIN + 40 + wide * .66f, y + 17, MARGIN + wide, y + 17, .4f);
    }

    private float head(Paper paper, Training training) {
        paper.sheet(Format.LETTER, false);
        float text = Format.LETTER.width() - 2 * MARGIN - CODE - TEXT;
        float y = MARGIN + TITLE * .8f;
        for (var line : paper.lines(training.title(), TITLE, text)) {
            paper.strong(MARGIN, y, TITLE, line);
            y += TITLE * 1.2f;
        }
        var language = Spoken.now();
        for (var said : List.of(
                training.day(language) + ", " + training.hours(language),
                training.mode().hasPlace() ? training.place() : training.link(),
                t("teach.sheetHow"))) {
            for (var line : paper.lines(said, SMALL + 1, text)) {
                paper.text(MARGIN, y, SMALL + 1, line);
                y += (SMALL + 1) * SPREAD;
            }
        }
        paper.code(
                Format.LETTER.width() - MARGIN - CODE,
                MARGIN - TEXT,
                CODE,
                origin + training.path() + "/arrival?code=" + training.code());
        return Math.max(y, MARGIN + CODE) + TEXT;
    }

    /** A tag for everybody with a place, eight a sheet, to be cut. */
    void tags(Training training, List<Registrations.Entry> entries, Map<Integer, String> locals, OutputStream to)
            throws IOException {
        try (var paper = new Paper(training.title(), "en", clock.now())) {
            float wide = (Format.LETTER.width() - 2 * MARGIN) / TAG_COLUMNS;
            float high = (Format.LETTER.height() - 2 * MARGIN) / TAG_ROWS;
            int at = 0;
            for (var e : entries.stream()
                    .filter(e -> e.state() == Line.State.CONFIRMED)
                    .sorted(java.util.Comparator.comparing(Registrations.Entry::name))
                    .toList()) {
                if (at % (TAG_COLUMNS * TAG_ROWS) == 0) {
                    paper.sheet(Format.LETTER, false);
                }
                int place = at % (TAG_COLUMNS * TAG_ROWS);
                float x = MARGIN + place % TAG_COLUMNS * wide;
                float y = MARGIN + place / TAG_COLUMNS * high;
                paper.box(x, y, wide, high, .4f);
                float size = TAG_NAME;
                while (size > TEXT && paper.width(e.name(), size) > wide - 24) {
                    size -= 1;
                }
                paper.centre(x + wide / 2, y + high * .42f, size, paper.fit(e.name(), size, wide - 16), false);
                paper.centre(x + wide / 2, y + high * .62f, TEXT, paper.fit(e.worksite(), TEXT, wide - 24), false);
                paper.centre(
                        x + wide / 2,
                        y + high * .76f,
                        TEXT,
                        paper.fit(locals.getOrDefault(e.local(), ""), TEXT, wide - 24),
                        false);
                at++;
            }
            if (at == 0) {
                paper.sheet(Format.LETTER, false);
                paper.text(MARGIN, MARGIN + TEXT, TEXT, t("teach.nobodyYet"));
            }
            paper.write(to);
        }
        to.flush();
    }

    /** That somebody was there, what it taught and how many hours it counts. */
    void certificate(Learning.Done done, String name, String local, OutputStream to) throws IOException {
        var day = Figures.longDate(FederationClock.dayOf(done.at()), Spoken.now());
        diploma(
                new Diploma(
                        t("training.certificate"),
                        name,
                        local,
                        t("training.finished"),
                        done.title(),
                        t("training.certificateOf", day, done.credit()),
                        done.registration()),
                to);
    }

    /** Thanks to somebody who presented, with the hours it took. */
    void thanks(Presenters.Presented done, String local, OutputStream to) throws IOException {
        var day = Figures.longDate(FederationClock.dayOf(done.shift().starts()), Spoken.now());
        diploma(
                new Diploma(
                        t("training.thanksFor"),
                        done.presenter().name(),
                        local,
                        done.shift().role(),
                        done.training().title(),
                        t("training.certificateOf", day, done.credit()),
                        done.presenter().id()),
                to);
    }

    /** What stands on a sheet to be hung up, from the top down. */
    private record Diploma(String title, String name, String local, String what, String of, String when, UUID number) {}

    private void diploma(Diploma d, OutputStream to) throws IOException {
        try (var paper = new Paper(d.of(), Spoken.now(), clock.now())) {
            paper.sheet(Format.LETTER, true);
            float wide = Format.LETTER.height();
            float high = Format.LETTER.width();
            paper.box(MARGIN / 2, MARGIN / 2, wide - MARGIN, high - MARGIN, 1.5f);
            float y = MARGIN * 2.2f;
            paper.centre(wide / 2, y, TEXT * 1.4f, t("federation.name"), false);
            y += 40;
            paper.centre(wide / 2, y, TITLE, d.title(), false);
            y += 60;
            paper.centre(wide / 2, y, TITLE * 1.7f, paper.fit(d.name(), TITLE * 1.7f, wide - 3 * MARGIN), false);
            y += 26;
            paper.centre(wide / 2, y, TEXT * 1.2f, d.local(), false);
            y += 44;
            paper.centre(wide / 2, y, TEXT * 1.4f, d.what(), false);
            y += 34;
            for (var line : paper.lines(d.of(), TITLE, wide - 4 * MARGIN)) {
                paper.centre(wide / 2, y, TITLE, line, false);
                y += TITLE * 1.3f;
            }
            y += 14;
            paper.centre(wide / 2, y, TEXT * 1.3f, d.when(), false);
            paper.centre(
                    wide / 2,
                    high - MARGIN,
                    SMALL,
                    t("training.certificateNumber", d.number().toString().substring(24)),
                    true);
            paper.write(to);
        }
        to.flush();
    }
}
