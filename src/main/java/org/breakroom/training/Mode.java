package org.breakroom.training;

/** How a training is held. */
public enum Mode {
    PERSON,
    ONLINE,
    BOTH;

    boolean hasPlace() {
        return this != ONLINE;
    }

    boolean hasLink() {
        return this != PERSON;
    }
}
