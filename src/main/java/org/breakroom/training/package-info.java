/** Trainings: courses on a ladder, held at a time, with places and waiting lists; institutes; who learned what. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "kernel",
            "database",
            "access",
            "answer",
            "ui",
            "paper",
            "mail",
            "guard",
            "calendar",
            "federation",
            "member",
            "survey",
            "activity",
            "db"
        })
@org.jspecify.annotations.NullMarked
package org.breakroom.training;
