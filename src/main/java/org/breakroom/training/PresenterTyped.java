package org.breakroom.training;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was typed on a training's page of presenters, kept when it is refused.
 *
 * @param of the shift or the presenter whose form it was; null for the form of a new shift
 */
public record PresenterTyped(PresenterForm shift, @Nullable UUID of, String text, String hours) {}
