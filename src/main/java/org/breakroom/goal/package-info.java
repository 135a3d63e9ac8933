/** How far the plan has come, counted from evidence: by worksite, local, division, federation. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"kernel", "database", "access", "ui", "federation", "member", "activity", "paper", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.goal;
