package org.breakroom.cast;

import java.util.UUID;
import org.breakroom.access.Viewer;
import org.jooq.DSLContext;
import org.springframework.boot.test.context.TestComponent;

/** Shifts of presenters, who took them, and questions about costs, for tests that need one there. */
@TestComponent
public class TeachSamples {
    private final DSLContext sql;
    private final TestLocals locals;

    TeachSamples(DSLContext sql, TestLocals locals) {
        this.sql = sql;
        this.locals = locals;
    }

    /** A shift of two places that begins and ends so many minutes from now. */
    public UUID shift(UUID training, int from, int until) {
        var id = locals.id();
        sql.execute("""
                insert into training_shift values (?, ?, 'Welcomes at the door', now() + make_interval(mins => ?),
                  now() + make_interval(mins => ?), 2, 0, 'A', now())
                """, id, training, from, until);
        return id;
    }

    /** Somebody who took it. */
    public UUID presenter(TestLocals.Home home, UUID training, UUID shift, UUID member) {
        var id = locals.id();
        locals.as(Viewer.shell(home.local().id()), () -> {
            sql.execute("""
                    insert into training_presenter (local_id, id, shift_id, training_id, federation, member_id, name, called,
                      biography, made_at)
                    select ?, ?, ?, id, of_local is null, ?, 'N', 'N', 'I map buildings.', now() from training where id = ?
                    """, home.local().id(), id, shift, member, training);
            return sql.execute("update training_shift set taken = taken + 1 where id = ?", shift);
        });
        return id;
    }

    /** What somebody who is registered asked her local to pay. */
    public UUID aid(TestLocals.Home home, UUID training, UUID registration, UUID member) {
        var id = locals.id();
        locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.execute("""
                insert into training_aid (local_id, id, registration_id, training_id, member_id, kind, asked, words, state, made_at)
                values (?, ?, ?, ?, ?, 'TRAVEL', 120.50, 'The bus', 'ASKED', now())
                """, home.local().id(), id, registration, training, member));
        return id;
    }
}
