package org.breakroom.signin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One line of a local's book of roles. State: waiting, expired, holds, ended. */
public record InvitationLine(
        UUID id,
        String name,
        String email,
        String role,
        @Nullable UUID worksite,
        @Nullable LocalDate until,
        String state,
        Instant expires) {}
