/** Members who are paid to organize: program and application, hours and their approval, the stipend ledger, debriefs. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "kernel",
            "database",
            "access",
            "answer",
            "ui",
            "federation",
            "member",
            "mail",
            "calendar",
            "activity",
            "db"
        })
@org.jspecify.annotations.NullMarked
package org.breakroom.organizer;
