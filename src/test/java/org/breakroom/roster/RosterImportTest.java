package org.breakroom.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.activity.Activities;
import org.breakroom.activity.Activity;
import org.breakroom.activity.ActivityKind;
import org.breakroom.activity.Outcome;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.breakroom.kernel.FederationClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A list comes in by the pages, good and bad, is applied in the background and taken back. */
class RosterImportTest extends Home {
    private static final String LIST = """
            Last Name,First Name,School,Position,Date of Hire,Cell,E-mail,SSN
            Rosas,Nadia,First School,Lead para,9/1/2019,508-555-0111,nadia@example.org,123-45-6789
            Teixeira,Omar,Second School,Para,2/30/2020,12,omar at home,
            O'Neil,Pia,First School,Para,,,,
            Núñez-d'Ávila García,María José,New School,Para,2021-02-28,(508) 555-0112,mj@example.org,
            ,,First School,Para,,,,
            Sting,,First School,Para,,,,
            """;

    @Autowired
    Activities activities;

    @Autowired
    FederationClock clock;

    private MvcTestResult upload(TestLocals.Home home, String name, byte[] content) {
        return upload(home, "Town Schools", name, content);
    }

    private MvcTestResult upload(TestLocals.Home home, String employer, String name, byte[] content) {
        return mvc.post()
                .uri(home.path() + "/roster-imports")
                .multipart()
                .file(new MockMultipartFile("file", name, "text/csv", content))
                .param("employer", employer)
                .param("_key", UUID.randomUUID().toString())
                .with(in(home.officer()))
                .exchange();
    }

    private MvcTestResult post(TestLocals.Home home, String path, String... params) {
        var request =
                mvc.post().uri(path).param("_key", UUID.randomUUID().toString()).with(in(home.officer()));
        for (int i = 0; i < params.length; i += 2) {
            request = request.param(params[i], params[i + 1]);
        }
        return request.exchange();
    }

    private String page(TestLocals.Home home, String path) throws Exception {
        var result = mvc.get().uri(path).with(in(home.officer())).exchange();
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsString();
    }

    private static String location(MvcTestResult result) {
        return String.valueOf(result.getResponse().getHeader("Location"));
    }

    /** Uploads and maps as guessed; returns the path of the preview. */
    private String preview(TestLocals.Home home, byte[] content) throws Exception {
        return preview(home, "Town Schools", content);
    }

    private String preview(TestLocals.Home home, String employer, byte[] content) throws Exception {
        var uploaded = upload(home, employer, "list.csv", content);
        assertThat(uploaded).hasStatus(303);
        var columns = location(uploaded);
        var html = page(home, columns);
        var mapping = new java.util.ArrayList<String>();
        var m = java.util.regex.Pattern.compile("(?s)<select[^>]*name=\"(column\\d+)\".*?value=\"(\\w+)\" selected")
                .matcher(html);
        while (m.find()) {
            mapping.add(m.group(1));
            mapping.add(m.group(2));
        }
        var mapped = post(home, columns, mapping.toArray(String[]::new));
        assertThat(mapped).hasStatus(303);
        return location(mapped);
    }

