package org.breakroom.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.form;
import static org.breakroom.cast.TestLocals.in;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.breakroom.access.Role;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.breakroom.kernel.FederationClock;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.transaction.support.TransactionTemplate;

/** A course is planned, places are asked for and given back, the line moves up, who came is marked and has learned it. */
class TrainingTest extends Home {
    @Autowired
    DSLContext sql;

    @Autowired
    FederationClock clock;

    @Autowired
    Line line;

    @Autowired
    Notices notices;

    @Autowired
    TransactionTemplate transaction;

    private UUID staff() {
        return locals.account(Role.STAFF, null, null, null);
    }

    private UUID account(TestLocals.Home home, UUID member) {
        return locals.account(Role.MEMBER, home.local().id(), null, member);
    }

    private int confirmed(UUID training) {
        return ((Number) java.util.Objects.requireNonNull(
                        sql.fetchValue("select confirmed from training where id = ?", training)))
                .intValue();
    }

    private List<String> line(UUID training) {
        return sql.fetch("select state from training_seat where training_id = ? order by number", training)
                .map(r -> r.get(0, String.class));
    }

    private List<String> plan(String... others) {
        var day = clock.today().plusDays(20).toString();
        var form = new ArrayList<>(List.of(
                "course",
                samples.course().toString(),
                "place",
                "Union hall, Worcester",
                "day",
                day,
                "from",
                "9:00",
                "until",
                "12:00",
                "capacity",
                "2"));
        for (int i = 0; i < others.length; i += 2) {
            int at = form.indexOf(others[i]);
            if (at >= 0) {
                form.set(at + 1, others[i + 1]);
            } else {
                form.add(others[i]);
                form.add(others[i + 1]);
            }
        }
        return form;
    }

    private UUID planned(UUID by, String... others) {
        var result = post(by, "/trainings", plan(others).toArray(String[]::new));
        assertThat(result).hasStatus(303);
        return UUID.fromString(
                String.valueOf(result.getResponse().getHeader("Location")).replaceAll("/trainings/|\\?.*", ""));
    }

    @Test
    void places_go_to_who_comes_first_of_any_local_and_the_line_moves_up_by_itself() throws Exception {
        var one = locals.open();
        var other = locals.open();
        var training = planned(staff());
        var path = "/trainings/" + training;
        var nadia = account(one, one.nadia());
        var far = account(other, other.far());
        var omar = account(other, other.omar());
        for (var who : List.of(nadia, omar, far)) {
            assertThat(post(who, path + "/registration")).hasStatus(303);
        }
        assertThat(post(far, path + "/registration", "x", "again")).hasStatus(303);
        assertThat(line(training)).containsExactly("CONFIRMED", "CONFIRMED", "WAITING");
        assertThat(page(far, path)).contains("number 1 on the waiting list");
        assertThat(page(nadia, path)).contains("You have a place").contains("Your code at the door");
        assertThat(page(nadia, "/trainings")).contains("Place taken");

        assertThat(post(nadia, path + "/registration/end")).hasStatus(303);
        assertThat(line(training)).containsExactly("ENDED", "CONFIRMED", "CONFIRMED");
        assertThat(confirmed(training)).isEqualTo(2);
        assertThat(post(nadia, path + "/registration")).hasStatus(303);
        assertThat(line(training)).as("who comes again stands at the end").endsWith("WAITING");
        assertThat(line(training)).hasSize(4);
    }

