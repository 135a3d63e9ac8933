package org.breakroom.answer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A handler that takes what nobody may find again by who said it: the hash that tells a repeated write from another is made
 * with a secret that only this process has, so that no guess can be held against it later. Sent again after a restart, such a
 * write is refused as another one.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Unlinked {}
