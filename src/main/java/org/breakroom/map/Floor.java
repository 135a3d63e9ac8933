package org.breakroom.map;

import java.util.List;
import java.util.UUID;

/**
 * A floor with its rooms.
 *
 * @param plan whether a plan was uploaded
 * @param wide of the drawing; a floor without a plan is drawn on a sheet of 1,000 by 700
 */
public record Floor(UUID id, String name, boolean plan, int wide, int high, List<Room> rooms) {
    static final int SHEET_WIDE = 1000;
    static final int SHEET_HIGH = 700;

    /** What a room is for. */
    public enum Kind {
        ROOM,
        AREA,
        BREAK
    }

    /** A room, in units of the drawing. */
    public record Room(UUID id, String name, Kind kind, int x, int y, int wide, int high) {}
}
