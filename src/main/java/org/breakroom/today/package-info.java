/** What is due and who is next, for the one who looks. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"kernel", "access", "ui", "federation", "member", "activity", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.today;
