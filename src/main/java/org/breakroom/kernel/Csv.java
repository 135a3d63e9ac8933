package org.breakroom.kernel;

/** What every file of comma-separated values that leaves the system keeps to. */
public final class Csv {
    /** In front of the first cell, so that spreadsheets read the accents. */
    public static final char MARK = '\uFEFF';

    private Csv() {}

    /** A cell that a spreadsheet would run as a formula gets a quote in front (ASVS 5.0, 1.2.10). */
    public static String harmless(@org.jspecify.annotations.Nullable String cell) {
        if (cell == null) {
            return "";
        }
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
