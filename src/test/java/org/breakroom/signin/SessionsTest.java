package org.breakroom.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.form;

import jakarta.servlet.http.Cookie;
import java.util.UUID;
import java.util.regex.Pattern;
import org.breakroom.cast.Home;
import org.junit.jupiter.api.Test;

/** Sessions are listed to their owner, who ends one from another; nobody else can. */
class SessionsTest extends Home {

    @Test
    void one_device_ends_the_session_of_another() throws Exception {
        var home = locals.open();
        var phone = new Cookie("SESSION", locals.session(home.rep()));
        var laptop = new Cookie("SESSION", locals.session(home.rep()));
        var stranger = new Cookie("SESSION", locals.session(home.officer()));
        assertThat(mvc.get().uri("/today").cookie(phone)).hasStatusOk();

        var page = mvc.get()
                .uri("/account")
                .cookie(laptop)
                .exchange()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("This device", "Another device");
        var end = Pattern.compile("action=\"(/account/sessions/[^\"]+/end)\"").matcher(page);
        assertThat(end.find()).isTrue();

        assertThat(mvc.post()
                        .uri(end.group(1))
                        .cookie(stranger)
                        .param("_key", UUID.randomUUID().toString())
                        .with(form()))
                .as("someone else's session is not found")
                .hasStatus(404);
        assertThat(mvc.post()
                        .uri(end.group(1))
                        .cookie(laptop)
                        .param("_key", UUID.randomUUID().toString())
                        .with(form()))
                .hasStatus(303);
        assertThat(mvc.get().uri("/today").cookie(phone)).as("the phone is out").hasStatus(303);
        assertThat(mvc.get().uri("/today").cookie(laptop)).hasStatusOk();
    }
}
