package org.breakroom.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The classification of a route, on every handler method; a handler without one is refused and fails the matrix. Having
 * the role opens the door; what is behind it is fetched through the viewer and so depends on her scope.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Open {
    /** The roles that may enter. */
    Role[] value() default {};

    /** Anyone signed in, whatever the role. */
    boolean toAllSignedIn() default false;

    /** Anyone at all. */
    boolean toAll() default false;
}
