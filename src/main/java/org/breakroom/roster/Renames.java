package org.breakroom.roster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.breakroom.federation.Employers;
import org.breakroom.federation.Local;
import org.breakroom.kernel.PersonName;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Worksites that a list prints under another name than before. The people say so: a name that no list had, under which
 * most of those stand who were at one worksite that this list does not print any more.
 */
@Component
public class Renames {
    private static final int PEOPLE_MIN = 2;
    private static final String FOUND = """
            with here as (
              select r.moved, r.facts ->> 'worksite' as printed, e.worksite_id
              from roster_row r
              join employment e on e.local_id = r.local_id and e.member_id = r.member_id and e.ended_on is null and e.employer_id = ?
              where r.local_id = ? and r.import_id = ? and r.outcome = 'LINKED' and e.worksite_id is not null)
            select h.printed, h.worksite_id, w.name, count(*)::int,
              (sum(count(*)) over (partition by h.printed))::int
            from here h join worksite w on w.id = h.worksite_id
            where h.moved and h.printed is not null
            group by h.printed, h.worksite_id, w.name
            having not exists (select from here s where not s.moved and s.worksite_id = h.worksite_id)
            order by 4 desc, 1, 3
            """;

    private final DSLContext sql;
    private final Employers employers;

    Renames(DSLContext sql, Employers employers) {
        this.sql = sql;
        this.employers = employers;
    }

    /**
     * A worksite that is perhaps printed under another name now.
     *
     * @param people how many of those under the new name were at the worksite
     * @param all how many of those under the new name are on file
     */
    public record Rename(String printed, UUID worksite, String name, int people, int all) {}

    /** The proposals of a previewed list, those with the most people first; a worksite has one new name. */
    List<Rename> proposed(Local local, RosterImport list) {
        var employer = list.employer();
        if (employer == null || list.counts().moved() < PEOPLE_MIN) {
            return List.of();
        }
        var known = employers.worksiteNames(local, employer);
        var names = new HashSet<String>();
        var worksites = new HashSet<UUID>();
        var proposed = new ArrayList<Rename>();
        for (var r : sql.fetch(FOUND, employer, local.id(), list.id())) {
            var found = new Rename(
                    r.get(0, String.class),
                    r.get(1, UUID.class),
                    r.get(2, String.class),
                    r.get(3, Integer.class),
                    r.get(4, Integer.class));
            boolean most = found.people >= PEOPLE_MIN && found.people * 2 >= found.all;
            if (most
                    && !known.containsKey(PersonName.fold(found.printed))
                    && !worksites.contains(found.worksite)
                    && names.add(PersonName.fold(found.printed))) {
                worksites.add(found.worksite);
                proposed.add(found);
            }
        }
        return proposed;
    }

    /** Remembers those of the proposals whose names were chosen; returns how many. */
    int confirm(Local local, RosterImport list, List<String> printed) {
        var employer = list.employer();
        int confirmed = 0;
        if (employer != null) {
            for (var rename : proposed(local, list)) {
                if (printed.contains(rename.printed)) {
                    employers.alsoPrinted(local, employer, rename.printed, rename.worksite);
                    confirmed++;
                }
            }
        }
        return confirmed;
    }

    /** Takes a confirmed name back. */
    boolean takeBack(Local local, RosterImport list, String printed) {
        return list.employer() != null && employers.noLongerPrinted(local, list.employer(), printed);
    }
}
