package org.breakroom.signin;

import java.time.Instant;
import java.util.List;

/** One's own account: passkeys, sessions, and whether a passkey is needed to go on. */
public record AccountPage(List<Passkey> passkeys, List<SessionLine> sessions, boolean needed) {

    /** One passkey, as its owner named it. */
    public record Passkey(String id, String label, Instant since) {}

    /** @param id a handle of the session that is not its cookie */
    public record SessionLine(String id, Instant since, Instant seen, String agent, boolean here) {}
}
