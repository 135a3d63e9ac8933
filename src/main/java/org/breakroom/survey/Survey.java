package org.breakroom.survey;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Questions that stand together.
 *
 * @param local whose it is, null for the federation's
 * @param subject what it is about, null for one that stands for itself
 * @param named whether a name stands beside each answer
 * @param opened since when it can be answered; from then on its questions stay as they are
 */
public record Survey(
        UUID id,
        @Nullable Integer local,
        @Nullable UUID subject,
        String title,
        String intro,
        boolean named,
        String author,
        @Nullable Instant opened,
        @Nullable LocalDate closesOn,
        @Nullable Instant closed) {
    public boolean open(LocalDate today) {
        return opened != null && closed == null && (closesOn == null || !closesOn.isBefore(today));
    }

    public String path() {
        return "/surveys/" + id;
    }
}
