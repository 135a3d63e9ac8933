package org.breakroom.demo;

import org.jspecify.annotations.Nullable;

/** One person of the cast: who she is, what she may do, her first page, and the link that signs in as her. */
public record CastMember(String role, String name, @Nullable Integer local, String home, String signIn) {}
