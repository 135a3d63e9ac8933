package org.breakroom.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.activity.Activities;
import org.breakroom.activity.Activity;
import org.breakroom.activity.ActivityKind;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.breakroom.kernel.FederationClock;
import org.breakroom.kernel.PersonName;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Records that are one person become one, and two again to the letter. */
class DuplicateTest extends Home {
    @Autowired
    Merges merges;

    @Autowired
    Roll roll;

    @Autowired
    Activities activities;

    @Autowired
    FederationClock clock;

    @Autowired
    DSLContext sql;

    private String page(TestLocals.Home home, String path) throws Exception {
        var result = mvc.get().uri(home.path() + path).with(in(home.officer())).exchange();
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    private MvcTestResult post(TestLocals.Home home, String path, String... parameters) {
        var request = mvc.post()
                .uri(home.path() + path)
                .with(in(home.officer()))
                .param("_key", UUID.randomUUID().toString());
        for (int i = 0; i < parameters.length; i += 2) {
            request = request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

    /** A second record of Omar with another spelling, phone and mail of his own, and forty others to learn from. */
    private UUID twin(TestLocals.Home home) throws IOException {
        var family = Files.readAllLines(Path.of("src/main/resources/demo/family_names.txt"));
        var twin = locals.id();
        locals.as(Viewer.shell(home.local().id()), () -> {
            var entries = new ArrayList<Roll.Entry>();
            entries.add(entry(
                    twin,
                    "Omar Teixera",
                    home.second(),
                    "+15085550177",
                    "omar@example.org",
                    "3 Oak Road, Town, MA 02139"));
            var given = List.of("Ada", "Boris", "Clara", "Dmitri", "Elena", "Farid", "Grace", "Hugo");
            for (int i = 0; i < 40; i++) {
                entries.add(entry(
                        locals.id(),
                        given.get(i % 8) + " " + family.get(i * 7),
                        home.first(),
                        "+1508555" + (1_000 + i),
                        "m" + i + "@example.org",
                        (10 + i) + " Elm Street, Town, MA 021" + (10 + i)));
            }
            roll.apply(
                    new Roll.Source(home.local().id(), home.employer(), locals.id(), false),
                    entries,
                    List.of(),
                    part -> {});
            sql.execute(
                    """
                    insert into contact_point (local_id, id, member_id, kind, value, source, said_on)
                    values (?, ?, ?, 'PHONE', '+15085550177', 'MEMBER', (now() at time zone 'America/New_York')::date), (?, ?, ?, 'EMAIL', 'omar@example.org', 'MEMBER', (now() at time zone 'America/New_York')::date)
                    """,
                    home.local().id(),
                    locals.id(),
                    home.omar(),
                    home.local().id(),
                    locals.id(),
                    home.omar());
            return null;
        });
        return twin;
    }

    private static Roll.Entry entry(UUID id, String name, UUID worksite, String phone, String email, String address) {
        return new Roll.Entry(
                id,
                true,
                PersonName.read(name),
                worksite,
                null,
                "Para",
                null,
                null,
                null,
                null,
                phone,
                email,
                address,
                "MEMBER");
    }

    private void acted(TestLocals.Home home, UUID member, ActivityKind kind) {
        var viewer = Viewer.shell(home.local().id());
        locals.as(
                viewer,
                () -> activities.record(
                        viewer,
                        new Activity(
                                home.local().id(),
                                locals.id(),
                                member,
                                kind,
                                home.first(),
                                clock.now(),
                                null,
                                null,
                                null,
                                null,
                                false)));
    }

    /** Everything on file of the local, closed or open, the merges apart. */
    private String state(TestLocals.Home home) {
        int local = home.local().id();
        return locals.as(
                Viewer.shell(local),
                () -> sql.fetchValue("""
                        select string_agg(x, chr(10) order by x) from (
                          select row_to_json(t)::text from member t where local_id = ?
                          union all select row_to_json(t)::text from employment t where local_id = ?
                          union all select row_to_json(t)::text from membership t where local_id = ?
                          union all select row_to_json(t)::text from contact_point t where local_id = ?
                          union all select row_to_json(t)::text from activity_standing t where local_id = ?
                          union all select row_to_json(t)::text from activity_latest t where local_id = ?
                          union all select row_to_json(t)::text from goal_tally t where local_id = ? and members > 0) y (x)
                        """, local, local, local, local, local, local, local)
                        .toString());
    }

    @Test
    void two_records_become_one_and_two_again_to_the_letter() throws Exception {
        var home = locals.open();
        var twin = twin(home);
        acted(home, home.omar(), ActivityKind.PETITION);
        acted(home, twin, ActivityKind.EVENT);
        var before = state(home);
        assertThat(post(home, "/duplicates")).hasStatus(303);
        assertThat(page(home, "/duplicates"))
                .contains("One pair of records may be one person", "Omar Teixera", "Omar Teixeira", "same phone")
                .contains("3 Oak Road");
        var pair = home.omar() + "," + twin;
        assertThat(post(
                        home,
                        "/duplicates/merge",
                        "pair",
                        pair,
                        "keep",
                        home.omar().toString()))
                .hasStatus(303);
        assertThat(page(home, "/duplicates")).contains("Nobody seems to be here twice", "with Omar Teixera, by");
        assertThat(mvc.get()
                        .uri(home.path() + "/members/" + twin)
                        .with(in(home.officer()))
                        .exchange())
                .hasStatus(303)
                .hasRedirectedUrl(home.path() + "/members/" + home.omar());
        assertThat(page(home, "/members/" + home.omar()))
                .contains("3 Oak Road", "Signed a petition", "Came to an event");
        assertThat(page(home, "/members?q=teixera")).doesNotContain("Omar Teixera");
        assertThat(locals.count(
                        Viewer.shell(home.local().id()),
                        "select sum(acted)::int from goal_tally where local_id = ?",
                        home.local().id()))
                .as("one person who acted")
                .isEqualTo(1);
        acted(home, twin, ActivityKind.LETTER);
        assertThat(page(home, "/members/" + home.omar()))
                .as("what is noted under the old number counts for the one who stayed")
                .contains("Wrote a letter");
        var merge = locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.fetchValue(
                        "select id from member_merge where local_id = ?",
                        home.local().id()));
        locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.execute(
                        "insert into activity select local_id, ?, member_id, kind, worksite_id, happened_at, outcome, assessment, due_on,"
                                + " recorded_at, recorded_by, recorder, id, true from activity where local_id = ? and kind = 'LETTER'",
                        locals.id(),
                        home.local().id()));
        assertThat(post(home, "/merges/" + merge + "/undo")).hasStatus(303);
        assertThat(state(home)).isEqualTo(before);
        assertThat(page(home, "/duplicates")).contains("One pair of records may be one person");
        assertThat(post(home, "/merges/" + merge + "/undo"))
                .as("taken back once")
                .hasStatus(404);
    }

    @Test
    void a_leaders_mark_set_since_stays_when_the_records_are_two_again() throws Exception {
        var home = locals.open();
        var twin = twin(home);
        var officer = locals.viewer(home.officer());
        int local = home.local().id();
        lead(local, twin, "2024-01-05");
        var merge = locals.as(officer, () -> merges.merge(officer, home.local(), home.omar(), twin));
        assertThat(since(local, home.omar())).isEqualTo("2024-01-05");
        locals.as(officer, () -> merges.undo(officer, home.local(), merge));
        assertThat(since(local, home.omar())).isEqualTo("null");
        var again = locals.as(officer, () -> merges.merge(officer, home.local(), home.omar(), twin));
        lead(local, home.omar(), "2025-02-06");
        locals.as(officer, () -> merges.undo(officer, home.local(), again));
        assertThat(since(local, home.omar())).isEqualTo("2025-02-06");
    }

    private void lead(int local, UUID member, String day) {
        locals.as(
                Viewer.shell(local),
                () -> sql.execute(
                        "update member set leader_since = ?::date where local_id = ? and id = ?", day, local, member));
    }

    private String since(int local, UUID member) {
        return locals.as(
                Viewer.shell(local),
                () -> String.valueOf(sql.fetchValue(
                        "select leader_since::date from member where local_id = ? and id = ?", local, member)));
    }

    @Test
    void two_people_are_not_proposed_again_until_that_is_taken_back() throws Exception {
        var home = locals.open();
        var twin = twin(home);
        post(home, "/duplicates");
        var both = new String[] {"one", home.omar().toString(), "other", twin.toString()};
        var said = post(home, "/duplicates/apart", both);
        assertThat(said).hasStatus(303);
        var back = String.valueOf(said.getResponse().getHeader("Location"));
        assertThat(page(home, back.substring(home.path().length())))
                .contains("two people. They are not proposed again", "Nobody seems to be here twice");
        post(home, "/duplicates");
        assertThat(page(home, "/duplicates")).contains("Nobody seems to be here twice");
        assertThat(post(home, "/duplicates/perhaps", both)).hasStatus(303);
        assertThat(page(home, "/duplicates")).contains("One pair of records may be one person");
        assertThat(post(home, "/duplicates/merge", "pair", "x,y", "keep", "x")).hasStatus(422);
    }

    @Test
    void who_signs_in_or_stands_for_another_stays_and_the_sentence_says_so() throws Exception {
        var home = locals.open();
        var twin = twin(home);
        var nadia = home.nadia().toString();
        var signsIn = post(home, "/duplicates/merge", "pair", nadia + "," + twin, "keep", twin.toString());
        assertThat(signsIn).hasStatus(409);
        assertThat(signsIn.getResponse().getContentAsString()).contains("Nadia Rosas signs in under this record");
        assertThat(post(home, "/duplicates/merge", "pair", nadia + "," + twin, "keep", nadia))
                .hasStatus(303);
        var chain = post(
                home,
                "/duplicates/merge",
                "pair",
                nadia + "," + home.omar(),
                "keep",
                home.omar().toString());
        assertThat(chain).hasStatus(409);
        assertThat(chain.getResponse().getContentAsString()).contains("merged before, or stands for another");
    }
}