    private void waitUntil(TestLocals.Home home, String state) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            if (locals.count(
                            Viewer.shell(home.local().id()),
                            "select count(*) from roster_import where local_id = ? and state = ?",
                            home.local().id(),
                            state)
                    > 0) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("never " + state);
    }

    private int count(TestLocals.Home home, String query) {
        return locals.count(Viewer.shell(home.local().id()), query, home.local().id());
    }

    @Test
    void a_list_is_previewed_applied_in_the_background_and_undone() throws Exception {
        var home = locals.open();
        var preview = preview(home, LIST.getBytes(StandardCharsets.UTF_8));
        var html = page(home, preview);
        assertThat(html).contains("2 people are new").contains("One row has no usable name");
        assertThat(page(home, preview + "?show=problems"))
                .contains("“2/30/2020” is no possible hire date")
                .contains("“12” is no phone number")
                .contains("“omar at home” is no mail address");
        assertThat(page(home, preview + "?show=moved"))
                .contains("Omar Teixeira")
                .contains("moves to Second School");
        assertThat(count(home, "select count(*) from member where local_id = ?"))
                .as("a preview changes nobody")
                .isEqualTo(6);

        assertThat(post(home, preview + "/application")).hasStatus(303);
        waitUntil(home, "APPLIED");
        assertThat(count(home, "select count(*) from member where local_id = ?"))
                .isEqualTo(8);
        assertThat(count(home, "select sum(members) from goal_tally where local_id = ?"))
                .isEqualTo(8);
        assertThat(count(home, "select count(*) from contact_point where local_id = ? and value ~ '123-?45'"))
                .isZero();
        assertThat(page(home, home.path() + "/members?q=nunez")).contains("María José Núñez-d'Ávila García");
        assertThat(page(home, home.path() + "/members?q=sting")).contains("Sting");

        var errors =
                mvc.get().uri(preview + "/errors.csv").with(in(home.officer())).exchange();
        assertThat(errors.getResponse().getContentAsString(StandardCharsets.UTF_8))
                .startsWith("\uFEFFLast Name,First Name")
                .contains(",row,error")
                .contains(",2,“2/30/2020” is no possible hire date")
                .contains(",5,no name");

        assertThat(post(home, preview + "/undo")).hasStatus(303);
        waitUntil(home, "UNDONE");
        assertThat(count(home, "select count(*) from member where local_id = ?"))
                .isEqualTo(6);
        assertThat(count(home, "select sum(members) from goal_tally where local_id = ?"))
                .isEqualTo(6);
        assertThat(
                        count(
                                home,
                                "select count(*) from employment where local_id = ? and ended_on is null and job_title = 'Para'"))
                .isEqualTo(6);
    }

    @Test
    void next_months_list_knows_the_last_one_and_says_who_is_gone() throws Exception {
        var home = locals.open();
        post(
                home,
                preview(
                                home,
                                "Name,School\nAnn Lee,First School\nBo Ray,First School\n"
                                        .getBytes(StandardCharsets.UTF_8))
                        + "/application");
        waitUntil(home, "APPLIED");
        var next = preview(
                home, "Name,School\nAnn Lee,First School\nCy Fox,First School\n".getBytes(StandardCharsets.UTF_8));
        assertThat(page(home, next + "?show=gone")).contains("Bo Ray").contains("One person left the list");
        post(home, next + "/application");
        for (int i = 0; i < 100 && count(home, "select count(*) from member where local_id = ?") < 9; i++) {
            Thread.sleep(100);
        }
        assertThat(count(home, "select count(*) from membership where local_id = ? and ended_on is null"))
                .isEqualTo(8);
        assertThat(count(home, "select count(*) from member_on_roster where local_id = ? and full_name = 'Bo Ray'"))
                .isZero();
        assertThat(count(home, "select count(*) from employment where local_id = ? and orientation_due_on is not null"))
                .as("a new hire starts the clock")
                .isEqualTo(1);
    }

    @Test
    void undo_keeps_people_about_whom_something_was_recorded_since() throws Exception {
        var home = locals.open();
        var preview = preview(
                home, "Name,School\nAnn Lee,First School\nBo Ray,First School\n".getBytes(StandardCharsets.UTF_8));
        post(home, preview + "/application");
        waitUntil(home, "APPLIED");
        var officer = locals.viewer(home.officer());
        locals.as(officer, () -> {
            var ann = home.local().id();
            return activities.record(
                    officer,
                    Activity.of(ann, locals.id(), annLee(home), ActivityKind.TALK, null, clock.now(), Outcome.TALKED));
        });
        post(home, preview + "/undo");
        waitUntil(home, "UNDONE");
        assertThat(page(home, preview)).contains("One person stays");
        assertThat(count(home, "select count(*) from member where local_id = ?"))
                .isEqualTo(7);
        assertThat(count(home, "select sum(talked) from goal_tally where local_id = ?"))
                .isEqualTo(1);
    }

    @Autowired
    org.jooq.DSLContext sql;

    private UUID annLee(TestLocals.Home home) {
        return (UUID) sql.fetchValue(
                "select id from member where local_id = ? and full_name = 'Ann Lee'",
                home.local().id());
    }

    @Test
    void a_name_twice_on_the_list_waits_for_a_decision() throws Exception {
        var home = locals.open();
        var preview = preview(
                home,
                "Name,School\nAnn Lee,First School\nAnn Lee,Second School\nNadia Rosas,First School\n"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(page(home, preview)).contains("2 rows are in doubt").contains("the name stands twice in this list");
        assertThat(post(home, preview + "/rows/1/decision", "decision", "NEW")).hasStatus(303);
        post(home, preview + "/application");
        waitUntil(home, "APPLIED");
        assertThat(count(home, "select count(*) from member where local_id = ?"))
                .isEqualTo(7);
        assertThat(page(home, preview)).contains("One row was left in doubt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n\n", "Name,Job\n", "\u0000\u0001\u0002binary", "PK\u0003\u0004zip"})
    void what_is_no_list_is_refused_with_a_sentence(String content) throws Exception {
        var home = locals.open();
        var result = upload(home, "list.csv", content.getBytes(StandardCharsets.UTF_8));
        assertThat(result).hasStatus(422);
        assertThat(result.getResponse().getContentAsString())
                .contains("There is a problem")
                .contains("id=\"file-problem\"")
                .contains("value=\"Town Schools\"");
        assertThat(count(home, "select count(*) from roster_import where local_id = ?"))
                .isZero();
    }

    @Test
    void columns_need_a_name_and_no_meaning_twice() throws Exception {
        var home = locals.open();
        var columns = location(upload(home, "list.csv", "A,B\n1,2\n".getBytes(StandardCharsets.UTF_8)));
        var none = post(home, columns, "column0", "leave_out", "column1", "job_title");
        assertThat(none).hasStatus(422);
        assertThat(none.getResponse().getContentAsString()).contains("Say which column is the name");
        var twice = post(home, columns, "column0", "name", "column1", "name");
        assertThat(twice).hasStatus(422);
        assertThat(twice.getResponse().getContentAsString()).contains("Two columns cannot mean the same");
    }

    @Test
    void encodings_and_separators_are_read_as_they_are() throws Exception {
        var home = locals.open();
        for (var charset : new String[] {"UTF-8", "windows-1252", "UTF-16LE"}) {
            var text = (charset.startsWith("UTF-16") ? "\uFEFF" : "") + "Name;School\nZoë Brontë;First School\n";
            var preview = preview(home, text.getBytes(Charset.forName(charset)));
            assertThat(page(home, preview + "?show=new")).as(charset).contains("Zoë Brontë");
        }
    }

    @Test
    void a_namesake_of_another_employer_with_another_phone_waits_for_a_decision() throws Exception {
        var home = locals.open();
        var list =
                "Name,Phone,Worksite\nNadia Rosas,(508) 555-0177,Far Hospital\nOmar Teixeira,(508) 555-0100,Far Hospital\n";
        var path = preview(home, "County Hospital", list.getBytes(StandardCharsets.UTF_8));
        assertThat(page(home, path + "?show=doubt"))
                .contains("Nadia Rosas", "not with this employer and with another mail address or phone")
                .doesNotContain("Omar Teixeira");
    }

    @Test
    void a_variant_of_a_name_is_found_by_what_is_hers_and_a_doubt_is_decided_beside_the_file() throws Exception {
        var home = locals.open();
        var first = new StringBuilder("Name,Phone,Address,Title,School\n");
        for (int i = 0; i < 60; i++) {
            first.append("%s Family%d,617-555-01%02d,\"%d Elm St, Boston, MA 02%03d\",Teacher,School %d\n"
                    .formatted(GIVEN[i % GIVEN.length], i, i, 10 + i, 101 + i, i % 4));
        }
        var people = first.toString();
        post(home, preview(home, (people + """
                William Oneal,617-555-0190,"3 Oak Road, Boston, MA 02139",Nurse,School 2
                Rosa Oneal,617-555-0190,"3 Oak Road, Boston, MA 02139",Librarian,School 1
                Teresa Quill,,,Custodian,School 3
                """).getBytes(StandardCharsets.UTF_8)) + "/application");
        waitUntil(home, "APPLIED");
        var second = (people + """
                Bill O'Neal,617-555-0190,"3 Oak Rd, Boston, MA 02139",Nurse,School 2
                Rosa Oneal,617-555-0190,"3 Oak Road, Boston, MA 02139",Librarian,School 1
                Theresa Quill,,,Custodian,School 3
                """).getBytes(StandardCharsets.UTF_8);
        var path = preview(home, second);
        assertThat(page(home, path + "?show=changed")).contains("is William Oneal on file", "nickname", "same phone");
        assertThat(page(home, path + "?show=doubt"))
                .contains("Theresa Quill", "perhaps someone on file")
                .doesNotContain("O&#39;Neal");
        var review = page(home, path + "/review");
        assertThat(review).contains("One row is undecided", "Theresa Quill", "Teresa Quill", "Custodian");
        var row = String.valueOf(63);
        assertThat(post(
                        home,
                        path + "/rows/" + row + "/decision",
                        "same",
                        UUID.randomUUID().toString()))
                .as("someone who was not proposed")
                .hasStatus(404);
        assertThat(post(home, path + "/rows/" + row + "/decision", "decision", "SAME"))
                .as("the same as nobody")
                .hasStatus(404);
        var decided = post(home, path + "/rows/" + row + "/decision", "decision", "NEW", "then", "review");
        assertThat(page(home, location(decided))).contains("Theresa Quill is someone else", "Nothing is undecided");
        var again = preview(home, second);
        assertThat(page(home, again + "?show=doubt")).as("remembered").doesNotContain("Theresa Quill");
        var back = post(home, path + "/rows/" + row + "/decision", "decision", "LATER", "then", "review");
        assertThat(page(home, location(back))).contains("One row is undecided", "Teresa Quill");
        assertThat(page(home, preview(home, second) + "?show=doubt")).contains("Theresa Quill");
    }

    private static final String[] GIVEN = {
        "Ada", "Boris", "Clara", "Dmitri", "Elena", "Farid", "Grace", "Hugo", "Irene", "Jorge", "Keiko", "Lucas"
    };

    @Test
    void a_renamed_school_is_one_school_said_once_and_taken_back() throws Exception {
        var home = locals.open();
        var list = """
                Name,School
                Nadia Rosas,First K-8
                Omar Teixeira,First K-8
                Pia O'Neil,First K-8
                Quin Lee,Second School
                Quin Lee,Second School
                """.getBytes(StandardCharsets.UTF_8);
        var path = preview(home, list);
        assertThat(page(home, path))
                .contains("One worksite is perhaps printed under another name", "First K-8")
                .contains("perhaps First School: 3 of its 3 people on file worked there")
                .doesNotContain("perhaps Second School");
        assertThat(page(home, path + "?show=moved")).contains("Nadia Rosas");
        assertThat(post(home, path + "/rows/5/decision", "decision", "NEW")).hasStatus(303);
        assertThat(post(home, path + "/renames", "printed", "Third School"))
                .as("no proposal")
                .hasStatus(422);
        var said = post(home, path + "/renames", "printed", "First K-8");
        assertThat(said).hasStatus(303);
        assertThat(location(said)).endsWith("?renamed=First%20K-8");
        assertThat(page(home, path + "?renamed=First K-8"))
                .contains("First K-8 is a worksite that was here already")
                .doesNotContain("perhaps printed under another name");
        assertThat(page(home, path + "?show=moved")).doesNotContain("Nadia Rosas");
        assertThat(page(home, path)).as("what was decided before stays decided").contains("One row is in doubt");
        assertThat(page(home, preview(home, list))).as("remembered").doesNotContain("perhaps printed under");
        assertThat(post(home, path + "/renames", "back", "First K-8")).hasStatus(303);
        assertThat(page(home, path)).contains("One worksite is perhaps printed under another name");
    }

    @Test
    void decisions_move_the_preview_and_all_rows_can_be_decided_at_once() throws Exception {
        var home = locals.open();
        var list =
                "Name,Worksite\nAnna Twice,First School\nAnna Twice,First School\nBea Twin,First School\nBea Twin,First School\n";
        var path = preview(home, list.getBytes(StandardCharsets.UTF_8));
        assertThat(page(home, path)).contains("Apply 0 rows", "4 rows are still in doubt");
        assertThat(post(home, path + "/rows/1/decision", "decision", "NEW")).hasStatus(303);
        assertThat(page(home, path)).contains("Apply 1 rows", "3 rows are still in doubt");
        assertThat(post(home, path + "/decisions")).hasStatus(303);
        assertThat(page(home, path)).contains("Apply 4 rows", "4 people are new");
        assertThat(page(home, path + "?show=new")).contains("Anna Twice", "Bea Twin");
        post(home, path + "/application");
        waitUntil(home, "APPLIED");
        assertThat(count(home, "select count(*) from member where local_id = ?"))
                .isEqualTo(10);
    }

    @Test
    void a_worksite_of_five_thousand_letters_stays_out() throws Exception {
        var home = locals.open();
        var list = "Name,Worksite\nEve Long," + "w".repeat(5000) + "\n";
        var path = preview(home, list.getBytes(StandardCharsets.UTF_8));
        assertThat(page(home, path + "?show=problems")).contains("Eve Long", "is longer than 120 letters");
    }

    @Test
    void the_next_list_of_an_employer_is_read_as_the_last_one_was() throws Exception {
        var home = locals.open();
        var first = "Who,Building\nIris Nova,First School\n".getBytes(StandardCharsets.UTF_8);
        var columns = location(upload(home, "list.csv", first));
        assertThat(post(home, columns, "column0", "name", "column1", "area")).hasStatus(303);
        var next = location(upload(
                home, "next.csv", "Pay,Who,Building\n1,Iris Nova,First School\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(page(home, next))
                .containsPattern("(?s)name=\"column1\".*?value=\"name\" selected")
                .containsPattern("(?s)name=\"column2\".*?value=\"area\" selected");
    }

    @Test
    void shifts_come_with_the_list_and_group_the_chart() throws Exception {
        var home = locals.open();
        var list = "Name,Worksite,Shift\nNadia Rosas,First School,Nights\nEva Holm,First School,Days\n";
        var path = preview(home, list.getBytes(StandardCharsets.UTF_8));
        assertThat(page(home, path + "?show=changed")).contains("Nadia Rosas", "shift: Nights");
        post(home, path + "/application");
        waitUntil(home, "APPLIED");
        var worksite = locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.fetchValue(
                        "select worksite_id from member_on_roster where local_id = ? and full_name = 'Eva Holm'",
                        home.local().id()));
        var chart = home.path() + "/charts/" + worksite;
        assertThat(page(home, chart + "?group=shift")).contains("Days");
        assertThat(page(home, chart + "?shift=Days")).contains("Eva Holm").doesNotContain("Nadia Rosas");
    }
}
