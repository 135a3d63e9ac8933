package org.breakroom.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import org.breakroom.cast.Home;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** One person, several roles: each opens its doors, none opens more, and an ended one closes at the next request. */
class SeveralRolesTest extends Home {
    @Autowired
    Accounts accounts;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void a_member_of_one_local_who_represents_a_school_of_another() {
        var here = locals.open();
        var there = locals.open();
        var seat = locals.id();
        transaction.executeWithoutResult(t -> accounts.hold(
                here.member(),
                new Accounts.Holding(
                        seat,
                        Role.REP,
                        there.local().id(),
                        null,
                        there.first(),
                        java.time.LocalDate.of(2020, 1, 1),
                        null)));
        assertThat(mvc.get().uri("/me").with(in(here.member()))).hasStatusOk();
        assertThat(mvc.get().uri(there.path() + "/charts/" + there.first()).with(in(here.member())))
                .hasStatusOk();
        assertThat(mvc.get().uri(there.path() + "/charts/" + there.second()).with(in(here.member())))
                .hasStatus(404);
        assertThat(mvc.get().uri(here.path() + "/charts/" + here.first()).with(in(here.member())))
                .hasStatus(404);
        transaction.executeWithoutResult(t -> accounts.end(seat));
        assertThat(mvc.get().uri(there.path() + "/charts/" + there.first()).with(in(here.member())))
                .hasStatus(404);
        assertThat(mvc.get().uri("/me").with(in(here.member()))).hasStatusOk();
    }
}
