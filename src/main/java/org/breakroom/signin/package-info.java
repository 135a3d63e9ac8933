/** How a person comes in: invitation, one-time code, passkey, sessions, throttle; and what the local grants and logs of it. */
@org.springframework.modulith.ApplicationModule(
        allowedDependencies = {
            "kernel",
            "database",
            "access",
            "answer",
            "ui",
            "mail",
            "guard",
            "federation",
            "member",
            "db"
        })
@org.jspecify.annotations.NullMarked
package org.breakroom.signin;
