package org.breakroom.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Contact facts are corrected with their source and day; who is slower learns what happened, in words. */
class ContactTest extends Home {

    private static String text(MvcTestResult result) throws Exception {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }

    private static String version(String page) {
        var m = Pattern.compile("name=\"version\" value=\"([0-9a-f]{32})\"").matcher(page);
        assertThat(m.find()).isTrue();
        return m.group(1);
    }

    private MvcTestResult save(UUID who, String path, String version, String... parameters) {
        var request = mvc.post()
                .uri(path)
                .with(in(who))
                .param("_key", UUID.randomUUID().toString())
                .param("version", version);
        for (int i = 0; i < parameters.length; i += 2) {
            request = request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

    private static String nadia(TestLocals.Home home) {
        return home.path() + "/members/" + home.nadia();
    }

    @Test
    void who_said_it_and_when_stands_beside_each_fact() throws Exception {
        var home = locals.open();
        var form = nadia(home) + "/contacts";
        var wrong = save(home.rep(), form, version(page(home.rep(), form)), "phone", "12", "email", "at home");
        assertThat(wrong).hasStatus(422);
        assertThat(text(wrong)).contains("Give a phone number", "value=\"12\"", "value=\"at home\"");
        assertThat(save(home.rep(), form, version(page(home.rep(), form)), "phone", "(508) 555-0144"))
                .hasStatus(303);
        assertThat(page(home.rep(), nadia(home))).contains("508-555-0144", "a rep confirmed");
        assertThat(save(home.rep(), form, version(page(home.rep(), form)), "phone", "508-555-0145"))
                .hasStatus(303);
        assertThat(page(home.rep(), nadia(home))).contains("508-555-0145").doesNotContain("508-555-0144");
        assertThat(save(home.rep(), form, version(page(home.rep(), form)), "phone", ""))
                .hasStatus(303);
        assertThat(page(home.rep(), nadia(home))).doesNotContain("508-555-0145");
        assertThat(page(home.rep(), form))
                .as("what was said stays to be read")
                .contains("Said earlier", "508-555-0144", "508-555-0145", "on file until");
        assertThat(page(home.officer(), home.path() + "/audit")).contains("corrected contact facts");
    }

    @Test
    void two_who_edit_one_person_get_a_conflict_in_words() throws Exception {
        var home = locals.open();
        var form = nadia(home) + "/contacts";
        var seen = version(page(home.rep(), form));
        assertThat(save(home.officer(), form, seen, "phone", "508-555-0146")).hasStatus(303);
        var slower = save(home.rep(), form, seen, "phone", "508-555-0147");
        assertThat(slower).hasStatus(409);
        assertThat(text(slower))
                .contains("changed these facts at", "your answers are kept", "value=\"508-555-0147\"")
                .contains("508-555-0146");
        assertThat(page(home.rep(), nadia(home))).contains("508-555-0146").doesNotContain("508-555-0147");
        assertThat(save(home.rep(), form, version(text(slower)), "phone", "508-555-0147"))
                .hasStatus(303);
        assertThat(page(home.rep(), nadia(home))).contains("508-555-0147");
    }

    @Test
    void what_she_says_herself_goes_before_what_others_say() throws Exception {
        var home = locals.open();
        var mine = page(home.member(), "/me/contacts");
        assertThat(save(home.member(), "/me/contacts", version(mine), "email", "me@example.org"))
                .hasStatus(303);
        assertThat(page(home.member(), "/me")).contains("me@example.org", "the member said");
    }
}
