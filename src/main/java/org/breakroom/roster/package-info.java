/** An employer's list comes in: columns, preview, application in the background, undo. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "kernel",
            "access",
            "ui",
            "answer",
            "database",
            "federation",
            "member",
            "matching",
            "list",
            "db"
        })
@org.jspecify.annotations.NullMarked
package org.breakroom.roster;
