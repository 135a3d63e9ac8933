/** The worksite map: floors and rooms, who is where, who belongs together, who follows whom. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"kernel", "access", "ui", "federation", "member", "activity", "paper", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.map;