    @Test
    void each_is_told_once_and_by_an_address_that_is_hers() throws Exception {
        var home = locals.open();
        var training = planned(staff(), "capacity", "1");
        var nadia = home.member();
        var omar = account(home, home.omar());
        post(nadia, "/trainings/" + training + "/registration");
        post(omar, "/trainings/" + training + "/registration");
        tell(home);
        tell(home);
        assertThat(letters(nadia)).containsExactly("Your place: C");
        assertThat(letters(omar)).containsExactly("On the waiting list: C");
        post(nadia, "/trainings/" + training + "/registration/end");
        tell(home);
        assertThat(letters(omar)).containsExactly("On the waiting list: C", "A place for you: C");
        assertThat(post(
                        staff(),
                        "/trainings/" + training + "/details",
                        plan("capacity", "1", "place", "Another house").toArray(String[]::new)))
                .hasStatus(303);
        tell(home);
        assertThat(letters(omar)).endsWith("Changed: C");
        assertThat(post(staff(), "/trainings/" + training + "/cancellation", "off", "yes"))
                .hasStatus(303);
        tell(home);
        tell(home);
        assertThat(letters(omar)).endsWith("Called off: C").hasSize(4);
        assertThat(letters(nadia))
                .as("who gave her place back is left in peace")
                .hasSize(1);
    }

    private void tell(TestLocals.Home home) {
        locals.as(Viewer.shell(home.local().id()), () -> notices.tell(home.local()));
    }

    private List<String> letters(UUID account) {
        return sql.fetch(
                        "select subject from letter where to_address = (select email from account where id = ?) order by id",
                        account)
                .map(r -> r.get(0, String.class));
    }

    @Test
    void who_came_is_marked_by_tap_by_number_and_by_code_and_has_learned_it() throws Exception {
        var home = locals.open();
        var staff = staff();
        var training = samples.training(null);
        var path = "/trainings/" + training;
        var nadia = account(home, home.nadia());
        var one = samples.registration(training, home, home.nadia());
        samples.registration(training, home, home.omar());
        samples.registration(training, home, home.far());
        assertThat(post(staff, path + "/sheet", "came", one.toString())).hasStatus(303);
        assertThat(post(staff, path + "/sheet/numbers", "numbers", "2 77")).hasStatus(422);
        assertThat(post(staff, path + "/sheet/numbers", "numbers", "2, 1")).hasStatus(303);
        assertThat(marks(home)).isEqualTo(2);
        assertThat(mvc.get().uri(path + "/arrival?code=WRONG")).hasStatus(404);
        assertThat(arrive(path, "nobody's")).hasStatus(422);
        assertThat(arrive(path, "owncode3")).hasStatusOk();
        assertThat(arrive(path, "OWNCODE3")).hasStatusOk();
        assertThat(marks(home)).isEqualTo(3);
        assertThat(page(staff, path + "/sheet")).contains(home.local().name());

        // her certificate, and the rung she stands on
        var mine = page(nadia, "/me/learning");
        assertThat(mine).contains("Held soon").contains("2 continuing-education hours in all");
        var pdf = mvc.get()
                .uri("/me/learning/" + one + "/certificate.pdf")
                .with(in(nadia))
                .exchange();
        try (var read = Loader.loadPDF(pdf.getResponse().getContentAsByteArray())) {
            assertThat(new PDFTextStripper().getText(read))
                    .contains("Nadia Rosas")
                    .contains("Held soon");
        }
        // a tick taken off is taken back, and she has not learned it
        assertThat(post(staff, path + "/sheet")).hasStatus(303);
        assertThat(marks(home)).as("nobody of another page is taken off").isEqualTo(3);
        var listed = Pattern.compile("name=\"listed\" value=\"([^\"]*)\"")
                .matcher(page(staff, path + "/sheet"))
                .results()
                .flatMap(m -> Stream.of("listed", m.group(1)))
                .toArray(String[]::new);
        assertThat(post(staff, path + "/sheet", listed)).hasStatus(303);
        assertThat(marks(home)).as("the door's mark stays, hers are gone").isEqualTo(1);
        assertThat(page(nadia, "/me/learning")).doesNotContain("certificate.pdf");
        assertThat(mvc.get().uri("/me/learning/" + one + "/certificate.pdf").with(in(nadia)))
                .hasStatus(404);
    }

