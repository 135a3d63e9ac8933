package org.breakroom.orientation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A new hire's four layers, each dated, and the clock that tells who is late. */
class OrientationTest extends Home {
    @Autowired
    DSLContext sql;

    @Autowired
    FederationClock clock;

    private void hired(TestLocals.Home home, UUID member, int daysAgo) {
        locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.execute(
                        "update employment set hired_on = ?, orientation_due_on = null where local_id = ? and member_id = ?",
                        clock.today().minusDays(daysAgo),
                        home.local().id(),
                        member));
    }

    private MvcTestResult note(TestLocals.Home home, UUID member, String step, String day) {
        return mvc.post()
                .uri(home.path() + "/members/" + member + "/orientation")
                .param("_key", UUID.randomUUID().toString())
                .param("step", step)
                .param("day", day)
                .with(in(home.rep()))
                .exchange();
    }

    private String page(TestLocals.Home home) throws Exception {
        var result =
                mvc.get().uri(home.path() + "/orientation").with(in(home.rep())).exchange();
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsString();
    }

    @Test
    void who_is_not_met_within_ten_days_is_late_until_she_is() throws Exception {
        var home = locals.open();
        hired(home, home.nadia(), 11);
        hired(home, home.omar(), 10);
        hired(home, home.far(), 11);
        assertThat(page(home))
                .contains("2 new hires of the last four months; one is late.")
                .doesNotContain("Far Away");
        assertThat(page(home).indexOf("Nadia Rosas"))
                .as("late first")
                .isLessThan(page(home).indexOf("Omar"));
        assertThat(note(
                        home,
                        home.nadia(),
                        "WELCOME",
                        clock.today().minusDays(9).toString()))
                .hasStatus(303);
        assertThat(note(home, home.nadia(), "MET_SHORT", clock.today().toString()))
                .hasStatus(303);
        assertThat(page(home)).contains("nobody is late").contains("the 30 minutes were not given");
        assertThat(note(home, home.omar(), "MET", clock.today().plusDays(1).toString()))
                .hasStatus(422);
        assertThat(note(home, home.omar(), "x", clock.today().toString())).hasStatus(422);
        assertThat(note(home, home.far(), "MET", clock.today().toString())).hasStatus(404);
    }
}
