package org.breakroom.member;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.breakroom.kernel.Ids;
import org.jspecify.annotations.Nullable;

/**
 * The ticks of a crew as a form sends them, held against what was marked before.
 *
 * @param on who is ticked, of those who are here
 * @param off who was marked and is ticked no more; who works elsewhere by now was not there to be unticked
 */
public record Ticks(Set<UUID> on, Set<UUID> off) {
    public static Ticks read(@Nullable Collection<String> said, Set<UUID> here, Set<UUID> marked) {
        var on = new HashSet<>(Ids.readAll(said));
        on.retainAll(here);
        var off = new HashSet<>(marked);
        off.removeAll(on);
        off.retainAll(here);
        return new Ticks(on, off);
    }

    /** What became of them, for the address of the page that tells it. */
    public String told(int marked, int taken) {
        return "marked=" + marked + "&taken=" + taken + (taken < off.size() ? "&kept=1" : "");
    }
}
