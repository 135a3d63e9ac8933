/** The 1-on-1: where she stands, what matters to her, what she was asked, what comes next. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {"kernel", "access", "ui", "federation", "member", "activity", "db"})
@org.jspecify.annotations.NullMarked
package org.breakroom.conversation;
