package org.breakroom.card;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * How far a drive has come, within what the viewer sees.
 *
 * @param waiting cards at which an officer has to look
 * @param old cards of this kind, of any drive, that were signed more than ten months ago and stand
 * @param expired those that were signed more than twelve months ago: too old for a filing
 */
public record Progress(
        List<Site> sites, List<Hand> hands, List<Day> days, int people, int signed, int waiting, int old, int expired) {

    /**
     * A worksite.
     *
     * @param target its share, in percent
     */
    public record Site(UUID id, String name, int people, int signed, int target) {
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

    /** How many make half and one more. */
    public int majority() {
        return people / 2 + 1;
    }
}
