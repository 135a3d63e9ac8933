package org.breakroom.meeting;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.breakroom.kernel.FederationClock;
import org.breakroom.paper.Format;
import org.breakroom.paper.Paper;
import org.breakroom.ui.Figures;
import org.breakroom.ui.Messages;
import org.springframework.stereotype.Component;

/** What a meeting has on paper: the handout, and the sheet at the door. */
@Component
class MeetingPaper {
    private static final float MARGIN = 54;
    private static final float TITLE = 24;
    private static final float TEXT = 12;
    private static final float SMALL = 9;
    private static final float SPREAD = 1.4f;
    private static final float ROW = 22;
    private static final float CODE = 110;
    private static final int COLUMNS = 2;

    private final Messages messages;
    private final FederationClock clock;

    MeetingPaper(Messages messages, FederationClock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    private String t(String key, Object... arguments) {
        return messages.here(key, arguments);
    }

    /** One page; what is longer is set smaller until it fits. */
    void handout(Kit kit, OutputStream to) throws IOException {
        try (var paper = new Paper(kit.title(), "en", clock.now())) {
            paper.sheet(Format.LETTER, false);
            float wide = Format.LETTER.width() - 2 * MARGIN;
            float size = TEXT;
            while (size > SMALL && height(paper, kit, size, wide) > Format.LETTER.height() - 2 * MARGIN) {
                size -= .5f;
            }
            float y = MARGIN + TITLE;
            for (var line : paper.lines(kit.title(), TITLE, wide)) {
                paper.strong(MARGIN, y, TITLE, line);
                y += TITLE * 1.2f;
            }
            y += TEXT;
            for (var paragraph : kit.paragraphs()) {
                for (var line : paper.lines(paragraph.replace('\n', ' '), size, wide)) {
                    paper.text(MARGIN, y, size, line);
                    y += size * SPREAD;
                }
                y += size * .8f;
            }
            paper.line(MARGIN, y, MARGIN + wide, y, .5f);
            paper.text(MARGIN, y + SMALL * 1.6f, SMALL, t("meeting.handoutFoot", Figures.longDate(clock.today())));
            paper.write(to);
        }
        to.flush();
    }

    private static float height(Paper paper, Kit kit, float size, float wide) {
        float y = TITLE * 1.2f * paper.lines(kit.title(), TITLE, wide).size() + 2 * TITLE;
        for (var paragraph : kit.paragraphs()) {
            y += paper.lines(paragraph.replace('\n', ' '), size, wide).size() * size * SPREAD + size * .8f;
        }
        return y;
    }

    /** Everyone of the worksite by number, with a line to sign on, and the square code for those with a phone. */
    void signIn(Meeting meeting, String title, Map<Integer, String> names, String address, OutputStream to)
            throws IOException {
        try (var paper = new Paper(title, "en", clock.now())) {
            float wide = Format.LETTER.width() - 2 * MARGIN;
            float column = wide / COLUMNS;
            float y = head(paper, meeting, title, address);
            int at = 0;
            float top = y;
            for (var line : names.entrySet()) {
                if (y + ROW > Format.LETTER.height() - MARGIN) {
                    at++;
                    y = top;
                    if (at == COLUMNS) {
                        at = 0;
                        top = head(paper, meeting, title, address);
                        y = top;
                    }
                }
                float x = MARGIN + at * column;
                paper.right(x + 20, y + 14, SMALL, String.valueOf(line.getKey()));
                paper.text(x + 26, y + 14, TEXT - 2, paper.fit(line.getValue(), TEXT - 2, column * .48f));
                paper.line(x + 30 + column * .48f, y + 16, x + column - 12, y + 16, .4f);
                y += ROW;
            }
            paper.write(to);
        }
        to.flush();
    }

    private float head(Paper paper, Meeting meeting, String title, String address) {
        paper.sheet(Format.LETTER, false);
        float text = Format.LETTER.width() - 2 * MARGIN - CODE - TEXT;
        float y = MARGIN + TITLE * .8f;
        for (var line : paper.lines(title, TITLE * .8f, text)) {
            paper.strong(MARGIN, y, TITLE * .8f, line);
            y += TITLE;
        }
        var day = FederationClock.dayOf(meeting.at());
        for (var said : java.util.List.of(
                t(
                        "meeting.sheetWhen",
                        meeting.place(),
                        Figures.longDate(day),
                        Figures.hour(meeting.at()),
                        meeting.room()),
                t("meeting.sheetHow"),
                t("meeting.sheetBack", meeting.leader()))) {
            for (var line : paper.lines(said, SMALL + 1, text)) {
                paper.text(MARGIN, y, SMALL + 1, line);
                y += (SMALL + 1) * SPREAD;
            }
        }
        paper.code(Format.LETTER.width() - MARGIN - CODE, MARGIN - TEXT, CODE, address);
        return Math.max(y, MARGIN + CODE) + TEXT;
    }
}
