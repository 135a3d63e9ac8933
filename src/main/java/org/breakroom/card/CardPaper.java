package org.breakroom.card;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.breakroom.db.tables.records.CardRecord;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.paper.Format;
import org.breakroom.paper.Paper;
import org.breakroom.ui.Figures;
import org.breakroom.ui.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What cards have on paper: cards to sign in ink, two a sheet, a poster, and the evidence of one card. */
@Component
class CardPaper {
    private static final float MARGIN = 48;
    private static final float TITLE = 15;
    private static final float TEXT = 11;
    private static final float SMALL = 8.5f;
    private static final float SPREAD = 1.35f;
    private static final float CODE = 92;
    private static final float MARK_WIDE = 600;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Messages messages;
    private final FederationClock clock;
    private final String origin;

    CardPaper(Messages messages, FederationClock clock, @Value("${breakroom.origin}") String origin) {
        this.messages = messages;
        this.clock = clock;
        this.origin = origin;
    }

    private static float paragraphs(Paper paper, String words, float x, float y, float size, float wide) {
        float at = y;
        for (var paragraph : words.split("\n")) {
            for (var line : paper.lines(paragraph, size, wide)) {
                paper.text(x, at, size, line);
                at += size * SPREAD;
            }
        }
        return at;
    }

    /** Cards to sign in ink: the words of the screen, a serial, and lines for name, date and what changed. */
    void sheets(Local local, Drive drive, List<PrintedCards.Sheet> sheets, OutputStream to) throws IOException {
        try (var paper = new Paper(drive.title(), "en", clock.now())) {
            float half = Format.LETTER.height() / 2;
            for (int i = 0; i < sheets.size(); i++) {
                if (i % 2 == 0) {
                    paper.sheet(Format.LETTER, false);
                    paper.line(0, half, Format.LETTER.width(), half, .3f);
                }
                card(paper, local, drive, sheets.get(i), i % 2 * half);
            }
            if (sheets.isEmpty()) {
                paper.sheet(Format.LETTER, false);
                paper.text(MARGIN, MARGIN + TITLE, TEXT, messages.here("card.nobodyLeft"));
            }
            paper.write(to);
        }
        to.flush();
    }

    private void card(Paper paper, Local local, Drive drive, PrintedCards.Sheet sheet, float top) {
        var language = sheet.language();
        float wide = Format.LETTER.width() - 2 * MARGIN - CODE - TEXT;
        float y = top + MARGIN;
        paper.strong(MARGIN, y, TITLE, paper.fit(drive.title(), TITLE, wide));
        y += TITLE * 1.1f;
        paper.text(MARGIN, y, SMALL, paper.fit(local.name() + " · " + drive.unit(), SMALL, wide));
        paper.code(
                Format.LETTER.width() - MARGIN - CODE,
                top + MARGIN - TITLE,
                CODE,
                origin + local.path() + "/serials/" + sheet.serial());
        paper.right(
                Format.LETTER.width() - MARGIN,
                top + MARGIN - TITLE + CODE + SMALL,
                SMALL + 1,
                Receipts.shown(sheet.serial()));
        float foot = top + Format.LETTER.height() / 2 - MARGIN * .8f;
        float size = TEXT;
        float full = Format.LETTER.width() - 2 * MARGIN;
        float room = foot - 108 - (top + MARGIN + CODE);
        while (size > SMALL - 2 && height(paper, sheet.words(), size, full) > room) {
            size -= .25f;
        }
        paragraphs(paper, sheet.words(), MARGIN, top + MARGIN + CODE + TEXT, size, full);
        float line = foot - 84;
        row(
                paper,
                line,
                messages.text(language, "card.printName"),
                sheet.name(),
                full * .6f,
                messages.text(language, "card.printDate"));
        row(
                paper,
                line + 30,
                messages.text(language, "card.printSign"),
                null,
                full * .6f,
                messages.text(language, "card.phone"));
        row(paper, line + 60, messages.text(language, "card.email"), null, full * .6f, "");
        paper.text(MARGIN, foot + 4, SMALL - 1, messages.text(language, "card.printFoot"));
    }

