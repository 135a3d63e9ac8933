package org.breakroom.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.breakroom.access.Viewer;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.breakroom.paper.Format;
import org.breakroom.paper.Paper;
import org.breakroom.paper.Pictures;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** A floor comes in as a picture or a page, rooms are drawn, people placed; a file made to harm ends in a sentence. */
class MapTest extends Home {
    @Autowired
    DSLContext sql;

    private MvcTestResult upload(TestLocals.Home home, byte[] plan, String page) {
        return mvc.post()
                .uri(home.path() + "/maps/" + home.first() + "/floors")
                .multipart()
                .file(new MockMultipartFile("plan", "plan.bin", "application/octet-stream", plan))
                .param("_key", UUID.randomUUID().toString())
                .param("floor", "Ground floor")
                .param("page", page)
                .with(in(home.rep()))
                .exchange();
    }

    private UUID one(TestLocals.Home home, String table) {
        return locals.as(Viewer.shell(home.local().id()), () -> (UUID) sql.fetchValue(
                "select id from " + table + " where local_id = ? order by id desc limit 1",
                home.local().id()));
    }

    private MvcTestResult omarFollows(TestLocals.Home home, UUID leader) {
        return post(
                home.rep(),
                home.path() + "/maps/" + home.first() + "/connections",
                "member",
                home.omar().toString(),
                "leader",
                leader.toString());
    }

