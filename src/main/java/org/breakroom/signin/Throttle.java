package org.breakroom.signin;

import org.breakroom.guard.Limits;
import org.springframework.stereotype.Component;

/** How often one address and one network may ask and try, on by default. */
@Component
class Throttle {
    static final int PER_ACCOUNT = 6;
    static final int PER_NETWORK = 60;

    private final Limits accounts = new Limits(PER_ACCOUNT);
    private final Limits networks = new Limits(PER_NETWORK);

    /** Whether a code may be sent to this address from this network. */
    boolean maySend(String email, String network) {
        return mayTry(network) && accounts.take(email);
    }

    /** Whether a code may be tried from this network. */
    boolean mayTry(String network) {
        return networks.take(Limits.network(network));
    }
}
