package org.breakroom.card;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a drive has come, within what the viewer sees. Worksites, hands and days add up to the same number: the cards of
 * those who are asked.
 *
 * @param nowhere those who are asked and have no worksite; its id is null
 * @param beside cards that count too, of people who are not asked: they left, or are no members
 * @param waiting cards at which an officer has to look
 * @param old cards of this kind, of any drive, that were signed more than ten months ago and stand
 * @param expired those that were signed more than twelve months ago: too old for a filing
 */
public record Progress(
        List<Site> sites,
        Site nowhere,
        List<Hand> hands,
        List<Day> days,
        int beside,
        int waiting,
        int old,
        int expired) {

    /**
     * A worksite.
     *
     * @param target its share, in percent
     */
    public record Site(@Nullable UUID id, String name, int people, int signed, int target) {
        /** How many are to sign: the share, rounded up. */
        public int needed() {
            return (people * target + 99) / 100;
        }

        public boolean reached() {
            return signed >= needed();
        }
    }

    /** Through whose hands cards came, or which way where nobody circulated them. */
    public record Hand(String name, String channel, int cards) {}

    public record Day(LocalDate day, int cards, int soFar) {}

    /** How many are asked. */
    public int people() {
        return nowhere.people() + sites.stream().mapToInt(Site::people).sum();
    }

    /** How many of them have a card that counts. */
    public int signed() {
        return nowhere.signed() + sites.stream().mapToInt(Site::signed).sum();
    }

    /** How many make half and one more. */
    public int majority() {
        return people() / 2 + 1;
    }
}
