package org.breakroom.paper;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cards come back as scans and photos, and their codes are read; a file made to harm is refused and harms nothing here. */
@Tag("once")
class PicturesTest {
    private static final Duration SOON = Duration.ofSeconds(25);
    private static final long HEAP_MAX = 64L * 1024 * 1024;
    private static final int PAGES_MAX = 50;
    private static final float CODE = 25 * 72 / 25.4f;
    private static final String ADDRESS =
            "https://breakroom.baystate.example/cards/0198c2f0-7d1e-7a33-9c1e-0123456789a";

    private final Pictures pictures = new Pictures();

    private interface Reading {
        Pictures.Result run() throws IOException;
    }

    /** What the reading thread asked of this process's memory bounds by how much the heap can have grown for it. */
    private static Pictures.Result watched(Reading reading) throws IOException {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long asked = threads.getCurrentThreadAllocatedBytes();
        long began = System.nanoTime();
        var result = reading.run();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
        assertThat(threads.getCurrentThreadAllocatedBytes() - asked).isLessThan(HEAP_MAX);
        return result;
    }

    private void refused(String word, byte[] file) throws IOException {
        assertThat(watched(() -> pictures.readAll(file, PAGES_MAX))).isEqualTo(new Pictures.Result.Refused(word));
    }

    private List<Pictures.Picture> all(byte[] file) throws IOException {
        return ((Pictures.Result.Read) watched(() -> pictures.readAll(file, PAGES_MAX))).pictures();
    }

    /** Cards with a code of 25 mm; of an empty address, without. */
    private static byte[] cards(String... addresses) {
        var out = new ByteArrayOutputStream();
        try (var paper = new Paper("Cards", "en", Instant.EPOCH)) {
            for (var address : addresses) {
                paper.sheet(Format.LETTER, false);
                paper.strong(54, 72, 24, "Membership card");
                for (int line = 0; line < 30; line++) {
                    paper.text(
                            54,
                            140 + line * 18,
                            11,
                            "I ask to be a member of the local, and say so with my name below.");
                }
                if (!address.isEmpty()) {
                    paper.code(Format.LETTER.width() - 54 - CODE, 36, CODE, address);
                }
            }
            paper.write(out);
        }
        return out.toByteArray();
    }

    /** A card on a desk, as a phone of eight megapixels sees it: turned, darker to one side, grainy. */
    private static byte[] photo(byte[] card, double degrees) throws IOException {
        BufferedImage page;
        try (var document = Loader.loadPDF(card)) {
            page = new PDFRenderer(document).renderImage(0, 3000 / Format.LETTER.height());
        }
        boolean lies = Math.abs(degrees) > 45;
        var photo = new BufferedImage(lies ? 3264 : 2448, lies ? 2448 : 3264, BufferedImage.TYPE_INT_RGB);
        var pen = photo.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.setColor(new Color(120, 90, 60));
        pen.fillRect(0, 0, photo.getWidth(), photo.getHeight());
        pen.translate(photo.getWidth() / 2, photo.getHeight() / 2);
        pen.rotate(Math.toRadians(degrees));
        pen.drawImage(page, -page.getWidth() / 2, -page.getHeight() / 2, null);
        pen.dispose();
        var grain = new Random(1);
        for (int y = 0; y < photo.getHeight(); y++) {
            for (int x = 0; x < photo.getWidth(); x++) {
                var c = new Color(photo.getRGB(x, y));
                double light = .5 + .4 * x / photo.getWidth();
                double off = 6 * grain.nextGaussian();
                photo.setRGB(
                        x,
                        y,
                        dot(c.getRed(), light, off) << 16
                                | dot(c.getGreen(), light, off) << 8
                                | dot(c.getBlue(), light, off));
            }
        }
        return jpeg(photo, .75f);
    }

    private static int dot(int colour, double light, double off) {
        return Math.clamp(Math.round(colour * light + off), 0, 255);
    }