    private MvcTestResult arrive(String path, String own) {
        return mvc.post()
                .uri(path + "/arrival")
                .param("code", "CODECODE")
                .param("own", own)
                .with(form())
                .exchange();
    }

    private int marks(TestLocals.Home home) {
        return locals.count(
                Viewer.shell(home.local().id()),
                "select count(*) from activity_standing where local_id = ? and kind = 'TRAINING'",
                home.local().id());
    }

    @Test
    void the_ladder_says_who_is_ready_and_what_a_role_still_asks() throws Exception {
        var home = locals.open();
        var rep = locals.id();
        locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.execute(
                        "insert into building_rep values (?, ?, ?, ?, (now() at time zone 'America/New_York')::date - 200, null)",
                        home.local().id(),
                        rep,
                        home.first(),
                        home.omar()));
        var before = page(home.officer(), home.path() + "/learning");
        assertThat(before).contains("Omar Teixeira").contains("101 was due on").contains("2 worksites without");
        var training = samples.training(null, UUID.fromString("01970000-0000-7000-8000-000000000101"), 60, 9);
        var id = samples.registration(training, home, home.omar());
        assertThat(post(staff(), "/trainings/" + training + "/sheet", "came", id.toString()))
                .hasStatus(303);
        var after = page(home.officer(), home.path() + "/learning?show=201");
        assertThat(after).contains("Omar Teixeira").contains("on 101").contains("1 worksites without");

