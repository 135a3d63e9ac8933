package org.breakroom.paper;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what the square code on a page says, as {@link Paper#code} drew it and a scanner or a phone saw it. */
final class SquareCode {
    /**
     * So many dots on the longer side give a code of 25 mm on a letter page five dots a module and more. Softened it is
     * found in scans and in good photos.
     */
    static final int SIDE = 2400;

    /** In a photo of few dots, or blurred already, more is found sharp and larger. */
    static final int SIDE_LARGE = 3200;

    /** The reader knows a turned code, but goes over the page line by line: another way round it may see what it missed. */
    private static final int SIDE_TURNED = 1600;

    /** Half a page of so many dots still gives a module two and more. */
    private static final int SIDE_SMALL = 900;

    private static final int TURNS = 4;

    private SquareCode() {}

    static @Nullable String on(Grey page) {
        var found = in(page.sized(SIDE).soft());
        if (found == null) {
            var large = page.sized(SIDE_LARGE);
            found = in(large);
            if (found == null) {
                found = in(large.soft());
            }
        }
        if (found == null) {
            LuminanceSource turned = page.sized(SIDE_TURNED);
            for (int i = 0; found == null && i < TURNS; i++) {
                found = in(turned);
                turned = turned.rotateCounterClockwise();
            }
        }
        return found;
    }

    /**
     * What the code on an upright part of a good page says; what takes more care is not found. Of 250 printed codes the reader
     * missed two at full size, and none among fewer dots.
     */
    static @Nullable String plainlyOn(Grey part) {
        var found = in(part.soft());
        return found == null ? in(part.sized(SIDE_SMALL).soft()) : found;
    }

    private static @Nullable String in(LuminanceSource page) {
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(page)), Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        } catch (ReaderException | RuntimeException e) {
            // Of what only looks like a code the library may also stumble; the page is a picture all the same.
            return null;
        }
    }
}
