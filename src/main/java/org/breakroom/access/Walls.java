package org.breakroom.access;

import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Works for a moment as another viewer within the running transaction, for what one person sets off in a room she does not see. */
@Component
public class Walls {
    private final DSLContext sql;

    Walls(DSLContext sql) {
        this.sql = sql;
    }

    /** Binds the transaction to the viewer, works, and binds it back to whoever looked before. */
    public void as(Viewer viewer, Runnable work) {
        var before = Viewer.current();
        bind(viewer);
        viewer.run(work);
        before.ifPresent(this::bind);
    }

    private void bind(Viewer viewer) {
        sql.fetch("select view_as(?, ?, ?)", WallListener.list(viewer), viewer.countsEverywhere(), false);
    }
}
