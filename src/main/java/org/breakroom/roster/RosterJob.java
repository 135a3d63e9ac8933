package org.breakroom.roster;

import java.io.Serializable;
import java.util.UUID;

/** A long piece of work on an import, with the viewer who asked for it: the job runs as her. */
public record RosterJob(UUID account, int local, UUID list, boolean undo) implements Serializable {
    private static final long serialVersionUID = 1L;
}
