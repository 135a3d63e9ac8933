package org.breakroom.card;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A drive of a local: one kind of card, to be signed by a day.
 *
 * @param unit the bargaining unit for which it is signed
 * @param target the share of each worksite that is to sign, in percent
 * @param offer the federation's drive that this one takes up
 */
public record Drive(
        UUID id,
        @Nullable UUID offer,
        CardKind kind,
        String title,
        String unit,
        LocalDate opens,
        LocalDate deadline,
        int target,
        int irrevocableMonths,
        int noticeDays,
        String opener,
        @Nullable Instant closed) {

    public boolean open(LocalDate today) {
        return closed == null && !today.isBefore(opens) && !today.isAfter(deadline);
    }

    /** When a revocation given on a day takes effect: after the notice, and not before the card may be revoked at all. */
    public LocalDate revocable(LocalDate signed, LocalDate given) {
        var notice = given.plusDays(noticeDays);
        var bound = signed.plusMonths(irrevocableMonths);
        return notice.isBefore(bound) ? bound : notice;
    }

    public long daysLeft(LocalDate today) {
        return ChronoUnit.DAYS.between(today, deadline);
    }
}
