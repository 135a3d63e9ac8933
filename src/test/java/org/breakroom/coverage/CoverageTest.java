package org.breakroom.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Gaps are found, an even share is proposed, an officer accepts it or changes it. */
class CoverageTest extends Home {
    @Autowired
    DSLContext sql;

    private void rep(TestLocals.Home home, UUID member) {
        locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.execute(
                        "insert into building_rep (local_id, id, worksite_id, member_id, from_on) values (?, ?, ?, ?, (now() at time zone 'America/New_York')::date)",
                        home.local().id(),
                        locals.id(),
                        home.first(),
                        member));
    }

    @Test
    void who_has_no_rep_who_carries_too_many_and_an_even_share() throws Exception {
        var home = locals.open();
        var coverage = home.path() + "/coverage";
        assertThat(page(home.officer(), coverage))
                .contains("2 worksites: 2 without a rep")
                .contains("no ten minutes this month");
        rep(home, home.nadia());
        assertThat(post(home.officer(), coverage, "span", "2")).hasStatus(303);
        assertThat(post(home.officer(), coverage, "span", "0")).hasStatus(422);
        assertThat(page(home.officer(), coverage)).contains("1 without a rep").contains("Nadia Rosas carries 3");
        rep(home, home.omar());
        assertThat(page(home.officer(), coverage)).doesNotContain("Rosas carries");
        var site = coverage + "/" + home.first();
        assertThat(page(home.officer(), site + "?even=1")).contains("Proposed: even");
        assertThat(post(
                        home.officer(),
                        site,
                        home.nadia().toString(),
                        home.nadia().toString(),
                        home.omar().toString(),
                        home.far().toString()))
                .hasStatus(303);
        assertThat(locals.count(
                        Viewer.shell(home.local().id()),
                        "select count(*) from coverage_turf where local_id = ?",
                        home.local().id()))
                .as("nobody who is no rep here is one")
                .isEqualTo(1);
        assertThat(page(home.rep(), coverage)).doesNotContain("Second School");
        assertThat(page(home.rep(), site)).doesNotContain("Accept this share");
    }

    @Test
    void an_even_share_differs_by_one_at_most_keeps_areas_together_and_reps_to_themselves() {
        var reps = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        var people = new ArrayList<Gaps.Share>();
        for (int i = 0; i < 47; i++) {
            people.add(new Gaps.Share(
                    i == 40 ? reps.getFirst() : UUID.randomUUID(), "P" + i, "Area " + i / 16, null, null));
        }
        var shares = Coverage.even(people, reps);
        Map<UUID, Integer> sizes = new HashMap<>();
        shares.forEach(s -> sizes.merge(s.proposed(), 1, Integer::sum));
        assertThat(sizes.values()).containsExactlyInAnyOrder(16, 16, 15);
        assertThat(shares.get(40).proposed()).isEqualTo(reps.getFirst());
        long changes = 0;
        for (int i = 1; i < shares.size(); i++) {
            changes += shares.get(i).proposed().equals(shares.get(i - 1).proposed()) ? 0 : 1;
        }
        assertThat(changes)
                .as("each rep's people stand together, but for the one who is a rep")
                .isLessThanOrEqualTo(4);
        assertThat(Coverage.even(people, List.of())).isEqualTo(people);
    }

    @Test
    void what_nobody_was_named_for_is_carried_in_equal_parts() {
        var one = UUID.randomUUID();
        var two = UUID.randomUUID();
        var reps = new LinkedHashMap<UUID, String>();
        reps.put(one, "One");
        reps.put(two, "Two");
        assertThat(Coverage.carrying(reps, Map.of(one, 10), 20))
                .extracting(Gaps.Rep::carries)
                .containsExactly(15, 5);
    }
}
