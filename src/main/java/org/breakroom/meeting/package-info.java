/** Ten-minute meetings: the month's kit, who led, who came, what was raised. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"kernel", "access", "answer", "ui", "paper", "federation", "member", "activity", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.meeting;
