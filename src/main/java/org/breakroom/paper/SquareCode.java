package org.breakroom.paper;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.EncodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
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

    /** The eight masks of ISO/IEC 18004 are numbered from 0; one before them lets the writer choose. */
    private static final int MASKS = 8;

    /** In how many dots each way a module is held against the reader. */
    private static final int DOTS = 4;

    private SquareCode() {}

    /**
     * The modules of a code that leads to an address, a quarter of which may be lost, its border included. Of two hundred codes one
     * has something in it that looks like its own corners, and the reader never finds it at any size: then another mask is taken.
     *
     * @throws WriterException when the address is too long
     */
    static BitMatrix of(String address) throws WriterException {
        var bits = masked(address, -1);
        for (int mask = 0; mask < MASKS && !address.equals(in(dots(bits))); mask++) {
            bits = masked(address, mask);
        }
        return bits;
    }

    private static BitMatrix masked(String address, int mask) throws WriterException {
        return new QRCodeWriter()
                .encode(
                        address,
                        BarcodeFormat.QR_CODE,
                        0,
                        0,
                        Map.of(
                                EncodeHintType.ERROR_CORRECTION,
                                ErrorCorrectionLevel.Q,
                                EncodeHintType.MARGIN,
                                2,
                                EncodeHintType.QR_MASK_PATTERN,
                                mask));
    }

    private static LuminanceSource dots(BitMatrix bits) {
        int side = bits.getWidth() * DOTS;
        var grey = new int[side * side];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = bits.get(i % side / DOTS, i / side / DOTS) ? 0 : 0xFFFFFF;
        }
        return new RGBLuminanceSource(side, side, grey);
    }

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