    private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        var out = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var asked = writer.getDefaultWriteParam();
        asked.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        asked.setCompressionQuality(quality);
        try (var to = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(to);
            writer.write(null, new IIOImage(image, null, null), asked);
        }
        writer.dispose();
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void three_pages_are_three_pictures_each_with_its_code() throws IOException {
        var read = all(cards(ADDRESS + 1, ADDRESS + 2, ADDRESS + 3));
        assertThat(read).extracting(Pictures.Picture::code).containsExactly(ADDRESS + 1, ADDRESS + 2, ADDRESS + 3);
        for (var picture : read) {
            var image = ImageIO.read(new ByteArrayInputStream(picture.png()));
            assertThat(picture.high()).isEqualTo(image.getHeight()).isEqualTo(1600);
            assertThat(picture.wide()).isEqualTo(image.getWidth()).isEqualTo(1236);
            assertThat(image.getColorModel().getPixelSize()).as("greys").isLessThanOrEqualTo(8);
            assertThat(picture.png().length).isLessThan(300_000);
        }
    }

    @Test
    void a_page_without_a_code_is_a_picture_all_the_same() throws IOException {
        assertThat(all(cards("", ADDRESS))).extracting(Pictures.Picture::code).containsExactly(null, ADDRESS);
        var gif = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_BYTE_GRAY), "gif", gif);
        assertThat(all(gif.toByteArray())).singleElement().satisfies(p -> {
            assertThat(p.wide()).as("made no larger").isEqualTo(300);
            assertThat(p.code()).isNull();
        });
    }

    @Test
    void a_photo_is_read_though_it_is_turned() throws IOException {
        var card = cards(ADDRESS);
        for (double degrees : new double[] {3, 90, -93}) {
            assertThat(all(photo(card, degrees)))
                    .as(degrees + " degrees")
                    .extracting(Pictures.Picture::code)
                    .containsExactly(ADDRESS);
        }
    }

    /** What the scanner in the office makes of a stack: a picture a page, a little askew. */
    @Test
    void a_scan_is_read() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            for (int card = 1; card <= 2; card++) {
                var page = new PDPage(PDRectangle.LETTER);
                document.addPage(page);
                var image = JPEGFactory.createFromByteArray(document, photo(cards(ADDRESS + card), card - 2));
                try (var pen = new PDPageContentStream(document, page)) {
                    pen.drawImage(image, 0, 0, PDRectangle.LETTER.getWidth(), PDRectangle.LETTER.getHeight());
                }
            }
            document.save(out);
        }
        assertThat(all(out.toByteArray())).extracting(Pictures.Picture::code).containsExactly(ADDRESS + 1, ADDRESS + 2);
    }

    @Test
    void one_page_keeps_its_colours_and_nobody_looks_for_a_code() throws IOException {
        var file = cards("", ADDRESS);
        var read = (Pictures.Result.Read) watched(() -> pictures.read(file, 2));
        assertThat(read.pictures()).singleElement().satisfies(p -> {
            assertThat(p.code()).isNull();
            assertThat(p.high()).isBetween(1590, 1600);
        });
        assertThat(pictures.read(file, 3)).isEqualTo(new Pictures.Result.Refused("plan.noPage"));
    }

    /** With both places taken, whoever got as far as a process would hear that they are. */
    @Test
    void what_begins_like_nothing_that_is_read_starts_no_process() throws Exception {
        pictures.atOnce.acquire(2);
        refused("plan.unreadable", zipBomb());
        refused("plan.unreadable", bytes("#!/bin/sh\nrm -rf ~\n"));
        refused("plan.unreadable", bytes("<!doctype html><script>alert(1)</script>"));
        refused("plan.unreadable", bytes("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"));
        refused("plan.unreadable", bytes("MZ"));
        refused("plan.unreadable", bytes("%PDF"));
        refused("plan.unreadable", new byte[0]);
        refused("plan.tooLarge", new byte[Pictures.BYTES_MAX + 1]);
        refused("plan.busy", cards(""));
        pictures.atOnce.release(2);
        assertThat(all(cards(""))).hasSize(1);
    }

    /** Unpacks to a gigabyte; its name, which is not looked at, would be cards.pdf. */
    private static byte[] zipBomb() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("cards.pdf"));
            var zeros = new byte[1024 * 1024];
            for (int i = 0; i < 1024; i++) {
                zip.write(zeros);
            }
        }
        return out.toByteArray();
    }

    @Test
    void too_many_dots_or_pages_are_told() throws IOException {
        refused("plan.tooLarge", hugePng());
        var out = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            for (int page = 0; page < 10_000; page++) {
                document.addPage(new PDPage());
            }
            document.save(out);
        }
        refused("plan.tooManyPages", out.toByteArray());
    }

    /** The head of a picture of 10,000 dots a side, and nothing behind it. */
    private static byte[] hugePng() throws IOException {
        var head = new ByteArrayOutputStream();
        try (var to = new DataOutputStream(head)) {
            to.writeBytes("IHDR");
            to.writeInt(10_000);
            to.writeInt(10_000);
            to.write(new byte[] {8, 6, 0, 0, 0});
        }
        var check = new CRC32();
        check.update(head.toByteArray());
        var png = new ByteArrayOutputStream();
        try (var to = new DataOutputStream(png)) {
            to.write(bytes("\u0089PNG\r\n\u001a\n"));
            to.writeInt(13);
            head.writeTo(to);
            to.writeInt((int) check.getValue());
        }
        return png.toByteArray();
    }

    @Test
    void what_only_says_that_it_is_a_pdf_is_unreadable() throws IOException {
        refused("plan.unreadable", bytes("%PDF-1.7 nothing"));
        refused("plan.unreadable", joined(bytes("%PDF-1.7\n"), zipBomb()));
        refused("plan.unreadable", pdf("<</Type/Pages/Kids[2 0 R]/Count 1>>"));
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** A catalogue whose pages are object 2, and further objects from 3 on. */
    private static byte[] pdf(Object... objects) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(bytes("%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n"));
        for (int i = 0; i < objects.length; i++) {
            out.writeBytes(bytes(i + 2 + " 0 obj "));
            out.writeBytes(objects[i] instanceof byte[] b ? b : bytes((String) objects[i]));
            out.writeBytes(bytes(" endobj\n"));
        }
        out.writeBytes(bytes("trailer <</Root 1 0 R>>\n%%EOF\n"));
        return out.toByteArray();
    }

    private static byte[] stream(String about, byte[] content) {
        return joined(bytes("<<" + about + "/Length " + content.length + ">> stream\n"), content, bytes("\nendstream"));
    }

    private static byte[] packed(byte[] block, int times) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var deflate = new DeflaterOutputStream(out, new Deflater(9))) {
            for (int i = 0; i < times; i++) {
                deflate.write(block);
            }
        }
        return out.toByteArray();
    }

    private static final String PAGES = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
    private static final String PAGE =
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>";

    /** A few kilobytes of zeros that unpack to a picture 40,000 dots wide and high. */
    @Test
    void a_stream_that_unpacks_without_end_is_given_up() throws IOException {
        var image = stream(
                "/Type/XObject/Subtype/Image/Width 40000/Height 40000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode",
                packed(new byte[40_000], 40_000));
        refused("plan.tooLarge", pdf(PAGES, PAGE, stream("", bytes("q 600 0 0 600 0 0 cm /F Do Q")), image));
    }

    /** Each drawing shows the next one ten times, twelve deep: a kilobyte that would be drawn for years. */
    @Test
    void a_page_that_is_never_done_is_given_up() throws IOException {
        var objects = new Object[16];
        objects[0] = PAGES;
        objects[1] = PAGE;
        objects[2] = stream("", bytes("/F Do"));
        for (int i = 3; i < objects.length; i++) {
            var form = "/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</F " + (i + 3) + " 0 R>>>>";
            objects[i] = stream(form, bytes(i + 1 < objects.length ? "/F Do ".repeat(10) : "0 0 9 9 re f"));
        }
        refused("plan.tooLarge", pdf(objects));
    }

    @Test
    void paper_tells_when_its_typeface_lacks_a_letter() {
        try (var paper = new Paper("Names", "en", java.time.Instant.EPOCH)) {
            paper.lines("Zoë O’Brien-Nguyễn, Müller\nand 2 more", 10, 300);
            assertThat(paper.lacking()).isFalse();
            paper.lines("نادية", 10, 300);
            assertThat(paper.lacking()).isTrue();
        }
    }
}
