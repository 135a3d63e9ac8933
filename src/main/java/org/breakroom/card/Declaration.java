package org.breakroom.card;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.breakroom.db.tables.records.CardRecord;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.breakroom.paper.Format;
import org.breakroom.paper.Paper;
import org.breakroom.ui.Figures;
import org.springframework.stereotype.Component;

/**
 * The declaration of technology and controls that goes with electronic signatures (after NLRB GC 15-08), written from the
 * facts of the cards at hand. A person signs it; a labor lawyer confirms its wording.
 */
@Component
class Declaration {
    private static final float MARGIN = 54;
    private static final float TITLE = 16;
    private static final float TEXT = 10.5f;
    private static final float SPREAD = 1.4f;

    private final FederationClock clock;

    Declaration(FederationClock clock) {
        this.clock = clock;
    }

    void write(Local local, Drive drive, Collection<CardRecord> cards, String watermark, String key, OutputStream to)
            throws IOException {
        try (var paper = new Paper("Declaration", "en", clock.now())) {
            paper.sheet(Format.LETTER, false);
            float wide = Format.LETTER.width() - 2 * MARGIN;
            float y = MARGIN + TITLE;
            paper.strong(MARGIN, y, TITLE, "Declaration of technology and controls");
            y += TITLE * 2;
            for (var paragraph : paragraphs(local, drive, cards, key)) {
                var lines = paper.lines(paragraph, TEXT, wide);
                if (y + lines.size() * TEXT * SPREAD > Format.LETTER.height() - MARGIN) {
                    paper.sheet(Format.LETTER, false);
                    y = MARGIN + TEXT;
                }
                for (var line : lines) {
                    paper.text(MARGIN, y, TEXT, line);
                    y += TEXT * SPREAD;
                }
                y += TEXT * .7f;
            }
            paper.text(MARGIN, Format.LETTER.height() - MARGIN * .6f, 7.5f, paper.fit(watermark, 7.5f, wide));
            paper.write(to);
        }
    }

    private List<String> paragraphs(Local local, Drive drive, Collection<CardRecord> cards, String key) {
        var ways = cards.stream().collect(Collectors.groupingBy(CardRecord::getChannel, Collectors.counting()));
        long coded = cards.stream()
                .filter(c -> !c.getEmailHow().isEmpty() || !c.getPhoneHow().isEmpty())
                .count();
        var first = cards.stream().map(CardRecord::getDatedOn).min(java.util.Comparator.naturalOrder());
        var last = cards.stream().map(CardRecord::getDatedOn).max(java.util.Comparator.naturalOrder());
        return List.of(
                "This filing holds " + Figures.number(cards.size()) + " cards of the drive “" + drive.title() + "” of "
                        + local.name() + " for the unit " + drive.unit() + ", dated from "
                        + first.map(Figures::longDate).orElse("–") + " to "
                        + last.map(Figures::longDate).orElse("–")
                        + ". Each was signed individually and bears the day on which it was signed.",
                "How they came: by the signer's own link " + way(ways, Channel.LINK) + ", by a poster's code "
                        + way(ways, Channel.POSTER)
                        + ", on a device held by a building representative, which is marked as a"
                        + " weaker class, " + way(ways, Channel.REP_PHONE) + ", in ink and keyed in "
                        + way(ways, Channel.PAPER) + ", in ink and scanned as a batch " + way(ways, Channel.BATCH)
                        + ".",
                "Of these, " + Figures.number(coded)
                        + " signers proved an electronic mail address or telephone number of"
                        + " their own by a one-time code of six digits, good for " + Drafts.CODE_GOOD.toMinutes()
                        + " minutes and " + Drafts.TRIES_MAX + " tries, before the card was shown to them for signing.",
                "Each signer was shown the exact language that is printed on her card, in the language she chose, ticked a"
                        + " sentence that she signs it, and typed her full name. The record holds the SHA-256 digest of"
                        + " exactly that text, when it was shown and when it was signed by the server's clock, the network"
                        + " address and browser, her job classification and employer, and the accounts she gave.",
                "A confirmation that repeats what was signed was sent to the signer's own account, with a way to say that"
                        + " she did not sign. A card whose code went to an account that was not on file for her, whose typed"
                        + " name is not hers, or that came from a device on which somebody else had signed within a day does"
                        + " not count until an officer has looked at it. Cards that were contested, taken back or refused are"
                        + " not in this filing.",
                "What is transmitted is what was seen and signed: every signature and everything that became of it is a link"
                        + " of a chain of SHA-256 digests, its end signed each day by Ed25519 and published. The application"
                        + " cannot change or remove a link. The file chain.txt holds the chain; VerifyCards.java checks it"
                        + " without our software and names any line that was altered. The published key is " + key
                        + ".",
                "I declare under the penalties of perjury that the foregoing is true to the best of my knowledge.",
                "____________________________________     Date ______________     (name and office)");
    }

    private static String way(java.util.Map<String, Long> ways, Channel channel) {
        return Figures.number(ways.getOrDefault(channel.name(), 0L));
    }
}
