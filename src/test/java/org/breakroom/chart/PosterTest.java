package org.breakroom.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakroom.cast.TestLocals.in;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.breakroom.cast.Home;
import org.breakroom.cast.TestLocals;
import org.breakroom.kernel.FederationClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The chart on paper and back: printed for someone, found again by its square code, its marks keyed. */
class PosterTest extends Home {
    private static final int DPI = 100;

    @Autowired
    FederationClock clock;

    private String print(TestLocals.Home home, String format) {
        var made = post(
                home.rep(),
                home.path() + "/charts/" + home.first() + "/posters",
                "format",
                format,
                "printedFor",
                "Rosa Lindqvist");
        assertThat(made).hasStatus(303);
        return String.valueOf(made.getResponse().getHeader("Location"));
    }

    private byte[] pdf(UUID by, String poster) {
        return mvc.get()
                .uri(poster + "/poster.pdf")
                .with(in(by))
                .exchange()
                .getResponse()
                .getContentAsByteArray();
    }

    private static int number(String text, String name) {
        var m = Pattern.compile("(\\d+)\\s*\\R?[1-5?]\\s*\\R?" + name).matcher(text);
        assertThat(m.find()).as(text).isTrue();
        return Integer.parseInt(m.group(1));
    }

    @Test
    void it_says_for_whom_and_when_and_its_code_leads_back() throws Exception {
        var home = locals.open();
        for (var format : new String[] {"TABLOID", "A3", "A1"}) {
            var poster = print(home, format);
            try (var document = Loader.loadPDF(pdf(home.rep(), poster))) {
                var text = new PDFTextStripper().getText(document);
                assertThat(text).contains("Printed for Rosa Lindqvist", "Nadia Rosas", "destroy it by");
                var image = new PDFRenderer(document).renderImageWithDPI(0, DPI);
                var right = image.getSubimage(image.getWidth() * 3 / 4, 0, image.getWidth() / 4, image.getHeight() / 3);
                var dots = right.getRGB(0, 0, right.getWidth(), right.getHeight(), null, 0, right.getWidth());
                var code = new QRCodeReader()
                        .decode(new BinaryBitmap(new HybridBinarizer(
                                new RGBLuminanceSource(right.getWidth(), right.getHeight(), dots))));
                assertThat(code.getText()).isEqualTo(base() + poster);
                assertThat(grey(dots)).as("black, white and grey only").isTrue();
            }
        }
        assertThat(page(home.officer(), home.path() + "/audit")).contains("printed a chart");
        assertThat(post(
                        home.rep(),
                        home.path() + "/charts/" + home.first() + "/posters",
                        "format",
                        "A9",
                        "printedFor",
                        ""))
                .hasStatus(422);
    }

    private static boolean grey(int[] dots) {
        for (int dot : dots) {
            if ((dot & 0xFF) != (dot >> 8 & 0xFF) || (dot & 0xFF) != (dot >> 16 & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    @Test
    void marks_are_keyed_back_all_or_none_and_can_be_taken_back() throws Exception {
        var home = locals.open();
        var poster = print(home, "A3");
        String text;
        try (var document = Loader.loadPDF(pdf(home.rep(), poster))) {
            text = new PDFTextStripper().getText(document);
        }
        int nadia = number(text, "Nadia");
        int omar = number(text, "Omar");
        var today = clock.today().toString();
        var wrong = post(
                home.rep(),
                poster + "/marks",
                "lines",
                nadia + " 2\n99 3\n" + omar + " 7\n" + nadia + " 4",
                "what",
                "",
                "day",
                today);
        assertThat(wrong).hasStatus(422);
        assertThat(wrong.getResponse().getContentAsString(StandardCharsets.UTF_8))
                .contains("Line 2: there is no number 99", "Line 3", "Line 4: number " + nadia + " was keyed before")
                .contains(nadia + " 2\n99 3");
        assertThat(post(home.rep(), poster + "/marks", "lines", nadia + " x", "what", "", "day", today))
                .hasStatus(422);
        assertThat(post(home.rep(), poster + "/marks", "lines", "", "what", "", "day", "2020-01-01"))
                .hasStatus(422);
        var chart = home.path() + "/charts/" + home.first();
        assertThat(page(home.rep(), chart + "?assessment=2")).contains("Nobody is like that");
        var saved = post(
                home.rep(),
                poster + "/marks",
                "lines",
                nadia + " 2 x\n" + omar + ",x",
                "what",
                "PETITION",
                "day",
                today);
        assertThat(saved).hasStatus(303);
        assertThat(page(home.rep(), chart + "?assessment=2")).contains("Nadia Rosas", "1 of 3 people");
        assertThat(page(home.rep(), chart + "?show=no_action")).contains("1 of 3 people");
        var batch = String.valueOf(saved.getResponse().getHeader("Location")).replaceAll(".*batch=", "");
        assertThat(post(home.rep(), home.path() + "/activities/" + batch + "/withdrawal?worksite=" + home.first()))
                .hasStatus(303);
        assertThat(page(home.rep(), chart + "?assessment=2")).contains("Nobody is like that");
        assertThat(page(home.rep(), chart + "?show=no_action")).contains("3 of 3 people");
    }
}