    private static byte[] picture(int wide, int high) throws Exception {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(wide, high, BufferedImage.TYPE_BYTE_GRAY), "png", out);
        return out.toByteArray();
    }

    @Test
    void a_floor_with_rooms_people_groups_and_whom_they_follow() throws Exception {
        var home = locals.open();
        var here = home.path() + "/maps/" + home.first();
        assertThat(page(home.rep(), here)).contains("No floor yet");
        assertThat(upload(home, picture(3200, 1600), "1")).hasStatus(303);
        var floor = one(home, "map_floor");
        var png = mvc.get()
                .uri(here + "/floors/" + floor + "/plan.png")
                .with(in(home.rep()))
                .exchange();
        var kept = ImageIO.read(new ByteArrayInputStream(png.getResponse().getContentAsByteArray()));
        assertThat(kept.getWidth()).as("no larger than a screen").isEqualTo(1600);

        assertThat(post(home.rep(), here + "/floors/" + floor + "/rooms", "room", "12", "box", "900 0 200 10"))
                .hasStatus(422);
        assertThat(post(home.rep(), here + "/floors/" + floor + "/rooms", "room", "Room 12", "box", "10 10 400 400"))
                .hasStatus(303);
        var room = one(home, "map_room");
        assertThat(post(
                        home.rep(),
                        here + "/seats",
                        "place",
                        room.toString(),
                        "member",
                        home.nadia().toString(),
                        "member",
                        home.far().toString()))
                .hasStatus(303);
        assertThat(post(home.rep(), here + "/seats", "place", room.toString()))
                .as("nobody ticked")
                .hasStatus(422);
        assertThat(post(
                        home.rep(),
                        here + "/seats",
                        "place",
                        locals.id().toString(),
                        "member",
                        home.omar().toString()))
                .as("no such room, and nobody is moved")
                .hasStatus(422);
        assertThat(locals.count(
                        Viewer.shell(home.local().id()),
                        "select count(*) from map_seat where local_id = ?",
                        home.local().id()))
                .as("nobody of another worksite")
                .isEqualTo(1);
        assertThat(omarFollows(home, home.omar())).hasStatus(422);
        assertThat(omarFollows(home, home.nadia())).hasStatus(303);
        assertThat(post(
                        home.rep(),
                        here + "/groups",
                        "group",
                        "Lunch",
                        "member",
                        home.omar().toString()))
                .hasStatus(422);
        assertThat(post(home.rep(), home.path() + "/members/" + home.nadia() + "/leader"))
                .hasStatus(303);
        assertThat(page(home.rep(), here))
                .contains("Nadia Rosas, Room 12")
                .contains("Omar Teixeira follows Nadia Rosas")
                .contains("one follows")
                .contains("Organic leader");
        var connection = one(home, "connection");
        assertThat(post(home.rep(), here + "/connections/" + connection + "/end"))
                .hasStatus(303);
        assertThat(page(home.rep(), here))
                .as("it ended, and when is kept")
                .contains("Omar Teixeira followed Nadia Rosas")
                .doesNotContain("Omar Teixeira follows Nadia Rosas")
                .doesNotContain("one follows");
        assertThat(post(home.rep(), here + "/rooms/" + room + "/removal")).hasStatus(303);
        assertThat(page(home.rep(), here)).contains("3 people, 3 without a place");
    }

    @Test
    void people_of_one_shift_are_shown_and_it_stays_while_the_map_is_worked_on() throws Exception {
        var home = locals.open();
        var here = home.path() + "/maps/" + home.first();
        assertThat(page(home.rep(), here)).as("nobody's shift is known").doesNotContain("name=\"shift\"");
        locals.as(
                Viewer.shell(home.local().id()),
                () -> sql.execute(
                        "update employment set shift = case member_id when ? then 'Día y tarde' else 'Night' end where local_id = ?",
                        home.nadia(),
                        home.local().id()));
        assertThat(upload(home, picture(400, 400), "1")).hasStatus(303);
        var floor = one(home, "map_floor");
        assertThat(post(home.rep(), here + "/floors/" + floor + "/rooms", "room", "Room 12"))
                .hasStatus(303);
        var room = one(home, "map_room").toString();
        assertThat(page(home.rep(), here)).contains("Día y tarde", "3 people are not on the map yet");
        var day = here + "?shift=Día y tarde";
        assertThat(page(home.rep(), day)).contains("One person is not on the map yet", "One person, 1 without");
        var placed = post(
                home.rep(),
                here + "/seats?shift=Día y tarde",
                "place",
                room,
                "member",
                home.nadia().toString());
        assertThat(placed).hasRedirectedUrl(here + "?placed=1&shift=D%C3%ADa+y+tarde#m-" + home.nadia());
        assertThat(page(home.rep(), day)).contains("Nadia Rosas, Room 12").doesNotContain("not on the map yet");
        assertThat(page(home.rep(), here + "?shift=Evening")).contains("Nobody works here");
        assertThat(post(
                        home.rep(),
                        here + "/seats",
                        "place",
                        room,
                        "member",
                        home.omar().toString()))
                .hasStatus(303);
        assertThat(page(home.rep(), here)).doesNotContain("<path d=\"M");
        assertThat(omarFollows(home, home.nadia())).hasStatus(303);
        assertThat(page(home.rep(), here)).as("a line from one to the other").contains("<path d=\"M");
        assertThat(page(home.rep(), day))
                .as("of those who are not shown no line is drawn")
                .doesNotContain("<path d=\"M")
                .contains("Omar Teixeira follows Nadia Rosas");
    }

    @Test
    void a_page_of_a_pdf_is_a_plan_and_one_that_is_not_there_is_told() throws Exception {
        var home = locals.open();
        var out = new ByteArrayOutputStream();
        try (var paper = new Paper("Plan", "en", Instant.EPOCH)) {
            paper.sheet(Format.LETTER, true);
            paper.box(100, 100, 300, 200, 2);
            paper.write(out);
        }
        assertThat(upload(home, out.toByteArray(), "2")).hasStatus(422);
        assertThat(upload(home, out.toByteArray(), "2")).bodyText().contains("no such page");
        assertThat(upload(home, out.toByteArray(), "1")).hasStatus(303);
    }

    /** A picture that says it is larger than it may be, a PDF whose page unpacks to a gigabyte, and what is neither. */
    @Test
    void a_file_made_to_harm_ends_in_a_sentence() throws Exception {
        var home = locals.open();
        assertThat(upload(home, picture(12_000, 12_000), "1")).hasStatus(422);
        assertThat(upload(home, "MZ not a picture".getBytes(), "1")).bodyText().contains("no picture");
        assertThat(upload(home, "%PDF-1.7 nothing".getBytes(), "1")).bodyText().contains("no picture");
        assertThat(upload(home, new byte[Pictures.BYTES_MAX + 1], "1"))
                .bodyText()
                .contains("too large");
        long began = System.nanoTime();
        var bomb = upload(home, bomb(), "1");
        assertThat(bomb).hasStatus(422);
        assertThat((System.nanoTime() - began) / 1e9).isLessThan(40);
        assertThat(locals.count(
                        Viewer.shell(home.local().id()),
                        "select count(*) from map_floor where local_id = ?",
                        home.local().id()))
                .isZero();
    }

    /** One page whose picture is 40,000 dots wide and high, in a few kilobytes of zeros. */
    private static byte[] bomb() throws Exception {
        var zeros = new ByteArrayOutputStream();
        try (var deflate = new DeflaterOutputStream(zeros, new Deflater(9))) {
            var line = new byte[40_000];
            for (int i = 0; i < 40_000; i++) {
                deflate.write(line);
            }
        }
        var pdf = new ByteArrayOutputStream();
        pdf.write(("""
                %PDF-1.4
                1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
                2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
                3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 600]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>> endobj
                4 0 obj <</Length 26>> stream
                q 600 0 0 600 0 0 cm /I Do Q
                endstream endobj
                5 0 obj <</Type/XObject/Subtype/Image/Width 40000/Height 40000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode/Length LENGTH>> stream
                """.replace("LENGTH", String.valueOf(zeros.size()))).getBytes());
        zeros.writeTo(pdf);
        pdf.write("\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n".getBytes());
        return pdf.toByteArray();
    }
}
