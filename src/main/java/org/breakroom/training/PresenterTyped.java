package org.breakroom.training;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was typed on a training's page of presenters, kept when it is refused.
 *
 * @param changing the shift that is changed; null where a new one is asked for
 * @param of the shift or the presenter whose form it was; null for the form of a shift itself
 */
public record PresenterTyped(
        PresenterForm shift,
        @Nullable UUID changing,
        @Nullable UUID of,
        String text,
        String hours) {
    /** With the form of a new shift as it begins. */
    static PresenterTyped of(Training training, @Nullable UUID of, String text, String hours) {
        return new PresenterTyped(PresenterForm.of(training), null, of, text, hours);
    }
}
