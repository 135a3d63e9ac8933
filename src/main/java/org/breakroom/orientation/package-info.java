/** The first weeks of a new hire, in four layers, and the clock the law gives for the second. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"kernel", "access", "ui", "federation", "member", "activity", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.orientation;
