package org.breakroom.card;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.db.tables.records.CardRecord;
import org.breakroom.federation.Local;
import org.breakroom.kernel.FederationClock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What becomes of a card after it was signed: contested, looked at, taken back. Nothing is removed. */
@Component
class Deciding {
    /** G.L. c.180 s.17A: the treasurer tells the employer of a revocation within this many calendar days. */
    static final int TELL_WITHIN_DAYS = 15;

    private final Signing signing;
    private final Drives drives;
    private final Chain chain;
    private final FederationClock clock;

    Deciding(Signing signing, Drives drives, Chain chain, FederationClock clock) {
        this.signing = signing;
        this.drives = drives;
        this.chain = chain;
        this.clock = clock;
    }

    /**
     * Does what an officer decided; returns the message that says why it cannot be done, null when it was.
     *
     * @param member who signed, where the officer says so
     */
    @Nullable
    String decide(Viewer officer, Local local, CardRecord card, String act, String words, @Nullable UUID member) {
        chain.hold(local); // whoever comes second sees what the first did
        var stand = signing.stand(local, card.getId());
        return switch (act) {
            case "UPHELD" -> uphold(officer, local, card, stand, words, member);
            case "REFUSED" -> {
                if (!Set.of(State.SIGNED, State.CHALLENGED).contains(stand.state())) {
                    yield "card.decidedBefore";
                }
                signing.step(officer, local, card.getId(), Act.REFUSED, words);
                yield null;
            }
            case "REVOKED" -> revoke(officer, local, card, words);
            case "TOLD" -> {
                // who recommits or authorizes is nobody's business at work
                if (stand.state() != State.REVOKED || !card.getKind().equals(CardKind.DUES.name())) {
                    yield "card.notRevoked";
                }
                signing.step(officer, local, card.getId(), Act.TOLD, words);
                yield null;
            }
            default -> "problem.cardAct";
        };
    }

    private @Nullable String uphold(
            Viewer officer, Local local, CardRecord card, Stand stand, String words, @Nullable UUID member) {
        if (!Set.of(State.SIGNED, State.CHALLENGED).contains(stand.state())) {
            return "card.decidedBefore";
        }
        if (Cards.flags(card.getFlags()).contains(Flag.NO_SCAN)
                && signing.pages(local, card.getId()).isEmpty()) {
            return "card.noPicture"; // no card counts by being keyed
        }
        var whose = stand.member() == null ? member : stand.member();
        if (whose == null) {
            return "card.whose";
        }
        var other = signing.standing(local, card.getDriveId(), whose);
        if (other.isPresent() && !other.get().id().equals(card.getId())) {
            return "card.hasOther";
        }
        if (stand.member() == null) {
            signing.step(officer, local, card.getId(), Act.MATCHED, "", whose, null, null);
            signing.tellMatched(officer, local, card, whose);
        }
        signing.step(officer, local, card.getId(), Act.UPHELD, words);
        signing.count(officer, local, card);
        return null;
    }

    /** She takes it back: at once, or when the card's own terms let her. */
    @Nullable
    String revoke(Viewer hand, Local local, CardRecord card, String words) {
        chain.hold(local); // whoever comes second sees what the first did
        var stand = signing.stand(local, card.getId());
        if (!Set.of(State.SIGNED, State.COUNTED, State.CHALLENGED).contains(stand.state())) {
            return "card.decidedBefore";
        }
        var drive = drives.require(local, card.getDriveId());
        var ends = drive.revocable(card.getDatedOn(), clock.today());
        signing.step(hand, local, card.getId(), Act.REVOKED, words, null, ends, null);
        if (!ends.isAfter(clock.today())) {
            end(hand, local, card);
        }
        return null;
    }

    /** The day has come from which a card that was taken back counts no more. */
    void end(Viewer hand, Local local, CardRecord card) {
        signing.uncount(hand, local, card);
        signing.uncountBefore(hand, local, card);
    }

    /** The signer says that it was not her: the card counts no more until an officer has looked. */
    @Nullable
    String challenge(Viewer hand, Local local, CardRecord card, String words) {
        chain.hold(local); // whoever comes second sees what the first did
        var stand = signing.stand(local, card.getId());
        if (!Set.of(State.SIGNED, State.COUNTED).contains(stand.state())) {
            return "card.decidedBefore";
        }
        signing.step(hand, local, card.getId(), Act.CHALLENGED, words);
        signing.disown(hand, local, card);
        return null;
    }

    /** The signer confirms from her own account: once, while there is something to confirm. */
    @Nullable
    String confirm(Viewer hand, Local local, CardRecord card, boolean confirmed) {
        chain.hold(local); // whoever comes second sees what the first did
        var state = signing.stand(local, card.getId()).state();
        if (state != State.SIGNED && state != State.COUNTED) {
            return "card.decidedBefore";
        }
        if (!confirmed) {
            signing.step(hand, local, card.getId(), Act.CONFIRMED, "RECEIPT");
        }
        return null;
    }

    /** By which day the employer has to know of a revocation that was given on a day. */
    static LocalDate tellBy(LocalDate revoked) {
        return revoked.plusDays(TELL_WITHIN_DAYS);
    }
}
