package org.breakroom.ui;

import org.breakroom.kernel.FederationClock;

/** What is the same for every request of one running application. */
record UiParts(Messages messages, LocalDirectory locals, FederationClock clock, String assets, boolean demo) {}
