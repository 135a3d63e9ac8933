package org.breakroom.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * People on file, kept ready. The small size is for every day; {@code bench/matching --index} runs it with
 * {@code -Dindex.people=1800000 -Dindex.rows=30000}.
 */
@Tag("once")
class IndexTest {
    private static final int PEOPLE = Integer.getInteger("index.people", 20_000);
    private static final int ROWS = Integer.getInteger("index.rows", 1_000);
    private static final int ROUNDS = 7;
    private static final int ASKED = 4_000;
    private static final double MILLION = 1e6;

    private static double milliseconds(long since) {
        return (System.nanoTime() - since) / MILLION;
    }

    @Test
    void a_list_and_a_form_are_looked_up_in_what_is_kept() throws Exception {
        var r = new Rosters(21, PEOPLE, ROWS, 1, Rosters.SHARE);
        var onFile = Rosters.people(r.members, new People());
        long began = System.nanoTime();
        var index = new Index(onFile);
        double cold = milliseconds(began);
        var took = new double[ROUNDS];
        List<Link> links = List.of();
        for (int i = 0; i < ROUNDS; i++) {
            began = System.nanoTime();
            links = index.link(list -> Rosters.people(r.roster, list));
            took[i] = milliseconds(began);
        }
        Arrays.sort(took);
        assertThat(links).as("as without an index").isEqualTo(r.link(2));
        var asks = new ArrayList<Map<PersonColumn, String>>();
        r.roster.stream().limit(ASKED).forEach(row -> asks.add(row.said()));
        var each = new double[Math.max(ASKED, asks.size())];
        int known = 0;
        for (int i = 0; i < each.length; i++) {
            var row = r.roster.get(i % asks.size());
            began = System.nanoTime();
            var found = index.find(row.said());
            each[i] = milliseconds(began);
            var member = r.truth.get(row.id());
            known += member != null
                            && !found.isEmpty()
                            && found.getFirst().right().equals(member)
                    ? 1
                    : 0;
        }
        Arrays.sort(each);
        System.out.printf(
                Locale.ROOT,
                "index: %d people, kept in %.0f ms; %d rows linked in %.0f ms (median of %d); one form p50 %.2f ms, p99 %.2f ms%n",
                PEOPLE,
                cold,
                ROWS,
                took[ROUNDS / 2],
                ROUNDS,
                each[each.length / 2],
                each[each.length * 99 / 100]);
        assertThat(known).as("forms that find their member").isGreaterThan((int) (each.length * 0.8));
    }

    @Test
    void who_is_not_on_file_is_not_found_and_leaves_nothing_behind() {
        var people = new People();
        people.add("1", said("Ann", "Lee", "3 Oak Road"));
        var index = new Index(people);
        int words = people.words().size();
        assertThat(index.find(said("Cy", "Fox", "9 Ash Lane"))).isEmpty();
        assertThat(index.find(said("Ann", "Lee", "3 oak rd")))
                .extracting(Link::right)
                .containsExactly("1");
        assertThat(people.words().size()).isEqualTo(words);
        assertThat(new Index(new People()).find(said("Ann", "Lee", "3 Oak Road")))
                .isEmpty();
    }

    private static Map<PersonColumn, String> said(String given, String family, String street) {
        var said = new EnumMap<PersonColumn, String>(PersonColumn.class);
        said.put(PersonColumn.GIVEN, given);
        said.put(PersonColumn.FAMILY, family);
        said.put(PersonColumn.STREET, street);
        said.put(PersonColumn.ZIP, "02139");
        return said;
    }
}