        // 201 needs 101: omar may, nadia may not
        var next = planned(staff(), "course", "01970000-0000-7000-8000-000000000201");
        assertThat(post(account(home, home.omar()), "/trainings/" + next + "/registration"))
                .hasStatus(303);
        assertThat(said(post(account(home, home.nadia()), "/trainings/" + next + "/registration")))
                .contains("This comes first: Building rep 101");
    }

    @Test
    void officers_register_a_worksite_at_once_and_reps_only_their_own() throws Exception {
        var home = locals.open();
        var training = planned(staff(), "capacity", "1");
        var desk = home.path() + "/trainings/" + training + "/registrations";
        assertThat(page(home.officer(), desk + "?worksite=" + home.first())).contains("Nadia Rosas");
        assertThat(post(
                        home.officer(),
                        desk,
                        "worksite",
                        home.first().toString(),
                        "member",
                        home.nadia().toString(),
                        "member",
                        home.omar().toString()))
                .hasStatus(303);
        assertThat(line(training)).containsExactly("CONFIRMED", "WAITING");
        assertThat(said(post(
                        home.rep(),
                        desk,
                        "worksite",
                        home.second().toString(),
                        "member",
                        home.far().toString())))
                .contains("Tick who is to be registered");
        assertThat(line(training)).hasSize(2);
    }

    @Test
    void an_institute_is_one_registration_over_workshops_that_do_not_overlap() throws Exception {
        var staff = staff();
        var day = clock.today().plusDays(40).toString();
        var institute = planned(
                staff,
                "course",
                "",
                "wide",
                "on",
                "title",
                "Summer institute",
                "day",
                day,
                "lastDay",
                day,
                "from",
                "8:00",
                "until",
                "17:00");
        var path = "/trainings/" + institute;
        var of = institute.toString();
        assertThat(said(post(
                        staff,
                        "/trainings",
                        plan("institute", of, "day", day, "until", "18:00").toArray(String[]::new))))
                .contains("lies within its institute");
        for (var hours : List.of("9:00 10:30 Early", "10:00 11:30 Clash", "13:00 14:00 Late")) {
            var h = hours.split(" ");
            assertThat(post(
                            staff,
                            "/trainings",
                            plan("institute", of, "day", day, "from", h[0], "until", h[1], "title", h[2])
                                    .toArray(String[]::new)))
                    .hasStatus(303);
        }
        var ids = sql.fetch("select id from training where institute_id = ? order by starts_at", institute)
                .map(r -> String.valueOf(r.get(0)));
        var home = locals.open();
        var nadia = account(home, home.nadia());
        var wrong = said(post(nadia, path + "/registration", "workshop", ids.get(0), "workshop", ids.get(1)));
        assertThat(wrong).contains("Early and Clash overlap");
        assertThat(line(institute)).as("nothing half-applied").isEmpty();
        assertThat(post(nadia, path + "/registration", "workshop", ids.get(0), "workshop", ids.get(2)))
                .hasStatus(303);
        assertThat(line(UUID.fromString(ids.get(0)))).containsExactly("CONFIRMED");
        assertThat(post(nadia, path + "/workshops", "workshop", ids.get(1))).hasStatus(303);
        assertThat(line(UUID.fromString(ids.get(0)))).containsExactly("ENDED");
        assertThat(line(UUID.fromString(ids.get(1)))).containsExactly("CONFIRMED");
        assertThat(post(nadia, path + "/registration/end")).hasStatus(303);
        assertThat(line(UUID.fromString(ids.get(1)))).containsExactly("ENDED");
        assertThat(post(nadia, "/trainings/" + ids.get(2) + "/registration")).hasStatus(404);
    }

    @Test
    void what_a_local_teaches_is_its_own() throws Exception {
        var home = locals.open();
        var other = locals.open();
        var training = samples.training(home);
        var path = "/trainings/" + training;
        assertThat(mvc.get().uri(path).with(in(home.member()))).hasStatusOk();
        assertThat(mvc.get().uri(path + "/sheet").with(in(home.officer()))).hasStatusOk();
        for (var who : List.of(other.officer(), other.member(), other.rep(), staff())) {
            for (var page : List.of("", "/sheet", "/sheet.pdf", "/names.pdf", "/details", "/training.ics")) {
                assertThat(mvc.get().uri(path + page).with(in(who))).as(page).hasStatus(404);
            }
            for (var write : List.of("/registration", "/registration/end", "/details", "/cancellation", "/sheet")) {
                assertThat(post(who, path + write)).as(write).hasStatus(404);
            }
        }
        assertThat(mvc.get().uri(path + "/sheet").with(in(home.member()))).hasStatus(404);
        assertThat(mvc.get()
                        .uri(other.path() + "/trainings/" + training + "/registrations")
                        .with(in(other.officer())))
                .hasStatus(404);
        // the federation reads the sheets of what it holds, and no row of what a local holds
        samples.registration(training, home, home.nadia());
        samples.registration(samples.training(null), home, home.omar());
        assertThat(locals.count(
                        Viewer.ofCounts(),
                        "select count(*) from training_registration where local_id = ?",
                        home.local().id()))
                .isEqualTo(1);
        assertThat(locals.count(
                        Viewer.shell(other.local().id()),
                        "select count(*) from training_registration where local_id = ?",
                        home.local().id()))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    capacity, 0, Places from 1 to
                    capacity, many, Places from 1 to
                    until, 8:00, ends after it begins
                    day, 2026-02-30, A day within two years
                    zone, Mars/Olympus, A zone of the IANA list
                    hours, -2, Hours from 0 to 200
                    place, '', Where it is
                    title, 219-09-9999, social security
                    course, '', Choose the course
                    """)
    void what_is_wrong_stands_beside_the_field_and_nothing_is_planned(String field, String value, String sentence)
            throws Exception {
        int before = sql.fetchCount(org.breakroom.db.Tables.TRAINING);
        assertThat(said(post(staff(), "/trainings", plan(field, value).toArray(String[]::new))))
                .contains(sentence)
                .contains("Union hall, Worcester".substring(0, field.equals("place") ? 0 : 21));
        assertThat(sql.fetchCount(org.breakroom.db.Tables.TRAINING)).isEqualTo(before);
    }

    @Test
    void a_circle_of_prerequisites_and_fewer_places_than_are_taken_are_refused() throws Exception {
        var staff = staff();
        var a = samples.course();
        var b = samples.course();
        var form = new String[] {"title", "A", "language", "en", "hours", "2", "needs", b.toString()};
        assertThat(post(staff, "/courses/" + a, form)).hasStatus(303);
        form[7] = a.toString();
        assertThat(said(post(staff, "/courses/" + b, form))).contains("cannot come before itself: C › A › C");
        var home = locals.open();
        var training = planned(staff);
        post(account(home, home.nadia()), "/trainings/" + training + "/registration");
        post(account(home, home.omar()), "/trainings/" + training + "/registration");
        assertThat(said(post(
                        staff,
                        "/trainings/" + training + "/details",
                        plan("capacity", "1").toArray(String[]::new))))
                .contains("2 people have a place already");
        assertThat(post(
                        staff,
                        "/trainings/" + training + "/details",
                        plan("capacity", "3").toArray(String[]::new)))
                .hasStatus(303);
    }

    /** A thousand times the last place, asked for by two at once: one has it, the other waits, the count is right. */
    @Test
    void of_two_who_ask_for_the_last_place_one_has_it() throws Exception {
        int rounds = Integer.getInteger("training.rounds", 50);
        var home = locals.open();
        var course = samples.course();
        int broken = 0;
        try (var both = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < rounds; i++) {
                var training = samples.training(null, course, 600, 2);
                var first = locals.id();
                take(training, first, home);
                var asked = List.<Callable<Line.State>>of(
                        () -> take(training, locals.id(), home), () -> take(training, locals.id(), home));
                var got = new ArrayList<String>();
                for (var f : both.invokeAll(asked)) {
                    got.add(f.get().name());
                }
                // and while one gives hers back, another asks: nobody is lost between
                var left = List.<Callable<Line.State>>of(
                        () -> {
                            transaction.executeWithoutResult(t -> line.leave(training, first));
                            return Line.State.ENDED;
                        },
                        () -> take(training, locals.id(), home));
                for (var f : both.invokeAll(left)) {
                    f.get();
                }
                var states = line(training);
                boolean right = got.contains("CONFIRMED")
                        && got.contains("WAITING")
                        && states.stream().filter("CONFIRMED"::equals).count() == 2
                        && states.stream().filter("WAITING"::equals).count() == 1
                        && confirmed(training) == 2;
                broken += right ? 0 : 1;
            }
        }
        System.out.println("rush: the last place, " + rounds + " rounds of two at once: " + broken + " broken");
        assertThat(broken).isZero();
    }

    /** Two who change their workshops at once, each to what the other leaves, wait for each other in one order. */
    @Test
    void two_who_swap_workshops_both_get_through() throws Exception {
        var institute = samples.institute();
        var workshops = List.of(samples.workshop(institute), samples.workshop(institute));
        var home = locals.open();
        var people = List.of(account(home, home.nadia()), account(home, home.omar()));
        for (var who : people) {
            assertThat(post(who, "/trainings/" + institute + "/registration")).hasStatus(303);
        }
        try (var both = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 20; i++) {
                int round = i;
                var asked = new ArrayList<Callable<Integer>>();
                for (int p = 0; p < 2; p++) {
                    int person = p;
                    asked.add(() -> post(
                                    people.get(person),
                                    "/trainings/" + institute + "/workshops",
                                    "workshop",
                                    workshops.get((round + person) % 2).toString())
                            .getResponse()
                            .getStatus());
                }
                for (var f : both.invokeAll(asked)) {
                    assertThat(f.get()).isEqualTo(303);
                }
            }
        }
    }

    private Line.State take(UUID training, UUID registration, TestLocals.Home home) {
        return java.util.Objects.requireNonNull(transaction.execute(
                t -> line.take(training, registration, home.local().id()).orElseThrow()));
    }
}
