/** The waist: append-only facts of who did what, when, where, told by whom; and the listeners told of each. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"kernel", "database", "access", "ui", "federation", "member", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.activity;