    private static float height(Paper paper, String words, float size, float wide) {
        float lines = 0;
        for (var paragraph : words.split("\n")) {
            lines += paper.lines(paragraph, size, wide).size();
        }
        return lines * size * SPREAD;
    }

    private static void row(Paper paper, float y, String one, @Nullable String filled, float wide, String other) {
        paper.line(MARGIN, y, MARGIN + wide, y, .5f);
        paper.text(MARGIN, y + SMALL, SMALL - 1, one);
        if (filled != null) {
            paper.text(MARGIN + 2, y - 3, TEXT, paper.fit(filled, TEXT, wide));
        }
        if (!other.isEmpty()) {
            paper.line(MARGIN + wide + 20, y, Format.LETTER.width() - MARGIN, y, .5f);
            paper.text(MARGIN + wide + 20, y + SMALL, SMALL - 1, other);
        }
    }

    /** A poster for the staff room: what it is about, in four languages, and a code large enough for a phone. */
    void poster(Local local, Drive drive, String place, String address, OutputStream to) throws IOException {
        try (var paper = new Paper(drive.title(), "en", clock.now())) {
            paper.sheet(Format.LETTER, false);
            float wide = Format.LETTER.width() - 2 * MARGIN;
            float y = MARGIN + 34;
            for (var line : paper.lines(drive.title(), 34, wide)) {
                paper.strong(MARGIN, y, 34, line);
                y += 40;
            }
            paper.text(MARGIN, y, TITLE, paper.fit(local.name() + " · " + place, TITLE, wide));
            y += 40;
            for (var language : Messages.LANGUAGES) {
                for (var line : paper.lines(messages.text(language, "card.posterCall"), TITLE, wide)) {
                    paper.text(MARGIN, y, TITLE, line);
                    y += TITLE * SPREAD;
                }
                y += 6;
            }
            float side = Math.min(330, Format.LETTER.height() - y - MARGIN * 2);
            paper.code((Format.LETTER.width() - side) / 2, y, side, address);
            paper.text(
                    MARGIN,
                    Format.LETTER.height() - MARGIN,
                    SMALL,
                    paper.fit(
                            messages.text("en", "card.posterFoot", Figures.longDate(drive.deadline()), address),
                            SMALL,
                            wide));
            paper.write(to);
        }
        to.flush();
    }

    /** The evidence of one card: what was shown and signed, who, when, how, and its link in the chain. */
    void evidence(
            Local local,
            Drive drive,
            CardRecord card,
            List<Cards.Step> steps,
            Watermark watermark,
            Paper.Typeface typeface,
            OutputStream to)
            throws IOException {
        var title = drive.title() + " " + card.getNumber();
        try (var paper = new Paper(title, card.getLanguage(), clock.now(), typeface)) {
            paper.sheet(Format.LETTER, false);
            paper.watermark(watermark.across());
            float wide = Format.LETTER.width() - 2 * MARGIN;
            float y = MARGIN + TITLE;
            paper.strong(MARGIN, y, TITLE, paper.fit(drive.title() + " · " + local.name(), TITLE, wide));
            y += TITLE * 1.6f;
            y = paragraphs(paper, card.getWords(), MARGIN, y, TEXT, wide) + TEXT;
            paper.strong(MARGIN, y, TITLE, card.getNameTyped());
            y += TITLE;
            y = mark(paper, card.getMark(), y);
            var facts = facts(card);
            facts.forEach(f -> paper.lines(f, SMALL, wide));
            if (paper.lacking()) {
                facts.add(
                        "A question mark stands here for each letter that this paper's typeface lacks. Exactly what was shown"
                                + " and typed is in chain.txt, link " + card.getNumber()
                                + ", which the signatures cover.");
            }
            for (var fact : facts) {
                for (var line : paper.lines(fact, SMALL, wide)) {
                    paper.text(MARGIN, y, SMALL, line);
                    y += SMALL * SPREAD;
                }
            }
            y += SMALL;
            for (var step : steps) {
                if (y > Format.LETTER.height() - MARGIN * 1.6f) {
                    foot(paper, watermark.foot());
                    paper.sheet(Format.LETTER, false);
                    paper.watermark(watermark.across());
                    y = MARGIN;
                }
                var said = STAMP.format(step.at()) + "  " + messages.text("en", "card.act." + step.label()) + "  "
                        + step.hand() + (step.words().isEmpty() ? "" : "  " + step.words());
                paper.text(MARGIN, y, SMALL, paper.fit(said, SMALL, wide));
                y += SMALL * SPREAD;
            }
            foot(paper, watermark.foot());
            paper.write(to);
        }
    }

