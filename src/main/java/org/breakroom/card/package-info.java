/** Cards: drives, their words, signing in four ways, the evidence and its chain, filings. */
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
            "federation",
            "member",
            "activity",
            "db"
        })
@org.jspecify.annotations.NullMarked
package org.breakroom.card;
