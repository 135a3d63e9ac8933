package org.breakroom.activity;

import java.util.Arrays;
import java.util.List;

/** What can happen between the union and a member. A new kind is counted by every board the day it is added. */
public enum ActivityKind {
    /** A 1-on-1, reached or not: the outcome says. */
    TALK("message", false),
    /** Where she stands, noted without a talk. */
    ASSESSMENT("scale", false),
    /** A signed recommitment card. */
    CARD("card", false),
    /** A signed authorization card, which is no recommitment. */
    AUTHORIZATION("card", false),
    /** A signed authorization to deduct dues, which is neither. */
    DUES("card", false),
    PETITION("action", true),
    EVENT("action", true),
    LETTER("action", true),
    CALL("action", true),
    PLEDGE("action", true),
    BUTTON_DAY("action", true),
    /** A picture of coworkers together, for the wall or for the employer to see. */
    PHOTO("action", true),
    /** A ten-minute meeting. */
    MEETING("meeting", false),
    /** A new hire was welcomed by a coworker. */
    WELCOME("message", false),
    /** A new hire's orientation, in the time that the employer has to give. */
    ORIENTATION("meeting", false),
    TRAINING("training", false);

    private final String icon;
    private final boolean action;

    ActivityKind(String icon, boolean action) {
        this.icon = icon;
        this.action = action;
    }

    public String icon() {
        return icon;
    }

    /** Whether taking part counts towards the goal of half the members taking action. */
    public boolean action() {
        return action;
    }

    public static List<ActivityKind> actions() {
        return Arrays.stream(values()).filter(ActivityKind::action).toList();
    }
}