    /**
     * What makes each copy of a filing its own.
     *
     * @param across in large letters behind the text
     * @param foot in full at the foot of each page
     */
    record Watermark(String across, String foot) {}

    private static void foot(Paper paper, String watermark) {
        paper.text(
                MARGIN,
                Format.LETTER.height() - MARGIN * .6f,
                SMALL - 1,
                paper.fit(watermark, SMALL - 1, Format.LETTER.width() - 2 * MARGIN));
    }

    private static List<String> facts(CardRecord c) {
        var facts = new ArrayList<String>();
        facts.add("Signed " + stamp(c.getSignedAt().toInstant()) + ", dated " + c.getDatedOn() + ", text shown "
                + stamp(c.getShownAt().toInstant()) + " (federation's zone: " + FederationClock.ZONE + ")");
        facts.add("Name on file: " + c.getNameOnFile() + ". Job classification: " + c.getJob() + ". Employer: "
                + c.getEmployer() + ". Unit: " + c.getUnit());
        facts.add("Mail: " + c.getEmail() + verified(c.getEmailHow(), c.getEmailAt()) + ". Telephone: " + c.getPhone()
                + verified(c.getPhoneHow(), c.getPhoneAt()));
        facts.add("Intent: " + c.getIntent());
        facts.add("Channel: " + c.getChannel()
                + (Channel.valueOf(c.getChannel()).weaker() ? " (weaker class: a device held by the circulator)" : "")
                + (c.getCirculator().isEmpty() ? "" : ". Circulator: " + c.getCirculator())
                + (c.getSerial().isEmpty() ? "" : ". Serial: " + Receipts.shown(c.getSerial())));
        facts.add("Network address: " + c.getNetwork() + ". Browser: " + c.getAgent());
        facts.add("Card " + c.getKind() + ", words version " + c.getVersion() + " in " + c.getLanguage() + ", SHA-256 "
                + c.getWordsHash());
        facts.add("Link " + c.getNumber() + " of the local's chain: " + c.getHash() + ", after " + c.getPrevious());
        return facts;
    }

    private static String stamp(Instant at) {
        return STAMP.format(at);
    }

    private static String verified(String how, java.time.@Nullable OffsetDateTime at) {
        return how.isEmpty() || at == null ? "" : " (verified by " + how + " " + stamp(at.toInstant()) + ")";
    }

    /** What she drew, line by line. */
    private static float mark(Paper paper, String path, float top) {
        if (path.isBlank()) {
            return top;
        }
        float scale = 180 / MARK_WIDE;
        float x = 0;
        float y = 0;
        for (var part : path.trim().split("(?=[ML])")) {
            var point = part.substring(1).trim().split(" ");
            float toX = Float.parseFloat(point[0]) * scale;
            float toY = Float.parseFloat(point[1]) * scale;
            if (part.charAt(0) == 'L') {
                paper.line(MARGIN + x, top + y, MARGIN + toX, top + toY, 1);
            }
            x = toX;
            y = toY;
        }
        return top + 70;
    }
}
