package org.breakroom.roster;

import java.util.List;

/** One column of a list: its heading, a few values, what it is taken for, and whether it never comes in. */
public record Heading(int index, String heading, List<String> samples, String meaning, boolean never) {}
