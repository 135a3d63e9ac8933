package org.breakroom.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.time.LocalDate;
import org.breakroom.cast.Home;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a local can see and stop: grants to staff, the log of who looked, lists that leave the system. */
class TrustTest extends Home {
    @Autowired
    DSLContext sql;

    @Test
    void a_grant_opens_names_and_its_revocation_closes_them_at_the_next_request() throws Exception {
        var home = locals.open();
        var staff = locals.account(Role.STAFF, null, null, null);
        var members = home.path() + "/members";
        var until = LocalDate.now(org.breakroom.kernel.FederationClock.ZONE)
                .plusDays(20)
                .toString();
        assertThat(mvc.get().uri(members).with(in(staff))).hasStatus(404);

        assertThat(post(home.officer(), home.path() + "/grants", "staff", staff.toString(), "until", until))
                .hasStatus(303);
        assertThat(page(staff, members)).contains("Nadia Rosas").doesNotContain("Take a list along");
        assertThat(page(staff, members + "/" + home.nadia())).contains("Nadia Rosas");
        assertThat(post(staff, members + "/exports", "reason", "because I would like to"))
                .as("staff read and take nothing")
                .hasStatus(404);

        var grant = sql.fetchValue("select id from name_grant where account_id = ?", staff);
        assertThat(post(home.officer(), home.path() + "/grants/" + grant + "/revocation"))
                .hasStatus(303);
        assertThat(mvc.get().uri(members).with(in(staff))).hasStatus(404);
        assertThat(page(home.officer(), home.path() + "/grants")).contains("taken back");
        assertThat(page(home.officer(), home.path() + "/audit"))
                .contains(
                        "let staff see names",
                        "took back a grant",
                        "looked at a person&#39;s record".replace("&#39;", "'"));
    }

    @Test
    void a_wrong_grant_says_what_is_wrong() throws Exception {
        var home = locals.open();
        var staff = locals.account(Role.STAFF, null, null, null).toString();
        var path = home.path() + "/grants";
        assertThat(post(
                        home.officer(),
                        path,
                        "staff",
                        home.rep().toString(),
                        "until",
                        LocalDate.now(org.breakroom.kernel.FederationClock.ZONE).toString()))
                .as("not of the staff")
                .hasStatus(422);
        for (var until : new String[] {
            "",
            "soon",
            "2020-01-01",
            LocalDate.now(org.breakroom.kernel.FederationClock.ZONE)
                    .plusYears(3)
                    .toString()
        }) {
            assertThat(post(home.officer(), path, "staff", staff, "until", until))
                    .as(until)
                    .hasStatus(422)
                    .bodyText()
                    .contains("Give a day from today on");
        }
    }

    @Test
    void a_day_that_is_none_leaves_the_log_as_it_is() throws Exception {
        var home = locals.open();
        for (var day : new String[] {"%2B999999999-12-31", "-999999999-01-01", "2026-02-30"}) {
            assertThat(page(home.officer(), home.path() + "/audit?from=" + day)).contains("Log");
        }
    }

    @Test
    void a_member_is_told_who_can_see_her_and_who_looked() throws Exception {
        var home = locals.open();
        assertThat(page(home.member(), "/me")).contains("Nobody has so far", "Test REP", "Test OFFICER");
        page(home.rep(), home.path() + "/members/" + home.nadia());
        page(home.rep(), home.path() + "/charts/" + home.first() + "?member=" + home.nadia());
        var me = page(home.member(), "/me");
        assertThat(me).doesNotContain("Nobody has so far");
        assertThat(me.split("<strong>Test REP</strong> <time", -1))
                .as("once a day")
                .hasSize(2);
    }

    @Test
    void a_list_leaves_with_reason_limit_tracer_and_no_formula() throws Exception {
        var home = locals.open();
        locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.execute(
                        "update member set full_name = '=cmd|calc' where local_id = ? and id = ?",
                        home.local().id(),
                        home.omar()));
        var exports = home.path() + "/members/exports";
        assertThat(post(home.rep(), exports, "reason", "short")).hasStatus(422);
        assertThat(post(home.rep(), exports, "reason", "phone bank on Tuesday", "q", "nobodyatall"))
                .hasStatus(422);
        assertThat(post(home.rep(), exports, "reason", "phone bank on Tuesday")).hasStatus(303);
        var id = locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.fetchValue(
                        "select id from member_export where local_id = ?",
                        home.local().id()));
        var file = exports + "/" + id + "/people.csv";
        var csv = page(home.rep(), file);
        assertThat(csv.lines())
                .as("headings, three people of her worksite, the tracer")
                .hasSize(5);
        assertThat(csv).contains("'=cmd|calc").doesNotContain("Far Away");
        assertThat(page(home.officer(), exports)).contains("phone bank on Tuesday", "invented, so that a leaked list");
        assertThat(page(home.rep(), exports)).doesNotContain("invented, so that");
        assertThat(mvc.get().uri(file).with(in(home.officer())))
                .as("only who asked")
                .hasStatus(404);
        assertThat(page(home.officer(), home.path() + "/audit?act=member.exported"))
                .contains("3: phone bank on Tuesday");

        locals.crowd(home, 500);
        assertThat(post(home.rep(), exports, "reason", "everyone there is"))
                .hasStatus(422)
                .bodyText()
                .contains("you may take 497 more today");
        assertThat(post(home.officer(), exports, "reason", "everyone there is")).hasStatus(303);
    }
}
