package org.breakroom.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A write under a key: one effect, one answer; a refused one leaves the key free. */
class AnswerTest extends Home {

    private MvcTestResult talk(TestLocals.Home home, UUID key, String assessment) {
        return mvc.post()
                .uri(home.path() + "/members/" + home.nadia() + "/conversations")
                .param("_key", key.toString())
                .param("assessment", assessment)
                .with(in(home.rep()))
                .exchange();
    }

    private int talks(TestLocals.Home home) {
        return locals.count(
                Viewer.shell(home.local().id()),
                "select count(*) from activity where local_id = ?",
                home.local().id());
    }

    @Test
    void ten_times_in_a_row_is_once_with_the_same_answer() {
        var home = locals.open();
        var key = UUID.randomUUID();
        var first = talk(home, key, "2");
        assertThat(first).hasStatus(303);
        for (int i = 0; i < 9; i++) {
            var again = talk(home, key, "2");
            assertThat(again).hasStatus(303);
            assertThat(again.getResponse().getHeader("Location"))
                    .isEqualTo(first.getResponse().getHeader("Location"));
        }
        assertThat(talks(home)).isEqualTo(1);
    }

    @Test
    void at_once_has_one_effect_and_the_others_are_told_to_wait_or_get_the_answer() throws Exception {
        var home = locals.open();
        var key = UUID.randomUUID();
        var start = new CountDownLatch(1);
        var results = new ArrayList<Future<MvcTestResult>>();
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 6; i++) {
                results.add(threads.submit(() -> {
                    start.await();
                    return talk(home, key, "2");
                }));
            }
            start.countDown();
            for (var r : results) {
                assertThat(r.get().getResponse().getStatus()).isIn(303, 409);
            }
        }
        assertThat(talks(home)).isEqualTo(1);
    }

    @Test
    void the_same_key_for_something_else_is_refused() {
        var home = locals.open();
        var key = UUID.randomUUID();
        talk(home, key, "2");
        assertThat(talk(home, key, "3")).hasStatus(422);
        assertThat(talks(home)).isEqualTo(1);
    }

    @Test
    void a_refused_form_keeps_its_key() throws Exception {
        var home = locals.open();
        var key = UUID.randomUUID();
        var refused = talk(home, key, "9");
        assertThat(refused).hasStatus(422);
        assertThat(refused.getResponse().getContentAsString()).contains("value=\"" + key + "\"");
        assertThat(talk(home, key, "3")).hasStatus(303);
        assertThat(talks(home)).isEqualTo(1);
    }

    @Test
    void a_write_without_a_key_is_refused_and_a_header_is_as_good_as_a_field() {
        var home = locals.open();
        var path = home.path() + "/members/" + home.nadia() + "/conversations";
        assertThat(mvc.post().uri(path).with(in(home.rep()))).hasStatus(422);
        assertThat(mvc.post()
                        .uri(path)
                        .header("Idempotency-Key", "\"" + UUID.randomUUID() + "\"")
                        .with(in(home.rep())))
                .hasStatus(303);
        assertThat(talks(home)).isEqualTo(1);
    }

    @Test
    void a_form_without_its_csrf_token_is_refused() {
        var home = locals.open();
        assertThat(
                        mvc.post()
                                .uri(home.path() + "/members/" + home.nadia() + "/conversations")
                                .param("_key", UUID.randomUUID().toString())
                                .with(org.springframework.security.test.web.servlet.request
                                        .SecurityMockMvcRequestPostProcessors.user(
                                        home.rep().toString())))
                .hasStatus(403);
        assertThat(talks(home)).isZero();
    }
}
