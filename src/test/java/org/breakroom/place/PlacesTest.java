package org.breakroom.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Public lists come in with their next edition; renames wait for a yes; locals open worksites from them and from their own lists. */
class PlacesTest extends Home {
    private static final Pattern DECIDE = Pattern.compile("action=\"([^\"]*/proposals/[^\"]*)\"");

    @Autowired
    DSLContext sql;

    private UUID staff() {
        return locals.account(Role.STAFF, null, null, null);
    }

    private MvcTestResult send(UUID who, String path, String... parameters) {
        var request =
                mvc.post().uri(path).param("_key", UUID.randomUUID().toString()).with(in(who));
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

    private MvcTestResult sendFile(UUID who, String path, byte[] content, String... parameters) {
        var request = mvc.post()
                .uri(path)
                .multipart()
                .file(new MockMultipartFile("file", "list.csv", "text/csv", content))
                .param("_key", UUID.randomUUID().toString());
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return request.with(in(who)).exchange();
    }

    private static byte[] cut(String name) throws Exception {
        return Files.readAllBytes(Path.of("src/test/resources/places", name));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String edition(UUID who, String list, String label, byte[] content) {
        var sent = sendFile(who, "/places/editions", content, "name", list, "label", label);
        assertThat(sent).hasStatus(303);
        return String.valueOf(sent.getResponse().getHeader("Location"));
    }

    private static String title(TestLocals.Home home) {
        return "Schools of " + home.local().number();
    }

    private static String decide(String page, String name) {
        var at = page.indexOf(name);
        assertThat(at).as(name).isPositive();
        var m = DECIDE.matcher(page.substring(at));
        assertThat(m.find()).isTrue();
        return m.group(1);
    }

    private String worksites(TestLocals.Home home) throws Exception {
        return page(home.officer(), home.path() + "/worksites");
    }

    private UUID open(TestLocals.Home home, String list, String... codes) {
        var parameters = new ArrayList<>(List.of("employer", "Town Schools"));
        for (var code : codes) {
            parameters.add("place");
            parameters.add(String.valueOf(locals.as(
                    Viewer.ofCounts(),
                    () -> sql.fetchValue(
                            "select p.id from place p join place_list l on l.id = p.list_id where l.name = ? and p.code = ?",
                            list,
                            code))));
        }
        var sent = send(home.officer(), home.path() + "/worksites", parameters.toArray(String[]::new));
        assertThat(sent).hasStatus(303);
        return UUID.fromString(
                String.valueOf(sent.getResponse().getHeader("Location")).replaceAll(".*opened=", ""));
    }

    @Test
    void a_list_comes_in_with_its_next_edition_and_worksites_follow_a_rename_that_staff_confirms() throws Exception {
        var home = locals.open();
        var staff = staff();
        var first = edition(staff, title(home), "2017", cut("schools_2017.csv"));
        assertThat(page(staff, first)).contains("Take in 51 places", "Edward Devotion");
        assertThat(page(staff, "/places?list=" + title(home))).contains("not taken in", "No place is like that");
        assertThat(send(staff, first + "/application")).hasStatus(303);
        assertThat(send(staff, first + "/application")).as("asked again").hasStatus(303);
        assertThat(page(staff, "/places?q=devotion&list=" + title(home))).contains("Edward Devotion");
        open(home, title(home), "00460015");
        assertThat(worksites(home)).contains("Edward Devotion", "in the register");

        var second = edition(staff, title(home), "2025", cut("schools_2025.csv"));
        assertThat(page(staff, second)).contains("Take in 74 places", "Florida Ruffin Ridley School");
        assertThat(page(staff, first)).doesNotContain("Florida");
        send(staff, second + "/application");
        assertThat(worksites(home)).as("a file renames nothing").contains("Edward Devotion");
        var rename = decide(page(staff, second + "?show=renamed"), "Florida Ruffin Ridley School");
        assertThat(send(staff, rename, "decision", "YES")).hasStatus(303);
        assertThat(worksites(home)).contains("Florida Ruffin Ridley School").doesNotContain("Edward Devotion");
        assertThat(send(staff, rename, "decision", "LATER")).hasStatus(303);
        assertThat(worksites(home)).contains("Edward Devotion").doesNotContain("Florida");

        var recode = decide(page(staff, second + "?show=recoded"), "Beaver Brook Elementary School");
        assertThat(page(staff, "/places.csv")).contains("00010003", "00010020");
        assertThat(send(staff, recode, "decision", "YES")).hasStatus(303);
        assertThat(page(staff, "/places.csv")).doesNotContain("00010003").contains("00010020");
        assertThat(send(staff, recode, "decision", "LATER")).hasStatus(409);
        assertThat(send(staff, second + "/spellings")).hasStatus(303);
        assertThat(page(staff, second + "?show=respelled"))
                .contains("yes, said")
                .doesNotContain("Take the spelling");
        assertThat(page(staff, second + "?show=missing")).contains("Annie Sullivan Middle School");
        assertThat(send(staff, second + "/removal"))
                .as("what is taken in stays")
                .hasStatus(303);
        assertThat(page(staff, second)).contains("Schools of");
    }

    @Test
    void a_wrong_file_or_name_is_told_and_nothing_comes_in() throws Exception {
        var home = locals.open();
        var staff = staff();
        var list = title(home);
        assertThat(sendFile(staff, "/places/editions", bytes("Name,Town\nFirst,Abington\n"), "name", list, "label", ""))
                .hasStatus(422)
                .bodyText()
                .contains("Say which edition it is", list);
        assertThat(sendFile(staff, "/places/editions", bytes("Name,Town\nFirst,X\n"), "name", list, "label", "2025"))
                .hasStatus(422)
                .bodyText()
                .contains("no column of codes");
        assertThat(send(staff, "/places/editions", "name", list, "label", "2025"))
                .hasStatus(422)
                .bodyText()
                .contains("Choose a file");
        var good = edition(staff, list, "2025", bytes("Code,Name,SSN\n1,First,123456789\n1,Twice,\n2,,\n"));
        assertThat(locals.as(
                        Viewer.ofCounts(),
                        () -> sql.fetchValue(
                                "select convert_from(e.content, 'UTF8') from place_edition e join place_list l on l.id = e.list_id where l.name = ?",
                                list)))
                .asString()
                .as("what is never held is not kept in a file either")
                .contains("First")
                .doesNotContain("123456789");
        assertThat(page(staff, good + "?show=refused"))
                .contains("The code 1 stands in row 1 already", "There is no name");
        assertThat(page(staff, good + "/errors.csv")).contains("Code,Name,SSN,row,error", "1,Twice,,2,");
        send(staff, good + "/application");
        assertThat(sendFile(staff, "/places/editions", bytes("Code,Name\n1,First\n"), "name", list, "label", "2025"))
                .hasStatus(422)
                .bodyText()
                .contains("The register has " + list + ", 2025 already");
        var other = edition(staff, list, "2026", bytes("Code,Name\n7,Seventh\n"));
        assertThat(page(staff, other)).contains("More than half of the places on file are not in this file");
        assertThat(send(staff, other + "/removal")).hasStatus(303);
        assertThat(mvc.get().uri(other).with(in(staff)).exchange()).hasStatus(404);
    }

    @Test
    void worksites_are_opened_from_the_register_linked_and_taken_back() throws Exception {
        var home = locals.open();
        var staff = staff();
        var list = title(home);
        send(
                staff,
                edition(
                                staff,
                                list,
                                "2025",
                                bytes("Code,Name,Town\n1,Center School,Peabody\n2,Center School,Boxford\n3,"
                                        + "First School " + home.local().number() + ",Salem\n"))
                        + "/application");
        var opened = open(home, list, "1", "2");
        var before = worksites(home);
        assertThat(before).contains("Center School", "Center School, ");
        open(home, list, "1", "2");
        assertThat(worksites(home).split("Center School", -1))
                .as("not opened twice")
                .hasSameSizeAs(before.split("Center School", -1));
        assertThat(send(home.officer(), home.path() + "/worksites", "employer", "", "q", "center"))
                .hasStatus(422)
                .bodyText()
                .contains("Choose at least one place", "Say which employer");
        var csv = bytes("Worksite,Area,Town\nFirst School " + home.local().number() + ",Gym,Salem\n,Kitchen,\n");
        assertThat(sendFile(home.officer(), home.path() + "/worksites/list", csv, "of", "Town Schools"))
                .hasStatus(422)
                .bodyText()
                .contains("One row has a problem, so nothing was opened", "There is no name");
        var good = bytes("Worksite,Area,Town\nFirst School " + home.local().number() + ",Gym,Salem\nFirst School "
                + home.local().number() + ",Kitchen,Salem\n");
        var sent = sendFile(home.officer(), home.path() + "/worksites/list", good, "of", "Town Schools");
        assertThat(sent).hasStatus(303);
        var after = String.valueOf(sent.getResponse().getHeader("Location"));
        assertThat(page(home.officer(), after))
                .contains("One worksite and 2 areas of this opening", "Probably First School", "2 areas");
        var pair = Pattern.compile("value=\"([0-9a-f-]{36}:[0-9a-f-]{36})\"")
                .matcher(page(home.officer(), after)
                        .split("Probably First School " + home.local().number(), 2)[1]);
        assertThat(pair.find()).isTrue();
        assertThat(send(home.officer(), home.path() + "/worksites/places", "pair", pair.group(1)))
                .hasStatus(303);
        assertThat(worksites(home))
                .doesNotContain("Probably First School " + home.local().number())
                .contains("Not this place");
        assertThat(send(
                        home.officer(),
                        home.path() + "/worksites/places",
                        "pair",
                        home.first() + ":" + UUID.randomUUID()))
                .hasStatus(404);
        assertThat(send(
                        home.officer(),
                        home.path() + "/worksites/openings/" + after.replaceAll(".*opened=", "") + "/undo"))
                .hasStatus(303);
        assertThat(worksites(home))
                .doesNotContain("Gym")
                .doesNotContain("First School " + home.local().number());
        send(home.officer(), home.path() + "/worksites/openings/" + opened + "/undo");
        assertThat(worksites(home)).doesNotContain("Center School");
    }

    private void take(UUID staff, String edition) {
        assertThat(send(staff, edition + "/application")).hasStatus(303);
    }

    @Test
    void namesakes_are_told_apart_and_no_worksite_takes_the_place_of_another() throws Exception {
        var home = locals.open();
        var staff = staff();
        var list = title(home);
        take(
                staff,
                edition(
                        staff,
                        list,
                        "2025",
                        bytes("Code,Name,Town\nT1,Twin Hall,Salem\nT2,Twin Hall,Salem\nT3,Twin Hall,Salem\n")));
        open(home, list, "T1", "T3", "T2");
        assertThat(worksites(home).split("Not this place", -1)).hasSize(4);
        assertThat(worksites(home)).contains("Twin Hall, Salem", ">Twin Hall<");
        var csv = bytes(
                "Name,Worksite,Area,Town\nMaria Santos,Lincoln School,East,Lynn\nJohn Doe,Lincoln School,East,Revere\n"
                        + "Ann Lee,Lincoln School,EAST,Lynn\n");
        var sent = sendFile(home.officer(), home.path() + "/worksites/list", csv, "of", "Town Schools");
        assertThat(page(home.officer(), String.valueOf(sent.getResponse().getHeader("Location"))))
                .contains("2 worksites and 2 areas", "Lincoln School, Lynn", "Lincoln School, Revere")
                .doesNotContain("Maria Santos");
        assertThat(send(
                        home.officer(),
                        home.path() + "/worksites/places",
                        "pair",
                        home.first().toString()))
                .hasStatus(404);
        assertThat(send(home.officer(), home.path() + "/worksites/openings/" + UUID.randomUUID() + "/undo"))
                .hasStatus(404);
    }

    @Test
    void an_edition_moves_worksites_and_search_and_what_overtook_it_stops_it() throws Exception {
        var home = locals.open();
        var staff = staff();
        var list = title(home);
        take(
                staff,
                edition(staff, list, "2024", bytes("Code,Name,Street,Town,Lat,Lon\nM1,Old Hall,9 Main St,Salem,,\n")));
        open(home, list, "M1");
        var late = edition(staff, list, "2023", bytes("Code,Name\nM1,Older Hall\n"));
        var next = edition(
                staff,
                list,
                "2025",
                bytes(
                        "Code,Name,Street,Town,Lat,Lon,Notes\nM1,New Hall,77 Moved Road,Peabody,42.510000000000005,-70.90000000000002,"
                                + "x".repeat(500) + "\n"));
        take(staff, next);
        assertThat(worksites(home)).contains("77 Moved Road", "Peabody", "Old Hall");
        assertThat(page(staff, "/places?q=peabody&list=" + list)).contains("Old Hall");
        assertThat(page(staff, late))
                .contains("A newer edition of this list came in")
                .doesNotContain("Take in 1");
        assertThat(send(staff, late + "/application")).hasStatus(409);
        locals.as(
                Viewer.ofCounts(),
                () -> sql.execute(
                        "update worksite set name = 'New Hall' where name = 'Old Hall' and city = 'Peabody'"));
        var rename = decide(page(staff, next + "?show=renamed"), "New Hall");
        send(staff, rename, "decision", "YES");
        send(staff, rename, "decision", "LATER");
        assertThat(worksites(home))
                .as("a yes that renamed nothing takes nothing back")
                .contains("New Hall");
        assertThat(sendFile(staff, "/places/editions", bytes("Code,Name\n1,\n,x\n"), "name", list, "label", "2026"))
                .hasStatus(422)
                .bodyText()
                .contains("No row of the file has a code and a name");
        assertThat(mvc.get().uri("/places?list=%00").with(in(staff)).exchange()).hasStatusOk();
    }
}
