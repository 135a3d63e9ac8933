package org.breakroom.database;

import org.jooq.DSLContext;

/**
 * Runs statements over many rows. Rows that came in this very transaction have no statistics yet, and a plan of nested
 * loops chosen for "about one row" takes minutes on thousands: so such plans are ruled out for the length of the work.
 */
public final class Bulk {
    private Bulk() {}

    public static void run(DSLContext sql, Runnable work) {
        sql.execute("set local enable_nestloop = off");
        work.run();
        sql.execute("set local enable_nestloop = on");
    }
}
