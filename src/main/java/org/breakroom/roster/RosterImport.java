package org.breakroom.roster;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One list on its way in: uploaded, mapped, planned, applied, perhaps undone.
 *
 * @param takenFrom of a workbook, the sheet and row it was taken from, in words
 * @param dates how the list writes its dates
 * @param takesOver whether its contact facts take the place of those that the member or a rep gave
 */
public record RosterImport(
        UUID id,
        @Nullable UUID employer,
        String employerName,
        String fileName,
        List<String> columns,
        boolean partial,
        String newStatus,
        State state,
        @Nullable String failure,
        String uploadedBy,
        Instant uploadedAt,
        @Nullable Instant appliedAt,
        @Nullable Instant undoneAt,
        Counts counts,
        @Nullable String takenFrom,
        Dates dates,
        boolean takesOver) {

    /** Where it stands. */
    public enum State {
        COLUMNS,
        PLANNING,
        PREVIEW,
        WAITING,
        APPLIED,
        UNDOING,
        UNDONE,
        FAILED;

        public boolean working() {
            return this == WAITING || this == UNDOING || this == PLANNING;
        }
    }

    /** Rows = linked + created + in doubt + refused. Moved and changed are among the linked; gone are not on the list. */
    public record Counts(
            int rows,
            int linked,
            int created,
            int inDoubt,
            int refused,
            int moved,
            int changed,
            int gone,
            int withProblems,
            int stayed) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

        /** With so many of the rows in doubt decided. */
        Counts decided(int same, int fresh) {
            return new Counts(
                    rows,
                    linked + same,
                    created + fresh,
                    inDoubt - same - fresh,
                    refused,
                    moved,
                    changed,
                    gone,
                    withProblems,
                    stayed);
        }

        public int unchanged() {
            return linked - Math.min(linked, moved + changed);
        }
    }
}
