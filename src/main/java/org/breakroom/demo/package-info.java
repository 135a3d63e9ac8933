/** A fictional federation to look at, the same on every machine. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "kernel",
            "card",
            "database",
            "access",
            "answer",
            "ui",
            "mail",
            "signin",
            "federation",
            "member",
            "roster",
            "activity",
            "conversation",
            "chart",
            "goal",
            "matching",
            "today",
            "list",
            "place",
            "training",
            "organizer",
            "survey",
            "db"
        })
@org.jspecify.annotations.NullMarked
package org.breakroom.demo;
