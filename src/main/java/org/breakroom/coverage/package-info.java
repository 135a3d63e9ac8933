/** Coverage: who has no rep, who carries too many, where nothing happened this month; and how to even it out. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"kernel", "access", "ui", "federation", "member", "activity", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.coverage;
