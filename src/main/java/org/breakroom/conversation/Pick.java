package org.breakroom.conversation;

import java.util.UUID;

/** An entry of a local's list of issues or asks. */
public record Pick(UUID id, String label) {}
