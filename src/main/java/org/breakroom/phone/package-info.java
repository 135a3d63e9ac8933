/** The rep's phone: her people without a signal, and what she noted on its way home. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "kernel",
            "access",
            "answer",
            "ui",
            "signin",
            "federation",
            "member",
            "activity",
            "conversation",
            "meeting",
            "card",
            "organizer",
            "db"
        })
@org.jspecify.annotations.NullMarked
package org.breakroom.phone;
