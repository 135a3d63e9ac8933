package org.breakroom.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.breakroom.access.Reach;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.TeachSamples;
import org.breakroom.cast.TestLocals;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Institutes and their workshops, and those who take part as members of more than one local. */
class InstituteTest extends Home {
    private static final UUID COURSE_201 = UUID.fromString("01970000-0000-7000-8000-000000000201");

    @Autowired
    TeachSamples teach;

    @Autowired
    Learning learning;

    @Autowired
    Requirements requirements;

    @Autowired
    Notices notices;

    @Autowired
    FederationClock clock;

    @Autowired
    DSLContext sql;

    private UUID staff() {
        return locals.account(Role.STAFF, null, null, null);
    }

    private List<String> line(UUID training) {
        return sql.fetch("select state from training_seat where training_id = ? order by number", training)
                .getValues(0, String.class);
    }

    private boolean off(UUID training) {
        return Boolean.TRUE.equals(
                sql.fetchValue("select cancelled_at is not null from training where id = ?", training));
    }

    private List<String> letters(UUID account) {
        return sql.fetch(
                        "select subject from letter where to_address = (select email from account where id = ?) order by id",
                        account)
                .getValues(0, String.class);
    }

    private void tell(TestLocals.Home home) {
        locals.as(Viewer.shell(home.local().id()), () -> notices.tell(home.local()));
    }

    @Test
    void a_workshop_that_she_may_not_take_yet_leaves_nothing_behind() throws Exception {
        var home = locals.open();
        var institute = samples.institute();
        var workshop = samples.workshop(institute, COURSE_201);
        var ask = "/trainings/" + institute + "/registration";
        assertThat(said(post(home.member(), ask, "workshop", workshop.toString())))
                .contains("This comes first: Building rep 101", ask + "\"")
                .doesNotContain("You have a place");
        assertThat(line(institute)).isEmpty();
        assertThat(post(home.member(), ask)).hasStatus(303);
        assertThat(line(institute)).containsExactly("CONFIRMED");
    }

    @Test
    void what_is_taken_back_with_an_institute_is_what_was_called_off_with_it() throws Exception {
        var home = locals.open();
        var staff = staff();
        var institute = samples.institute();
        var stands = samples.workshop(institute);
        var alone = samples.workshop(institute);
        var shift = teach.shift(stands, 60, 100);
        var take = "/trainings/" + stands + "/shifts/" + shift + "/presenting";
        assertThat(post(home.member(), take, "biography", "I know the way")).hasStatus(303);
        assertThat(post(staff, "/trainings/" + alone + "/cancellation", "off", "yes"))
                .hasStatus(303);
        var cancel = "/trainings/" + institute + "/cancellation";
        assertThat(post(staff, cancel, "off", "yes")).hasStatus(303);
        assertThat(post(staff, cancel, "off", "yes"))
                .as("a second click says the same")
                .hasStatus(303);
        assertThat(List.of(off(institute), off(stands), off(alone))).containsExactly(true, true, true);
        assertThat(letters(home.member())).containsExactly("Called off: Held soon");
        assertThat(post(staff, "/trainings/" + stands + "/cancellation", "off", "no"))
                .as("its institute is called off")
                .hasStatus(409);
        assertThat(post(staff, cancel, "off", "no")).hasStatus(303);
        assertThat(List.of(off(institute), off(stands), off(alone))).containsExactly(false, false, true);
        assertThat(letters(home.member())).hasSize(2);
    }

    @Test
    void only_what_a_calendar_shows_is_told_and_of_another_day_she_is_reminded_anew() throws Exception {
        var home = locals.open();
        var staff = staff();
        var training = samples.training(null);
        sql.execute("""
                update training set starts_at = date_trunc('hour', now()) + interval '5 days',
                  ends_at = date_trunc('hour', now()) + interval '5 days 1 hour' where id = ?
                """, training);
        assertThat(post(home.member(), "/trainings/" + training + "/registration"))
                .hasStatus(303);
        tell(home);
        sql.execute("update training_seat set reminded_at = now() where training_id = ?", training);
        change(staff, training, Map.of("capacity", "7"));
        tell(home);
        assertThat(letters(home.member())).containsExactly("Your place: Held soon");
        var day = clock.today().plusDays(9).toString();
        change(staff, training, Map.of("day", day, "lastDay", day, "from", "9:00", "until", "10:00"));
        tell(home);
        assertThat(letters(home.member())).containsExactly("Your place: Held soon", "Changed: Held soon");
        assertThat(sql.fetchValue("select reminded_at from training_seat where training_id = ?", training))
                .isNull();
    }

