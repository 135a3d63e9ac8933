package org.breakroom.card;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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

    void write(
            Local local,
            Drive drive,
            Collection<CardRecord> cards,
            int confirmed,
            Set<UUID> pictured,
            CardPaper.Watermark watermark,
            String key,
            OutputStream to)
            throws IOException {
        try (var paper = new Paper("Declaration", "en", clock.now())) {
            paper.sheet(Format.LETTER, false);
            paper.watermark(watermark.across());
            float wide = Format.LETTER.width() - 2 * MARGIN;
            float y = MARGIN + TITLE;
            paper.strong(MARGIN, y, TITLE, "Declaration of technology and controls");
            y += TITLE * 2;
            for (var paragraph : paragraphs(local, drive, cards, confirmed, pictured, key)) {
                var lines = paper.lines(paragraph, TEXT, wide);
                if (y + lines.size() * TEXT * SPREAD > Format.LETTER.height() - MARGIN) {
                    paper.sheet(Format.LETTER, false);
                    paper.watermark(watermark.across());
                    y = MARGIN + TEXT;
                }
                for (var line : lines) {
                    paper.text(MARGIN, y, TEXT, line);
                    y += TEXT * SPREAD;
                }
                y += TEXT * .7f;
            }
            paper.text(MARGIN, Format.LETTER.height() - MARGIN * .6f, 7.5f, paper.fit(watermark.foot(), 7.5f, wide));
            paper.write(to);
        }
    }

    private List<String> paragraphs(
            Local local, Drive drive, Collection<CardRecord> cards, int confirmed, Set<UUID> pictured, String key) {
        var ways = cards.stream().collect(Collectors.groupingBy(CardRecord::getChannel, Collectors.counting()));
        long own = of(ways, Channel.LINK, Channel.POSTER);
        long rep = of(ways, Channel.REP_PHONE);
        long ink = of(ways, Channel.PAPER, Channel.BATCH);
        long scanned = cards.stream()
                .filter(c -> !c.getSerial().isEmpty() && pictured.contains(c.getId()))
                .count();
        long coded = cards.stream()
                .filter(c -> !c.getEmailHow().isEmpty() || !c.getPhoneHow().isEmpty())
                .count();
        var first = cards.stream().map(CardRecord::getDatedOn).min(java.util.Comparator.naturalOrder());
        var last = cards.stream().map(CardRecord::getDatedOn).max(java.util.Comparator.naturalOrder());
        var said = new ArrayList<String>(List.of(
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
                        + " minutes and " + Drafts.TRIES_MAX
                        + " tries, before the card was shown to them for signing."));
        if (own > 0) {
            said.add("Of the " + Figures.number(own)
                    + " who signed on a screen of their own: each was shown the exact language"
                    + " that is printed on her card, in the language she chose, ticked a sentence that she signs it, and typed"
                    + " her full name. The record holds the SHA-256 digest of exactly that text, when it was shown and when it"
                    + " was signed by the server's clock, the network address and browser, her job classification and"
                    + " employer, and the accounts she gave.");
        }
        if (rep > 0) {
            said.add("Of the " + Figures.number(rep)
                    + " who signed on a representative's device: each was shown the exact"
                    + " language on it, ticked the sentence and typed her full name there. The record names the representative"
                    + " and the device by name, and holds the digest of the text and the time by that device's clock. The"
                    + " server noted when the card reached it, and for "
                    + Figures.number(cards.stream()
                            .filter(c -> c.getChannel().equals(Channel.REP_PHONE.name())
                                    && !c.getNetwork().isEmpty())
                            .count())
                    + " of them the network address from which the device handed it in.");
        }
        if (ink > 0) {
            said.add("Of the " + Figures.number(ink)
                    + " signed in ink: the exact language was printed on the card beside a serial"
                    + " of its own, and the signature and its date are on the paper. What the paper says was keyed in by the"
                    + " person the record names. Of " + Figures.number(scanned)
                    + " of them a picture of the page is in this"
                    + " filing under scans; its digest is in the record or in a later link of the chain. Nothing was ticked or"
                    + " typed by the signer, and no network address is recorded.");
        }
        said.addAll(List.of(
                "A confirmation of what was signed was sent for " + Figures.number(confirmed)
                        + " of these cards to accounts"
                        + " that were on file for the signer or that she gave, with a way to say that she did not sign; for "
                        + Figures.number(cards.size() - confirmed)
                        + " there was no such account or none was written to.",
                "On screens of their own, a card whose code went to an account that was not on file for the signer, whose typed"
                        + " name is not hers, or that came from a device on which somebody else had signed within a day does"
                        + " not count until an officer has looked at it. Cards that were contested, taken back or refused are"
                        + " not in this filing.",
                "What is transmitted is what was seen and signed: every signature and everything that became of it is a link"
                        + " of a chain of SHA-256 digests, its end signed each day by Ed25519 and published. The application"
                        + " cannot change or remove a link. The file chain.txt holds the chain; VerifyCards.java checks it"
                        + " without our software and names any line that was altered. The published key is " + key
                        + ".",
                "I declare under the penalties of perjury that the foregoing is true to the best of my knowledge.",
                "____________________________________     Date ______________     (name and office)"));
        return said;
    }

    private static long of(java.util.Map<String, Long> ways, Channel... channels) {
        return java.util.Arrays.stream(channels)
                .mapToLong(c -> ways.getOrDefault(c.name(), 0L))
                .sum();
    }

    private static String way(java.util.Map<String, Long> ways, Channel channel) {
        return Figures.number(ways.getOrDefault(channel.name(), 0L));
    }
}
