package org.breakroom.member;

import java.time.Instant;
import java.util.UUID;

/**
 * A list of people that was taken along.
 *
 * @param tracer the invented person in it; empty for those who are not told
 * @param open whether the viewer can still download it
 */
public record MemberExport(
        UUID id, String by, String reason, int people, Instant at, String tracer, String tracerEmail, boolean open) {}
