package org.breakroom.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.breakroom.cast.TestLocals.in;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What a phone hands in stands once, by the time of the talk; nothing is lost, whoever hands it in and however late. */
class PhoneTest extends Home {
    @Autowired
    DSLContext sql;

    private static String state(Map<UUID, JsonNode> answers, Handset.Noted noted) {
        return answers.get(noted.id()).path("state").asString();
    }

    private static String words(Map<UUID, JsonNode> answers, Handset.Noted noted) {
        return answers.get(noted.id()).path("words").asString("");
    }

    private int talks(TestLocals.Home home, UUID member) {
        return locals.count(
                Viewer.shell(home.local().id()),
                "select count(*) from activity_standing where local_id = ? and member_id = ? and kind = 'TALK'",
                home.local().id(),
                member);
    }

    private int stands(TestLocals.Home home, UUID member) {
        return locals.count(
                Viewer.shell(home.local().id()),
                "select assessment from activity_latest where local_id = ? and member_id = ?",
                home.local().id(),
                member);
    }

    private Instant at(TestLocals.Home home, UUID talk) {
        return locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.resultQuery(
                                "select happened_at from activity where local_id = ? and id = ?",
                                home.local().id(),
                                talk)
                        .fetchOne(0, Instant.class));
    }

    private void does(TestLocals.Home home, String statement, Object... values) {
        locals.as(Viewer.shell(home.local().id()), () -> sql.execute(statement, values));
    }

    @Test
    void a_talk_handed_in_twice_and_shuffled_stands_once_with_what_was_said() throws Exception {
        var home = locals.open();
        var phone = new Handset(mvc, home.rep());
        var hourAgo = Instant.now().minus(Duration.ofHours(1));
        var first = phone.talk(home.nadia(), hourAgo, "assessment", "2", "note", "Call after 7.");
        var second = phone.talk(home.omar(), hourAgo, "outcome", "NOT_THERE");
        assertThat(state(phone.handIn(second, first), first)).isEqualTo("SAVED");
        assertThat(state(phone.handIn(first), first)).isEqualTo("SAVED");
        assertThat(phone.handIn(first, second)).hasSize(2);
        assertThat(talks(home, home.nadia())).isEqualTo(1);
        assertThat(stands(home, home.nadia())).isEqualTo(2);
        assertThat(at(home, first.id())).isCloseTo(hourAgo, within(2, ChronoUnit.SECONDS));
        assertThat(page(home.rep(), home.path() + "/members/" + home.nadia())).contains("Call after 7.");
    }

    @Test
    void undo_and_correction_wait_for_the_talk_they_speak_of() throws Exception {
        var home = locals.open();
        var phone = new Handset(mvc, home.rep());
        var talk = phone.talk(home.nadia(), Instant.now(), "assessment", "4");
        var better = phone.talk(home.nadia(), Instant.now(), "assessment", "1", "of", talk.id());
        assertThat(state(phone.handIn(better), better)).isEqualTo("LATER");
        assertThat(state(phone.handIn(talk), talk)).isEqualTo("SAVED");
        assertThat(state(phone.handIn(better), better)).isEqualTo("SAVED");
        assertThat(stands(home, home.nadia())).isEqualTo(1);
        assertThat(talks(home, home.nadia())).isEqualTo(1);

        var back = phone.withdrawal(talk.id());
        assertThat(state(phone.handIn(back), back)).isEqualTo("SAVED");
        assertThat(state(phone.handIn(back), back)).isEqualTo("SAVED");
        assertThat(talks(home, home.nadia())).as("the talk and its correction").isZero();
        var late = phone.talk(home.nadia(), Instant.now(), "assessment", "3", "of", talk.id());
        var answers = phone.handIn(late);
        assertThat(state(answers, late)).isEqualTo("NEEDS");
        assertThat(words(answers, late)).contains("taken back");
    }

    @Test
    void a_clock_that_is_three_days_wrong_is_put_right_and_told() throws Exception {
        var home = locals.open();
        var phone = new Handset(mvc, home.rep());
        phone.ahead = Duration.ofDays(3).plusSeconds(20);
        var hourAgo = Instant.now().minus(Duration.ofHours(1));
        var talk = phone.talk(home.nadia(), hourAgo, "assessment", "2", "next", "TOMORROW");
        var answers = phone.handIn(talk);
        assertThat(state(answers, talk)).isEqualTo("SAVED");
        assertThat(words(answers, talk)).contains("clock is 3 days ahead");
        assertThat(at(home, talk.id())).isCloseTo(hourAgo, within(5, ChronoUnit.SECONDS));

        phone.ahead = Duration.ofDays(-3);
        var behind = phone.talk(home.omar(), hourAgo);
        assertThat(words(phone.handIn(behind), behind)).contains("3 days behind");
        assertThat(at(home, behind.id())).isCloseTo(hourAgo, within(5, ChronoUnit.SECONDS));
    }

    @Test
    void a_revoked_phone_gets_nothing_and_what_it_hands_in_waits_for_an_officer() throws Exception {
        var home = locals.open();
        var phone = new Handset(mvc, home.rep());
        assertThat(phone.pack()).hasStatusOk();
        assertThat(mvc.post()
                        .uri(home.path() + "/phones/" + phone.id + "/revocation")
                        .param("_key", UUID.randomUUID().toString())
                        .with(in(home.officer())))
                .hasStatus(303);
        assertThat(phone.pack()).hasStatus(410);
        var hourAgo = Instant.now().minus(Duration.ofHours(1));
        var talk = phone.talk(home.nadia(), hourAgo, "assessment", "2", "note", "From the stairs.");
        var other = phone.talk(home.omar(), hourAgo, "assessment", "3");
        var answers = phone.handIn(talk, other);
        assertThat(state(answers, talk)).isEqualTo("WAITS");
        assertThat(state(phone.handIn(talk), talk)).isEqualTo("WAITS");
        assertThat(talks(home, home.nadia())).isZero();
        assertThat(page(home.officer(), home.path() + "/phones"))
                .contains("From the stairs.")
                .contains("Its phone was revoked");

        assertThat(decide(home, talk, "acceptance")).isEqualTo(303);
        assertThat(decide(home, other, "refusal")).isEqualTo(303);
        assertThat(decide(home, other, "acceptance")).as("decided").isEqualTo(404);
        assertThat(talks(home, home.nadia())).isEqualTo(1);
        assertThat(talks(home, home.omar())).isZero();
        assertThat(at(home, talk.id())).isCloseTo(hourAgo, within(2, ChronoUnit.SECONDS));
        assertThat(page(home.officer(), home.path() + "/members/" + home.nadia()))
                .contains("Test REP")
                .contains("From the stairs.");
        assertThat(state(phone.handIn(talk), talk)).isEqualTo("SAVED");
    }

    private int decide(TestLocals.Home home, Handset.Noted noted, String how) {
        return mvc.post()
                .uri(home.path() + "/phones/entries/" + noted.id() + "/" + how)
                .param("_key", UUID.randomUUID().toString())
                .with(in(home.officer()))
                .exchange()
                .getResponse()
                .getStatus();
    }

    @Test
    void a_correction_of_what_waits_waits_beside_it_and_stands_for_both() throws Exception {
        var home = locals.open();
        var phone = new Handset(mvc, home.rep());
        does(
                home,
                "update employment set worksite_id = ? where local_id = ? and member_id = ?",
                home.second(),
                home.local().id(),
                home.nadia());
        var talk = phone.talk(home.nadia(), Instant.now(), "assessment", "4");
        var better = phone.talk(home.nadia(), Instant.now(), "assessment", "1", "of", talk.id());
        var answers = phone.handIn(talk, better);
        assertThat(state(answers, talk)).isEqualTo("WAITS");
        assertThat(state(answers, better)).isEqualTo("WAITS");
        assertThat(decide(home, better, "acceptance")).isEqualTo(303);
        assertThat(decide(home, talk, "acceptance"))
                .as("the better one stands for both")
                .isEqualTo(404);
        assertThat(talks(home, home.nadia())).isEqualTo(1);
        var back = phone.withdrawal(talk.id());
        assertThat(state(phone.handIn(back), back)).isEqualTo("SAVED");

        // a revoked phone takes nothing back that stands
        var fine = phone.talk(home.omar(), Instant.now(), "assessment", "2");
        assertThat(state(phone.handIn(fine), fine)).isEqualTo("SAVED");
        mvc.post()
                .uri(home.path() + "/phones/" + phone.id + "/revocation")
                .param("_key", UUID.randomUUID().toString())
                .with(in(home.officer()))
                .exchange();
        var thief = phone.withdrawal(fine.id());
        assertThat(state(phone.handIn(thief), thief)).isEqualTo("NEEDS");
        assertThat(talks(home, home.omar())).isEqualTo(1);
    }

    @Test
    void a_rep_removed_while_she_had_no_signal_loses_the_pack_and_no_talk() throws Exception {
        var home = locals.open();
        var phone = new Handset(mvc, home.rep());
        locals.as(
                Viewer.ofCounts(),
                () -> sql.execute(
                        "update account_role set until_on = (now() at time zone 'America/New_York')::date - 1 where account_id = ?",
                        home.rep()));
        assertThat(phone.pack().getResponse().getStatus()).isIn(404, 410);
        var talk = phone.talk(home.nadia(), Instant.now(), "assessment", "2");
        var answers = phone.handIn(talk);
        assertThat(state(answers, talk)).isEqualTo("WAITS");
        assertThat(words(answers, talk)).contains("no role");
    }

    @Test
    void a_person_merged_moved_or_gone_since_still_gets_her_talk() throws Exception {
        var home = locals.open();
        var phone = new Handset(mvc, home.rep());
        int local = home.local().id();
        does(
                home,
                "update employment set worksite_id = ? where local_id = ? and member_id = ?",
                home.second(),
                local,
                home.nadia());
        var moved = phone.talk(home.nadia(), Instant.now(), "assessment", "2");
        assertThat(state(phone.handIn(moved), moved)).isEqualTo("WAITS");
        assertThat(decide(home, moved, "acceptance")).isEqualTo(303);
        assertThat(talks(home, home.nadia())).isEqualTo(1);

        samples.merge(home);
        var gone = locals.as(Viewer.shell(local), () ->
                (UUID) sql.fetchValue("select gone_id from member_merge where local_id = ?", local));
        var merged = phone.talk(gone, Instant.now(), "assessment", "1");
        assertThat(state(phone.handIn(merged), merged)).isEqualTo("SAVED");
        assertThat(stands(home, home.omar())).isEqualTo(1);

        does(
                home,
                "update membership set ended_on = (now() at time zone 'America/New_York')::date where local_id = ? and member_id = ?",
                local,
                home.omar());
        var left = phone.talk(home.omar(), Instant.now(), "assessment", "2");
        assertThat(words(phone.handIn(left), left)).contains("not on the roster");
        assertThat(decide(home, left, "acceptance")).isEqualTo(303);
        var nobody = phone.talk(locals.id(), Instant.now());
        assertThat(state(phone.handIn(nobody), nobody)).isEqualTo("WAITS");
        assertThat(decide(home, nobody, "acceptance"))
                .as("said what to do, and it still waits")
                .isEqualTo(422);
    }

    @Test
    void what_is_wrong_or_damaged_is_told_and_stops_nothing_else() throws Exception {
        var home = locals.open();
        var phone = new Handset(mvc, home.rep());
        var number = phone.talk(home.nadia(), Instant.now(), "note", "Her number is 123-45-6789");
        var scale = phone.talk(home.nadia(), Instant.now(), "assessment", "9");
        var old = phone.talk(home.nadia(), Instant.now(), "format", 0);
        var fine = phone.talk(home.omar(), Instant.now(), "assessment", "2");
        var answers = phone.handIn(number, scale, old, fine);
        for (var noted : List.of(number, scale, old)) {
            assertThat(state(answers, noted)).isEqualTo("NEEDS");
            assertThat(words(answers, noted)).isNotBlank();
        }
        assertThat(state(answers, fine)).isEqualTo("SAVED");

        var stranger = new Handset(mvc, home.organizer());
        var theirs = Map.<String, Object>of("id", fine.id(), "box", stranger.seal(fine.id(), "{}"));
        assertThat(phone.handIn(List.of(theirs)).get(fine.id()).path("state").asString())
                .as("sealed for another phone")
                .isEqualTo("NEEDS");
        assertThat(phone.handIn(List.of(Map.of("id", locals.id(), "box", "AAAA"))))
                .hasSize(1);
        assertThat(phone.send(List.of(), "wrong")).hasStatus(401);
        assertThat(phone.send("x".repeat(3_000_000), phone.token)).hasStatus(413);
        assertThat(phone.send(List.of(Map.of("id", "1", "box", "")), phone.token))
                .hasStatus(422);
        assertThat(talks(home, home.nadia())).isZero();
    }

    @Test
    void two_who_say_differently_both_stand_and_the_difference_is_listed() throws Exception {
        var home = locals.open();
        var one = new Handset(mvc, home.rep());
        var two = new Handset(mvc, home.organizer());
        var now = Instant.now();
        var early = one.talk(home.nadia(), now.minusSeconds(600), "assessment", "4", "note", "First.");
        var late = two.talk(home.nadia(), now.minusSeconds(300), "assessment", "2", "note", "Second.");
        two.handIn(late);
        one.handIn(early);
        assertThat(stands(home, home.nadia()))
                .as("the later talk, though it came first")
                .isEqualTo(2);
        assertThat(page(home.officer(), home.path() + "/members/" + home.nadia()))
                .contains("First.")
                .contains("Second.");
        var pack = Handset.read(one.pack());
        assertThat(pack.path("differences")).hasSize(1);
        assertThat(pack.path("differences").get(0).path("words").asString())
                .contains("Nadia Rosas: you said 4")
                .contains("Test ORGANIZER said 2")
                .contains("Theirs is the later one");
        assertThat(Handset.read(two.pack()).path("differences")).isEmpty();
        var again = one.talk(home.nadia(), now, "assessment", "3");
        one.known = Instant.now();
        one.handIn(again);
        assertThat(Handset.read(one.pack()).path("differences"))
                .as("one's own earlier talk is no difference")
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void who_came_to_a_meeting_is_marked_from_the_phone_and_the_last_word_counts() throws Exception {
        var home = locals.open();
        var phone = new Handset(mvc, home.rep());
        var meeting = samples.meeting(home, home.first());
        assertThat(Handset.read(phone.pack()).path("meetings")).hasSize(1);
        var now = Instant.now();
        var came = phone.attendance(meeting, home.nadia(), true, now.minusSeconds(60));
        var not = phone.attendance(meeting, home.nadia(), false, now);
        var omar = phone.attendance(meeting, home.omar(), true, now);
        assertThat(state(phone.handIn(not), not)).isEqualTo("SAVED");
        phone.handIn(came, omar, came);
        assertThat(locals.count(
                        Viewer.shell(home.local().id()),
                        "select count(*) from meeting_attendance where local_id = ?",
                        home.local().id()))
                .as("omar; nadia was taken off later than she was marked")
                .isEqualTo(1);
        var nowhere = phone.attendance(locals.id(), home.omar(), true, now);
        assertThat(words(phone.handIn(nowhere), nowhere)).contains("no longer there");
    }

    @Test
    void a_pack_has_no_contact_fact_and_belongs_to_its_account() throws Exception {
        var home = locals.open();
        locals.crowd(home, 250);
        var phone = new Handset(mvc, home.rep());
        var result = phone.pack();
        var pack = Handset.read(result);
        assertThat(pack.path("people")).hasSize(200);
        assertThat(pack.path("left").asInt()).isEqualTo(53);
        assertThat(result.getResponse().getContentAsString())
                .doesNotContain("508555")
                .doesNotContain("+1");
        assertThat(result.getResponse().getHeader("Set-Cookie"))
                .contains("Max-Age=86400")
                .contains("SameSite=Strict");
        assertThat(mvc.post()
                        .uri("/phone/devices/" + phone.id + "/pack")
                        .header(PhoneController.TOKEN, phone.token)
                        .with(in(home.officer())))
                .as("another account with the phone's token")
                .hasStatus(404);
        assertThat(page(home.officer(), home.path() + "/audit")).contains("took people along on a phone");
    }

    private int cards(TestLocals.Home home) {
        return locals.count(
                Viewer.shell(home.local().id()),
                "select count(*) from activity_standing where local_id = ? and kind = 'CARD'",
                home.local().id());
    }

    @Test
    void a_card_signed_on_the_phone_counts_once_is_a_weaker_class_and_its_words_are_the_drives_own() throws Exception {
        var home = locals.open();
        var drive = samples.drive(home, false);
        var phone = new Handset(mvc, home.rep());
        var pack = Handset.read(phone.pack()).path("cards").path(0);
        assertThat(pack.path("texts").path(0).path("words").asString()).isEqualTo("I, {name}, sign.");
        var card = phone.card(drive, home.nadia(), "Nadia Rosas", "I, Nadia Rosas, sign.", "phone", "508 555 0160");
        assertThat(state(phone.handIn(card), card)).isEqualTo("SAVED");
        assertThat(state(phone.handIn(card, card), card)).isEqualTo("SAVED");
        assertThat(cards(home)).isEqualTo(1);
        assertThat(locals.count(
                        Viewer.shell(home.local().id()),
                        "select count(*) from card where local_id = ? and channel = 'REP_PHONE' and circulator_id = '"
                                + home.rep() + "'",
                        home.local().id()))
                .isEqualTo(1);
        var other = phone.card(drive, home.nadia(), "Nadia Rosas", "I, Nadia Rosas, sign.");
        assertThat(state(phone.handIn(other), other))
                .as("a second card of hers")
                .isEqualTo("NEEDS");
        var edited = phone.card(drive, home.omar(), "Omar Teixeira", "I, Omar Teixeira, do not sign.");
        assertThat(words(phone.handIn(edited), edited)).contains("words of the card changed");
        var another = phone.card(drive, home.omar(), "Nadia Rosas", "I, Nadia Rosas, sign.");
        assertThat(state(phone.handIn(another), another))
                .as("the card of somebody else")
                .isEqualTo("NEEDS");
        var unticked = phone.card(drive, home.omar(), "Omar Teixeira", "I, Omar Teixeira, sign.", "agree", false);
        assertThat(state(phone.handIn(unticked), unticked)).isEqualTo("NEEDS");
        assertThat(cards(home)).isEqualTo(1);
        // the phone of a rep who is none any more: her card waits for an officer, who lets it stand
        does(
                home,
                "update phone_device set revoked_at = now() where of_local = ? and id = ?",
                home.local().id(),
                phone.id);
        var late = phone.card(drive, home.omar(), "Omar Teixeira", "I, Omar Teixeira, sign.");
        assertThat(state(phone.handIn(late), late)).isEqualTo("WAITS");
        assertThat(cards(home)).isEqualTo(1);
        assertThat(page(home.officer(), home.path() + "/phones")).contains("Omar Teixeira");
        assertThat(mvc.post()
                        .uri(home.path() + "/phones/entries/" + late.id() + "/acceptance")
                        .param("_key", UUID.randomUUID().toString())
                        .with(in(home.officer()))
                        .exchange())
                .hasStatus(303);
        assertThat(cards(home)).isEqualTo(2);
        assertThat(locals.count(
                        Viewer.shell(home.local().id()),
                        "select count(*) from card where local_id = ? and network = '127.0.0.1' and agent <> ''"
                                + " and member_id = '" + home.omar() + "'",
                        home.local().id()))
                .as("whence it came and from what, though an officer let it stand")
                .isEqualTo(1);
        assertThat(locals.count(
                        Viewer.shell(home.local().id()),
                        "select count(*) from phone_entry where local_id = ? and (network is not null or said is not null)",
                        home.local().id()))
                .as("kept only while it waits")
                .isZero();
    }

    @Test
    void a_card_on_the_phone_asks_whether_what_is_on_file_is_right_and_keeps_the_mark_and_whence_it_came()
            throws Exception {
        var home = locals.open();
        var drive = samples.drive(home, false);
        var phone = new Handset(mvc, home.rep());
        does(
                home,
                "insert into contact_point (local_id, id, member_id, kind, value, source, said_on)"
                        + " values (?, gen_random_uuid(), ?, 'EMAIL', 'nadia@example.org', 'MEMBER', current_date)",
                home.local().id(),
                home.nadia());
        var facts = Handset.read(phone.contacts(home.nadia()));
        assertThat(facts.path("email").asString()).isEqualTo("nadia@example.org");
        assertThat(page(home.officer(), home.path() + "/audit")).contains("Nadia Rosas");
        does(
                home,
                "insert into contact_point (local_id, id, member_id, kind, value, source, said_on)"
                        + " values (?, gen_random_uuid(), ?, 'EMAIL', 'omar@town.example.org', 'EMPLOYER', current_date)",
                home.local().id(),
                home.omar());
        assertThat(Handset.read(phone.contacts(home.omar())).path("email").asString())
                .as("the employer may read it")
                .isEmpty();
        assertThat(phone.contacts(home.far())).as("not among her people").hasStatus(404);
        assertThat(mvc.get()
                        .uri("/phone/devices/" + phone.id + "/contacts/" + home.nadia())
                        .with(in(home.rep()))
                        .exchange())
                .as("without the phone's token")
                .hasStatus(404);
        var card = phone.card(
                drive,
                home.nadia(),
                "Nadia Rosas",
                "I, Nadia Rosas, sign.",
                "email",
                "nadia.rosas@example.org",
                "address",
                "4 Elm Street",
                "mark",
                "M10 10 L90 40 ");
        assertThat(state(phone.handIn(card), card)).isEqualTo("SAVED");
        assertThat(locals.count(
                        Viewer.shell(home.local().id()),
                        "select count(*) from card where local_id = ? and network = '127.0.0.1'"
                                + " and mark = 'M10 10 L90 40' and address = '4 Elm Street'",
                        home.local().id()))
                .isEqualTo(1);
        var person = page(home.officer(), home.path() + "/members/" + home.nadia());
        assertThat(person).contains("nadia.rosas@example.org").contains("4 Elm Street");
        assertThat(Handset.read(phone.contacts(home.nadia())).path("email").asString())
                .isEqualTo("nadia.rosas@example.org");
        does(
                home,
                "update phone_device set revoked_at = now() where of_local = ? and id = ?",
                home.local().id(),
                phone.id);
        assertThat(phone.contacts(home.nadia())).as("a revoked phone").hasStatus(404);
    }
}
