package org.breakroom.federation;

/** Told when a local is opened: rooms above give it what it starts with. */
public interface LocalOpened {
    void start(Local local);
}
