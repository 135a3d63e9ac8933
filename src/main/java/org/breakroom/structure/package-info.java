/** Structure tests: small actions in order, by which a local learns where it is strong and where it is not. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"kernel", "access", "ui", "federation", "member", "activity", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.structure;
