package org.breakroom.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.breakroom.kernel.PersonName;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who works for two locals is one person to the federation, as far as both let it see names, and two records for good. */
class ElsewhereTest extends Home {
    @Autowired
    Roll roll;

    @Autowired
    DSLContext sql;

    private UUID staff(TestLocals.Home... granted) {
        var staff = locals.account(Role.STAFF, null, null, null);
        for (var home : granted) {
            locals.grant(home.local(), staff, home.officer());
        }
        return staff;
    }

    /** Somebody with a phone, a mail address and a street of her own among forty others. */
    private UUID add(TestLocals.Home home, String name, int phone) {
        var id = locals.id();
        locals.as(Viewer.shell(home.local().id()), () -> {
            var entries = new ArrayList<Roll.Entry>();
            entries.add(entry(home, id, name, phone, "quilla@example.org", "9 Harbor Lane, Town, MA 02139"));
            var given = List.of("Ada", "Boris", "Clara", "Dmitri", "Elena", "Farid", "Grace", "Hugo");
            var family = List.of("Okafor", "Lindqvist", "Baptista", "Marchetti", "Oduya");
            for (int i = 0; i < 40; i++) {
                int number = home.local().id() % 1000 * 40 + i;
                entries.add(entry(
                        home,
                        locals.id(),
                        given.get(i % 8) + " " + family.get(i / 8)
                                + home.local().id(),
                        100_000 + number,
                        "m" + number + "@example.org",
                        number + " Elm Street, Town, MA 021" + (10 + i)));
            }
            roll.apply(
                    new Roll.Source(home.local().id(), home.employer(), locals.id(), false),
                    entries,
                    List.of(),
                    part -> {});
            return null;
        });
        return id;
    }

    private static Roll.Entry entry(
            TestLocals.Home home, UUID id, String name, int phone, String email, String address) {
        return new Roll.Entry(
                id,
                true,
                PersonName.read(name),
                home.first(),
                null,
                "Para",
                null,
                null,
                null,
                null,
                "+1508%07d".formatted(phone),
                email,
                address,
                "MEMBER");
    }

    @Test
    void who_is_in_two_locals_is_proposed_to_who_may_see_both_and_never_merged() throws Exception {
        var one = locals.open();
        var two = locals.open();
        var three = locals.open();
        var hers = add(one, "Quilla Featherstone", 5550141);
        var also = add(two, "Quila Featherstone", 5550141);
        add(three, "Quilla Featherstone", 5550141);
        var both = staff(one, two);
        assertThat(page(both, "/duplicates")).contains("Nobody seems to be in two of your locals");
        assertThat(post(both, "/duplicates")).hasStatus(303);
        var seen = page(both, "/duplicates");
        assertThat(seen)
                .contains("Quilla Featherstone", "Quila Featherstone", "same phone")
                .contains(one.path() + "/members/" + hers, two.path() + "/members/" + also)
                .doesNotContain(three.local().name());
        assertThat(page(both, two.path() + "/members/" + also)).contains("Quila Featherstone");
        assertThat(page(one.officer(), one.path() + "/audit"))
                .as("the local reads who saw whom")
                .contains("Quilla Featherstone");
        for (var nobody : List.of(staff(), staff(one), staff(one, three))) {
            assertThat(page(nobody, "/duplicates")).doesNotContain("Featherstone");
        }
        for (var nobody : List.of(one.officer(), one.rep(), one.member())) {
            assertThat(mvc.get().uri("/duplicates").with(in(nobody))).hasStatus(404);
        }
        assertThat(locals.count(
                        Viewer.shell(one.local().id()),
                        "select count(*)::int from member_elsewhere where local_id = ?",
                        one.local().id()))
                .as("the local itself sees no pair")
                .isZero();

        var pair = new String[] {
            "one", one.local().id() + "." + hers, "other", two.local().id() + "." + also
        };
        assertThat(say(both, pair, "MAYBE")).isEqualTo(422);
        assertThat(say(both, new String[] {"one", "1.x", "other", "y"}, "SAME")).isEqualTo(422);
        assertThat(say(staff(one), pair, "SAME")).isEqualTo(404);
        assertThat(say(both, pair, "SAME")).isEqualTo(303);
        assertThat(page(both, "/duplicates")).contains("In two locals: 1", "Quila Featherstone", "said by");
        assertThat(post(both, "/duplicates")).hasStatus(303);
        assertThat(page(both, "/duplicates")).as("what was said stays said").contains("In two locals: 1");
        assertThat(say(both, pair, "OPEN")).isEqualTo(303);
        assertThat(say(both, pair, "TWO")).isEqualTo(303);
        assertThat(page(both, "/duplicates")).doesNotContain("Featherstone");
        assertThat(page(one.officer(), one.path() + "/members/" + hers)).contains("Quilla Featherstone");

        // a local that takes its word back takes its names out of it at once
        assertThat(say(both, pair, "SAME")).isEqualTo(303);
        sql.execute(
                "update name_grant set revoked_at = now() where account_id = ? and of_local = ?",
                both,
                two.local().id());
        assertThat(page(both, "/duplicates")).doesNotContain("Featherstone").contains("Nothing to compare");
        assertThat(say(both, pair, "TWO")).isEqualTo(404);
    }

    private int say(UUID who, String[] pair, String word) {
        return post(who, "/duplicates/decision", pair[0], pair[1], pair[2], pair[3], "word", word)
                .getResponse()
                .getStatus();
    }
}