    /** Saves the form of a training as it stands but for some fields. */
    private void change(UUID staff, UUID training, Map<String, String> but) {
        var now = sql.fetchSingle("""
                select (starts_at at time zone zone)::date::text, to_char(starts_at at time zone zone, 'HH24:MI'),
                  (ends_at at time zone zone)::date::text, to_char(ends_at at time zone zone, 'HH24:MI')
                from training where id = ?
                """, training);
        var typed = new TreeMap<>(Map.of("title", "Held soon", "place", "Union hall", "capacity", "25"));
        typed.put("day", now.get(0, String.class));
        typed.put("from", now.get(1, String.class));
        typed.put("lastDay", now.get(2, String.class));
        typed.put("until", now.get(3, String.class));
        typed.putAll(but);
        var fields = typed.entrySet().stream()
                .flatMap(e -> Stream.of(e.getKey(), e.getValue()))
                .toArray(String[]::new);
        assertThat(post(staff, "/trainings/" + training + "/details", fields)).hasStatus(303);
    }

    @Test
    void a_course_of_a_local_whose_names_she_saw_once_stays_with_its_training() throws Exception {
        var home = locals.open();
        var staff = staff();
        var course = locals.id();
        sql.execute("""
                insert into training_course (id, of_local, title, about, topics, languages, hours, author, made_at)
                values (?, ?, 'Ours alone', '', '{}', '{}', 2, 'A', now())
                """, course, home.local().id());
        var training = samples.training(null, course, 60, 25);
        assertThat(page(staff, "/trainings/" + training + "/details")).contains("Held soon");
        assertThat(post(staff, "/trainings/" + training + "/details", "title", "", "capacity", "0"))
                .as("said beside the fields")
                .hasStatus(422);
    }

    @Test
    void who_is_of_two_locals_takes_part_in_each_as_who_she_is_there() throws Exception {
        var first = locals.open();
        var second = locals.open();
        var both = first.member();
        locals.appoint(both, Role.MEMBER, second.local().id(), second.omar());
        var training = samples.training(second);
        assertThat(post(both, "/trainings/" + training + "/registration")).hasStatus(303);
        assertThat(registered(second, second.omar())).isEqualTo(1);
        assertThat(registered(first, first.nadia())).isZero();
        assertThat(page(both, "/trainings/" + training)).contains("You have a place");
        assertThat(page(both, "/me/learning")).contains("Held soon");
        assertThat(mvc.get()
                        .uri("/calendar/" + samples.feed(both) + "/trainings.ics")
                        .exchange()
                        .getResponse()
                        .getContentAsString())
                .contains("Held soon");
        assertThat(page(both, "/trainings/" + training + "/aid")).contains("Held soon");
    }

    private int registered(TestLocals.Home home, UUID member) {
        return locals.count(
                Viewer.shell(home.local().id()),
                "select count(*)::int from training_registration where local_id = ? and member_id = ?",
                home.local().id(),
                member);
    }

    @Test
    void an_officer_elsewhere_adds_for_the_local_whose_officer_she_is() {
        var first = locals.open();
        var second = locals.open();
        locals.appoint(first.member(), Role.OFFICER, second.local().id(), null);
        var title = "Of " + second.local().id();
        assertThat(post(first.member(), "/surveys", "title", title)).hasStatus(303);
        assertThat(sql.fetchValue("select of_local from survey where title = ?", title))
                .isEqualTo(second.local().id());
    }

    @Test
    void an_institutes_hours_count() throws Exception {
        var home = locals.open();
        var institute = samples.institute();
        var id = samples.registration(institute, home, home.nadia());
        assertThat(post(staff(), "/trainings/" + institute + "/sheet", "came", id.toString()))
                .hasStatus(303);
        assertThat(page(home.member(), "/me/learning"))
                .contains("2 continuing-education hours in all", id + "/certificate.pdf");
        assertThat(mvc.get().uri("/me/learning/" + id + "/certificate.pdf").with(in(home.member())))
                .hasStatusOk();
    }

    @Test
    void who_is_asked_for_a_higher_rung_is_due_by_her_next_one() {
        var home = locals.open();
        var other = locals.open();
        locals.account(Role.ORGANIZER, home.local().id(), home.first(), home.omar());
        var staff = locals.viewer(staff());
        locals.as(staff, () -> {
            requirements.add(staff, home.local().id(), "ORGANIZER", 201, 30);
            requirements.add(staff, other.local().id(), "ORGANIZER", 101, 3);
            return null;
        });
        var hand = Viewer.shell(home.local().id());
        var omar = locals
                .as(
                        hand,
                        () -> learning.climbers(
                                home.local(), new Reach.Whole(false), requirements.of(hand, home.local())))
                .stream()
                .filter(c -> c.member().equals(home.omar()))
                .findFirst()
                .orElseThrow();
        assertThat(omar.next()).isEqualTo(101);
        assertThat(omar.due()).isEqualTo(clock.today().plusDays(30));
    }

    @Test
    void a_number_that_is_none_is_told_at_the_door() {
        assertThat(mvc.post()
                        .uri("/trainings/" + samples.training(null) + "/arrival")
                        .param("code", "CODECODE")
                        .param("own", "\0")
                        .with(TestLocals.form()))
                .hasStatus(422);
    }
}
